// Every operation, selector and rule between measures on a small inventory; numbers counted by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "scenarios/policy/cost.hpp"
#include "scenarios/policy/dormant.hpp"
#include "scenarios/policy/expansion.hpp"
#include "scenarios/policy/plan_text.hpp"
#include "scenarios/policy/selection.hpp"

namespace {

using namespace lantian::scenarios;
using lantian::model::LocalClock;
using lantian::model::UtcSeconds;

constexpr LocalClock china{8 * 3600};
constexpr UtcSeconds hour = 3600;
// 22 November 2023, 00:00 local.
const UtcSeconds start = china.midnight(19683);
const Period two_days{start, start + 48 * hour};

constexpr std::size_t of(Pollutant p) { return static_cast<std::size_t>(p); }

Source works(const char* id, int line, const char* industry, const char* process, double x) {
  Source s;
  s.id = id;
  s.enterprise = s.line = line;
  s.industry = industry;
  s.process = process;
  s.region = x < 5000.0 ? "west" : "east";
  s.in_county = true;
  s.stack.height = 30.0 + x / 1000.0;
  s.place = {112.0 + x / 1e5, 35.0, x, 0.0};
  s.annual_mass.fill(100.0 + x);
  return s;
}

/// A clinker kiln, a mill, a boiler on coal, a petrol station, and lorries that serve cement.
Inventory town() {
  Inventory inventory;
  inventory.regions = {{"west", {}, "county", {112.0, 35.0, 0.0, 0.0}},
                       {"east", {}, "county", {112.1, 35.0, 10000.0, 0.0}}};
  inventory.enterprises = {{"E1", {}, "cement.clinker", "B", "west", {}, {112.0, 35.0, 0.0, 0.0}, ""},
                           {"E2", {}, "cement.grinding", "C", "west", {}, {}, ""},
                           {"E3", {}, "boiler", "", "east", {}, {}, ""},
                           {"E4", {}, "fuel.station", "A", "east", {}, {}, ""}};
  inventory.lines = {{"L1", 0, {}, "clinker", 8760, 8760, "t", "G1"},
                     {"L1", 1, {}, "cement", 8760, 4380, "t", "G2"},
                     {"L1", 2, {}, "steam", 100, 100, "t", ""},
                     {"L1", 3, {}, "petrol", 100, 100, "t", ""}};
  Source lorries;
  lorries.id = "area/lorries";
  lorries.industry = "road.freight.heavy";
  lorries.serves = {"cement"};
  lorries.region = "west";
  lorries.place = {112.0, 35.0, 0.0, -3000.0};
  lorries.annual_mass.fill(10.0);
  inventory.sources = {works("E1/L1/kiln/DA001", 0, "cement.clinker", "kiln", 0.0),
                       works("E2/L1/mill/DA001", 1, "cement.grinding", "mill", 1000.0),
                       works("E3/L1/boiler/DA001", 2, "boiler", "boiler", 9000.0),
                       works("E4/L1/refuelling/DA001", 3, "fuel.station", "refuelling", 8000.0), lorries};
  auto& boiler = inventory.sources[2];
  boiler.fuel = "coal";
  boiler.device = "bag+fgd";
  boiler.measured.oxygen = 0.11;
  boiler.measured.concentration[of(Pollutant::NOx)] = 100e-6;
  inventory.sources[3].fuel = "petrol";
  inventory.sources[3].annual_mass.fill(0.0);
  inventory.sources[3].annual_mass[of(Pollutant::VOC)] = 8760.0;
  return inventory;
}
constexpr int kiln = 0, mill = 1, boiler = 2, station = 3, lorries = 4;

Measure measure(std::string id, const std::string& industry, Operation op) {
  Measure m;
  m.id = std::move(id);
  m.select.where.industry = {industry};
  m.op = std::move(op);
  return m;
}

Scenario of(std::vector<Measure> measures) {
  Scenario scenario;
  scenario.id = "s";
  scenario.currency = {"CNY", 2023};
  for (auto& m : measures) scenario.measures[m.id] = m;
  return scenario;
}

void open_at(Scenario& scenario, const std::string& id, HourRange hours) {
  scenario.windows["w"].hours = {hours};
  scenario.measures.at(id).window = "w";
}

Surroundings around() { return {china, two_days}; }

std::vector<std::string> codes(const std::vector<Finding>& findings) {
  std::vector<std::string> found;
  for (const auto& one : findings) found.push_back(one.code + " " + one.key);
  return found;
}
using Codes = std::vector<std::string>;

double at(const Expansion& found, int source, int h, Pollutant p = Pollutant::NOx) {
  return found.plan.factor(source, start + h * hour, p);
}

Placing flat() {
  return [](double longitude, double latitude) {
    return Place{longitude, latitude, (longitude - 112.0) * 1e5, (latitude - 35.0) * 1e5};
  };
}

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

Shift out_of_noon() {
  Shift shift;
  shift.from = {10, 16};
  shift.to = {20, 6};
  shift.most_rate = 2.0;
  shift.most_delay = 20;
  return shift;
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
  shift.unplaced_is_error = true;
  EXPECT_EQ(codes(expand({of({measure("noon", "boiler", shift)})}, town(), around()).findings),
            Codes{"output_unplaced measure.noon.op.unplaced"});
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
  bag.efficiency[of(Pollutant::PM10)] = 0.5;
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

TEST(Costs, ALostUnitIsChargedOnceToTheStrictest) {
  auto limit = LimitOutput{};
  limit.to = 0.5;
  auto a = measure("half", "cement.clinker", limit), b = measure("stop", "cement.clinker", Stop{});
  for (auto* m : {&a, &b}) {
    m->cost.per_output = {60.0, "CNY", "t"};
    m->cost.per_stop = {1000.0, "CNY", "event"};
    m->cost.job_hours = 10.0;
    m->cost.is_given = true;
  }
  b.physics.min_down_h = 0;
  auto scenario = of({a, b});
  open_at(scenario, "stop", {0, 12});
  const auto inventory = town();
  const auto found = expand({scenario}, inventory, around());
  ASSERT_EQ(codes(found.findings), Codes{});
  const auto costs = cost_of(found.plan, {scenario}, inventory, around());
  ASSERT_EQ(costs.rows.size(), 2u);
  // 8760 t a year are 1 t an hour: 24 of the 48 hours at half, 24 at nothing.
  EXPECT_EQ(costs.rows[0].measure, "half");
  EXPECT_DOUBLE_EQ(costs.rows[0].lost, 12.0);
  EXPECT_DOUBLE_EQ(costs.rows[0].cost, 12.0 * 60.0);
  EXPECT_EQ(costs.rows[0].stops, 0.0);
  EXPECT_DOUBLE_EQ(costs.rows[1].lost, 24.0);
  EXPECT_EQ(costs.rows[1].stops, 1.0);  // the run begins with the other
  EXPECT_DOUBLE_EQ(costs.rows[1].cost, 24.0 * 60.0 + 1000.0);
  EXPECT_DOUBLE_EQ(costs.rows[1].job_hours, 240.0);
  EXPECT_EQ(costs.rows[1].unit, "t");
}

TEST(Costs, AvoidedMassMovedHoursAndCapital) {
  Control scr{"scr", {}, 1.0, 1.0};
  scr.efficiency[of(Pollutant::NOx)] = 0.5;
  auto a = measure("scr", "boiler", scr), b = measure("noon", "boiler", out_of_noon());
  a.cost.per_tonne_abated = {1e6, "CNY", "t"};
  a.cost.capital = 1000.0;
  a.cost.life_years = 10.0;
  a.cost.rate = 0.05;
  b.op = [] {
    auto shift = out_of_noon();
    shift.share = 0.5;
    return shift;
  }();
  b.cost.per_output_hour_moved = {320.0, "CNY", "h"};
  const auto inventory = town();
  const auto scenario = of({a, b});
  const auto costs = cost_of(expand({scenario}, inventory, around()).plan, {scenario}, inventory, around());
  ASSERT_EQ(costs.rows.size(), 2u);
  EXPECT_DOUBLE_EQ(costs.rows[0].moved_hours, 6.0);  // two days, six hours, half of each
  EXPECT_DOUBLE_EQ(costs.rows[0].cost, 6.0 * 320.0);
  // 9100 kg a year, 48 h of 8760, less 6 h of output given away and plus what the run's nights make of it.
  EXPECT_GT(costs.rows[1].avoided, 0.4 * 9100.0 * 48 / 8760);
  EXPECT_LT(costs.rows[1].avoided, 0.6 * 9100.0 * 48 / 8760);
  // Annuity 129.50 of 1000 over ten years at 5 %.
  EXPECT_NEAR(costs.rows[1].cost, 1e3 * costs.rows[1].avoided + 129.504575 * 48 / 8760,
              1e-6);  // printed digits
}

TEST(Costs, UnitsAndFiguresMustBeThere) {
  auto a = measure("stop", "boiler", Stop{});
  a.cost.per_output = {60.0, "CNY", "piece"};
  a.cost.per_output_hour_column = "hourly";
  EXPECT_EQ(codes(expand({of({a})}, town(), around()).findings),
            (Codes{"cost_unit_differs measure.stop.cost.per_output.unit",
                   "cost_missing measure.stop.cost.per_output_hour"}));
}

TEST(Draws, EachEnterpriseHasItsOwnAndTheBitsDoNotHangOnCompany) {
  auto stop = measure("stop", "cement", Stop{});
  stop.compliance = {0.85, "beta", 0.08};
  stop.physics.min_down_h = 0;
  auto drawn = around();
  drawn.draw = 3;
  const auto first = expand({of({stop})}, town(), drawn);
  EXPECT_NE(at(first, kiln, 0), at(first, mill, 0));
  EXPECT_EQ(first.plan.rules.front(), "stop (drawn from beta)");
  auto alone = stop;
  alone.select.where.industry = {"cement.clinker"};
  EXPECT_EQ(at(expand({of({alone})}, town(), drawn), kiln, 0), at(first, kiln, 0));
  EXPECT_EQ(at(expand({of({stop})}, town(), around()), kiln, 0), 1.0 - 0.85);
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
