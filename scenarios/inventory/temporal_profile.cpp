#include "scenarios/inventory/temporal_profile.hpp"

#include <algorithm>

namespace lantian::scenarios {
namespace {

namespace chrono = std::chrono;

std::int64_t first_day(chrono::year_month month) {
  return chrono::sys_days{month / 1}.time_since_epoch().count();
}

bool is_in(const std::vector<std::int64_t>& days, std::int64_t day) {
  return std::find(days.begin(), days.end(), day) != days.end();
}

double weight_of_day(const TemporalProfile& profile, const Calendar& calendar, std::int64_t day) {
  unsigned weekday = chrono::weekday{chrono::sys_days{chrono::days{day}}}.c_encoding();
  if (profile.holiday_as_sunday && is_in(calendar.holidays, day)) weekday = 0;
  if (profile.holiday_as_sunday && is_in(calendar.makeup_workdays, day)) weekday = 1;
  return profile.weekday[weekday];
}

/// The month's part of the year's mass.
double share_of_month(const TemporalProfile& profile, chrono::year_month month) {
  double year = 0.0, wanted = 0.0;
  for (unsigned m = 1; m <= 12; ++m) {
    const chrono::year_month one{month.year(), chrono::month{m}};
    const double mass =
        profile.month[m - 1] * static_cast<double>(first_day(one + chrono::months{1}) - first_day(one));
    year += mass;
    if (one == month) wanted = mass;
  }
  return wanted / year;
}

}  // namespace

int hours_of_year(model::LocalClock clock, model::UtcSeconds time) {
  return clock.local_date(time).year().is_leap() ? 366 * 24 : 365 * 24;
}

double rate_factor(const TemporalProfile& profile, const Calendar& calendar, model::LocalClock clock,
                   model::UtcSeconds hour) {
  const auto date = clock.local_date(hour);
  const chrono::year_month month{date.year(), date.month()};
  double days_of_month = 0.0, hours_of_day = 0.0;
  for (std::int64_t day = first_day(month); day < first_day(month + chrono::months{1}); ++day)
    days_of_month += weight_of_day(profile, calendar, day);
  for (const double weight : profile.hour) hours_of_day += weight;
  const double day_share = weight_of_day(profile, calendar, clock.local_day(hour)) / days_of_month;
  const double hour_share = profile.hour[static_cast<std::size_t>(clock.local_hour(hour))] / hours_of_day;
  return share_of_month(profile, month) * day_share * hour_share * hours_of_year(clock, hour);
}

RateParts rate_parts(const TemporalProfile& profile, const Calendar& calendar, model::LocalClock clock,
                     model::UtcSeconds hour) {
  const auto date = clock.local_date(hour);
  const chrono::year_month month{date.year(), date.month()};
  const auto day = clock.local_day(hour), first = first_day(month),
             last = first_day(month + chrono::months{1});
  double days_of_month = 0.0, hours_of_day = 0.0;
  for (std::int64_t d = first; d < last; ++d) days_of_month += weight_of_day(profile, calendar, d);
  for (const double weight : profile.hour) hours_of_day += weight;
  const auto days = static_cast<double>(last - first);
  RateParts parts;
  parts.month = share_of_month(profile, month) * hours_of_year(clock, hour) / 24.0 / days;
  parts.day = weight_of_day(profile, calendar, day) / days_of_month * days;
  parts.hour = profile.hour[static_cast<std::size_t>(clock.local_hour(hour))] / hours_of_day * 24.0;
  parts.is_holiday = is_in(calendar.holidays, day);
  parts.is_makeup_workday = is_in(calendar.makeup_workdays, day);
  parts.weekday = clock.local_weekday(hour);
  if (profile.holiday_as_sunday && parts.is_holiday) parts.weekday = 0;
  if (profile.holiday_as_sunday && parts.is_makeup_workday) parts.weekday = 1;
  return parts;
}

}  // namespace lantian::scenarios
