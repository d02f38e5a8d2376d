/// Time is int64 seconds of UTC, intervals are half open; a case has one fixed offset from UTC.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <cstdint>

#include "model/quantities/quantity.hpp"

namespace lantian::model {

using UtcSeconds = std::int64_t;  // since 1970-01-01T00:00Z, no leap seconds
inline constexpr std::int64_t seconds_per_hour = 3600;
inline constexpr std::int64_t seconds_per_day = 86400;

/// [start, start + dt).
struct Interval {
  UtcSeconds start = 0;
  Seconds dt;
};

/// Floor of a/b, also for negative a.
constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - ((a % b != 0) && ((a < 0) != (b < 0)));
}

/// A fixed offset from UTC [s]; zones with summer time are refused by io.
struct LocalClock {
  std::int64_t offset = 0;

  /// Days since 1970-01-01 on the local calendar.
  constexpr std::int64_t local_day(UtcSeconds utc) const { return floor_div(utc + offset, seconds_per_day); }
  constexpr int local_hour(UtcSeconds utc) const {
    return static_cast<int>(floor_div(utc + offset, seconds_per_hour) - 24 * local_day(utc));
  }
  constexpr std::chrono::year_month_day local_date(UtcSeconds utc) const {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{local_day(utc)}}};
  }
  /// 0 = Sunday.
  constexpr unsigned local_weekday(UtcSeconds utc) const {
    return std::chrono::weekday{std::chrono::sys_days{std::chrono::days{local_day(utc)}}}.c_encoding();
  }
  /// UTC of local midnight that begins `day` (days since 1970-01-01).
  constexpr UtcSeconds midnight(std::int64_t day) const { return day * seconds_per_day - offset; }
};

}  // namespace lantian::model
