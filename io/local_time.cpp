#include "io/local_time.hpp"

#include <fmt/format.h>

#include <cctype>

#include "io/table.hpp"

namespace lantian::io {
namespace {

/// `digits` decimal digits at the front of `text`, taken off; -1 where they are not there.
int take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return -1;
  int value = 0;
  for (std::size_t n = 0; n < digits; ++n) {
    if (!std::isdigit(static_cast<unsigned char>(text[n]))) return -1;
    value = 10 * value + (text[n] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

/// "01:00" or "01:00:30" as seconds; -1 where it is none.
int take_clock(std::string_view& text) {
  const int hour = take_number(text, 2);
  if (hour < 0 || !take(text, ':')) return -1;
  const int minute = take_number(text, 2);
  const int second = take(text, ':') ? take_number(text, 2) : 0;
  if (minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  const int all = 3600 * hour + 60 * minute + second;
  return all <= model::seconds_per_day ? all : -1;
}

}  // namespace

std::optional<model::UtcSeconds> read_local_time(std::string_view text, std::int64_t utc_offset) {
  const int year = take_number(text, 4);
  if (year < 1900 || !take(text, '-')) return std::nullopt;
  const int month = take_number(text, 2);
  if (month < 0 || !take(text, '-')) return std::nullopt;
  const int day = take_number(text, 2);
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(std::max(month, 0))),
                                         std::chrono::day(static_cast<unsigned>(std::max(day, 0)))};
  if (!date.ok()) return std::nullopt;
  int seconds = 0;
  if (!text.empty()) {
    if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
    seconds = take_clock(text);
    if (seconds < 0 || !text.empty()) return std::nullopt;
  }
  return std::chrono::sys_days(date).time_since_epoch().count() * model::seconds_per_day + seconds -
         utc_offset;
}

std::string local_time_text(model::UtcSeconds time, std::int64_t utc_offset) {
  const model::LocalClock clock{utc_offset};
  const auto date = clock.local_date(time);
  const auto second_of_day = time + utc_offset - clock.local_day(time) * model::seconds_per_day;
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                 second_of_day / 3600, second_of_day / 60 % 60);
  if (second_of_day % 60 != 0) text += fmt::format(":{:02}", second_of_day % 60);
  return text;
}

std::optional<std::int64_t> read_utc_offset(std::string_view text) {
  if (text == "Z" || text == "UTC") return 0;
  const bool west = text.starts_with('-');
  if (!west && !text.starts_with('+')) return std::nullopt;
  text.remove_prefix(1);
  const int seconds = take_clock(text);
  const std::int64_t offset = west ? -seconds : seconds;
  if (seconds < 0 || !text.empty() || seconds % 900 != 0 || offset < -12 * 3600 || offset > 14 * 3600)
    return std::nullopt;
  return offset;
}

std::string utc_offset_text(std::int64_t offset) {
  const std::int64_t size = offset < 0 ? -offset : offset;
  return fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', size / 3600, size / 60 % 60);
}

std::optional<model::UtcSeconds> local_time_of(const Row& row, std::string_view column,
                                               std::int64_t utc_offset) {
  const std::string written = row.text(column);
  if (written.empty()) return std::nullopt;
  const auto time = read_local_time(written, utc_offset);
  if (!time) row.fault("not_a_time", column);
  return time;
}

}  // namespace lantian::io
