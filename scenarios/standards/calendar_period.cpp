#include "scenarios/standards/calendar_period.hpp"

#include <charconv>
#include <chrono>

namespace lantian::scenarios {

namespace {

namespace calendar = std::chrono;

int months_of(PeriodKind kind) {
  return kind == PeriodKind::month ? 1 : kind == PeriodKind::quarter ? 3 : 12;
}

calendar::year_month_day date_of(std::int64_t day) {
  return calendar::year_month_day{calendar::sys_days{calendar::days{day}}};
}

std::string digits(int number, std::size_t width) {
  std::string text = std::to_string(number);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

/// All of `text` as a number; -1 where it is none.
int whole(std::string_view text) {
  int value = -1;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failure == std::errc() && end == text.data() + text.size() && text[0] != '-' ? value : -1;
}

}  // namespace

std::int64_t CalendarPeriod::first_day() const {
  const int month = (number - 1) * months_of(kind) + 1;
  return calendar::sys_days{calendar::year{year} / month / 1}.time_since_epoch().count();
}

std::int64_t CalendarPeriod::last_day() const {
  const int month = number * months_of(kind);
  return calendar::sys_days{calendar::year{year} / month / calendar::last}.time_since_epoch().count();
}

CalendarPeriod CalendarPeriod::before() const { return period_of(kind, first_day() - 1); }

std::string CalendarPeriod::name() const {
  if (kind == PeriodKind::year) return digits(year, 4);
  if (kind == PeriodKind::quarter) return digits(year, 4) + "-Q" + std::to_string(number);
  return digits(year, 4) + "-" + digits(number, 2);
}

CalendarPeriod period_of(PeriodKind kind, std::int64_t local_day) {
  const auto date = date_of(local_day);
  const auto month = static_cast<int>(static_cast<unsigned>(date.month()));
  return {kind, static_cast<int>(date.year()), (month - 1) / months_of(kind) + 1};
}

std::optional<CalendarPeriod> period_named(std::string_view name) {
  if (name.size() < 4) return std::nullopt;
  const int year = whole(name.substr(0, 4));
  if (year < 1900) return std::nullopt;
  if (name.size() == 4) return CalendarPeriod{PeriodKind::year, year, 1};
  if (name.size() != 7 || name[4] != '-') return std::nullopt;
  const bool quarter = name[5] == 'Q';
  const int number = whole(name.substr(quarter ? 6 : 5));
  if (number < 1 || number > (quarter ? 4 : 12)) return std::nullopt;
  return CalendarPeriod{quarter ? PeriodKind::quarter : PeriodKind::month, year, number};
}

std::int64_t year_earlier(std::int64_t local_day) {
  auto date = date_of(local_day) - calendar::years{1};
  if (!date.ok()) date = date.year() / date.month() / calendar::last;
  return calendar::sys_days{date}.time_since_epoch().count();
}

int month_of(std::int64_t local_day) {
  return static_cast<int>(static_cast<unsigned>(date_of(local_day).month()));
}

}  // namespace lantian::scenarios
