#include "scenarios/inventory/temporal_profile.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace lantian::scenarios {
namespace {

constexpr model::LocalClock china{8 * 3600};

model::UtcSeconds local(int year, unsigned month, unsigned day, int hour) {
  const std::chrono::sys_days date{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
  return china.midnight(date.time_since_epoch().count()) + hour * 3600;
}

TemporalProfile traffic() {
  TemporalProfile profile;
  profile.month = {3, 2, 1, 1, 1, 0.5, 0.5, 0.5, 1, 1, 1.5, 2};
  profile.weekday = {0.4, 1.1, 1.1, 1.1, 1.1, 1.2, 1.0};
  for (std::size_t h = 0; h < 24; ++h) profile.hour[h] = h < 6 ? 0.1 : 1.0 + 0.01 * static_cast<double>(h);
  return profile;
}

Calendar spring_festival() {
  Calendar calendar;
  for (unsigned day = 21; day <= 27; ++day)
    calendar.holidays.push_back(china.local_day(local(2023, 1, day, 0)));
  calendar.makeup_workdays = {china.local_day(local(2023, 1, 28, 0)), china.local_day(local(2023, 1, 29, 0))};
  return calendar;
}

TEST(TemporalProfile, TheHoursOfAYearSumToItsMassWhateverTheWeekdaysAndHolidays) {
  for (const int year : {2023, 2024}) {
    double sum = 0.0;
    int hours = 0;
    for (auto t = local(year, 1, 1, 0); t < local(year + 1, 1, 1, 0); t += 3600, ++hours)
      sum += rate_factor(traffic(), spring_festival(), china, t);
    EXPECT_EQ(hours, hours_of_year(china, local(year, 7, 1, 0)));
    EXPECT_NEAR(sum / hours, 1.0, 1e-12);  // the requirement; 8784 roundings of 1e-16
  }
}

TEST(TemporalProfile, AFlatProfileIsOneInEveryHour) {
  TemporalProfile flat;
  flat.month.fill(1.0), flat.weekday.fill(1.0), flat.hour.fill(1.0);
  for (int day = 0; day < 366; day += 5)
    EXPECT_NEAR(rate_factor(flat, {}, china, local(2024, 1, 1, 7) + day * 86400), 1.0, 1e-14);  // roundings
}

TEST(TemporalProfile, HoursAreLocal) {
  auto profile = traffic();
  profile.hour.fill(0.0);
  profile.hour[0] = 24.0;
  EXPECT_GT(rate_factor(profile, {}, china, local(2023, 5, 3, 0)), 10.0);
  EXPECT_EQ(rate_factor(profile, {}, china, local(2023, 5, 3, 8)), 0.0);  // midnight in UTC
}

TEST(TemporalProfile, AHolidayIsASundayAndAMakeUpWorkdayAMonday) {
  const auto calendar = spring_festival();
  const auto at = [&](unsigned day) {
    return rate_factor(traffic(), calendar, china, local(2023, 1, day, 10));
  };
  EXPECT_EQ(at(24), at(15));  // Tuesday of the festival, a plain Sunday
  EXPECT_EQ(at(28), at(16));  // worked Saturday, a plain Monday
  EXPECT_EQ(at(29), at(16));
  auto kiln = traffic();
  kiln.holiday_as_sunday = false;
  EXPECT_EQ(rate_factor(kiln, calendar, china, local(2023, 1, 24, 10)),
            rate_factor(kiln, calendar, china, local(2023, 1, 17, 10)));
}

TEST(TemporalProfile, MonthsKeepTheirShareOfTheYear) {
  double january = 0.0, year = 0.0;
  for (auto t = local(2023, 1, 1, 0); t < local(2024, 1, 1, 0); t += 3600) {
    const double factor = rate_factor(traffic(), spring_festival(), china, t);
    year += factor;
    if (t < local(2023, 2, 1, 0)) january += factor;
  }
  const double days = 3 * 31 + 2 * 28 + 31 + 30 + 31 + 15 + 15.5 + 15.5 + 30 + 31 + 45 + 62;
  EXPECT_NEAR(january / year, 93 / days, 1e-12);  // roundings of the sum
}

}  // namespace
}  // namespace lantian::scenarios
