/// Dates, hours and weekdays as scenario files write them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "model/quantities/time.hpp"
#include "scenarios/policy/scenario.hpp"

namespace lantian::io {

/// "11-15/03-15" recurring, "2023-11-15/2024-03-15" once; both ends inclusive.
std::optional<scenarios::DateRange> parse_date_range(const std::string& text);

/// "20-06": local hours, half open.
std::optional<scenarios::HourRange> parse_hour_range(const std::string& text);

/// "Mon" … "Sun"; 0 = Sunday.
std::optional<int> parse_weekday(const std::string& text);

/// "2023-11-22T01:00" (or "… 01:00"), local time on the whole hour.
std::optional<model::UtcSeconds> parse_local_hour(const std::string& text, model::LocalClock clock);

/// Offset from UTC [s] of "+08:00" or of a zone without summer time that we know by name.
std::optional<std::int64_t> parse_time_zone(const std::string& text);

}  // namespace lantian::io
