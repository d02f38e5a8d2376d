#include "scenarios/standards/air_quality_index.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "scenarios/standards/concentration.hpp"
#include "scenarios/standards/statistics.hpp"
#include "tests/support/standards.hpp"

namespace {

using namespace lantian::scenarios;
using lantian::model::LocalClock;
using lantian::tests::day;

constexpr double ug = 1e-9, mg = 1e-6;  // kg m-3
const double missing = std::numeric_limits<double>::quiet_NaN();

const Standards& standards() { return lantian::tests::shipped_standards(); }

const IndexScheme& index_2012() { return in_force(standards().index, day(2023, 11, 22)); }

int pm25(double published) {
  return *sub_index(index_2012(), *index_2012().column("PM2p5", "24h"), published);
}

TEST(AirQualityIndex, TheDayChoosesTheStandard) {
  EXPECT_EQ(index_2012().id, "HJ633-2012");
  EXPECT_EQ(in_force(standards().index, day(2026, 3, 1)).id, "HJ633-2026");
  EXPECT_EQ(in_force(standards().air_quality, day(2026, 2, 28)).id, "GB3095-2012");
  EXPECT_EQ(in_force(standards().air_quality, day(2026, 3, 1)).id, "GB3095-2026-transition");
}

TEST(AirQualityIndex, BreakPointsGiveTheirIndexExactly) {
  const double points[] = {0, 35, 75, 115, 150, 250, 350, 500};
  const int indices[] = {0, 50, 100, 150, 200, 300, 400, 500};
  for (int i = 0; i < 8; ++i) EXPECT_EQ(pm25(points[i]), indices[i]);
}

TEST(AirQualityIndex, IsRoundedUpNotToTheNearest) {
  EXPECT_EQ(pm25(36), 52);                                                            // 51.25
  EXPECT_EQ(pm25(76), 102);                                                           // 101.25
  EXPECT_EQ(pm25(1), 2);                                                              // 1.43
  EXPECT_EQ(*sub_index(index_2012(), *index_2012().column("O3", "mda8"), 161), 101);  // 100.9
}

TEST(AirQualityIndex, AboveTheTopItIs500NotZero) {
  EXPECT_EQ(pm25(501), 500);
  EXPECT_EQ(pm25(2000), 500);
}

TEST(AirQualityIndex, TheDayTakesOzoneOverEightHoursNotOne) {
  const auto found = daily_index(index_2012(), {{"O3", "1h", 250 * ug}, {"O3", "mda8", 120 * ug}});
  EXPECT_EQ(found.value, 67);  // 8 h: 66.7; the hour alone would give 125
}

TEST(AirQualityIndex, BeyondTheEightHourColumnTheDayTakesTheHour) {
  EXPECT_FALSE(sub_index(index_2012(), *index_2012().column("O3", "mda8"), 801));
  const auto found = daily_index(index_2012(), {{"O3", "1h", 900 * ug}, {"O3", "mda8", 801 * ug}});
  EXPECT_EQ(found.value, 350);
  EXPECT_FALSE(sub_index(index_2012(), *index_2012().column("SO2", "1h"), 801));
}

TEST(AirQualityIndex, PrimaryIsAllThatShareTheMaximumAbove50) {
  const auto found = daily_index(
      index_2012(), {{"PM2p5", "24h", 115 * ug}, {"PM10", "24h", 250 * ug}, {"SO2", "24h", 9 * ug}});
  EXPECT_EQ(found.value, 150);
  EXPECT_EQ(found.primary, (std::vector<std::string>{"PM2p5", "PM10"}));
  EXPECT_EQ(found.exceeding, found.primary);
  EXPECT_EQ(index_2012().categories[static_cast<std::size_t>(found.category)].label.zh, "轻度污染");
  const auto clean = daily_index(index_2012(), {{"PM2p5", "24h", 35 * ug}});
  EXPECT_EQ(clean.value, 50);
  EXPECT_TRUE(clean.primary.empty());
}

TEST(AirQualityIndex, CarbonMonoxideIsCountedInTenthsOfMilligrams) {
  const auto found = daily_index(index_2012(), {{"CO", "24h", 2.04 * mg}});
  EXPECT_EQ(found.sub_indices[0].published, 2.0);
  EXPECT_EQ(found.value, 50);
}

TEST(AirQualityIndex, TheHourUsesParticlesByTheDaysColumn) {
  const auto found = hourly_index(
      index_2012(), {{"PM2p5", "1h", 115 * ug}, {"NO2", "1h", 100 * ug}, {"O3", "1h", 300 * ug}});
  EXPECT_EQ(found.sub_indices[0].index, 150);
  EXPECT_EQ(found.sub_indices[1].index, 50);
  EXPECT_EQ(found.sub_indices[2].index, 150);
}

TEST(AirQualityIndex, Of2026HasNewParticleColumnsAndCaps) {
  const auto& scheme = in_force(standards().index, day(2026, 4, 1));
  const auto found = daily_index(scheme, {{"PM2p5", "24h", 70 * ug}});
  EXPECT_EQ(found.value, 110);  // 109.1: light pollution, where 2012 called the day good
  EXPECT_EQ(*sub_index(scheme, *scheme.column("SO2", "1h"), 900), 200);
}

TEST(AirQualityIndex, NothingValidGivesNoIndex) {
  EXPECT_FALSE(daily_index(index_2012(), {{"PM2p5", "24h", missing}}).value);
}

TEST(AirQualityLimits, AreThoseOfTheTable) {
  const auto& standard = in_force(standards().air_quality, day(2023, 11, 22));
  EXPECT_DOUBLE_EQ(standard.limit("PM2p5", "24h")->class_2, 75 * ug);
  EXPECT_DOUBLE_EQ(standard.limit("O3", "mda8")->class_2, 160 * ug);
  EXPECT_DOUBLE_EQ(standard.limit("CO", "1h")->class_2, 10 * mg);
  EXPECT_DOUBLE_EQ(standard.limit("NO2", "annual")->class_1, 40 * ug);
  EXPECT_EQ(standard.limit("PM2p5", "1h"), nullptr);
}

const Validity& validity() { return standards().assessment.front().validity; }

TEST(DailyStatistics, ADayNeedsTwentyHours) {
  DayHours hours;
  hours.fill(10.0);
  for (std::size_t h = 0; h < 4; ++h) hours[h] = missing;
  EXPECT_EQ(mean_24h(hours, validity()).value, 10.0);
  hours[4] = missing;
  EXPECT_FALSE(mean_24h(hours, validity()).value);
  EXPECT_EQ(mean_24h(hours, validity()).hours, 19);
}

TEST(DailyStatistics, EightHourMeansEndFrom8To24) {
  DayHours hours;
  hours.fill(0.0);
  for (std::size_t h = 10; h < 18; ++h) hours[h] = 80.0;
  const auto found = largest_8h_mean(hours, 160.0, validity());
  EXPECT_EQ(found.value, 80.0);
  EXPECT_EQ(found.hours, 17);
}

TEST(DailyStatistics, FourteenEightHourMeansAreEnough) {
  DayHours hours;
  hours.fill(50.0);
  // Hours 0-4 missing: the means ending at 8, 9 and 10 have fewer than six hours left.
  for (std::size_t h = 0; h < 5; ++h) hours[h] = missing;
  EXPECT_EQ(largest_8h_mean(hours, 160.0, validity()).hours, 14);
  EXPECT_EQ(largest_8h_mean(hours, 160.0, validity()).value, 50.0);
  hours[5] = missing;
  EXPECT_FALSE(largest_8h_mean(hours, 160.0, validity()).value);
  EXPECT_EQ(largest_8h_mean(hours, 40.0, validity()).value, 50.0);  // above the limit it counts all the same
}

TEST(DailyStatistics, AnEightHourMeanNeedsSixHours) {
  DayHours hours;
  hours.fill(missing);
  for (std::size_t h = 2; h < 8; ++h) hours[h] = 200.0;
  EXPECT_EQ(largest_8h_mean(hours, 160.0, validity()).hours, 3);  // ending at 8, 9 and 10
  hours[2] = missing;
  EXPECT_EQ(largest_8h_mean(hours, 160.0, validity()).hours, 0);
}

TEST(DailyStatistics, TheLocalDayBeginsAtLocalMidnight) {
  constexpr LocalClock china{8 * 3600};
  HourlyValues series{china.midnight(19683) - 2 * 3600, {1, 2, 3, 4}};
  const auto hours = hours_of_local_day(series, china, 19683);
  EXPECT_EQ(hours[0], 3.0);
  EXPECT_EQ(hours[1], 4.0);
  EXPECT_TRUE(std::isnan(hours[2]));
  EXPECT_EQ(local_days(series, china), (std::vector<std::int64_t>{19682, 19683}));
}

TEST(DailyStatistics, HalvesGoToTheEvenNumber) {
  EXPECT_EQ(round_half_even(74.5, 1.0), 74.0);
  EXPECT_EQ(round_half_even(75.5, 1.0), 76.0);
  EXPECT_EQ(round_half_even(74.5e-9 / 1e-9, 1.0), 74.0);
  EXPECT_EQ(round_half_even(1.25, 0.1), 1.2);
  EXPECT_EQ(round_half_even(1.26, 0.1), 1.3);
}

TEST(Concentration, GasesStandAt298KelvinWhateverTheWeather) {
  EXPECT_NEAR(gas_at_reference_state(1e-9, 47.998e-3), 1.962e-9,
              5e-13);  // four digits of the published factor
  EXPECT_NEAR(gas_at_reference_state(1e-9, 46.0055e-3), 1.880e-9, 5e-13);  //
  EXPECT_NEAR(gas_at_reference_state(1e-9, 64.066e-3), 2.619e-9, 5e-13);   //
  EXPECT_NEAR(gas_at_reference_state(1e-6, 28.010e-3), 1.145e-6, 5e-10);   //
  EXPECT_DOUBLE_EQ(mole_fraction_from_reference_state(gas_at_reference_state(3e-9, 0.048), 0.048), 3e-9);
  EXPECT_NEAR(old_to_new_reference_state, 0.916, 5e-4);  // three digits given
}

}  // namespace
