// Explanations of a small inventory: winners, plants between their orders, windows and misses, by hand.
#include "scenarios/explain/explainer.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/explain/allowances.hpp"
#include "scenarios/policy/expansion.hpp"

namespace {

using namespace lantian::scenarios;
using lantian::model::LocalClock;
using lantian::model::UtcSeconds;

constexpr LocalClock china{8 * 3600};
constexpr UtcSeconds hour = 3600;

UtcSeconds local(int year, unsigned month, unsigned day, int hours = 0) {
  using namespace std::chrono;
  const auto days = sys_days{std::chrono::year{year} / month / day}.time_since_epoch().count();
  return china.midnight(days) + hours * hour;
}

const Surroundings around{china, {local(2023, 11, 22), local(2023, 11, 26)}};

/// Two kilns, grades B and C, and a road of another county.
Inventory kilns() {
  Inventory inventory;
  inventory.regions = {{"west", {}, "county", {}}, {"far", {}, "elsewhere", {}}};
  inventory.enterprises = {{"E1", {}, "brick", "B", "west", {}, {}, ""},
                           {"E2", {}, "brick.hollow", "C", "west", {"heat_supply"}, {}, ""}};
  inventory.lines = {{"L1", 0, {}, "", 10, 10, ""}, {"L1", 1, {}, "", 10, 10, ""}};
  inventory.temporal_profiles = {{"flat", {}, {}, {}}};
  auto& flat = inventory.temporal_profiles[0];
  flat.month.fill(1.0), flat.weekday.fill(1.0), flat.hour.fill(1.0);
  const auto source = [](const char* id, int enterprise, const char* industry, const char* region) {
    Source s;
    s.id = id;
    s.enterprise = s.line = enterprise;
    s.industry = industry;
    s.region = region;
    s.in_county = s.region == "west";
    s.temporal = 0;
    s.annual_mass.fill(8760.0);  // 1 kg in each hour of 2023
    return s;
  };
  inventory.sources = {source("E1/kiln", 0, "brick", "west"), source("E2/kiln", 1, "brick.hollow", "west"),
                       source("road", -1, "road.freight", "far")};
  inventory.sources[1].tags = {"heat_supply"};
  return inventory;
}

Selection of_industry(std::string industry) {
  Selection selection;
  selection.where.industry = {std::move(industry)};
  return selection;
}

Measure measure(std::string id, Selection select, Operation op) {
  Measure m;
  m.id = std::move(id);
  m.select = std::move(select);
  m.op = std::move(op);
  return m;
}

LimitOutput to(double share) {
  LimitOutput limit;
  limit.to = share;
  return limit;
}

/// Everything that an explanation of a scenario needs, in one place.
struct Told {
  Inventory inventory = kilns();
  std::vector<Scenario> scenarios;
  EmissionPlan plan;
  std::unique_ptr<Explainer> explainer;

  explicit Told(Scenario scenario) : scenarios{std::move(scenario)} {
    auto expansion = expand(scenarios, inventory, around);
    EXPECT_TRUE(expansion.findings.empty());
    plan = std::move(expansion.plan);
    explainer =
        std::make_unique<Explainer>(scenarios, inventory, around, EmissionMember{&plan, Exclusion::none});
  }
  Explanation at(int source, UtcSeconds time) { return explainer->at(source, time); }
};

const ExplainedMeasure& of(const Explanation& e, const std::string& id) {
  return *std::find_if(e.measures.begin(), e.measures.end(),
                       [&](const ExplainedMeasure& m) { return m.measure->id == id; });
}

Window window(std::string id) {
  Window w;
  w.id = std::move(id);
  return w;
}

TEST(Explainer, TheStrictestHoldsAndTheOtherGivesWayToIt) {
  Scenario s;
  s.measures["a"] = measure("a", of_industry("brick"), to(0.8));
  s.measures["b"] = measure("b", of_industry("brick"), to(0.5));
  s.measures["c"] = measure("c", of_industry("brick"), Scale{0.9, {Pollutant::NOx}});
  Told told(s);
  const auto e = told.at(0, around.run.start);
  EXPECT_FALSE(of(e, "a").effects[0].counts);
  EXPECT_EQ(e.measures[static_cast<std::size_t>(of(e, "a").effects[0].beaten_by)].measure->id, "b");
  EXPECT_TRUE(of(e, "b").effects[0].counts);
  EXPECT_EQ(e.explained[static_cast<std::size_t>(Pollutant::NOx)], 0.5 * 0.9);
  EXPECT_EQ(e.explained[static_cast<std::size_t>(Pollutant::SO2)], 0.5);
  EXPECT_EQ(e.explained, e.factor);
  EXPECT_DOUBLE_EQ(e.before[0], 1.0);
  EXPECT_DOUBLE_EQ(e.after[0], 0.5);
}

TEST(Explainer, APlantIsSeenInEachOfItsPhases) {
  Scenario s;
  auto w = window("days");
  w.dates = {{true, {11, 23}, {11, 24}, 0, 0}};
  s.windows["days"] = w;
  auto m = measure("stop", of_industry("brick"), Stop{});
  m.window = "days";
  m.physics = {4, 6, 8, 0.3, 0.05};
  m.compliance.mean = 0.5;
  s.measures["stop"] = m;
  Told told(s);
  const auto phase = [&](UtcSeconds time) { return of(told.at(0, time), "stop").phase; };
  const auto begin = local(2023, 11, 23), end = local(2023, 11, 25);
  EXPECT_EQ(phase(begin - hour), PlantPhase::none);
  EXPECT_EQ(phase(begin), PlantPhase::ramping_down);
  EXPECT_EQ(phase(begin + 3 * hour), PlantPhase::ramping_down);
  EXPECT_EQ(phase(begin + 4 * hour), PlantPhase::kept_hot);
  EXPECT_EQ(phase(end), PlantPhase::heating_up);
  EXPECT_EQ(phase(end + 7 * hour), PlantPhase::heating_up);
  EXPECT_EQ(phase(end + 8 * hour), PlantPhase::ramping_up);
  EXPECT_EQ(phase(end + 13 * hour), PlantPhase::ramping_up);
  EXPECT_EQ(phase(end + 14 * hour), PlantPhase::none);
  const auto hot = of(told.at(0, begin + 4 * hour), "stop");
  EXPECT_EQ(hot.order, 0.0);
  EXPECT_EQ(hot.plant->at(0), 0.05);
  EXPECT_EQ(hot.effects[0].factor, 1.0 - 0.5 * (1.0 - 0.05));  // compliance
  EXPECT_FALSE(of(told.at(0, end), "stop").order);             // nobody orders anything
}

TEST(Explainer, AHeatingPlantIsToldByPollutantWhereTheyDiffer) {
  constexpr auto nox = static_cast<std::size_t>(Pollutant::NOx),
                 so2 = static_cast<std::size_t>(Pollutant::SO2), co = static_cast<std::size_t>(Pollutant::CO);
  Scenario s;
  auto w = window("day");
  w.dates = {{true, {11, 23}, {11, 23}, 0, 0}};
  s.windows["day"] = w;
  auto m = measure("stop", of_industry("brick"), Stop{});
  m.window = "day";
  m.physics.heat_up_h = 8;
  m.physics.ramp_up_h = 6;
  m.physics.heat_up_by_pollutant[nox] = 1.25;
  m.physics.heat_up_by_pollutant[so2] = 1.0;  // as much as at full load, but it is none
  m.compliance.mean = 0.5;
  s.measures["stop"] = m;
  Told told(s);
  const auto end = local(2023, 11, 24);
  const auto heating = of(told.at(0, end), "stop");
  EXPECT_EQ(heating.phase, PlantPhase::heating_up);
  ASSERT_TRUE(heating.plant);
  EXPECT_EQ(heating.plant->at(nox), 1.25);
  EXPECT_EQ(heating.plant->at(so2), 1.0);
  EXPECT_EQ(heating.plant->at(co), 0.0);  // not named beside the others
  EXPECT_EQ(told.at(0, end).factor[nox], 1.0 - 0.5 * (1.0 - 1.25));
  EXPECT_EQ(of(told.at(0, end + 8 * hour), "stop").phase, PlantPhase::ramping_up);
}

TEST(Explainer, ACopyEmitsForItsOriginalAndNothingInTheBaseRun) {
  auto inventory = kilns();
  inventory.regions[1].place = {112.1, 35.0, 10000.0, 0.0};
  Scenario s;
  auto w = window("from_noon");
  w.dates = {{true, {11, 23}, {11, 30}, 0, 0}};
  s.windows["from_noon"] = w;
  s.measures["move"] = measure("move", of_industry("brick.hollow"), Relocate{{"far", {}, {}}});
  s.measures["move"].window = "from_noon";
  s.measures["more"] = measure("more", of_industry("road"), Add{{"west", {}, {}}, 0.5});
  const std::vector<Scenario> scenarios{s};
  ASSERT_TRUE(add_dormant(scenarios, inventory, around, [](double, double) { return Place{}; }).empty());
  const auto expansion = expand(scenarios, inventory, around);
  ASSERT_TRUE(expansion.findings.empty());
  Explainer explainer(scenarios, inventory, around, EmissionMember{&expansion.plan, Exclusion::none});
  const int kiln = 1, moved = 2, road = 3, added = 4;  // sorted by id
  ASSERT_EQ(inventory.sources[moved].id, "E2/kiln@move");
  ASSERT_EQ(inventory.sources[added].id, "road@more");
  const auto there = explainer.at(moved, local(2023, 11, 23)), here = explainer.at(kiln, local(2023, 11, 23));
  ASSERT_TRUE(there.origin);
  EXPECT_EQ(there.origin->source, kiln);
  EXPECT_EQ(there.origin->measure, "move");
  EXPECT_EQ(there.before[0], 0.0);
  EXPECT_DOUBLE_EQ(there.full[0], 1.0);
  EXPECT_DOUBLE_EQ(there.after[0], 1.0);
  EXPECT_EQ(here.after[0], 0.0);
  EXPECT_EQ(of(here, "move").copy, moved);
  EXPECT_FALSE(here.origin);
  EXPECT_EQ(explainer.at(moved, local(2023, 11, 22)).after[0], 0.0);  // its window is closed
  const auto model = explainer.at(road, local(2023, 11, 22));
  EXPECT_EQ(of(model, "more").copy, added);
  EXPECT_FALSE(of(model, "more").touches());
  EXPECT_DOUBLE_EQ(model.after[0], 1.0);
  EXPECT_DOUBLE_EQ(explainer.at(added, local(2023, 11, 22)).after[0], 0.5);
}

TEST(Explainer, ARunOfHoursIsOneLine) {
  Scenario s;
  auto w = window("night");
  w.hours = {{20, 6}};
  s.windows["night"] = w;
  s.measures["half"] = measure("half", of_industry("road"), to(0.5));
  s.measures["half"].window = "night";
  Told told(s);
  const auto runs = timeline(*told.explainer, 2, {local(2023, 11, 22), local(2023, 11, 23)});
  ASSERT_EQ(runs.size(), 3u);
  EXPECT_EQ(runs[1].start, local(2023, 11, 22, 6));
  EXPECT_EQ(runs[1].end, local(2023, 11, 22, 20));
  EXPECT_EQ(runs[1].first.factor[0], 1.0);
  EXPECT_EQ(runs[2].first.factor[0], 0.5);
}

TEST(Explainer, AWindowTellsWhichConditionClosesIt) {
  Scenario s;
  auto w = window("winter_night");
  w.dates = {{true, {11, 15}, {3, 15}, 0, 0}};
  w.hours = {{20, 6}};
  w.none_of = {"sunday"};
  s.windows["winter_night"] = w;
  auto sunday = window("sunday");
  sunday.weekdays = {0};
  s.windows["sunday"] = sunday;
  s.measures["half"] = measure("half", of_industry("road"), to(0.5));
  s.measures["half"].window = "winter_night";
  Told told(s);
  const auto noon = of(told.at(2, local(2023, 11, 22, 12)), "half").window;
  EXPECT_FALSE(noon.is_open);
  ASSERT_EQ(noon.parts.size(), 2u);
  EXPECT_EQ(noon.parts[0].kind, "dates");
  EXPECT_EQ(noon.parts[0].asked.en, "11-15/03-15");
  EXPECT_TRUE(noon.parts[0].holds);
  EXPECT_EQ(noon.parts[1].asked.zh, "20-06");
  EXPECT_FALSE(noon.parts[1].holds);
  ASSERT_EQ(noon.windows.size(), 1u);
  EXPECT_EQ(noon.windows[0].first, "none_of");
  EXPECT_FALSE(noon.windows[0].second.is_open);
  EXPECT_TRUE(of(told.at(2, local(2023, 11, 22, 22)), "half").window.is_open);
}

TEST(Explainer, AVetoIsToldAsItStandsAndLeavesTheWindowOpen) {
  Scenario s;
  s.measures["half"] = measure("half", of_industry("road"), to(0.5));
  s.measures["half"].veto =
      Expression{Expression::Kind::comparison, "wind_speed", Relation::more, 8.0, 0, {}};
  auto windy = around;
  windy.signals.start = around.run.start;
  windy.signals.hourly["wind_speed"].assign(96, 3.0);
  windy.signals.hourly["wind_speed"][5] = 9.0;
  const std::vector<Scenario> scenarios{s};
  const auto inventory = kilns();
  const auto expansion = expand(scenarios, inventory, windy);
  ASSERT_TRUE(expansion.findings.empty());
  Explainer explainer(scenarios, inventory, windy, EmissionMember{&expansion.plan, Exclusion::none});
  for (const bool is_met : {false, true}) {
    const auto e = explainer.at(2, around.run.start + (is_met ? 5 : 4) * hour);
    const auto& reason = of(e, "half").window;
    EXPECT_TRUE(reason.is_open);
    EXPECT_EQ(reason.is_vetoed, is_met);
    EXPECT_EQ(reason.is_in_force(), !is_met);
    ASSERT_EQ(reason.parts.size(), 1u);
    EXPECT_EQ(reason.parts[0].kind, "veto");
    EXPECT_EQ(reason.parts[0].asked.en, "wind_speed > 8");
    EXPECT_EQ(reason.parts[0].holds, is_met);
    EXPECT_EQ(of(e, "half").touches(), !is_met);
  }
}

TEST(Explainer, AShiftTellsWhatItPlacesLosesAndTakesOn) {
  Scenario s;
  Shift shift;
  shift.from = {10, 16};
  shift.to = {20, 6};
  shift.share = 1.0;
  shift.most_rate = 1.3;  // ten hours take 0.3 each, of 6
  s.measures["noon"] = measure("noon", of_industry("road"), shift);
  Told told(s);
  const auto given = of(told.at(2, local(2023, 11, 22, 12)), "noon").shift;
  ASSERT_TRUE(given);
  EXPECT_EQ(given->block_start, local(2023, 11, 22, 10));
  EXPECT_EQ(given->block_end, local(2023, 11, 22, 16));
  EXPECT_NEAR(given->block_given, 6.0, 1e-12);  // sums of six
  EXPECT_NEAR(given->block_lost, 3.0, 1e-12);
  const auto e = told.at(2, local(2023, 11, 22, 22));
  const auto taken = of(e, "noon").shift;
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->given, 0.0);
  EXPECT_NEAR(taken->gained, 0.3, 1e-12);
  EXPECT_EQ(e.factor[0], (taken->made + taken->gained) / taken->made);
  EXPECT_EQ(of(told.at(0, local(2023, 11, 22, 22)), "noon").shift, std::nullopt);
}

TEST(Explainer, WhoseTurnItIsIsToldToThoseWhoRunToo) {
  Scenario s;
  Stop stop;
  stop.pattern = StopPattern{14, 7, "grade", {"B", "C"}, {0, 7}};
  s.measures["turns"] = measure("turns", of_industry("brick"), stop);
  s.measures["turns"].window = "season";
  s.measures["turns"].physics.min_down_h = 24;
  auto w = window("season");
  w.dates = {{true, {11, 20}, {3, 15}, 0, 0}};
  s.windows["season"] = w;
  Told told(s);
  for (const int source : {0, 1}) {
    const auto e = told.at(source, local(2023, 11, 22, 12));
    EXPECT_EQ(e.factor[0], source == 0 ? 0.0 : 1.0);
    const auto& turn = of(e, "turns").turn;
    ASSERT_TRUE(turn);
    EXPECT_EQ(turn->own, source == 0 ? "B" : "C");
    EXPECT_EQ(turn->resting, std::vector<std::string>{"B"});
    EXPECT_EQ(turn->until, local(2023, 11, 27));
  }
}

TEST(Explainer, AWarningTellsItsLevel) {
  Scenario s;
  s.triggers["city"] = {"city", {}, {"yellow", "orange"}, {{"orange", true, 24 * hour, std::nullopt}}, {}};
  auto w = window("warned");
  w.trigger = "city";
  w.levels = {"yellow", "orange"};
  s.windows["warned"] = w;
  LadderTable table;
  table.id = "kept";
  table.by_level = true;
  for (const char* grade : {"B", "C"})
    for (const auto& [level, value] :
         {std::pair{"yellow", 1.0}, std::pair{"orange", *grade == 'B' ? 0.6 : 0.2}})
      table.rows.push_back({"brick", grade, level, value});
  s.tables["kept"] = table;
  LimitOutput limit;
  limit.table = "kept";
  s.measures["graded"] = measure("graded", of_industry("brick"), limit);
  s.measures["graded"].window = "warned";
  Told told(s);
  const auto e = told.at(1, local(2023, 11, 23, 5));
  const auto& m = of(e, "graded");
  EXPECT_EQ(m.window.parts[0].level, "orange");
  ASSERT_TRUE(m.rung);
  EXPECT_EQ(m.rung->row, "brick");  // the branch that holds brick.hollow
  EXPECT_EQ(m.rung->grade, "C");
  EXPECT_EQ(m.rung->value, 0.2);
  EXPECT_EQ(e.explained[0], 0.2);
}

TEST(Misses, EachKeyThatFailsIsTold) {
  Scenario s;
  Selection protected_;
  protected_.id = "protected";
  protected_.where.tag = {"heat_supply"};
  s.selections["protected"] = protected_;
  Selection select = of_industry("brick");
  select.where.grade = {"B"};
  select.none_of = {"protected"};
  const auto inventory = kilns();
  EXPECT_TRUE(misses(select, s, inventory, around, 0).empty());
  const std::vector<Miss> of_c{{"", "grade", {"B"}, "C"}, {"", "none_of", {"protected"}, ""}};
  EXPECT_EQ(misses(select, s, inventory, around, 1), of_c);
  const auto of_road = misses(select, s, inventory, around, 2);
  ASSERT_EQ(of_road.size(), 2u);
  EXPECT_EQ(of_road[0], (Miss{"", "industry", {"brick"}, "road.freight"}));
}

TEST(Allowances, OnlyWhatWasNeededIsTold) {
  Scenario s;
  Selection clinker = of_industry("cement.clinker");
  clinker.id = "clinker";
  clinker.allow_empty = "no line in the county";
  s.selections["clinker"] = clinker;
  Selection brick = of_industry("brick");
  brick.id = "brick";
  brick.allow_empty = "not needed";
  s.selections["brick"] = brick;
  auto summer = window("summer");
  summer.dates = {{true, {6, 1}, {8, 31}, 0, 0}};
  s.windows["summer"] = summer;
  Selection use;
  use.all_of = {"clinker"};
  s.measures["clinker_stop"] = measure("clinker_stop", use, Stop{});
  use.all_of = {"brick"};
  s.measures["brick_stop"] = measure("brick_stop", use, Stop{});
  s.measures["brick_stop"].window = "summer";
  s.measures["brick_stop"].allow_idle = "a winter run";
  const auto found = allowances({s}, kilns(), around);
  using Kind = Allowance::Kind;
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0], (Allowance{Kind::empty_selection, "clinker", {}, "no line in the county", 0}));
  EXPECT_EQ(found[1], (Allowance{Kind::idle_measure, "brick_stop", {}, "a winter run", 0}));
  EXPECT_EQ(found[2],
            (Allowance{Kind::measure_without_source, "clinker_stop", {}, "no line in the county", 0}));
}

TEST(Allowances, AMeasureWhoseFactorsAllComeToOneIsToldWithItsReason) {
  Scenario s;
  s.id = "s";
  s.measures["fleet"] = measure("fleet", {}, ReplaceFleet{"CN6", 1.0, false, 1.0, {}});
  s.measures["fleet"].select.where.industry = {"brick"};
  EXPECT_TRUE(allowances({s}, kilns(), around).empty());
  s.measures["fleet"].allow_idle = "factors to come";
  const auto found = allowances({s}, kilns(), around);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], (Allowance{Allowance::Kind::idle_measure, "fleet", {}, "factors to come", 0}));
}

}  // namespace
