/// Daily statistics of hourly values with the rules of validity of GB 3095-2012 and HJ 663-2013.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/quantities/time.hpp"

namespace lantian::scenarios {

/// Hourly values, hour beginning, from `start`; NaN where there is none.
struct HourlyValues {
  model::UtcSeconds start = 0;
  std::vector<double> values;
};

/// The 24 hours of a local day; NaN where the series has none.
using DayHours = std::array<double, 24>;
DayHours hours_of_local_day(const HourlyValues& series, model::LocalClock clock, std::int64_t local_day);

/// Local days that hold at least one hour of the series, ascending.
std::vector<std::int64_t> local_days(const HourlyValues& series, model::LocalClock clock);

struct DailyValue {
  std::optional<double> value;  // none: too few hours
  int hours = 0;                // valid hourly values, or valid 8-h means
};

/// 24-h mean: at least 20 hourly values.
DailyValue mean_24h(const DayHours& hours);

/// Largest 8-h mean among those ending at 08:00 … 24:00, each of at least 6 hours; at least 14 of the 17, or
/// already above `limit`.
DailyValue largest_8h_mean(const DayHours& hours, double limit);

/// Largest hourly value of a day with at least 20.
DailyValue largest_1h(const DayHours& hours);

/// To the nearest multiple of `step`, halves to the even one (GB/T 8170).
double round_half_even(double value, double step);

}  // namespace lantian::scenarios
