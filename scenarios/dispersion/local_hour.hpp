/// An hour of a weather file: the local hour that ends at its name, 1 to 24.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <compare>
#include <cstdint>
#include <string>

namespace lantian::scenarios {

struct LocalHour {
  int year = 0, month = 0, day = 0, hour = 0;

  auto operator<=>(const LocalHour&) const = default;
  /// YYMMDDHH, as AERMOD's files name an hour.
  int code() const { return ((year % 100 * 100 + month) * 100 + day) * 100 + hour; }
  /// Hours since 1970-01-01, so that neighbours differ by 1.
  std::int64_t count() const;
  int day_of_year() const;
  int weekday() const;  // 1 Monday … 7 Sunday
  int season() const;   // 1 December to February … 4 September to November
  bool ends_month() const;
  /// The date and the hour exist.
  bool is_sound() const;
  /// "1999-06-01 24 h".
  std::string text() const;
};

/// The hour whose count() it is.
LocalHour local_hour_of(std::int64_t count);
int days_of_year(int year);

}  // namespace lantian::scenarios
