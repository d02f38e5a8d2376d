/// Days of the year, hours of the day and weekdays as scenario files write them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "scenarios/policy/scenario.hpp"

namespace lantian::io {

/// "11-15/03-15" recurring, "2023-11-15/2024-03-15" once; both ends inclusive.
std::optional<scenarios::DateRange> parse_date_range(const std::string& text);

/// Whether a range that cannot be read is one in form, but for a day such as 02-30 that its month never has.
bool names_no_day(const std::string& text);

/// "20-06": local hours, half open.
std::optional<scenarios::HourRange> parse_hour_range(const std::string& text);

/// "Mon" … "Sun"; 0 = Sunday.
std::optional<int> parse_weekday(const std::string& text);

}  // namespace lantian::io
