// Every operation, selector and rule between measures on a small inventory; numbers counted by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "scenarios/policy/plan_text.hpp"
#include "scenarios/policy/selection.hpp"
#include "tests/support/policy_town.hpp"

namespace {

using namespace lantian::tests;

TEST(Place, AMovedSourceEmitsThereInsteadOfHere) {
  auto inventory = town();
  Relocate move;
  move.to = {"east", {{112.05, 35.0}}, Stack{60.0, 2.0, 350.0, 10.0}};
  auto m = measure("move", "boiler", move);
  m.compliance.mean = 0.75;
  const auto scenario = of({m});
  EXPECT_TRUE(add_dormant({scenario}, inventory, around(), flat()).empty());
  ASSERT_EQ(inventory.sources.size(), 6u);
  const int moved = 3;  // sorted by id: after E3/L1/boiler/DA001
  EXPECT_EQ(inventory.sources[moved].id, "E3/L1/boiler/DA001@move");
  EXPECT_EQ(inventory.sources[moved].stack.height, 60.0);
  EXPECT_NEAR(inventory.sources[moved].place.x, 5000.0, 1e-6);  // 0.05 degree to a double's rounding
  const auto found = expand({scenario}, inventory, around());
  EXPECT_EQ(codes(found.findings), Codes{});
  EXPECT_EQ(at(found, boiler, 5), 0.25);
  EXPECT_EQ(at(found, moved, 5), 0.75);
  const auto none = expand({}, inventory, around());
  EXPECT_EQ(at(none, moved, 5), 0.0);
  EXPECT_EQ(at(none, boiler, 5), 1.0);
}

TEST(Place, ADormantSourceDoesNotTouchOtherPlans) {
  auto with = town();
  const auto moving = of({measure("move", "boiler", Relocate{{"west", {}, {}}})});
  add_dormant({moving}, with, around(), flat());
  auto limit = LimitOutput{};
  limit.to = 0.5;
  const auto other = of({measure("half", "boiler", limit)});
  const auto before = town();
  EXPECT_EQ(canonical_text(expand({other}, with, around()).plan, with),
            canonical_text(expand({other}, before, around()).plan, before));
  // Where both are in force the limit holds at the new place too.
  const auto both = expand({moving, other}, with, around());
  EXPECT_EQ(at(both, 3, 0), 0.5);
  EXPECT_EQ(at(both, 2, 0), 0.0);
}

TEST(Place, AnAddedSourceIsAShareOfItsModel) {
  auto inventory = town();
  const auto scenario = of({measure("more", "boiler", Add{{"west", {}, {}}, 0.5})});
  add_dormant({scenario}, inventory, around(), flat());
  const auto found = expand({scenario}, inventory, around());
  EXPECT_EQ(at(found, boiler, 0), 1.0);
  EXPECT_EQ(at(found, boiler + 1, 0), 0.5);
}

TEST(Place, MovingTwiceOrToNowhereIsAMistake) {
  auto inventory = town();
  const auto scenario = of({measure("a", "boiler", Relocate{{"west", {}, {}}}),
                            measure("b", "boiler", Relocate{{"east", {}, {}}})});
  add_dormant({scenario}, inventory, around(), flat());
  const auto found = expand({scenario}, inventory, around());
  EXPECT_EQ(codes(found.findings), Codes{"moved_twice measure.b.op"});
  EXPECT_EQ(found.findings[0].other, "measure.a");
  EXPECT_EQ(codes(add_dormant({of({measure("c", "boiler", Relocate{{"wst", {}, {}}})})}, inventory, around(),
                              flat())),
            Codes{"not_in_inventory measure.c.op.to.region"});
}

TEST(Technology, AFuelIsReplacedByTheRatioOfFactors) {
  auto scenario = of({measure("gas", "boiler", ReplaceFuel{"gas", "ef", 0.5})});
  auto& table = scenario.fuel_tables["ef"];
  table.rows["coal"][of(Pollutant::NOx)] = 4.0;
  table.rows["gas"][of(Pollutant::NOx)] = 1.0;
  const auto found = expand({scenario}, town(), around());
  EXPECT_EQ(codes(found.findings), Codes{});
  EXPECT_EQ(at(found, boiler, 0), 1.0 - 0.5 * 0.75);
  EXPECT_EQ(at(found, boiler, 0, Pollutant::CO), 1.0);
  table.rows.erase("coal");
  EXPECT_EQ(codes(expand({scenario}, town(), around()).findings).front(),
            "fuel_not_in_table measure.gas.op.ef_table");
}

TEST(Control, ACapCountsAtItsOwnOxygen) {
  Cap cap;
  cap.limit[of(Pollutant::NOx)] = 50e-6;
  cap.oxygen = 0.06;
  const auto found = expand({of({measure("cap", "boiler", cap)})}, town(), around());
  EXPECT_EQ(codes(found.findings), Codes{});
  // 100 mg/m3 at 11 % are 150 at 6 %: (21 - 6) / (21 - 11).
  EXPECT_NEAR(at(found, boiler, 0), 50.0 / 150.0, 1e-15);  // rounding
  cap.limit[of(Pollutant::NOx)] = 500e-6;
  EXPECT_EQ(at(expand({of({measure("cap", "boiler", cap)})}, town(), around()), boiler, 0), 1.0);
  cap.limit[of(Pollutant::SO2)] = 35e-6;
  EXPECT_EQ(codes(expand({of({measure("cap", "boiler", cap)})}, town(), around()).findings).front(),
            "cap_not_measured measure.cap.op");
}

TEST(Control, ACapOfOutletsWithoutValuesIsOneMistake) {
  Cap cap;
  cap.limit[of(Pollutant::SO2)] = 35e-6;
  auto m = measure("cap", "boiler", cap);
  m.select.where.industry = {"boiler", "cement"};
  const auto found = expand({of({m})}, town(), around());
  ASSERT_EQ(codes(found.findings), Codes{"cap_not_measured measure.cap.op"});
  const std::vector<std::pair<std::string, std::string>> told{{"value", town().sources[0].id},
                                                              {"count", "2"}};
  EXPECT_EQ(found.findings[0].arguments, told);
}

TEST(Control, FineParticlesAboveCoarseOnesAreNoted) {
  Control filter{"filter", {}, 1.0, 1.0};
  filter.efficiency[of(Pollutant::PM10)] = 0.9;
  const auto inventory = town();
  const auto found = expand({of({measure("filter", "boiler", filter)})}, inventory, around());
  EXPECT_EQ(codes(found.findings), Codes{});
  EXPECT_EQ(codes(found.notes), Codes{"fine_above_coarse measure.filter.op"});
  filter.efficiency[of(Pollutant::PM2p5)] = 0.9;
  EXPECT_EQ(codes(expand({of({measure("filter", "boiler", filter)})}, inventory, around()).notes), Codes{});
}

TEST(Activity, LorriesFollowWhatTheyServe) {
  auto limit = LimitOutput{};
  limit.to = 0.4;
  auto m = measure("half", "cement.clinker", limit);
  Companion companion;
  companion.target.where.industry = {"road"};
  m.also = {companion};
  const auto found = expand({of({m})}, town(), around());
  EXPECT_EQ(codes(found.findings), Codes{});
  EXPECT_EQ(at(found, kiln, 3), 0.4);
  EXPECT_EQ(at(found, mill, 3), 1.0);
  // Clinker 8760 t of 8760 + 4380 t a year.
  EXPECT_NEAR(at(found, lorries, 3), 1.0 - 0.6 * 2.0 / 3.0, 1e-15);  // rounding
  auto idle = town();
  idle.sources[lorries].serves = {};
  EXPECT_EQ(codes(expand({of({m})}, idle, around()).findings),
            Codes{"serves_nothing measure.half.also.0.target"});
}

TEST(Activity, LinesTakeTurns) {
  StopPattern pattern{2, 1, "rota_group", {"G1", "G2"}, {0, 1}};
  Stop stop;
  stop.pattern = pattern;
  auto m = measure("turns", "cement.clinker", stop);
  m.select.where.industry = {"cement"};
  m.window = "season";
  m.physics.min_down_h = 24;
  auto scenario = of({m});
  scenario.windows["season"].dates = {{true, {11, 22}, {3, 15}, 0, 0}};
  const auto found = expand({scenario}, town(), around());
  EXPECT_EQ(codes(found.findings), Codes{});
  EXPECT_EQ(at(found, kiln, 12), 0.0);
  EXPECT_EQ(at(found, mill, 12), 1.0);
  EXPECT_EQ(at(found, kiln, 36), 1.0);
  EXPECT_EQ(at(found, mill, 36), 0.0);
  auto stranger = town();
  stranger.lines[1].rota_group = "G3";
  EXPECT_EQ(codes(expand({scenario}, stranger, around()).findings).front(),
            "pattern_without_turn measure.turns.op.pattern.phase_by");
}

TEST(Physics, AKilnCannotRunAtNightOnly) {
  auto scenario = of({measure("night", "cement.clinker", Stop{})});
  open_at(scenario, "night", {6, 20});
  const auto found = expand({scenario}, town(), around());
  ASSERT_EQ(codes(found.findings), Codes{"stop_too_short measure.night.window"});
  std::string advice;
  for (const auto& [name, value] : found.findings[0].arguments)
    if (name == "switchable") advice = value;
  EXPECT_EQ(advice, "E2/L1/mill/DA001");
  scenario.measures.at("night").select.where.industry = {"cement.grinding"};
  EXPECT_EQ(codes(expand({scenario}, town(), around()).findings), Codes{});
}

TEST(Physics, APlantMustRunSomeTimeBetweenStops) {
  auto m = measure("days", "cement.grinding", Stop{});
  m.physics.min_up_h = 12;
  auto scenario = of({m});
  open_at(scenario, "days", {6, 20});
  EXPECT_EQ(codes(expand({scenario}, town(), around()).findings), Codes{"run_too_short measure.days.window"});
}

TEST(Physics, BelowItsLeastLoadAPlantStops) {
  auto limit = LimitOutput{};
  limit.to = 0.3;
  auto m = measure("low", "boiler", limit);
  m.physics.min_load = 0.5;
  const auto found = expand({of({m})}, town(), around());
  EXPECT_EQ(codes(found.notes), Codes{"below_min_load measure.low.physics"});
  EXPECT_EQ(at(found, boiler, 0), 0.0);
}

TEST(Physics, HeatingUpMayEmitMoreOfSome) {
  auto m = measure("stop", "boiler", Stop{});
  m.physics.heat_up_h = 2;
  m.physics.heat_up_by_pollutant[of(Pollutant::CO)] = 3.0;
  auto scenario = of({m, measure("half", "boiler", [] {
                        LimitOutput limit;
                        limit.to = 0.9;
                        return limit;
                      }())});
  open_at(scenario, "stop", {0, 10});
  const auto found = expand({scenario}, town(), around());
  EXPECT_EQ(codes(found.findings), Codes{});
  EXPECT_EQ(at(found, boiler, 10, Pollutant::NOx), 0.0);
  EXPECT_EQ(at(found, boiler, 10, Pollutant::CO), 0.9);  // the stricter of 3 and 0.9
  EXPECT_EQ(at(found, boiler, 12, Pollutant::CO), 0.9);
  scenario.measures.erase("half");
  EXPECT_EQ(at(expand({scenario}, town(), around()), boiler, 10, Pollutant::CO), 3.0);
}

TEST(ShiftStage, MovesOutputOfTheActivityThatIsLeft) {
  auto limit = LimitOutput{};
  limit.to = 0.5;
  limit.baseline_minimum = false;
  auto shift = out_of_noon();
  shift.share = 0.5;
  const auto found =
      expand({of({measure("half", "boiler", limit), measure("noon", "boiler", shift)})}, town(), around());
  EXPECT_EQ(codes(found.findings), Codes{});
  EXPECT_EQ(at(found, boiler, 9), 0.5);
  EXPECT_EQ(at(found, boiler, 12), 0.5 * 0.5);
  // 6 h give 0.25 each: 1.5 over the ten hours of the night, which hold 0.5 each.
  EXPECT_NEAR(at(found, boiler, 22), 0.5 + 0.15, 1e-12);  // sums of six parts
  EXPECT_EQ(at(found, boiler, 17), 0.5);
  ASSERT_EQ(found.plan.moved.size(), 1u);
  EXPECT_EQ(found.plan.moved[0].unplaced, 0.0);
  EXPECT_NEAR(found.plan.moved[0].moved, 3.0, 1e-12);  // sums of 120 parts
}

TEST(ShiftStage, WhatDoesNotFitIsLostOrAMistake) {
  auto shift = out_of_noon();
  shift.most_rate = 1.3;  // ten hours take 0.3 each, of 6
  const auto lost = expand({of({measure("noon", "boiler", shift)})}, town(), around());
  EXPECT_EQ(codes(lost.findings), Codes{});
  EXPECT_NEAR(lost.plan.moved[0].unplaced, 2 * 3.0, 1e-12);  // sums of 12 parts
  ASSERT_EQ(codes(lost.notes), Codes{"shift_unplaced measure.noon.op"});
  EXPECT_EQ(lost.notes[0].arguments[0], (std::pair<std::string, std::string>{"value", "50"}));  // percent
  shift.unplaced_is_error = true;
  EXPECT_EQ(codes(expand({of({measure("noon", "boiler", shift)})}, town(), around()).findings),
            Codes{"output_unplaced measure.noon.op.unplaced"});
}

TEST(ShiftStage, OneThatFindsNothingToMoveIsNoted) {
  const auto found = expand(
      {of({measure("noon", "boiler", out_of_noon()), measure("stop", "boiler", Stop{})})}, town(), around());
  EXPECT_EQ(codes(found.findings), Codes{});
  EXPECT_EQ(codes(found.notes), Codes{"shift_moves_nothing measure.noon.op"});
}

TEST(PlanText, AFactorOfOneIsNoRun) {
  const auto inventory = town();
  const auto none =
      expand({of({measure("one", "boiler", Scale{1.0, {Pollutant::NOx}})})}, inventory, around());
  ASSERT_FALSE(none.plan.runs.empty());  // told by explain
  EXPECT_EQ(canonical_text(none.plan, inventory), "");
  auto moved = town();
  const auto moving = of({measure("move", "boiler", Relocate{{"west", {}, {}}})});
  add_dormant({moving}, moved, around(), flat());
  EXPECT_NE(canonical_text(expand({moving}, moved, around()).plan, moved).find("@move"), std::string::npos);
}

TEST(ShiftStage, MovedPetrolEvaporatesInTheNightsAir) {
  auto shift = out_of_noon();
  shift.share = 0.5;
  shift.by_temperature = true;
  const auto scenario = of({measure("noon", "fuel.station", shift)});
  EXPECT_EQ(codes(expand({scenario}, town(), around()).findings),
            Codes{"signal_missing measure.noon.op.reevaluate"});
  auto warm = around();
  warm.signals.start = start;
  auto& air = warm.signals.hourly["air_temperature"];
  for (int h = 0; h < 48; ++h) air.push_back(h % 24 >= 10 && h % 24 < 16 ? 35.0 : 5.0);
  const auto found = expand({scenario}, town(), warm);
  EXPECT_EQ(codes(found.findings), Codes{});
  EXPECT_EQ(at(found, station, 12, Pollutant::VOC), 0.5);
  // 0.3 of an hour's output, as exp(-35100/R (1/T - 1/298.15)) at 5 and 35 degC.
  EXPECT_NEAR(at(found, station, 22, Pollutant::VOC), 1.0 + 0.3 * 0.361282 / 1.58327, 1e-6);  // 6 digits
}

TEST(ShiftStage, TwoShiftsOfOneSourceAreAMistake) {
  const auto found = expand(
      {of({measure("a", "boiler", out_of_noon()), measure("b", "boiler", out_of_noon())})}, town(), around());
  EXPECT_EQ(codes(found.findings), Codes{"shifted_twice measure.b.op"});
}

TEST(Between, RequiresExcludesAndGroups) {
  auto limit = LimitOutput{};
  limit.to = 0.5;
  auto a = measure("a", "boiler", limit), b = measure("b", "boiler", Stop{});
  a.needs = {"c"};
  a.excludes = {"b"};
  EXPECT_EQ(codes(expand({of({a, b})}, town(), around()).findings),
            (Codes{"measure_missing measure.a.requires.0", "measures_exclude measure.a.excludes.0"}));
  a.needs = a.excludes = {};
  a.group = b.group = "one";
  a.at_most_one = b.at_most_one = true;
  EXPECT_EQ(codes(expand({of({a, b})}, town(), around()).findings),
            Codes{"group_conflict measure.b.priority"});
  a.priority = 1;
  const auto found = expand({of({a, b})}, town(), around());
  EXPECT_EQ(codes(found.findings), Codes{});
  EXPECT_EQ(at(found, boiler, 0), 0.5);  // not the stop: its group has another measure above it
}

TEST(Between, ScaleBesideAControlIsNoted) {
  Control bag{"bag", {}, 1.0, 1.0};
  bag.efficiency[of(Pollutant::SO2)] = 0.5;
  const auto found =
      expand({of({measure("a", "boiler", Scale{0.5, {}}), measure("b", "boiler", bag)})}, town(), around());
  EXPECT_TRUE(found.findings.empty());
  EXPECT_EQ(codes(found.notes), Codes{"scale_beside_others measure.a.op"});
}

std::vector<int> taken_by(const Condition& condition, const Surroundings& where = around()) {
  Scenario scenario;
  scenario.selections["cement"].where.industry = {"cement"};
  Selection selection;
  selection.where = condition;
  const auto inventory = town();
  return Selector(scenario, inventory, where).take(selection);
}

TEST(Selectors, HeightDeviceEmissionRankServes) {
  Condition c;
  c.stack_height = {30.5, 38.0};
  EXPECT_EQ(taken_by(c), (std::vector<int>{mill, station}));
  c = {};
  c.device = {"fgd"};
  EXPECT_EQ(taken_by(c), std::vector<int>{boiler});
  c = {};
  c.emission = {Pollutant::NOx, 1000.0};
  EXPECT_EQ(taken_by(c), (std::vector<int>{mill, boiler}));
  c = {};
  c.rank = {Pollutant::NOx, 2, false};
  EXPECT_EQ(taken_by(c), (std::vector<int>{mill, boiler}));
  c = {};
  c.serves = {"cement"};
  EXPECT_EQ(taken_by(c), std::vector<int>{lorries});
}

TEST(Selectors, NaturalSourcesAreLeftAloneUnlessTheScenarioSaysSo) {
  auto inventory = town();
  Source trees;
  trees.id = "natural/trees";
  trees.region = "west";
  trees.natural = true;
  trees.natural_rate = 1.0;
  inventory.sources.push_back(trees);
  const int wood = 5;
  auto m = measure("all", "", Scale{0.5, {Pollutant::VOC}});
  m.select.where = {};
  m.select.where.region = {"west"};
  auto scenario = of({m});
  const auto without = expand({scenario}, inventory, around());
  EXPECT_EQ(codes(without.findings), Codes{});
  EXPECT_EQ(at(without, wood, 0, Pollutant::VOC), 1.0);
  EXPECT_EQ(at(without, kiln, 0, Pollutant::VOC), 0.5);
  scenario.include_natural = true;
  const auto with = expand({scenario}, inventory, around());
  EXPECT_EQ(codes(with.findings), Codes{});
  EXPECT_EQ(at(with, wood, 0, Pollutant::VOC), 0.5);
  EXPECT_EQ(at(with, wood, 0, Pollutant::NOx), 1.0);
  // Alone they are something that a measure changes, where they emit at all.
  scenario.measures.at("all").select.where = {};
  scenario.measures.at("all").select.where.id = {"natural/trees"};
  EXPECT_EQ(codes(expand({scenario}, inventory, around()).findings), Codes{});
  inventory.sources[wood].natural_rate = 0.0;
  EXPECT_EQ(codes(expand({scenario}, inventory, around()).findings), Codes{"changes_nothing measure.all.op"});
  scenario.include_natural = false;
  EXPECT_EQ(codes(expand({scenario}, inventory, around()).findings).front(),
            "selects_nothing measure.all.select");
}

TEST(Selectors, DistanceUpwindAndAreas) {
  Condition c;
  c.distance = {"E1", 3000.0};
  EXPECT_EQ(taken_by(c), (std::vector<int>{kiln, mill, lorries}));
  c = {};
  c.within = {{"box.csv", {{111.9, 34.9}, {112.05, 34.9}, {112.05, 35.1}, {111.9, 35.1}}}};
  EXPECT_EQ(taken_by(c), (std::vector<int>{kiln, mill, lorries}));
  c = {};
  c.upwind = {"E1", 90.0};
  auto windy = around();
  windy.signals.start = start;
  windy.signals.hourly["eastward_wind"].assign(48, -2.0);
  windy.signals.hourly["northward_wind"].assign(48, -0.35);  // from the east
  EXPECT_EQ(taken_by(c, windy), (std::vector<int>{mill, boiler, station}));
  windy.signals.hourly["eastward_wind"].assign(48, 0.03);
  windy.signals.hourly["northward_wind"].assign(48, 2.0);  // from the south
  EXPECT_EQ(taken_by(c, windy), std::vector<int>{lorries});
}

TEST(Plan, ZeroStrengthLeavesEveryFactorAtOneExactly) {
  Control control{"bag", {}, 1.0, 1.0};
  control.efficiency.fill(0.0);
  auto limit = LimitOutput{};
  limit.baseline_minimum = false;
  auto shift = out_of_noon();
  shift.share = 0.0;
  Scenario scenario = of(
      {measure("a", "boiler", control), measure("b", "boiler", limit), measure("c", "boiler", Scale{1.0, {}}),
       measure("d", "boiler", Stop{StopUnit::process, 0.0}), measure("e", "cement", None{})});
  const auto found = expand({scenario}, town(), around());
  EXPECT_EQ(codes(found.findings), Codes{});
  for (int s = 0; s < 5; ++s)
    for (int h = 0; h < 48; ++h)
      for (std::size_t p = 0; p < pollutant_count; ++p)
        EXPECT_EQ(at(found, s, h, static_cast<Pollutant>(p)), 1.0);
}

TEST(Plan, RandomScenariosMakeNoMassThatNoRuleMakes) {
  std::mt19937 random(77);
  const auto share = [&] { return static_cast<double>(random() % 1001) / 1000.0; };
  const char* trades[] = {"cement", "cement.grinding", "boiler", "fuel.station", "road"};
  for (int n = 0; n < 200; ++n) {
    std::vector<Measure> measures;
    for (int k = 0; k < 6; ++k) {
      const auto trade = trades[random() % 5];
      const std::string id = "m" + std::to_string(k);
      auto limit = LimitOutput{};
      limit.to = share();
      Control control{"x", {}, share(), share()};
      control.efficiency.fill(share());
      auto m = measure(id, trade, limit);
      if (random() % 3 == 0) m = measure(id, trade, control);
      if (random() % 4 == 0) m = measure(id, trade, Stop{StopUnit::line, share()});
      if (std::holds_alternative<Stop>(m.op)) m.physics.min_down_h = 0;
      m.compliance.mean = share();
      measures.push_back(m);
    }
    const auto found = expand({of(measures)}, town(), around());
    ASSERT_EQ(codes(found.findings), Codes{});
    for (const auto& run : found.plan.runs) {
      EXPECT_GE(run.factor, 0.0);
      EXPECT_LE(run.factor, 1.0);
    }
  }
}

/// Philox, FNV-1a and scipy's beta quantile, worked out in Python.
TEST(Plan, CanonicalTextIsTypedIn) {
  auto limit = LimitOutput{};
  limit.to = 0.8;
  auto scenario = of({measure("limit", "boiler", limit), measure("stricter", "boiler", [] {
                        LimitOutput half;
                        half.to = 0.5;
                        return half;
                      }())});
  open_at(scenario, "stricter", {6, 8});
  scenario.measures.at("limit").compliance = {0.85, "beta", 0.08};
  const auto inventory = town();
  auto drawn = around();
  drawn.draw = 1;
  const auto text = canonical_text(expand({scenario}, inventory, drawn).plan, inventory);
  EXPECT_EQ(text,
            "E3/L1/boiler/DA001 1700582400 1700604000 activity * 0.852885\n"
            "E3/L1/boiler/DA001 1700604000 1700611200 activity * 0.5\n"
            "E3/L1/boiler/DA001 1700611200 1700690400 activity * 0.852885\n"
            "E3/L1/boiler/DA001 1700690400 1700697600 activity * 0.5\n"
            "E3/L1/boiler/DA001 1700697600 1700755200 activity * 0.852885\n");
}

}  // namespace
