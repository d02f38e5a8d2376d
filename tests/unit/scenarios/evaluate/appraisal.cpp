// Exposure, deaths, days, peaks and ranges against counts by hand.
#include "scenarios/evaluate/appraisal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "io/health_table.hpp"
#include "io/standards.hpp"
#include "tests/support/places.hpp"

namespace {

using namespace lantian::scenarios;
using lantian::model::LocalClock;
using lantian::model::UtcSeconds;

constexpr LocalClock china{8 * 3600};
constexpr UtcSeconds hour = 3600;
constexpr double ug = 1e-9;
const std::int64_t first_day =
    std::chrono::sys_days{std::chrono::year{2023} / 11 / 23}.time_since_epoch().count();
const UtcSeconds start = china.midnight(first_day);

Question two_days() {
  return {china, {start, start + 48 * hour}, {{"plan", "base", ""}}, "base", "", "", {}};
}

const Standards& shipped() {
  static const Standards read = [] {
    lantian::io::Diagnostics mistakes;
    auto standards = lantian::io::read_standards(lantian::tests::source_root() / "data/standards", mistakes);
    mistakes.throw_if_any();
    return standards;
  }();
  return read;
}

const HealthTable& health() {
  static const HealthTable read = [] {
    lantian::io::Diagnostics mistakes;
    auto table = lantian::io::read_health_table(lantian::tests::source_root() / "data/standards/health.toml",
                                                mistakes);
    mistakes.throw_if_any();
    return table;
  }();
  return read;
}

DailyStatistic day(const char* place, const char* member, int n, double value,
                   const char* pollutant = "PM2p5", const char* average = "24h") {
  return {place, member, first_day + n, pollutant, average, {value * ug, 24}};
}

const std::vector<Settlement> people{{"town", 30000}, {"village", 10000}};

TEST(Exposure, IsWeightedByPeopleOverTheDaysThatAllHave) {
  const std::vector<DailyStatistic> days{
      day("town", "base", 0, 100),   day("town", "plan", 0, 90),
      day("village", "base", 0, 60), day("village", "plan", 0, 60),
      day("town", "base", 1, 70),    day("town", "plan", 1, 70)};  // the village has no second day
  const auto found = exposures(two_days(), people, days, shipped());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].days, 1);
  EXPECT_EQ(found[0].population, 40000.0);
  EXPECT_NEAR(found[0].before, 90 * ug, 1e-20);   // (3 x 100 + 60) / 4
  EXPECT_NEAR(found[0].after, 82.5 * ug, 1e-20);  // (3 x 90 + 60) / 4
  EXPECT_EQ(found[0].limit, 75 * ug);
  EXPECT_EQ(found[0].person_days_above_before, 30000.0);
  EXPECT_EQ(found[0].person_days_above_after, 30000.0);
}

TEST(Exposure, ValueAtTheLimitIsNotAboveIt) {
  const std::vector<DailyStatistic> days{day("town", "base", 0, 76), day("town", "plan", 0, 75),
                                         day("village", "base", 0, 75), day("village", "plan", 0, 75)};
  const auto found = exposures(two_days(), people, days, shipped());
  EXPECT_EQ(found.at(0).person_days_above_before, 30000.0);
  EXPECT_EQ(found.at(0).person_days_above_after, 0.0);
}

TEST(Health, DeathsOfAnEpisodeAreTheFormulaDayByDay) {
  const std::vector<DailyStatistic> days{day("town", "base", 0, 100),   day("town", "plan", 0, 90),
                                         day("village", "base", 0, 60), day("village", "plan", 0, 65),
                                         day("town", "base", 1, 80),    day("town", "plan", 1, 60),
                                         day("village", "base", 1, 50), day("village", "plan", 1, 50)};
  const auto found = avoided_deaths(township_days(two_days(), people, days), people, health());
  ASSERT_EQ(found.size(), 2u);  // two functions of PM2.5, never summed
  EXPECT_EQ(found[0].response, "pm25_272_cities");
  // 0.22 % per 10: exp(-beta dC) = 1.0022^(-dC/10); 0.0070/365 deaths a person and day.
  const double daily = 0.0070 / 365.0;
  const double by_hand = daily * (30000 * (1 - std::pow(1.0022, -1.0)) + 10000 * (1 - std::pow(1.0022, 0.5)) +
                                  30000 * (1 - std::pow(1.0022, -2.0)));
  EXPECT_NEAR(found[0].central, by_hand, 1e-12);
  EXPECT_LT(found[0].low, found[0].central);
  EXPECT_GT(found[1].central, found[0].central);  // Shenzhen 0.74 %
}

TEST(Health, TheLongTermFunctionHasTheTabledValues) {
  // Of the specification: C = 10, 35, 50, 75, 100; four decimals there.
  const std::pair<double, double> table[] = {
      {10, 1.1182}, {35, 1.3086}, {50, 1.4127}, {75, 1.5726}, {100, 1.7039}};
  for (const auto& [concentration, ratio] : table)
    EXPECT_NEAR(hazard_ratio(health().long_term, concentration), ratio, 5e-5) << concentration;
  EXPECT_EQ(hazard_ratio(health().long_term, 2.4), 1.0);
  EXPECT_EQ(hazard_ratio(health().long_term, 0.0), 1.0);
}

TEST(Health, AnEpisodeHasNoLongTermAnswer) {
  EXPECT_FALSE(avoided_deaths_a_year(health(), 89, 1e5, 60, 50));
  const auto season = avoided_deaths_a_year(health(), 90, 1e5, 100, 35);
  ASSERT_TRUE(season);
  EXPECT_NEAR(*season, 1e5 * 0.0070 * (1 / 1.3086 - 1 / 1.7039), 0.05);  // four decimals of the table
}

std::vector<Monitor> two_monitors() {
  return {{"a", {}, MonitorKind::county_control, "", {}, ""}, {"b", {}, MonitorKind::township, "", {}, ""}};
}

TEST(AvoidedDays, EdgesOfTheIndexFallInTheBetterCategory) {
  // 75 is index 100 (good), 75.6 rounds to 76: 102; 150 is 200 (moderate), 151: 201 (heavy).
  const std::vector<DailyStatistic> days{day("a", "base", 0, 75.6), day("a", "plan", 0, 75),
                                         day("b", "base", 0, 75.6), day("b", "plan", 0, 75),
                                         day("a", "base", 1, 151),  day("a", "plan", 1, 150),
                                         day("b", "base", 1, 151),  day("b", "plan", 1, 150)};
  const auto found = avoided_days(two_days(), two_monitors(), days, shipped());
  ASSERT_EQ(found.size(), 3u);  // the county's mean and two monitors
  EXPECT_EQ(found[0].place, county_mean);
  for (const auto& table : found) {
    EXPECT_EQ(table.scheme, "HJ633-2012");
    EXPECT_EQ(table.days, 2);
    EXPECT_EQ(table.avoided_above(100), 1);
    EXPECT_EQ(table.avoided_above(200), 1);
    EXPECT_EQ(table.avoided_above(300), 0);
    EXPECT_EQ(table.categories[1].after, 1);   // good
    EXPECT_EQ(table.categories[2].before, 1);  // lightly polluted
  }
}

TEST(AvoidedDays, TheSchemeInForceOnTheDayHolds) {
  auto question = two_days();
  const auto later = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}.time_since_epoch().count();
  std::vector<DailyStatistic> days;
  for (const auto local_day : {later - 1, later})
    for (const auto& [member, value] : {std::pair{"base", 70.0}, std::pair{"plan", 55.0}})
      days.push_back({"a", member, local_day, "PM2p5", "24h", {value * ug, 24}});
  const auto found = avoided_days(question, {two_monitors()[0]}, days, shipped());
  ASSERT_EQ(found.size(), 4u);  // county mean and monitor, two schemes
  EXPECT_EQ(found[2].scheme, "HJ633-2012");
  EXPECT_EQ(found[2].avoided_above(100), 0);  // 70 is good in 2012's
  EXPECT_EQ(found[3].scheme, "HJ633-2026");
  EXPECT_EQ(found[3].avoided_above(100), 1);  // and lightly polluted in 2026's
}

HourlyValues hours_of(std::vector<double> values) {
  for (auto& value : values) value *= ug;
  return {start, std::move(values)};
}

TEST(Peaks, ClippedAndClearedEarlier) {
  const auto before = hours_of({80, 150, 160, 120, 116, 80, 74, 60});
  const auto after = hours_of({80, 140, 149, 116, 100, 76, 75, 60});
  const auto peak = peak_of({start, start + 8 * hour}, before, after);
  EXPECT_NEAR(peak.clipped(), 11 * ug, 1e-20);
  EXPECT_EQ(peak.hour_before, start + 2 * hour);
  EXPECT_EQ(peak.clearings[0].hours_before, 2);  // 150 itself counts
  EXPECT_EQ(peak.clearings[0].hours_after, 0);
  EXPECT_FALSE(peak.clearings[0].hours_earlier());   // the plan never reaches it
  EXPECT_EQ(peak.clearings[1].hours_earlier(), 1);   // 115: after hour 5, after hour 4
  EXPECT_EQ(peak.clearings[2].hours_earlier(), -1);  // 75: the plan's last hour at 75 is one later
}

TEST(Peaks, WhatDoesNotClearInTheRunIsNotCounted) {
  const auto base = hours_of({160, 160, 160}), plan = hours_of({160, 100, 100});
  const auto peak = peak_of({start, start + 3 * hour}, base, plan);
  EXPECT_FALSE(peak.clearings[0].hours_earlier());
  EXPECT_EQ(peak.clearings[0].hours_before, 3);
}

TEST(Ranges, LinearEstimatesScaleWithTheCut) {
  const auto range = delta_range("x", -4 * ug, true, {0.8, 1.1}, {});
  EXPECT_NEAR(range.low, -8 * ug, 1e-20);
  EXPECT_NEAR(range.high, -2 * ug, 1e-20);
  EXPECT_EQ(range.doubts[0].method, RangeMethod::linear);
  EXPECT_EQ(range.doubts[1].method, RangeMethod::not_estimated);  // background
  EXPECT_EQ(range.doubts[2].method, RangeMethod::not_estimated);  // least diffusivity
  EXPECT_NEAR(range.doubts[3].low, -4.4 * ug, 1e-20);
  EXPECT_NEAR(range.doubts[3].high, -3.2 * ug, 1e-20);
  EXPECT_FALSE(range.is_below_resolution(half_a_published_step));
}

TEST(Ranges, RunsOfTheModelReplaceTheEstimate) {
  const std::vector<PerturbedRun> runs{{Doubt::inventory, {{"x", -1.5 * ug}}},
                                       {Doubt::inventory, {{"x", -0.7 * ug}}},
                                       {Doubt::background, {{"x", 0.2 * ug}}},
                                       {Doubt::least_diffusivity, {{"another", -9 * ug}}}};
  const auto range = delta_range("x", -1 * ug, true, {}, runs);
  EXPECT_EQ(range.doubts[0].method, RangeMethod::model);
  EXPECT_NEAR(range.doubts[0].low, -1.5 * ug, 1e-20);
  EXPECT_NEAR(range.doubts[0].high, -0.7 * ug, 1e-20);
  EXPECT_EQ(range.doubts[2].method, RangeMethod::not_estimated);
  EXPECT_NEAR(range.high, 0.2 * ug, 1e-20);
  EXPECT_TRUE(range.is_below_resolution(0.0));  // of uncertain sign
}

TEST(Ranges, ASmallChangeIsBelowResolutionAndOzoneIsNotEstimated) {
  EXPECT_TRUE(delta_range("x", -0.4 * ug, true, {}, {}).is_below_resolution(half_a_published_step));
  EXPECT_FALSE(delta_range("x", -0.5 * ug, true, {}, {}).is_below_resolution(half_a_published_step));
  EXPECT_FALSE(is_linear("O3"));
  EXPECT_FALSE(delta_range("x", -4 * ug, is_linear("O3"), {0.8, 1.1}, {}).is_estimated());
}

TEST(Cost, PerMicrogramNeedsAFall) {
  const PlanCost cost{"plan", "base", "CNY", 2023, 3e6, {}};
  EXPECT_NEAR(*cost_per_microgram(cost, -1.5 * ug), 2e6, 1e-6);
  EXPECT_FALSE(cost_per_microgram(cost, 0.0));
  EXPECT_FALSE(cost_per_microgram(cost, 1 * ug));
}

}  // namespace
