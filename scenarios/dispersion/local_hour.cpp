#include "scenarios/dispersion/local_hour.hpp"

#include <chrono>

#include "model/quantities/time.hpp"

namespace lantian::scenarios {
namespace {

using namespace std::chrono;

year_month_day date_of(const LocalHour& hour) { return std::chrono::year(hour.year) / hour.month / hour.day; }
std::int64_t day_count(const LocalHour& hour) { return sys_days(date_of(hour)).time_since_epoch().count(); }

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::int64_t LocalHour::count() const { return 24 * day_count(*this) + hour; }

int LocalHour::day_of_year() const {
  return static_cast<int>(day_count(*this) - day_count({year, 1, 1, 1})) + 1;
}

int LocalHour::weekday() const {
  return static_cast<int>(std::chrono::weekday(sys_days(date_of(*this))).iso_encoding());
}

int LocalHour::season() const { return month % 12 / 3 + 1; }

bool LocalHour::ends_month() const {
  return hour == 24 && std::chrono::day(static_cast<unsigned>(day)) ==
                           (std::chrono::year(year) / month / std::chrono::last).day();
}

bool LocalHour::is_sound() const {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && date_of(*this).ok() && hour >= 1 &&
         hour <= 24;
}

std::string LocalHour::text() const {
  return std::to_string(year) + "-" + two_digits(month) + "-" + two_digits(day) + " " + two_digits(hour) +
         " h";
}

LocalHour local_hour_of(std::int64_t count) {
  const std::int64_t day = model::floor_div(count - 1, 24);
  const year_month_day date{sys_days(days(day))};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())), static_cast<int>(count - 24 * day)};
}

int days_of_year(int year) { return std::chrono::year(year).is_leap() ? 366 : 365; }

}  // namespace lantian::scenarios
