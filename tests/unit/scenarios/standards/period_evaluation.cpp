#include "scenarios/standards/period_evaluation.hpp"

#include <gtest/gtest.h>

#include "tests/support/standards.hpp"

namespace {

using namespace lantian::scenarios;
using namespace lantian::tests;

constexpr std::size_t so2 = 0, no2 = 1, pm10 = 2, pm2p5 = 3, co = 4, o3 = 5;
const std::set<std::int64_t> no_dust;

/// A year whose items run through all remainders; its statistics were computed with numpy.
PerItem<double> scattered(int n) {
  return {5.0 + n * 7 % 90,    20.0 + n * 13 % 70,        40.0 + n * 17 % 160,
          10.0 + n * 11 % 101, (3.0 + n * 5 % 42) / 10.0, 30.0 + n * 19 % 180};
}

PeriodEvaluation evaluated(const Observations& series, const CalendarPeriod& period,
                           const std::set<std::int64_t>& dust = no_dust, bool remove = false,
                           std::optional<std::int64_t> as_of = std::nullopt) {
  const Judge judge(shipped_standards(), as_of.value_or(period.last_day()));
  return evaluate_period(station_days(series, judge), period, span_until(period, series.last_day()), judge,
                         dust, remove);
}

constexpr CalendarPeriod year(int number) { return {PeriodKind::year, number, 1}; }
constexpr CalendarPeriod month(int of_year, int number) { return {PeriodKind::month, of_year, number}; }

double in_unit(const std::optional<double>& value, std::size_t item) { return *value / units[item]; }

TEST(PeriodEvaluation, OfAYearIsWhatNumpySays) {
  const auto found = evaluated(daily_series("a", day(2023, 1, 1), 365, scattered), year(2023));
  const PerItem<double> means{49.082191780821915, 54.32876712328767, 118.98630136986301,
                              59.794520547945204, 2.340547945205479, 118.79452054794521};
  const PerItem<double> percentiles{92.72, 88.0, 191.0, 105.0, 4.2, 191.0};
  const PerItem<int> exceeding{0, 46, 110, 125, 35, 98};
  const PerItem<double> singles{
      0.8180365296803652, 1.3582191780821917, 1.6998043052837573, 1.7084148727984345, 1.05, 1.19375};
  for (std::size_t item = 0; item < item_count; ++item) {
    EXPECT_NEAR(in_unit(found.items[item].mean, item), means[item], 1e-10 * means[item]) << item_names[item];
    EXPECT_NEAR(in_unit(found.items[item].percentile, item), percentiles[item], 1e-10 * percentiles[item]);
    EXPECT_EQ(found.items[item].exceeding_days, exceeding[item]) << item_names[item];
    EXPECT_NEAR(*found.items[item].attainment, 1.0 - exceeding[item] / 365.0, 1e-14);
    EXPECT_NEAR(*found.items[item].single_index, singles[item], 1e-12);
    EXPECT_TRUE(found.items[item].is_valid);
    EXPECT_EQ(found.items[item].valid_days, 365);
  }
  EXPECT_NEAR(*found.composites[0].value, 7.828224885844749, 1e-12);
  EXPECT_EQ(found.composites[0].leading, std::vector<std::size_t>{pm2p5});
  EXPECT_EQ(found.composites.size(), 1u);
}

TEST(PeriodEvaluation, CountsDaysByCategoryAndPrimaryPollutant) {
  const auto found = evaluated(daily_series("a", day(2023, 1, 1), 365, scattered), year(2023));
  EXPECT_EQ(found.categories, (std::array<int, 6>{1, 113, 251, 0, 0, 0}));
  EXPECT_EQ(found.good_days, 114);
  EXPECT_EQ(found.heavy_days, 0);
  EXPECT_NEAR(*found.good_rate(), 114.0 / 365.0, 1e-14);
  // 372 for 364 days above 50: seven days have two primary pollutants, one of them three.
  EXPECT_EQ(found.primary_days, (PerItem<int>{5, 42, 114, 124, 35, 52}));
}

TEST(PeriodEvaluation, OfTheSameYearUnderTheTransitionalLimits) {
  const auto found = evaluated(daily_series("a", day(2023, 1, 1), 365, scattered), year(2023), no_dust, false,
                               day(2026, 12, 31));
  EXPECT_EQ(found.limits, "GB3095-2026-transition");
  EXPECT_EQ(found.categories, (std::array<int, 6>{1, 57, 307, 0, 0, 0}));
  EXPECT_EQ(found.primary_days, (PerItem<int>{3, 22, 141, 141, 18, 40}));
  ASSERT_EQ(found.composites.size(), 2u);
  EXPECT_NEAR(*found.composites[0].value, 8.396261415525114, 1e-12);
  EXPECT_NEAR(*found.composites[1].value, 14.93453196347032, 1e-12);
  EXPECT_FALSE(found.composites[1].is_verified);
}

TEST(PeriodEvaluation, WithoutDustDaysTheyStillCountAsValidAndForTheGoodDayRate) {
  std::set<std::int64_t> dust;
  for (int n = 80; n <= 84; ++n) dust.insert(day(2023, 1, 1) + n);
  const auto found = evaluated(daily_series("a", day(2023, 1, 1), 365, scattered), year(2023), dust, true);
  EXPECT_NEAR(in_unit(found.items[pm10].mean, pm10), 118.5, 1e-10);
  EXPECT_NEAR(in_unit(found.items[pm10].percentile, pm10), 191.05, 1e-10);
  EXPECT_NEAR(in_unit(found.items[pm2p5].mean, pm2p5), 59.74166666666667, 1e-10);
  EXPECT_NEAR(in_unit(found.items[no2].mean, no2), 54.32876712328767, 1e-10);  // gases keep them
  EXPECT_NEAR(*found.composites[0].value, 7.819767612524462, 1e-12);
  EXPECT_EQ(found.items[pm10].valid_days, 365);
  EXPECT_EQ(found.good_days, 114);
  EXPECT_EQ(found.dust_days, 5);
}

TEST(PeriodEvaluation, TheExampleOfTheReferenceHasIndex494) {
  const auto found = evaluated(
      daily_series("a", day(2023, 1, 1), 365, [](int) { return PerItem<double>{11, 28, 85, 48, 1.6, 172}; }),
      year(2023));
  EXPECT_EQ(round_half_even(*found.composites[0].value, 0.01), 4.94);
  EXPECT_EQ(found.composites[0].leading, std::vector<std::size_t>{pm2p5});
  EXPECT_TRUE(*found.items[no2].attains);
  EXPECT_FALSE(*found.items[o3].attains);
  EXPECT_NEAR(*found.items[o3].percentile_exceedance, 0.075, 1e-12);
  EXPECT_NEAR(*found.items[pm2p5].mean_exceedance, 13.0 / 35.0, 1e-12);
  EXPECT_FALSE(found.items[pm2p5].percentile_exceedance);
}

TEST(PeriodEvaluation, EqualTermsLeadTogetherAndAMissingItemGivesNoIndex) {
  const auto at_limits = evaluated(
      daily_series("a", day(2023, 1, 1), 365, [](int) { return PerItem<double>{60, 40, 70, 35, 4, 160}; }),
      year(2023));
  EXPECT_NEAR(*at_limits.composites[0].value, 6.0, 1e-12);
  EXPECT_EQ(at_limits.composites[0].leading.size(), 6u);
  for (const auto& item : at_limits.items) EXPECT_TRUE(*item.attains);  // the limit itself is held
  const auto without = evaluated(
      daily_series("a", day(2023, 1, 1), 365, [](int) { return PerItem<double>{60, 40, 70, 35, 4, none}; }),
      year(2023));
  EXPECT_FALSE(without.composites[0].value);
  EXPECT_EQ(without.valid_days, 0);
  EXPECT_EQ(without.incomplete_days, 365);
  EXPECT_FALSE(without.good_rate());
}

TEST(PeriodEvaluation, TheLimitIsHeldByThePublishedValue) {
  const auto of_fine = [](double fine) {
    return evaluated(daily_series("a", day(2023, 1, 1), 365,
                                  [fine](int) { return PerItem<double>{10, 20, 50, fine, 1, 100}; }),
                     year(2023));
  };
  EXPECT_TRUE(*of_fine(35.4).items[pm2p5].attains);
  EXPECT_FALSE(*of_fine(35.5).items[pm2p5].attains);  // 36
  EXPECT_TRUE(*of_fine(34.5).items[pm2p5].attains);
}

/// Days of a month or year of which the first `missing` have no PM2.5.
bool is_valid_with(const CalendarPeriod& period, int missing) {
  const auto days = static_cast<int>(period.last_day() - period.first_day() + 1);
  const auto found = evaluated(
      daily_series(
          "a", period.first_day(), days,
          [missing](int n) { return PerItem<double>{10, 20, 50, n < missing ? none : 30.0, 1, 100}; }),
      period);
  EXPECT_TRUE(found.items[pm10].is_valid);
  return found.items[pm2p5].is_valid;
}

TEST(PeriodValidity, AMonthNeeds27DaysAFebruary25) {
  EXPECT_TRUE(is_valid_with(month(2023, 1), 4));
  EXPECT_FALSE(is_valid_with(month(2023, 1), 5));
  EXPECT_TRUE(is_valid_with(month(2023, 4), 3));
  EXPECT_FALSE(is_valid_with(month(2023, 4), 4));
  EXPECT_TRUE(is_valid_with(month(2023, 2), 3));
  EXPECT_FALSE(is_valid_with(month(2023, 2), 4));
  EXPECT_TRUE(is_valid_with(month(2024, 2), 4));  // 25 of 29
  EXPECT_FALSE(is_valid_with(month(2024, 2), 5));
}

TEST(PeriodValidity, AQuarterNeedsItsThreeMonths) {
  EXPECT_TRUE(is_valid_with({PeriodKind::quarter, 2023, 1}, 4));
  EXPECT_FALSE(is_valid_with({PeriodKind::quarter, 2023, 1}, 5));
}

TEST(PeriodValidity, AYearNeeds324DaysAndEveryMonth) {
  // Three missing days in each month leave 329; four in the long ones and three in the others 322.
  const auto missing_by_month = [](int longer, int shorter) {
    return [longer, shorter](int n) {
      const auto date =
          std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day(2023, 1, 1) + n}}};
      const auto last = std::chrono::year_month_day_last{date.year(), date.month() / std::chrono::last}.day();
      const int missing = last == std::chrono::day{31} ? longer : shorter;
      const bool is_missing = static_cast<int>(static_cast<unsigned>(date.day())) <= missing;
      return PerItem<double>{10, 20, 50, is_missing ? none : 30.0, 1, 100};
    };
  };
  const auto enough = evaluated(daily_series("a", day(2023, 1, 1), 365, missing_by_month(3, 3)), year(2023));
  EXPECT_EQ(enough.items[pm2p5].valid_days, 329);
  EXPECT_TRUE(enough.items[pm2p5].is_valid);
  const auto short_of =
      evaluated(daily_series("a", day(2023, 1, 1), 365, missing_by_month(4, 3)), year(2023));
  EXPECT_EQ(short_of.items[pm2p5].valid_days, 322);
  EXPECT_FALSE(short_of.items[pm2p5].is_valid);
  EXPECT_FALSE(short_of.items[pm2p5].attains);
  EXPECT_FALSE(is_valid_with(year(2023), 5));  // 360 days, but January has 26
  EXPECT_TRUE(is_valid_with(year(2023), 4));
}

TEST(PeriodValidity, AYearThatIsNotOverHasNoVerdict) {
  const auto found = evaluated(
      daily_series("a", day(2023, 1, 1), 300, [](int) { return PerItem<double>{10, 20, 50, 30, 1, 100}; }),
      year(2023));
  EXPECT_FALSE(found.is_whole);
  EXPECT_TRUE(found.items[pm2p5].is_valid);  // so far
  EXPECT_FALSE(found.items[pm2p5].attains);
  EXPECT_EQ(found.span.last, day(2023, 10, 27));
}

TEST(PeriodEvaluation, DaysWithAnItemMissingAreCountedApart) {
  const auto found = evaluated(
      daily_series(
          "a", day(2023, 1, 1), 31,
          [](int n) { return PerItem<double>{10, 20, 50, n == 3 ? 160.0 : 30.0, n < 5 ? none : 1.0, 100}; }),
      month(2023, 1));
  EXPECT_EQ(found.valid_days, 26);
  EXPECT_EQ(found.incomplete_days, 5);
  EXPECT_EQ(found.incomplete_categories[4], 1);  // at least heavy: 210
  EXPECT_EQ(found.heavy_days, 0);
  EXPECT_EQ(*found.good_rate(), 1.0);
}

TEST(Changes, AreRelativeAndNeedComparableDays) {
  const auto of_days = [](int days, double fine) {
    return evaluated(daily_series("a", day(2023, 1, 1), 31,
                                  [days, fine](int n) {
                                    return PerItem<double>{10, 20, 50, n < days ? fine : none, 1, 100};
                                  }),
                     month(2023, 1));
  };
  const auto now = of_days(31, 30.0);
  constexpr auto mean = &ItemOfPeriod::mean;
  EXPECT_NEAR(*change_of_item(now, of_days(24, 40.0), pm2p5, mean), -0.25, 1e-12);
  EXPECT_FALSE(change_of_item(now, of_days(23, 40.0), pm2p5, mean));  // below three quarters of 31
  EXPECT_FALSE(change_of_item(now, std::nullopt, pm2p5, mean));
  EXPECT_FALSE(change_of_index(now, of_days(23, 40.0)));
  EXPECT_TRUE(change_of_index(now, of_days(24, 40.0)));
  EXPECT_FALSE(relative_change(1.0, 0.0));
}

}  // namespace
