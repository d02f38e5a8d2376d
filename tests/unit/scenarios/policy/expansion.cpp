#include "scenarios/policy/expansion.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/policy/plan_text.hpp"

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

/// Two works: E1 (B) with lines L1 (activity 60) and L2 (40), E2 (C) with one; one road.
Inventory two_works() {
  Inventory inventory;
  inventory.regions = {{"west", {}, "county", {}}, {"far", {}, "elsewhere", {}}};
  inventory.enterprises = {{"E1", {}, "brick", "B", "west", {}, {}, ""},
                           {"E2", {}, "brick.hollow", "C", "far", {}, {}, ""}};
  inventory.lines = {
      {"L1", 0, {}, "", 60, 60, ""}, {"L2", 0, {}, "", 40, 40, ""}, {"L1", 1, {}, "", 10, 20, ""}};
  const auto source = [](const char* id, int enterprise, int line, const char* industry, const char* region) {
    Source s;
    s.id = id;
    s.enterprise = enterprise;
    s.line = line;
    s.industry = industry;
    s.process = line < 0 ? "exhaust" : "kiln";
    s.region = region;
    s.in_county = s.region == "west";
    s.annual_mass.fill(100.0);
    return s;
  };
  inventory.sources = {
      source("E1/L1/kiln", 0, 0, "brick", "west"), source("E1/L2/kiln", 0, 1, "brick", "west"),
      source("E2/L1/kiln", 1, 2, "brick.hollow", "far"), source("area/road", -1, -1, "road.freight", "west")};
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

Scenario of(std::vector<Measure> measures, std::string id = "s") {
  Scenario scenario;
  scenario.id = std::move(id);
  for (auto& m : measures) scenario.measures[m.id] = m;
  return scenario;
}

const Period two_days{local(2023, 11, 22), local(2023, 11, 24)};

Expansion expand_all(const std::vector<Scenario>& scenarios) {
  return expand(scenarios, two_works(), {china, two_days});
}

LimitOutput to(double share) {
  LimitOutput limit;
  limit.to = share;
  return limit;
}

TEST(Expansion, OfOverlappingActivityMeasuresTheStrictestHolds) {
  const auto both = expand_all(
      {of({measure("a", of_industry("brick"), to(0.8)), measure("b", of_industry("brick"), to(0.5))})});
  EXPECT_TRUE(both.findings.empty());
  EXPECT_EQ(both.plan.factor(0, two_days.start, Pollutant::NOx), 0.5);  // not 0.4
  EXPECT_EQ(both.plan.runs.size(), 3u);
  EXPECT_EQ(both.plan.rules[static_cast<std::size_t>(both.plan.runs[0].rule)], "b");
}

TEST(Expansion, TheSameMeasureTwiceCountsOnce) {
  const auto m = measure("wash", of_industry("road"), Scale{0.5, {}});
  const auto once = expand_all({of({m}, "one")}), twice = expand_all({of({m}, "one"), of({m}, "two")});
  EXPECT_TRUE(twice.findings.empty());
  EXPECT_EQ(once.plan.runs, twice.plan.runs);
}

TEST(Expansion, OneIdWithTwoMeaningsIsAMistake) {
  const auto found = expand_all({of({measure("x", of_industry("road"), Scale{0.5, {}})}, "one"),
                                 of({measure("x", of_industry("road"), Scale{0.4, {}})}, "two")});
  ASSERT_EQ(found.findings.size(), 1u);
  EXPECT_EQ(found.findings[0].code, "conflicting_measure");
}

TEST(Expansion, OrderOfFilesDoesNotMatter) {
  const auto a = of({measure("a", of_industry("road"), Scale{0.7, {}})}, "one");
  const auto b =
      of({measure("b", of_industry("road"), Scale{0.3, {}}), measure("c", of_industry("brick"), to(0.5))},
         "two");
  const auto c = of({measure("d", of_industry("road"), Scale{0.9, {}})}, "three");
  const auto first = expand_all({a, b, c}), second = expand_all({c, b, a});
  EXPECT_EQ(first.plan.runs, second.plan.runs);
  EXPECT_EQ(first.plan.rules, second.plan.rules);
  EXPECT_EQ(canonical_text(first.plan, two_works()), canonical_text(second.plan, two_works()));
}

TEST(Expansion, ControlsMultiplyPollutantByPollutant) {
  Control first{"bag", {}, 1.0, 1.0}, second{"spray", {}, 0.5, 1.0};
  first.efficiency[static_cast<std::size_t>(Pollutant::PM10)] = 0.5;
  second.efficiency[static_cast<std::size_t>(Pollutant::PM10)] = 0.5;
  const auto both =
      expand_all({of({measure("a", of_industry("road"), first), measure("b", of_industry("road"), second)})});
  EXPECT_EQ(both.plan.factor(3, two_days.start, Pollutant::PM10), 0.5 * 0.75);
  EXPECT_EQ(both.plan.factor(3, two_days.start, Pollutant::NOx), 1.0);
}

TEST(Expansion, ADeviceIsReplacedOnceByTheBestForEachPollutant) {
  const auto by = [](double particles, double nox, bool replaces) {
    Control control{"device", {}, 1.0, 1.0, replaces};
    control.efficiency[static_cast<std::size_t>(Pollutant::PM10)] = particles;
    control.efficiency[static_cast<std::size_t>(Pollutant::NOx)] = nox;
    return control;
  };
  const auto all = expand_all({of({measure("a", of_industry("road"), by(0.5, 0.25, true)),
                                   measure("b", of_industry("road"), by(0.75, 0.125, true)),
                                   measure("behind", of_industry("road"), by(0.5, 0.0, false))})});
  EXPECT_EQ(all.plan.factor(3, two_days.start, Pollutant::PM10), 0.25 * 0.5);
  EXPECT_EQ(all.plan.factor(3, two_days.start, Pollutant::NOx), 0.75);
}

TEST(Expansion, AFactorOfOneIsKeptAsARun) {
  auto all = to(1.0);
  all.baseline_minimum = false;
  const auto ones = expand_all(
      {of({measure("a", of_industry("brick"), all), measure("b", of_industry("road"), Scale{1.0, {}})})});
  EXPECT_TRUE(ones.findings.empty());
  ASSERT_EQ(ones.plan.runs.size(), 4u);
  for (const auto& run : ones.plan.runs) EXPECT_EQ(run.factor, 1.0);
}

TEST(Expansion, ComplianceThinsTheCutAndSaysThatItIsAMean) {
  auto m = measure("a", of_industry("brick"), to(0.5));
  m.compliance = {0.8, "beta"};
  const auto found = expand_all({of({m})});
  EXPECT_EQ(found.plan.runs.front().factor, 1.0 - 0.8 * 0.5);
  EXPECT_EQ(found.plan.rules.front(), "a (mean of beta)");
}

TEST(Expansion, AFleetIsReplacedByShareAndRatio) {
  ReplaceFleet fleet{"CN6", 0.6, true, 1.0, {}};
  fleet.ratio[static_cast<std::size_t>(Pollutant::NOx)] = 0.5;
  auto m = measure("a", of_industry("road.freight"), fleet);
  m.compliance.mean = 0.5;
  const auto found = expand_all({of({m})});
  EXPECT_EQ(found.plan.factor(3, two_days.start, Pollutant::NOx), 1.0 - 0.5 * (1.0 - 0.6 * 0.5));
  EXPECT_EQ(found.plan.factor(3, two_days.start, Pollutant::CO), 1.0 - 0.5 * (1.0 - 0.6));
}

TEST(Expansion, AShareOfLinesStopsWholeLinesTheLargestFirst) {
  const auto found = expand_all({of({measure("a", of_industry("brick"), Stop{StopUnit::line, 0.5})})});
  EXPECT_EQ(found.plan.factor(0, two_days.start, Pollutant::NOx), 0.0);
  EXPECT_EQ(found.plan.factor(1, two_days.start, Pollutant::NOx), 1.0);
  EXPECT_EQ(found.plan.factor(2, two_days.start, Pollutant::NOx), 0.0);  // half of one line is one line
}

TEST(Expansion, AQuantisedLimitRunsWholeLinesOnly) {
  auto limit = to(0.7);
  limit.by_line = true;
  const auto found = expand_all({of({measure("a", of_industry("brick"), limit)})});
  EXPECT_EQ(found.plan.factor(0, two_days.start, Pollutant::NOx), 1.0);  // 60 of 100 runs
  EXPECT_EQ(found.plan.factor(1, two_days.start, Pollutant::NOx), 0.0);
  EXPECT_EQ(found.plan.factor(2, two_days.start, Pollutant::NOx), 0.0);
}

TEST(Expansion, ALimitCountsFromTheSmallerOfCapacityAndOutput) {
  const auto found = expand_all({of({measure("a", of_industry("brick"), to(0.8))})});
  EXPECT_EQ(found.plan.factor(0, two_days.start, Pollutant::NOx), 0.8);
  EXPECT_EQ(found.plan.factor(2, two_days.start, Pollutant::NOx), 0.4);  // capacity 10, output 20
}

TEST(Expansion, RampsAreHourlyMeansOfAStraightLine) {
  auto scenario = of({measure("a", of_industry("brick"), Stop{})});
  scenario.windows["w"].id = "w";
  scenario.windows["w"].hours = {{2, 10}};
  auto& m = scenario.measures["a"];
  m.window = "w";
  m.physics = {4, 2, 3, 0.35, 0.1};
  const auto plan = expand_all({scenario}).plan;
  const auto at = [&](int h) { return plan.factor(0, two_days.start + h * hour, Pollutant::SO2); };
  EXPECT_EQ(at(1), 1.0);
  EXPECT_DOUBLE_EQ(at(2), 1.0 - 0.9 * 0.125);
  EXPECT_DOUBLE_EQ(at(5), 1.0 - 0.9 * 0.875);
  EXPECT_EQ(at(6), 0.1);  // kept hot
  EXPECT_EQ(at(9), 0.1);
  EXPECT_EQ(at(10), 0.35);  // heating up
  EXPECT_EQ(at(12), 0.35);
  EXPECT_DOUBLE_EQ(at(13), 0.35 + 0.65 * 0.25);
  EXPECT_DOUBLE_EQ(at(14), 0.35 + 0.65 * 0.75);
  EXPECT_EQ(at(15), 1.0);
}

TEST(Expansion, AStopThatBeganLongBeforeTheRunHasNoRampInIt) {
  auto scenario = of({measure("a", of_industry("brick"), Stop{})});
  scenario.windows["w"].id = "w";
  scenario.windows["w"].dates = {{true, {11, 15}, {3, 15}, 0, 0}};
  auto& m = scenario.measures["a"];
  m.window = "w";
  m.physics = {24, 0, 48, 0.35, 0.0};
  const auto plan = expand_all({scenario}).plan;
  ASSERT_EQ(plan.runs.size(), 3u);
  EXPECT_EQ(plan.runs[0], (PlanRun{0, two_days.start, two_days.end, Stage::activity, {}, 0.0, 0}));
}

TEST(Expansion, HeatingUpReachesIntoARunThatStartsAfterTheWindow) {
  auto scenario = of({measure("a", of_industry("brick"), Stop{})});
  scenario.windows["w"].id = "w";
  scenario.windows["w"].dates = {{true, {11, 1}, {11, 21}, 0, 0}};
  auto& m = scenario.measures["a"];
  m.window = "w";
  m.physics = {0, 0, 36, 0.35, 0.0};
  const auto plan = expand_all({scenario}).plan;
  EXPECT_EQ(plan.factor(0, two_days.start + 35 * hour, Pollutant::NOx), 0.35);
  EXPECT_EQ(plan.factor(0, two_days.start + 36 * hour, Pollutant::NOx), 1.0);
}

std::vector<std::string> keys_of(const std::vector<Finding>& findings) {
  std::vector<std::string> keys;
  for (const auto& f : findings) keys.push_back(f.code + " " + f.key);
  return keys;
}

TEST(Expansion, EveryWordThatTheInventoryLacksIsTold) {
  auto brick = of_industry("brick");
  brick.where.process = {"kiln", "kilnn"};
  brick.none = {{}};
  brick.none[0].tag = {"heat_suply"};
  auto works = of_industry("brick");
  works.where.id = {"E1/L1", "E9"};
  auto limit = LimitOutput{};
  limit.table = "t";
  auto scenario = of({measure("a", brick, limit), measure("b", works, Stop{})});
  scenario.selections["far"].where.region = {"far", "elswhere"};
  auto& table = scenario.tables["t"];
  table.id = "t";
  table.rows = {{"", "B", "", 0.5}, {"", "C", "", 0.5}, {"brik", "B", "", 0.1}};
  auto inventory = two_works();
  inventory.sources[0].tags = {"heat_supply"};
  const auto found = expand({scenario}, inventory, {china, two_days}).findings;
  EXPECT_EQ(keys_of(found),
            (std::vector<std::string>{
                "not_in_inventory select.far.region.1", "not_in_inventory measure.a.select.where.process.1",
                "not_in_inventory measure.a.select.not.0.tag.0",
                "not_in_inventory measure.b.select.where.id.1", "not_in_inventory table.t.brik"}));
  EXPECT_EQ(found[2].known, std::vector<std::string>{"heat_supply"});
}

TEST(Expansion, AScenarioMayDeclareWordsThatAnInventoryLacks) {
  auto brick = of_industry("brick");
  brick.where.process = {"kiln", "ring_kiln"};
  auto scenario = of({measure("a", brick, Stop{})});
  EXPECT_FALSE(expand_all({scenario}).findings.empty());
  scenario.words.process = {"ring_kiln"};
  EXPECT_TRUE(expand_all({scenario}).findings.empty());
}

TEST(Expansion, ExpectedSourcesAreCountedHoweverTheSelectionIsUsed) {
  for (auto list : {&Selection::all_of, &Selection::any_of, &Selection::none_of}) {
    auto select = of_industry("road");
    if (list != &Selection::none_of) select = {};
    select.*list = {"brick"};
    auto scenario = of({measure("a", select, Stop{})});
    scenario.selections["brick"] = of_industry("brick");
    scenario.selections["brick"].min_sources = 100000;
    EXPECT_EQ(keys_of(expand_all({scenario}).findings),
              std::vector<std::string>{"too_few_sources select.brick"});
  }
}

TEST(Expansion, DeepNestsOfSelectionsAreWorkedOutOnce) {
  auto scenario = of({});
  for (int n = 0; n < 400; ++n) {
    const std::string next = "s" + std::to_string(n + 1);
    scenario.selections["s" + std::to_string(n)].any_of = {next, next};
  }
  scenario.selections["s400"] = of_industry("road");
  Selection outermost;
  outermost.all_of = {"s0"};
  scenario.measures["m"] = measure("m", outermost, Stop{});
  const auto found = expand_all({scenario});
  EXPECT_TRUE(found.findings.empty());
  ASSERT_EQ(found.plan.runs.size(), 1u);
  EXPECT_EQ(found.plan.runs[0].source, 3);
}

TEST(Expansion, APlanKnowsTheWarningsThatItAnswersTo) {
  auto scenario = of({measure("a", of_industry("road"), Stop{})});
  scenario.triggers["city"].levels = {"orange", "red"};
  scenario.triggers["city"].schedule = {{"orange", true, 12 * hour, {}}, {"red", true, 60 * hour, 70 * hour}};
  const std::vector<WarningSpell> wanted{{"orange", two_days.start + 12 * hour, two_days.end}};
  EXPECT_EQ(expand_all({scenario}).plan.warnings, wanted);
}

TEST(Expansion, WhatMatchesOrChangesNothingIsReported) {
  auto tagged = of_industry("brick");
  tagged.where.process = {"exhaust"};
  auto idle = measure("c", of_industry("brick"), Stop{});
  idle.window = "summer";
  Control useless{"bag", {}, 1.0, 1.0};
  useless.efficiency[static_cast<std::size_t>(Pollutant::NH3)] = 0.5;
  auto scenario = of({measure("a", tagged, Stop{}), idle, measure("d", of_industry("road"), useless)});
  scenario.windows["summer"].id = "summer";
  scenario.windows["summer"].dates = {{true, {6, 1}, {8, 31}, 0, 0}};
  auto inventory = two_works();
  inventory.sources[3].annual_mass[static_cast<std::size_t>(Pollutant::NH3)] = 0.0;
  EXPECT_EQ(
      keys_of(expand({scenario}, inventory, {china, two_days}).findings),
      (std::vector<std::string>{"selects_nothing measure.a.select", "window_outside_run measure.c.window",
                                "changes_nothing measure.d.op"}));
}

TEST(Expansion, AReasonAllowsAnEmptyOrIdleMeasure) {
  auto nobody = of_industry("coking");
  nobody.allow_empty = "none here";
  auto idle = measure("c", of_industry("brick"), Stop{});
  idle.window = "summer";
  idle.allow_idle = "summer only";
  auto scenario = of({measure("a", nobody, Stop{}), idle});
  scenario.windows["summer"].dates = {{true, {6, 1}, {8, 31}, 0, 0}};
  EXPECT_TRUE(expand({scenario}, two_works(), {china, two_days, {"coking"}}).findings.empty());
}

TEST(Expansion, AGapInALadderIsReportedOnce) {
  auto limit = LimitOutput{};
  limit.table = "t";
  auto scenario = of({measure("a", of_industry("brick"), limit)});
  scenario.tables["t"].id = "t";
  scenario.tables["t"].rows = {{"brick", "B", "", 0.5}};
  const auto found = expand_all({scenario}).findings;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, "ladder_gap");
  EXPECT_EQ(found[0].arguments[3].second, "E2/L1/kiln");
}

TEST(PlanText, IsTheSameForPlansThatDoTheSame) {
  const auto whole = expand_all({of({measure("a", of_industry("brick"), Stop{})})});
  auto first = measure("a", of_industry("brick"), Stop{}),
       second = measure("b", of_industry("brick"), Stop{});
  first.window = "day";
  second.window = "night";
  auto parts = of({first, second});
  parts.windows["day"].hours = {{8, 20}};
  parts.windows["night"].hours = {{20, 8}};
  EXPECT_EQ(canonical_text(whole.plan, two_works()), canonical_text(expand_all({parts}).plan, two_works()));
}

TEST(PlanText, DifferenceIsEmptyForEqualPlansAndExactForOthers) {
  const auto a = expand_all({of({measure("a", of_industry("road"), Scale{0.5, {Pollutant::NOx}})})}).plan;
  EXPECT_TRUE(difference(a, a).empty());
  const std::vector<PlanDifference> wanted{{3, two_days.start, two_days.end, Pollutant::NOx, 0.5, 1.0}};
  EXPECT_EQ(difference(a, EmissionPlan{}), wanted);
}

}  // namespace
