// A measure that changes nothing is a mistake, unless it says so itself.
#include "scenarios/policy/strength.hpp"

#include <gtest/gtest.h>

#include "scenarios/policy/expansion.hpp"

namespace {

using namespace lantian::scenarios;

constexpr lantian::model::LocalClock china{8 * 3600};
constexpr std::int64_t first_day = 19683;  // 2023-11-22
constexpr auto nox = static_cast<std::size_t>(Pollutant::NOx);

/// Two days; a brick works of grade A with one line, and one of grade C with two.
const Period run{china.midnight(first_day), china.midnight(first_day + 2)};

Inventory brick_works() {
  Inventory inventory;
  inventory.regions = {{"west", {}, "county", {}}};
  inventory.enterprises = {{"E1", {}, "brick", "A", "west", {}, {}, ""},
                           {"E2", {}, "brick", "C", "west", {}, {}, ""}};
  inventory.lines = {
      {"L1", 0, {}, "", 10, 10, ""}, {"L1", 1, {}, "", 60, 60, ""}, {"L2", 1, {}, "", 40, 40, ""}};
  const auto kiln = [](const char* id, int enterprise, int line) {
    Source s;
    s.id = id;
    s.enterprise = enterprise;
    s.line = line;
    s.industry = "brick";
    s.process = "kiln";
    s.fuel = "coal";
    s.region = "west";
    s.in_county = true;
    s.annual_mass.fill(100.0);
    s.measured.concentration[nox] = 30e-6;  // 30 mg m-3
    return s;
  };
  inventory.sources = {kiln("E1/L1/kiln", 0, 0), kiln("E2/L1/kiln", 1, 1), kiln("E2/L2/kiln", 1, 2)};
  return inventory;
}

Measure measure(Operation op, std::vector<std::string> grades = {}) {
  Measure m;
  m.id = "m";
  m.select.where.industry = {"brick"};
  m.select.where.grade = std::move(grades);
  m.op = std::move(op);
  return m;
}

Scenario scenario_of(const Measure& m) {
  Scenario scenario;
  scenario.id = "s";
  scenario.measures["m"] = m;
  scenario.tables["ladder"].id = "ladder";
  scenario.tables["ladder"].rows = {{"brick", "A", "", 1.0}, {"brick", "C", "", 0.5}};
  scenario.tables["ones"].id = "ones";
  scenario.tables["ones"].rows = {{"brick", "A", "", 1.0}, {"brick", "C", "", 1.0}};
  for (const char* fuel : {"coal", "gas"})
    scenario.fuel_tables["fuels"].rows[fuel][nox] = fuel[0] == 'c' ? 2.0 : 1.0;
  return scenario;
}

std::vector<std::string> told(const std::vector<Finding>& findings) {
  std::vector<std::string> all;
  for (const auto& one : findings) all.push_back(one.code + " " + one.key);
  return all;
}
using Told = std::vector<std::string>;

Expansion expanded(const Measure& m) { return expand({scenario_of(m)}, brick_works(), {china, run}); }

Cap cap_of(double limit) {
  Cap cap;
  cap.limit[nox] = limit;
  return cap;
}
LimitOutput limit_of(double to, bool by_line = false) {
  LimitOutput limit;
  limit.to = to;
  limit.by_line = by_line;
  return limit;
}
LimitOutput ladder_of(const char* table) {
  LimitOutput limit;
  limit.table = table;
  return limit;
}
Control control_of(double efficiency) {
  Control control{"scr", {}, 1.0, 1.0};
  control.efficiency[nox] = efficiency;
  return control;
}

const Told already{"already_so measure.m.op"};

TEST(AnIdleMeasure, ALimitAboveWhatIsMeasuredIsRefused) {
  EXPECT_EQ(told(expanded(measure(cap_of(50e-6))).findings), already);
  EXPECT_TRUE(expanded(measure(cap_of(20e-6))).findings.empty());
}

TEST(AnIdleMeasure, ALadderThatSparesAllThatAreTakenIsRefused) {
  EXPECT_EQ(told(expanded(measure(ladder_of("ladder"), {"A"})).findings), already);
  EXPECT_TRUE(expanded(measure(ladder_of("ladder"))).findings.empty());
}

TEST(AnIdleMeasure, AFuelReplacedByItselfIsRefused) {
  EXPECT_EQ(told(expanded(measure(ReplaceFuel{"coal", "fuels", 1.0})).findings), already);
  EXPECT_TRUE(expanded(measure(ReplaceFuel{"gas", "fuels", 1.0})).findings.empty());
}

TEST(AnIdleMeasure, ATurnThatNeverComesInTheRunIsRefused) {
  Stop stop;
  stop.pattern = StopPattern{100, 1, "", {}, {}};  // the first day of each hundred since 1 January: not these
  EXPECT_EQ(told(expanded(measure(stop)).findings), already);
}

TEST(AnIdleMeasure, AControlOfWhatNobodyEmitsIsRefused) {
  auto inventory = brick_works();
  for (auto& source : inventory.sources) source.annual_mass[nox] = 0.0;
  EXPECT_EQ(told(expand({scenario_of(measure(control_of(0.5)))}, inventory, {china, run}).findings),
            Told{"changes_nothing measure.m.op"});
}

TEST(AnIdleMeasure, AWindowThatNeverMeetsTheRunIsRefused) {
  auto m = measure(Stop{});
  m.window = "w";
  auto scenario = scenario_of(m);
  scenario.windows["w"].id = "w";
  scenario.windows["w"].dates = {{true, {6, 1}, {8, 31}, 0, 0}};
  EXPECT_EQ(told(expand({scenario}, brick_works(), {china, run}).findings),
            Told{"window_outside_run measure.m.window"});
  // 22 and 23 November 2023 are a Wednesday and a Thursday.
  scenario.windows["w"].dates.clear();
  scenario.windows["w"].weekdays = {6, 0};
  EXPECT_EQ(told(expand({scenario}, brick_works(), {china, run}).findings),
            Told{"window_outside_run measure.m.window"});
}

TEST(AnIdleMeasure, AWarningThatIsNotCalledIsRefused) {
  auto m = measure(Stop{});
  m.window = "w";
  auto scenario = scenario_of(m);
  scenario.windows["w"].id = "w";
  scenario.windows["w"].trigger = "city";
  scenario.windows["w"].levels = {"red"};
  scenario.triggers["city"].levels = {"orange", "red"};
  scenario.triggers["city"].schedule = {{"orange", true, 0, {}}};
  EXPECT_EQ(told(expand({scenario}, brick_works(), {china, run}).findings),
            Told{"window_outside_run measure.m.window"});
}

TEST(AnIdleMeasure, AVetoOfEveryHourIsRefusedByItsName) {
  auto m = measure(Stop{});
  Expression frost;
  frost.signal = "air_temperature";
  frost.relation = Relation::less;
  frost.value = 0.0;
  m.veto = frost;
  Surroundings around{china, run};
  around.signals.start = run.start;
  around.signals.hourly["air_temperature"].assign(48, -5.0);
  EXPECT_EQ(told(expand({scenario_of(m)}, brick_works(), around).findings),
            Told{"veto_throughout measure.m.veto"});
  around.signals.hourly["air_temperature"][30] = 1.0;
  EXPECT_TRUE(expand({scenario_of(m)}, brick_works(), around).findings.empty());
}

TEST(AnIdleMeasure, AReasonAllowsIt) {
  auto m = measure(cap_of(50e-6));
  m.allow_idle = "all kilns of this county keep it already";
  EXPECT_TRUE(expanded(m).findings.empty());
}

TEST(StrengthOfZero, IsNotedAndLeavesEveryFactorAtOneToTheBit) {
  Shift none{{8, 20}, {20, 8}};
  none.share = 0.0;
  auto nobody = measure(Stop{});
  nobody.compliance.mean = 0.0;
  Stop no_share;
  no_share.share = 0.0;
  ReplaceFleet same;
  same.ratio[nox] = 1.0;
  for (const auto& m : {measure(limit_of(1.0)), measure(ladder_of("ones")), measure(no_share),
                        measure(control_of(0.0)), measure(Scale{1.0, {}}),
                        measure(ReplaceFuel{"gas", "fuels", 0.0}), measure(same), measure(none), nobody}) {
    const auto found = expanded(m);
    SCOPED_TRACE(m.op.index());
    EXPECT_EQ(told(found.findings), Told{});
    EXPECT_EQ(told(found.notes), Told{"strength_zero measure.m.op"});
    for (int source = 0; source < 3; ++source)
      for (auto time = run.start; time < run.end; time += 3600)
        for (std::size_t p = 0; p < pollutant_count; ++p)
          ASSERT_EQ(found.plan.factor(source, time, static_cast<Pollutant>(p)), 1.0);
  }
}

TEST(WholeLines, AWorksOfOneLineThatStopsUnderItsLimitIsNoted) {
  // E1's one line may make 0.7 and stops; E2 keeps its larger line of 60 out of 100.
  const auto found = expanded(measure(limit_of(0.7, true)));
  EXPECT_TRUE(found.findings.empty());
  ASSERT_EQ(told(found.notes), Told{"one_line_works measure.m.op.quantise"});
  EXPECT_EQ(found.notes[0].arguments[0].second, "E1");
  EXPECT_EQ(found.plan.factor(0, run.start, Pollutant::NOx), 0.0);
  EXPECT_EQ(found.plan.factor(1, run.start, Pollutant::NOx), 1.0);
  EXPECT_EQ(found.plan.factor(2, run.start, Pollutant::NOx), 0.0);
}

TEST(WholeLines, NothingIsNotedWhereOneLineWorksAreSparedStoppedOrMayRunInParts) {
  EXPECT_TRUE(expanded(measure(limit_of(0.0, true))).notes.empty());
  EXPECT_TRUE(expanded(measure(limit_of(0.7))).notes.empty());
  EXPECT_TRUE(expanded(measure(limit_of(0.7, true), {"C"})).notes.empty());
}

}  // namespace
