/// Months, quarters and years of the local calendar.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lantian::scenarios {

enum class PeriodKind { month, quarter, year };

struct CalendarPeriod {
  PeriodKind kind = PeriodKind::year;
  int year = 0;
  int number = 1;  // month 1 … 12, quarter 1 … 4, year 1

  auto operator<=>(const CalendarPeriod&) const = default;
  std::int64_t first_day() const;  // days since 1970-01-01
  std::int64_t last_day() const;
  bool holds(std::int64_t day) const { return day >= first_day() && day <= last_day(); }
  CalendarPeriod year_before() const { return {kind, year - 1, number}; }
  CalendarPeriod before() const;
  std::string name() const;  // "2025-11", "2025-Q4", "2025"
};

CalendarPeriod period_of(PeriodKind kind, std::int64_t local_day);

/// From its name; nothing where it is none.
std::optional<CalendarPeriod> period_named(std::string_view name);

/// The same date a year earlier; 29 February gives 28 February.
std::int64_t year_earlier(std::int64_t local_day);

/// Month 1 … 12 of a day.
int month_of(std::int64_t local_day);

}  // namespace lantian::scenarios
