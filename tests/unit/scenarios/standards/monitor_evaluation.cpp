#include "scenarios/standards/monitor_evaluation.hpp"

#include <gtest/gtest.h>

#include "tests/support/standards.hpp"

namespace {

using namespace lantian::scenarios;
using namespace lantian::tests;

constexpr std::size_t no2 = 1, pm10 = 2, pm2p5 = 3;
constexpr CalendarPeriod year(int number) { return {PeriodKind::year, number, 1}; }
constexpr CalendarPeriod month(int of_year, int number) { return {PeriodKind::month, of_year, number}; }

PerItem<double> with_fine(double fine) { return {10, 20, 50, fine, 1, 100}; }

MonitorEvaluation evaluated(const std::vector<Observations>& observations, MonitorQuestion question = {}) {
  return evaluate_monitors(question, observations, shipped_standards());
}

int days_between(std::int64_t first, std::int64_t last) { return static_cast<int>(last - first + 1); }

TEST(MonitorEvaluation, AYearAcrossTheChangeOf2026IsJudgedAsItsLastDay) {
  const auto all = evaluated({daily_series("a", day(2025, 1, 1), 730, [](int) { return with_fine(70.0); })});
  const auto& of_2026 = all.places[0].period(year(2026))->all;
  EXPECT_EQ(of_2026.now.limits, "GB3095-2026-transition");
  EXPECT_EQ(of_2026.now.good_days, 0);
  EXPECT_EQ(of_2026.good_days_by_own_date, 59);   // January and February
  EXPECT_EQ(of_2026.year_earlier->good_days, 0);  // 2025 recomputed
  const auto& of_2025 = all.places[0].period(year(2025))->all;
  EXPECT_EQ(of_2025.now.good_days, 365);
  EXPECT_FALSE(of_2025.good_days_by_own_date);
}

TEST(MonitorEvaluation, OneStandardForAllIfAskedFor) {
  MonitorQuestion question;
  question.as_of = judging_day(shipped_standards(), "GB3095-2012");
  const auto all =
      evaluated({daily_series("a", day(2025, 1, 1), 730, [](int) { return with_fine(70.0); })}, question);
  EXPECT_EQ(all.places[0].period(year(2026))->all.now.good_days, 365);
  EXPECT_EQ(all.places[0].period(year(2026))->all.now.limits, "GB3095-2012");
  EXPECT_EQ(all.places[0].days.back().index.value, 94);
}

TEST(MonitorEvaluation, TheFinalLimitsHoldFrom2031) {
  const auto all = evaluated({daily_series("a", day(2030, 1, 1), 730, [](int) { return with_fine(28.0); })});
  EXPECT_TRUE(*all.places[0].period(year(2030))->all.now.items[pm2p5].attains);   // 30
  EXPECT_FALSE(*all.places[0].period(year(2031))->all.now.items[pm2p5].attains);  // 25
  EXPECT_TRUE(*all.places[0].period(year(2031))->all.now.items[pm10].attains);    // 50 of 50
}

TEST(MonitorEvaluation, GasesAreComparedAtOneReferenceState) {
  const auto all = evaluated({daily_series("a", day(2018, 1, 1), 730, [](int) { return with_fine(30.0); })});
  const auto& january = all.places[0].period(month(2019, 1))->all;
  EXPECT_NEAR(*january.year_earlier->items[no2].mean / 1e-9, 20.0 * 273.15 / 298.15, 1e-9);
  EXPECT_NEAR(*change_of_item(january.now, january.year_earlier, no2, &ItemOfPeriod::mean), 25.0 / 273.15,
              1e-12);
  EXPECT_NEAR(*change_of_item(january.now, january.year_earlier, pm10, &ItemOfPeriod::mean), 0.0, 1e-12);
  // In 2018 itself January stands as it was published.
  EXPECT_NEAR(*all.places[0].period(month(2018, 1))->all.now.items[no2].mean / 1e-9, 20.0, 1e-9);
}

TEST(MonitorEvaluation, AYearThatIsNotOverIsComparedOverTheSameDates) {
  const auto first = day(2024, 1, 1);
  const auto all = evaluated({daily_series("a", first, days_between(first, day(2025, 11, 25)), [](int n) {
    return with_fine(n < 366 ? (n < 330 ? 40.0 : 90.0) : 30.0);
  })});
  const auto& of_2025 = all.places[0].period(year(2025))->all;
  EXPECT_FALSE(of_2025.now.is_whole);
  EXPECT_EQ(of_2025.year_earlier->span.last, day(2024, 11, 25));
  EXPECT_NEAR(*of_2025.year_earlier->items[pm2p5].mean / 1e-9, 40.0,
              1e-9);  // the days from 26 November do not count
  const auto& november = all.places[0].period(month(2025, 11))->all;
  EXPECT_EQ(november.year_earlier->span.last, day(2024, 11, 25));
  EXPECT_EQ(november.previous->period.name(), "2025-10");
  EXPECT_EQ(november.previous->span.last, day(2025, 10, 31));
}

TEST(MonitorEvaluation, AWholeFebruaryIsComparedWithAWholeLeapFebruary) {
  const auto first = day(2024, 2, 1);
  const auto all = evaluated(
      {daily_series("a", first, days_between(first, day(2025, 3, 31)), [](int) { return with_fine(30.0); })});
  const auto& february = all.places[0].period(month(2025, 2))->all;
  EXPECT_EQ(february.now.items[pm2p5].valid_days, 28);
  EXPECT_EQ(february.year_earlier->items[pm2p5].valid_days, 29);
}

TEST(MonitorEvaluation, AreasAreTheMeanOfTheirEvaluatedStations) {
  auto a = daily_series("a", day(2025, 1, 1), 31, [](int) { return with_fine(20.0); });
  auto b = daily_series("b", day(2025, 1, 1), 31, [](int) { return with_fine(40.0); });
  auto background = daily_series("c", day(2025, 1, 1), 31, [](int) { return with_fine(5.0); });
  a.area = b.area = background.area = "county";
  background.is_evaluated = false;
  const auto all = evaluated({a, b, background});
  ASSERT_EQ(all.places.size(), 4u);
  EXPECT_TRUE(all.places[0].is_area);
  EXPECT_EQ(all.places[0].stations, 2);
  EXPECT_NEAR(*all.places[0].period(month(2025, 1))->all.now.items[pm2p5].mean / 1e-9, 30.0, 1e-9);
  const auto alone =
      evaluated({daily_series("city", day(2025, 1, 1), 31, [](int) { return with_fine(20.0); })});
  ASSERT_EQ(alone.places.size(), 1u);
  EXPECT_TRUE(alone.places[0].is_area);
}

TEST(MonitorEvaluation, DustDaysHoldForTheirPlace) {
  MonitorQuestion question;
  question.dust_days["north"] = {day(2025, 4, 10)};
  const auto dusty = [](int n) { return PerItem<double>{10, 20, n == 9 ? 950.0 : 50.0, 30, 1, 100}; };
  const auto all = evaluated(
      {daily_series("north", day(2025, 4, 1), 30, dusty), daily_series("south", day(2025, 4, 1), 30, dusty)},
      question);
  EXPECT_NEAR(*all.places[0].period(month(2025, 4))->without_dust->now.items[pm10].mean / 1e-9, 50.0, 1e-9);
  EXPECT_NEAR(*all.places[0].period(month(2025, 4))->all.now.items[pm10].mean / 1e-9, 80.0, 1e-9);
  EXPECT_NEAR(*all.places[1].period(month(2025, 4))->without_dust->now.items[pm10].mean / 1e-9, 80.0, 1e-9);
  EXPECT_EQ(all.places[0].period(month(2025, 4))->without_dust->now.heavy_days,
            1);  // kept among the AQI days
}

TEST(MonitorEvaluation, ThreeYearsAreAveragedFrom2026On) {
  const auto first = day(2024, 1, 1);
  const auto values = [](int n) { return with_fine(n < 366 ? 30.0 : n < 731 ? 27.0 : 24.0); };
  const auto all = evaluated({daily_series("a", first, days_between(first, day(2026, 12, 31)), values)});
  EXPECT_NEAR(*all.places[0].period(year(2026))->moving_average[pm2p5] / 1e-9, 27.0, 1e-9);
  EXPECT_FALSE(all.places[0].period(year(2025))->moving_average[pm2p5]);
  const auto later =
      evaluated({daily_series("a", first + 90, days_between(first + 90, day(2026, 12, 31)), values)});
  EXPECT_FALSE(later.places[0].period(year(2026))->moving_average[pm2p5]);  // 2024 is not valid
}

TEST(MonitorEvaluation, FiveValidYearsHaveATrend) {
  const auto first = day(2019, 1, 1);
  const auto all = evaluated({daily_series("a", first, days_between(first, day(2023, 12, 31)),
                                           [](int n) { return with_fine(60.0 - n / 100.0); })});
  ASSERT_TRUE(all.places[0].trends[pm2p5]);
  EXPECT_NEAR(all.places[0].trends[pm2p5]->coefficient, -1.0, 1e-12);
  EXPECT_TRUE(all.places[0].trends[pm2p5]->is_significant);
  EXPECT_FALSE(all.places[0].trends[pm10]);  // all equal
}

TEST(Ranking, IsByThePublishedIndexWithTies) {
  // 4.9440 and 4.9437 are both published as 4.94.
  const auto place = [](const char* name, double fine, double before) {
    const auto first = day(2024, 1, 1);
    return daily_series(name, first, days_between(first, day(2025, 12, 31)), [fine, before](int n) {
      return PerItem<double>{11, 28, 85, n < 366 ? before : fine, 1.6, 172};
    });
  };
  const auto all = evaluated(
      {place("a", 48.0, 50.0), place("b", 47.99, 60.0), place("c", 60.0, 60.0), place("d", 30.0, 20.0)});
  std::vector<const EvaluatedPlace*> places;
  for (const auto& one : all.places) places.push_back(&one);
  const auto ranked = ranking(places, year(2025), 0.0, shipped_standards());
  ASSERT_EQ(ranked.size(), 4u);
  EXPECT_EQ(ranked[0].place->name, "d");
  EXPECT_EQ(ranked[1].place->name, "a");
  EXPECT_EQ(ranked[1].rank, 2);
  EXPECT_EQ(ranked[2].rank, 2);
  EXPECT_EQ(ranked[3].rank, 4);
  EXPECT_EQ(*ranked[1].index, 4.94);
  EXPECT_EQ(ranked[0].rank_of_change, 4);  // it rose
  EXPECT_EQ(ranked[2].rank_of_change, 1);  // b fell most
  EXPECT_EQ(ranked[1].rank_year_earlier, 2);
  const auto by_change = ranking(places, year(2025), 1.0, shipped_standards());
  EXPECT_EQ(by_change[0].place->name, "b");
  EXPECT_FALSE(ranking(places, year(2020), 0.0, shipped_standards())[0].rank);
}

}  // namespace
