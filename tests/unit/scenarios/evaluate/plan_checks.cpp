// What authors ask of their plans, on one source of one kilogram an hour.
#include "scenarios/evaluate/plan_checks.hpp"

#include <gtest/gtest.h>

#include "scenarios/policy/expansion.hpp"

namespace {

using namespace lantian::scenarios;
constexpr lantian::model::LocalClock china{8 * 3600};
const auto start = china.midnight(19683);
const Surroundings two_days{china, {start, start + 48 * 3600}};

Inventory one_source() {
  Inventory inventory;
  inventory.temporal_profiles.emplace_back();
  inventory.temporal_profiles[0].month.fill(1.0 / 12.0);
  inventory.temporal_profiles[0].weekday.fill(1.0);
  inventory.temporal_profiles[0].hour.fill(1.0);
  for (const bool in_county : {true, false}) {
    Source source;
    source.id = in_county ? "a" : "b";
    source.industry = "brick";
    source.temporal = 0;
    source.in_county = in_county;
    source.annual_mass[static_cast<std::size_t>(Pollutant::NOx)] = 8760.0;
    inventory.sources.push_back(std::move(source));
  }
  return inventory;
}

/// A quarter of it goes by day, of which a day has twelve hours.
Scenario a_quarter_by_day() {
  Scenario scenario;
  scenario.id = "s";
  scenario.windows["day"].hours = {{8, 20}};
  Measure& measure = scenario.measures["m"];
  measure.id = "m";
  measure.select.where.industry = {"brick"};
  measure.window = "day";
  measure.op = Scale{0.75, {}};
  return scenario;
}

std::vector<CheckVerdict> judged(const Scenario& scenario) {
  const auto inventory = one_source();
  const auto found = expand({scenario}, inventory, two_days);
  EXPECT_TRUE(found.findings.empty());
  return check_emission({scenario}, found.plan, inventory, two_days);
}

TEST(PlanChecks, TheSocietysReductionIsThatOfTheWindow) {
  auto scenario = a_quarter_by_day();
  scenario.check.society_reduction = PlanChecks::Society{"day", {Pollutant::NOx, Pollutant::SO2}, 0.2};
  const auto verdicts = judged(scenario);
  ASSERT_EQ(verdicts.size(), 2u);
  EXPECT_NEAR(verdicts[0].found, 0.25, 1e-12);
  EXPECT_TRUE(verdicts[0].holds);
  EXPECT_EQ(verdicts[1].found, 0.0);  // nobody emits it
  EXPECT_FALSE(verdicts[1].holds);
}

TEST(PlanChecks, TheTotalIsThatOfAllHours) {
  auto scenario = a_quarter_by_day();
  scenario.check.mass_change[static_cast<std::size_t>(Pollutant::NOx)] = 0.1;
  const auto verdicts = judged(scenario);
  ASSERT_EQ(verdicts.size(), 1u);
  EXPECT_NEAR(verdicts[0].found, 0.125, 1e-12);
  EXPECT_FALSE(verdicts[0].holds);
}

TEST(PlanChecks, TheLargestRiseOfOzoneCounts) {
  auto scenario = a_quarter_by_day();
  scenario.check.most_ozone_rise = 5e-9;
  Effect effect;
  effect.member = "plan";
  effect.pollutant = "O3";
  effect.average = "mda8";
  effect.before = 100e-9, effect.after = 104e-9;
  Effect larger = effect, other = effect;
  larger.after = 106e-9;
  other.member = "another", other.after = 200e-9;
  EXPECT_TRUE(check_ozone({scenario}, "plan", {effect, other}).front().holds);
  const auto verdicts = check_ozone({scenario}, "plan", {effect, larger, other});
  ASSERT_EQ(verdicts.size(), 1u);
  EXPECT_NEAR(verdicts[0].found, 6e-9, 1e-15);
  EXPECT_FALSE(verdicts[0].holds);
  EXPECT_TRUE(check_ozone({scenario}, "nobody", {effect}).empty());
}

}  // namespace
