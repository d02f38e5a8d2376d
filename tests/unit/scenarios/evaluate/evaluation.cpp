#include "scenarios/evaluate/evaluation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "io/standards.hpp"
#include "scenarios/standards/concentration.hpp"
#include "tests/support/places.hpp"

namespace {

using namespace lantian::scenarios;
using lantian::model::LocalClock;
using lantian::model::UtcSeconds;

constexpr LocalClock china{8 * 3600};
constexpr UtcSeconds hour = 3600;
constexpr double ug = 1e-9;

const std::int64_t day_two =
    std::chrono::sys_days{std::chrono::year{2023} / 11 / 23}.time_since_epoch().count();
/// As the embedded case: from 01:00 of the 22nd, 72 h, the first 24 left out.
const UtcSeconds start = china.midnight(day_two - 1) + hour;

Question winter_question() {
  return {china,
          {start + 24 * hour, start + 72 * hour},
          {{"offpeak", "base", ""}, {"orange", "offpeak", "orange"}},
          "base",
          "no_window",
          "no_county",
          {}};
}

const Standards& shipped() {
  static const Standards read = [] {
    lantian::io::Diagnostics mistakes;
    return lantian::io::read_standards((lantian::tests::source_root() / "data/standards").string(), mistakes);
  }();
  return read;
}

MonitorSeries constant(std::string monitor, std::string member, std::string pollutant, double value) {
  return {
      std::move(monitor), std::move(member), std::move(pollutant), {start, std::vector<double>(72, value)}};
}

std::vector<Monitor> three_monitors() {
  return {{"town", {}, MonitorKind::county_control, "", {}, ""},
          {"village", {}, MonitorKind::township, "", {}, ""},
          {"field", {}, MonitorKind::upwind, "", {}, ""}};
}

std::vector<MonitorSeries> particles() {
  std::vector<MonitorSeries> series;
  const std::pair<const char*, double> members[] = {
      {"base", 120}, {"offpeak", 118}, {"orange", 115}, {"no_window", 90}, {"no_county", 100}};
  for (const auto& [member, value] : members) {
    series.push_back(constant("town", member, "PM2p5", value * ug));
    series.push_back(constant("village", member, "PM2p5", (value - 20) * ug));
    series.push_back(constant("field", member, "PM2p5", 80 * ug));
  }
  return series;
}

TEST(Evaluation, SpinUpIsLeftOutAndACutDayStillCounts) {
  const auto days =
      daily_statistics(winter_question(), {constant("town", "base", "PM2p5", 120 * ug)}, shipped());
  ASSERT_EQ(days.size(), 3u);
  EXPECT_EQ(days[0].local_day, day_two);
  EXPECT_EQ(days[0].result.hours, 23);
  EXPECT_NEAR(*days[0].result.value, 120 * ug, 1e-20);  // rounding of a mean
  EXPECT_EQ(days[1].result.hours, 24);
  EXPECT_FALSE(days[2].result.value);  // one hour of the 25th
}

TEST(Evaluation, DailyIndexTakesAllPollutantsOfTheDay) {
  auto series = particles();
  series.push_back(constant("town", "base", "O3", 170 * ug));
  const auto indices = daily_indices(daily_statistics(winter_question(), series, shipped()), shipped());
  const auto& first = indices.front();
  EXPECT_EQ(first.monitor, "town");
  EXPECT_EQ(first.index.value, 158);  // 120 ug m-3: 157.1
  EXPECT_EQ(first.index.primary, std::vector<std::string>{"PM2p5"});
  EXPECT_EQ(first.index.sub_indices.size(), 2u);
  EXPECT_EQ(first.scheme, "HJ633-2012");
}

TEST(Evaluation, EffectsStandBesideLocalShareAndCeiling) {
  const auto question = winter_question();
  const auto series = particles();
  const auto found =
      effects(question, three_monitors(), series, daily_statistics(question, series, shipped()));
  // 2 valid days x (county mean and 3 monitors) x 2 comparisons.
  ASSERT_EQ(found.size(), 16u);
  const auto& mean = found[1];
  EXPECT_EQ(mean.place, county_mean);
  EXPECT_EQ(mean.member, "orange");
  EXPECT_EQ(mean.against, "offpeak");
  EXPECT_NEAR(mean.before, 108 * ug, 1e-20);  // rounding of a mean
  EXPECT_NEAR(mean.change(), -3 * ug, 1e-20);
  EXPECT_NEAR(*mean.relative(), -3.0 / 108.0, 1e-12);
  EXPECT_NEAR(*mean.local, 30 * ug, 1e-20);
  EXPECT_NEAR(*mean.ceiling, 20 * ug, 1e-20);
}

TEST(Evaluation, SpellsAreComparedByTheirMeans) {
  auto question = winter_question();
  question.spells = {{"stagnant", {start + 24 * hour, start + 48 * hour}},
                     {"front", {start + 60 * hour, start + 72 * hour}}};
  auto base = constant("town", "base", "PM2p5", 100 * ug),
       without = constant("town", "no_window", "PM2p5", 60 * ug);
  for (std::size_t h = 60; h < 72; ++h) base.hourly.values[h] = 70 * ug;
  auto plan = base;
  plan.member = "offpeak";
  const auto found = effects(question, {three_monitors()[0]}, {base, without, plan}, {});
  ASSERT_EQ(found.size(), 4u);  // county mean and town, two spells
  EXPECT_EQ(found[1].spell, "stagnant");
  EXPECT_NEAR(*found[1].local / *found[3].local, 4.0, 1e-12);  // rounding of means
}

TEST(Evaluation, ACountyMeanNeedsThreeQuartersOfItsMonitors) {
  const auto question = winter_question();
  auto series = particles();
  series.erase(series.begin() + 1);  // the village of the baseline
  const auto found =
      effects(question, three_monitors(), series, daily_statistics(question, series, shipped()));
  for (const auto& effect : found)
    if (effect.place == county_mean) {
      EXPECT_EQ(effect.against, "offpeak");
    }
}

EmittedHours emitted(std::string member, double so2, double nox, double spin_up = 1000.0) {
  EmittedHours hours{std::move(member), start, {}};
  for (int h = 0; h < 72; ++h) {
    PollutantMasses mass{};
    mass[static_cast<std::size_t>(Pollutant::SO2)] = h < 24 ? spin_up : so2;
    mass[static_cast<std::size_t>(Pollutant::NOx)] = h < 24 ? spin_up : nox;
    hours.hours.push_back(mass);
  }
  return hours;
}

TEST(Evaluation, TheOrangeCutIsCountedAgainstTheOperatingBase) {
  const auto changes = emission_changes(
      winter_question(), {emitted("base", 100, 100), emitted("offpeak", 80, 90), emitted("orange", 60, 81)});
  ASSERT_EQ(changes.size(), 20u);
  EXPECT_EQ(changes[0].member, "offpeak");
  EXPECT_NEAR(changes[0].share, 0.2, 1e-12);       // rounding of sums
  EXPECT_NEAR(changes[10].before, 48 * 80, 1e-9);  // kg, 48 hours of the off-peak member
  EXPECT_NEAR(changes[10].share, 0.25, 1e-12);
  EXPECT_NEAR(changes[11].share, 0.1, 1e-12);
}

TEST(Evaluation, TitrationLowersOzoneAndKeepsOx) {
  const auto ozone = [](double ppb) { return gas_at_reference_state(ppb * 1e-9, 47.998e-3); };
  const auto no2 = [](double ppb) { return gas_at_reference_state(ppb * 1e-9, 46.0055e-3); };
  const auto found =
      titration(winter_question(), three_monitors(),
                {constant("town", "base", "O3", ozone(5)), constant("town", "base", "NO2", no2(30)),
                 constant("field", "base", "O3", ozone(20)), constant("field", "base", "NO2", no2(16))});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].hours, 18);  // two nights of 20-05 h between 01:00 and 01:00: 4 + 4 + 5 + 4 + 1
  EXPECT_NEAR(found[0].ozone, 5e-9, 1e-20);
  EXPECT_NEAR(found[0].ox, 35e-9, 1e-20);
  EXPECT_NEAR(found[0].ox_upwind, 36e-9, 1e-20);
}

TEST(Evaluation, NitrateOverSulfateComesWithTheLeastAmmonia) {
  auto ammonia = constant("town", "base", "NH3", 8 * ug);
  ammonia.hourly.values[3] = 0.0;  // spin-up
  ammonia.hourly.values[50] = 3 * ug;
  const auto found =
      nitrate_to_sulfate(winter_question(), {constant("town", "base", "NO3_PM2p5", 30 * ug),
                                             constant("town", "base", "SO4_PM2p5", 15 * ug), ammonia});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].ratio, 2.0, 1e-12);  // rounding of means
  EXPECT_EQ(found[0].least_ammonia, 3 * ug);
}

TEST(Evaluation, HourlyIndexUsesTheHoursOfTheQuestionOnly) {
  const auto found =
      hourly_indices(winter_question(), {constant("town", "base", "PM2p5", 115 * ug)}, shipped());
  ASSERT_EQ(found.size(), 48u);
  EXPECT_EQ(found[0].start, start + 24 * hour);
  EXPECT_EQ(found[0].index.value, 150);
}

}  // namespace
