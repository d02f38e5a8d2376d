#include "io/scenario/recurring_time.hpp"

#include <array>
#include <chrono>
#include <string_view>

namespace lantian::io {

namespace {

/// Two or four digits, nothing else.
std::optional<int> digits(std::string_view text, std::size_t count) {
  if (text.size() != count) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return value;
}

std::optional<std::array<int, 2>> month_day(std::string_view text) {
  if (text.size() != 5 || text[2] != '-') return std::nullopt;
  const auto month = digits(text.substr(0, 2), 2), day = digits(text.substr(3), 2);
  if (!month || !day) return std::nullopt;
  const auto date = std::chrono::year{2024} / *month / *day;  // a leap year: 02-29 may be named
  if (!date.ok()) return std::nullopt;
  return std::array{*month, *day};
}

std::optional<std::int64_t> day_number(std::string_view text) {
  if (text.size() != 10 || text[4] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4), 4);
  const auto month = digits(text.substr(5, 2), 2), day = digits(text.substr(8), 2);
  if (!year || !month || !day || text[7] != '-') return std::nullopt;
  const auto date = std::chrono::year{*year} / *month / *day;
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date}.time_since_epoch().count();
}

}  // namespace

std::optional<scenarios::DateRange> parse_date_range(const std::string& text) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) return std::nullopt;
  const std::string_view first(text.data(), slash), last(text.data() + slash + 1, text.size() - slash - 1);
  scenarios::DateRange range;
  const auto from = month_day(first), to = month_day(last);
  if (from && to) {
    range.first_month_day = *from;
    range.last_month_day = *to;
    return range;
  }
  const auto begin = day_number(first), end = day_number(last);
  if (!begin || !end || *end < *begin) return std::nullopt;
  range.recurring = false;
  range.first = *begin;
  range.last = *end;
  return range;
}

bool names_no_day(const std::string& text) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) return false;
  const auto is_day = [](std::string_view one) { return month_day(one) || day_number(one); };
  const auto is_no_day = [&](std::string one) {
    if (is_day(one) || one.size() < 5) return false;
    const auto day = digits(std::string_view(one).substr(one.size() - 2), 2);
    if (!day || *day < 29 || *day > 31) return false;
    return is_day(one.replace(one.size() - 2, 2, "28"));  // which every month has
  };
  return is_no_day(text.substr(0, slash)) || is_no_day(text.substr(slash + 1));
}

std::optional<scenarios::HourRange> parse_hour_range(const std::string& text) {
  if (text.size() != 5 || text[2] != '-') return std::nullopt;
  const auto first = digits(text.substr(0, 2), 2), end = digits(text.substr(3), 2);
  if (!first || !end || *first > 23 || *end > 24 || *first == *end) return std::nullopt;
  return scenarios::HourRange{*first, *end};
}

std::optional<int> parse_weekday(const std::string& text) {
  constexpr std::array<std::string_view, 7> names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (text == names[i]) return static_cast<int>(i);
  return std::nullopt;
}

}  // namespace lantian::io
