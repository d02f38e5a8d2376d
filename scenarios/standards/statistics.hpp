/// Daily statistics of hourly values; how many hours they need is data.
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

/// How much must be there for a statistic to count; from data/standards.
struct Validity {
  int hours_of_day = 0;   // hourly values of a 24-h mean
  int hours_of_8h = 0;    // hourly values of an 8-h mean
  int means_of_day = 0;   // 8-h means of a day
  int days_of_month = 0;  // valid days
  int days_of_february = 0;
  int days_of_year = 0;
  double share_of_stations = 0.0;  // of a city's stations, for the city's day
};

struct DailyValue {
  std::optional<double> value;  // none: too few hours
  int hours = 0;                // valid hourly values, or valid 8-h means
};

/// 24-h mean.
DailyValue mean_24h(const DayHours& hours, const Validity& validity);

/// Largest 8-h mean among those ending at 08:00 … 24:00; with fewer than `means_of_day` of the 17 it counts
/// only where it is above `limit` already.
DailyValue largest_8h_mean(const DayHours& hours, double limit, const Validity& validity);

/// Largest hourly value of a day that has enough for a 24-h mean.
DailyValue largest_1h(const DayHours& hours, const Validity& validity);

/// To the nearest multiple of `step`, halves to the even one (GB/T 8170).
double round_half_even(double value, double step);

}  // namespace lantian::scenarios
