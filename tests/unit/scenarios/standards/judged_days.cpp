#include "scenarios/standards/judged_days.hpp"

#include <gtest/gtest.h>

#include "tests/support/standards.hpp"

namespace {

using namespace lantian::scenarios;
using namespace lantian::tests;

constexpr double ug = 1e-9;
constexpr std::size_t so2 = 0, no2 = 1, pm10 = 2, pm2p5 = 3, co = 4, o3 = 5;

const Judge by_date() { return Judge(shipped_standards()); }

PerItem<double> clean(double fine = 30.0) { return {10.0, 30.0, 45.0, fine, 0.8, 90.0}; }

TEST(StationDays, RunFromMidnightToMidnight) {
  // 23:00 of the first day belongs to it, 00:00 to the next.
  const auto series =
      hourly_series("a", day(2024, 2, 29), 48, [](int h) { return clean(h < 24 ? 24.0 : 48.0); });
  const auto days = station_days(series, by_date());
  ASSERT_EQ(days.size(), 2u);
  EXPECT_EQ(days[0].local_day, day(2024, 2, 29));
  EXPECT_DOUBLE_EQ(*days[0].items[pm2p5].value, 24.0 * ug);
  EXPECT_DOUBLE_EQ(*days[1].items[pm2p5].value, 48.0 * ug);
  EXPECT_TRUE(days[0].is_complete);
}

TEST(StationDays, NineteenHoursAreTooFewAndTheDayIsIncomplete) {
  const auto series =
      hourly_series("a", day(2024, 1, 1), 24, [](int h) { return clean(h < 5 ? none : 40.0); });
  const auto days = station_days(series, by_date());
  EXPECT_FALSE(days[0].items[pm2p5].value);
  EXPECT_EQ(days[0].items[pm2p5].hours, 19);
  EXPECT_FALSE(days[0].is_complete);
  EXPECT_EQ(days[0].index.value, 45);  // O3 90: 45; PM10 45: 45; without PM2.5
}

TEST(StationDays, WindowsOfOzoneDoNotReachAcrossMidnight) {
  // A plateau of eight hours around midnight: no window of one day holds it whole.
  const auto series = hourly_series("a", day(2024, 6, 1), 48, [](int h) {
    auto values = clean();
    values[o3] = h >= 20 && h < 28 ? 160.0 : 0.0;
    return values;
  });
  const auto days = station_days(series, by_date());
  EXPECT_DOUBLE_EQ(*days[0].items[o3].value, 80.0 * ug);  // ends at 24:00, four of eight hours
  EXPECT_DOUBLE_EQ(*days[1].items[o3].value, 80.0 * ug);  // ends at 08:00
  EXPECT_EQ(days[0].items[o3].hours, 17);
  EXPECT_DOUBLE_EQ(*days[0].ozone_1h.value, 160.0 * ug);
}

TEST(StationDays, FewWindowsCountOnlyAboveTheLimit) {
  const auto of_plateau = [](double plateau) {
    return hourly_series("a", day(2024, 6, 1), 24, [plateau](int h) {
      auto values = clean();
      values[o3] = h < 10 ? none : plateau;  // nine windows: those that end at 16:00 … 24:00
      return values;
    });
  };
  EXPECT_FALSE(station_days(of_plateau(160.0), by_date())[0].items[o3].value);
  EXPECT_DOUBLE_EQ(*station_days(of_plateau(161.0), by_date())[0].items[o3].value, 161.0 * ug);
}

TEST(StationDays, GasesOfAugust2018AreConvertedOnlyForALaterStandard) {
  const auto series = daily_series("a", day(2018, 8, 31), 2, [](int) {
    auto values = clean();
    values[no2] = 80.0;
    return values;
  });
  const auto own = station_days(series, by_date());
  EXPECT_DOUBLE_EQ(*own[0].items[no2].value, 80.0 * ug);
  EXPECT_DOUBLE_EQ(*own[1].items[no2].value, 80.0 * ug);
  EXPECT_EQ(own[0].index.value, 100);
  const auto later = station_days(series, Judge(shipped_standards(), day(2019, 1, 1)));
  EXPECT_NEAR(*later[0].items[no2].value / ug, 73.292, 5e-4);  // 80 · 273.15 / 298.15
  EXPECT_DOUBLE_EQ(*later[1].items[no2].value, 80.0 * ug);
  EXPECT_EQ(later[0].index.value, 92);                              // 73: 91.25
  EXPECT_EQ(later[0].items[pm10].value, own[0].items[pm10].value);  // particles never
}

TEST(StationDays, SeventyMicrogramsAreGoodInFebruaryAndPollutedInMarch2026) {
  const auto series = daily_series("a", day(2026, 2, 28), 2, [](int) { return clean(70.0); });
  const auto days = station_days(series, by_date());
  EXPECT_EQ(days[0].index.value, 94);   // 93.75
  EXPECT_EQ(days[1].index.value, 110);  // 109.09
  EXPECT_EQ(days[0].index.category, 1);
  EXPECT_EQ(days[1].index.category, 2);
}

TEST(AreaDays, AreTheMeanOfStationDaysWhereThreeQuartersAreValid) {
  std::vector<std::vector<JudgedDay>> stations;
  // Second day: a fourth of the stations is missing; third day: half of them.
  for (int s = 0; s < 4; ++s)
    stations.push_back(station_days(daily_series("s", day(2024, 5, 1), 3,
                                                 [s](int n) {
                                                   const bool missing =
                                                       (n == 1 && s == 0) || (n == 2 && s < 2);
                                                   return clean(missing ? none : 10.0 * (s + 1));
                                                 }),
                                    by_date()));
  const auto days = area_days(stations, by_date());
  EXPECT_DOUBLE_EQ(*days[0].items[pm2p5].value, 25.0 * ug);
  EXPECT_DOUBLE_EQ(*days[1].items[pm2p5].value, 30.0 * ug);
  EXPECT_EQ(days[1].items[pm2p5].hours, 3);
  EXPECT_FALSE(days[2].items[pm2p5].value);
  EXPECT_TRUE(days[2].items[pm10].value);
}

TEST(AreaDays, TakeStationDaysFirstNotAllHoursTogether) {
  // 20 hours of 10 and 24 hours of 40: the mean of the days is 25, of all hours 26.4.
  std::vector<std::vector<JudgedDay>> stations;
  for (int s = 0; s < 2; ++s)
    stations.push_back(
        station_days(hourly_series("s", day(2024, 5, 1), 24,
                                   [s](int h) { return clean(s == 0 ? (h < 4 ? none : 10.0) : 40.0); }),
                     by_date()));
  EXPECT_DOUBLE_EQ(*area_days(stations, by_date())[0].items[pm2p5].value, 25.0 * ug);
}

TEST(AreaDays, AStationCountsFromItsFirstToItsLastDay) {
  std::vector<std::vector<JudgedDay>> stations{
      station_days(daily_series("old", day(2024, 5, 1), 4, [](int) { return clean(20.0); }), by_date()),
      station_days(daily_series("new", day(2024, 5, 3), 2, [](int) { return clean(40.0); }), by_date())};
  const auto days = area_days(stations, by_date());
  EXPECT_DOUBLE_EQ(*days[0].items[pm2p5].value, 20.0 * ug);
  EXPECT_DOUBLE_EQ(*days[3].items[pm2p5].value, 30.0 * ug);
}

TEST(JudgedHours, HaveTheRealTimeIndex) {
  auto series = hourly_series("a", day(2024, 5, 1), 1,
                              [](int) { return PerItem<double>{12.0, 11.0, 85.0, 33.0, 0.8, 93.0}; });
  const auto hour = judged_hour(series, 0, by_date());
  EXPECT_EQ(hour.index.value, 68);  // PM10 85: 67.5
  EXPECT_EQ(hour.index.primary, std::vector<std::string>{"PM10"});
}

TEST(JudgedHours, SulfurDioxideBeyondItsColumnTakesTheMeanOf24Hours) {
  const auto series = hourly_series("a", day(2024, 5, 1), 24, [](int h) {
    auto values = clean();
    values[so2] = h == 23 ? 900.0 : 100.0;
    return values;
  });
  const auto hour = judged_hour(series, 23, by_date());
  // (23 · 100 + 900) / 24 = 133.3: 91.5
  EXPECT_EQ(hour.index.sub_indices.front().average, "24h");
  EXPECT_EQ(hour.index.sub_indices.front().index, 92);
}

TEST(Observations, AMonitorThatHangsIsTakenOut) {
  auto series =
      hourly_series("a", day(2024, 5, 1), 60, [](int h) { return clean(h < 30 ? 35.0 : 35.0 + h); });
  EXPECT_EQ(remove_stuck_hours(series), 30);
  EXPECT_FALSE(series.has_value(0));
  EXPECT_TRUE(series.has_value(30));
  auto short_spell =
      hourly_series("a", day(2024, 5, 1), 60, [](int h) { return clean(h < 23 ? 35.0 : 35.0 + h); });
  EXPECT_EQ(remove_stuck_hours(short_spell), 0);
  auto one_item = hourly_series("a", day(2024, 5, 1), 60,
                                [](int) { return PerItem<double>{3.0, none, none, none, none, none}; });
  EXPECT_EQ(remove_stuck_hours(one_item), 0);  // SO2 of 3 all day can be true
}

TEST(Observations, FineParticlesAboveAllAreCounted) {
  const auto series =
      hourly_series("a", day(2024, 5, 1), 3, [](int h) { return clean(h == 1 ? 46.0 : 30.0); });
  EXPECT_EQ(inverted_particles(series), 1);
  EXPECT_EQ(count_values(series, co), 3);
}

}  // namespace
