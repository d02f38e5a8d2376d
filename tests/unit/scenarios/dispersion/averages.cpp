#include "scenarios/dispersion/averages.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/dispersion/emission_factors.hpp"
#include "scenarios/dispersion/yearly_highest.hpp"
#include "scenarios/standards/percentile.hpp"

namespace {

using namespace lantian::scenarios;

LocalHour hour(int n, LocalHour first = {1990, 6, 1, 1}) { return local_hour_of(first.count() + n); }

TEST(LocalHour, CountsOnOverMonthsAndLeapDays) {
  EXPECT_EQ(hour(23), (LocalHour{1990, 6, 1, 24}));
  EXPECT_EQ(hour(24), (LocalHour{1990, 6, 2, 1}));
  EXPECT_EQ(hour(1, {2000, 2, 28, 24}), (LocalHour{2000, 2, 29, 1}));
  EXPECT_EQ((LocalHour{2000, 3, 1, 1}).day_of_year(), 61);
  EXPECT_EQ((LocalHour{1999, 3, 1, 1}).day_of_year(), 60);
  EXPECT_EQ((LocalHour{2023, 11, 22, 1}).weekday(), 3);  // a Wednesday
  EXPECT_EQ((LocalHour{1990, 6, 1, 7}).code(), 90060107);
  EXPECT_TRUE((LocalHour{1999, 2, 28, 24}).ends_month());
  EXPECT_FALSE((LocalHour{2000, 2, 28, 24}).ends_month());
  EXPECT_FALSE((LocalHour{1999, 2, 29, 1}).is_sound());
  for (int month = 1; month <= 12; ++month)  // December to February is the first
    EXPECT_EQ((LocalHour{1999, month, 1, 1}).season(), month == 12 ? 1 : month / 3 + 1);
}

TEST(Averages, DivideByTheHoursThatHaveAValueButByThreeQuartersAtLeast) {
  // nint(0.75 N + 0.4): 1, 2, 3, 3, 5, 6, 9, 18 of 1, 2, 3, 4, 6, 8, 12, 24 hours.
  const int least[][2] = {{1, 1}, {2, 2}, {3, 3}, {4, 3}, {6, 5}, {8, 6}, {12, 9}, {24, 18}};
  for (const auto& [hours, expected] : least) {
    EXPECT_EQ(averaging_hours({hours, hours, 0}), expected) << hours;  // all calm
    EXPECT_EQ(averaging_hours({hours, 0, 0}), hours);
  }
  EXPECT_EQ(averaging_hours({24, 3, 2}), 19.0);
  EXPECT_EQ(averaging_hours({24, 3, 5}), 18.0);
}

TEST(Averages, ABlockOfAHandMadeDay) {
  // Hours 1 to 24 have the value of their hour; 2 is calm, 3 missing.
  BlockAverages blocks({1, 3, 24}, 1);
  std::vector<std::pair<int, double>> ended;
  std::vector<Lacking> lacking;
  for (int n = 0; n < 24; ++n) {
    const HourUse use = n == 1 ? HourUse::calm : n == 2 ? HourUse::missing : HourUse::computed;
    const double value[] = {n + 1.0};
    blocks.add(hour(n), use,
               use == HourUse::computed ? std::span<const double>(value) : std::span<const double>(),
               [&](std::size_t, const EndedAverage& average) {
                 if (average.hours == 1) return;
                 ended.emplace_back(average.hours, average.values[0]);
                 lacking.push_back(average.count.lacking());
               });
  }
  ASSERT_EQ(ended.size(), 9u);
  EXPECT_EQ(ended[0], (std::pair{3, 1.0 / 3.0}));  // one hour of three: divided by 3
  EXPECT_EQ(lacking[0], Lacking::both);
  EXPECT_EQ(ended[1], (std::pair{3, 5.0}));
  EXPECT_EQ(lacking[1], Lacking::nothing);
  EXPECT_EQ(ended[8], (std::pair{24, (300.0 - 5.0) / 22.0}));
}

TEST(Averages, AMonthEndsWithItsLastHour) {
  BlockAverages blocks({whole_month}, 1);
  std::vector<LocalHour> ends;
  const double value[] = {1.0};
  for (int n = 0; n < 24 * 61; ++n)
    blocks.add(hour(n), HourUse::computed, value, [&](std::size_t, const EndedAverage& average) {
      ends.push_back(average.ending);
      EXPECT_EQ(average.values[0], 1.0);
    });
  EXPECT_EQ(ends, (std::vector<LocalHour>{{1990, 6, 30, 24}, {1990, 7, 31, 24}}));
}

TEST(Averages, TheLongMeanLeavesCalmAndMissingHoursOut) {
  LongMean mean(2);
  const double first[] = {1.0, 10.0}, second[] = {3.0, 30.0};
  mean.add(HourUse::computed, first);
  mean.add(HourUse::calm, {});
  mean.add(HourUse::computed, second);
  mean.add(HourUse::missing, {});
  EXPECT_EQ(mean.take(), (std::vector<double>{2.0, 20.0}));
  mean.add(HourUse::calm, {});
  EXPECT_TRUE(std::isnan(mean.take()[0]));
}

TEST(Averages, SeasonAndHourOfTheDay) {
  SeasonHours seasons(1);
  const double first[] = {2.0}, second[] = {4.0};
  seasons.add({1990, 1, 1, 5}, HourUse::computed, first);
  seasons.add({1990, 12, 1, 5}, HourUse::computed, second);
  seasons.add({1990, 2, 1, 5}, HourUse::calm, {});
  EXPECT_EQ(seasons.hours(1, 5), 2);
  EXPECT_EQ(seasons.mean(1, 5, 0), 3.0);
  EXPECT_EQ(seasons.mean(2, 5, 0), 0.0);
}

TEST(RankedValues, EqualOnesKeepTheirOrderAndZerosAreNone) {
  HighestValues highest(2, 3);
  int ending = 100;
  for (const double value : {5.0, 7.0, 5.0, 0.0, 6.0, 7.0}) highest.add(1, {value, ending++});
  const auto found = highest.of(1);
  EXPECT_EQ(found[0].value, 7.0);
  EXPECT_EQ(found[0].ending, 101);
  EXPECT_EQ(found[1].ending, 105);
  EXPECT_EQ(found[2].value, 6.0);
  EXPECT_FALSE(highest.of(0)[0].is_there());
  OverallHighest overall(2);
  for (std::size_t r = 0; r < 5; ++r) overall.add({{static_cast<double>(r % 3), 7}, r});
  ASSERT_EQ(overall.values().size(), 2u);
  EXPECT_EQ(overall.values()[0].receptor, 2u);
  EXPECT_EQ(overall.values()[1].receptor, 1u);
}

TEST(YearlyHighest, PercentilesOfTheKeptOnesAreThoseOfAllDays) {
  for (const double p : {90.0, 95.0, 98.0})
    for (const int days : {1, 2, 96, 365, 366}) {
      YearlyHighest yearly(1, ranks_for_percentile(p));
      std::vector<double> all;
      for (int n = 0; n < days; ++n) {
        all.push_back(std::fmod(n * 97.31, 50.0));
        yearly.add_day(hour(24 * n + 23), std::vector{all.back()}, Lacking::nothing);
      }
      EXPECT_DOUBLE_EQ(yearly.mean_percentile(0, p), percentile(all, p)) << p << " of " << days;
    }
}

TEST(YearlyHighest, YearsAreAveragedAndAPartOfOneIsLeftOut) {
  YearlyHighest yearly(1, 2);
  for (const double value : {1.0, 5.0, 3.0}) yearly.add_day(hour(23), std::vector{value}, Lacking::nothing);
  EXPECT_EQ(yearly.mean_of_rank(0, 1), 5.0);  // a part alone is better than nothing
  yearly.end_year();
  for (const double value : {2.0, 7.0, 9.0}) yearly.add_day(hour(23), std::vector{value}, Lacking::nothing);
  EXPECT_EQ(yearly.mean_of_rank(0, 1), 5.0);
  yearly.end_year();
  EXPECT_EQ(yearly.mean_of_rank(0, 1), 7.0);
  EXPECT_EQ(yearly.mean_of_rank(0, 2), 5.0);
}

TEST(EmissionFactors, EachKindFindsItsPlace) {
  const LocalHour wednesday{2023, 11, 22, 5}, saturday{2023, 11, 25, 24}, sunday{2023, 12, 31, 1};
  const auto place = [](std::string_view name, const LocalHour& hour, double wind = 3.0) {
    const auto known = *variation_named(name);
    VaryingFactors factors{known.variation, {}};
    for (std::size_t n = 0; n < known.count; ++n) factors.factors.push_back(static_cast<double>(n));
    return factors.at(hour, wind, usual_wind_classes);
  };
  EXPECT_EQ(place("SEASON", wednesday), 3);
  EXPECT_EQ(place("SEASON", sunday), 0);
  EXPECT_EQ(place("MONTH", sunday), 11);
  EXPECT_EQ(place("HROFDY", saturday), 23);
  EXPECT_EQ(place("WSPEED", sunday, 1.54), 0);
  EXPECT_EQ(place("WSPEED", sunday, 1.55), 1);
  EXPECT_EQ(place("WSPEED", sunday, 99.0), 5);
  EXPECT_EQ(place("SEASHR", wednesday), 3 * 24 + 4);
  EXPECT_EQ(place("HRDOW", wednesday), 4);
  EXPECT_EQ(place("HRDOW", saturday), 24 + 23);
  EXPECT_EQ(place("HRDOW", sunday), 48);
  EXPECT_EQ(place("HRDOW7", wednesday), 2 * 24 + 4);
  EXPECT_EQ(place("HRDOW7", sunday), 6 * 24);
  EXPECT_EQ(place("SHRDOW", saturday), 96 + 3 * 24 + 23);
  EXPECT_EQ(place("SHRDOW7", sunday), 6 * 96);
  EXPECT_EQ(place("MHRDOW", wednesday), 10 * 24 + 4);
  EXPECT_EQ(place("MHRDOW7", sunday), 6 * 288 + 11 * 24);
}

}  // namespace
