/// Days and hours of a station, and of the city that its stations make, with their air quality index.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <vector>

#include "scenarios/standards/judge.hpp"
#include "scenarios/standards/observations.hpp"

namespace lantian::scenarios {

/// Values are kg m-3 at the judged reference state.
struct JudgedDay {
  std::int64_t local_day = 0;
  PerItem<DailyValue>
      items;              // 24-h means, MDA8 of O3; `hours`: hourly values, 8-h means, or a city's stations
  DailyValue ozone_1h;    // the day's largest hour
  AirQualityIndex index;  // of the items that are valid
  bool is_complete = false;  // all six are: only then the index cannot be higher

  bool has_value() const;
};

/// All local days from the first to the last of the series, days without any value too.
std::vector<JudgedDay> station_days(const Observations& observations, const Judge& judge);

/// Days of a city: mean of its stations' days where enough of them are valid. A station counts from its first
/// to its last day.
std::vector<JudgedDay> area_days(std::span<const std::vector<JudgedDay>> stations, const Judge& judge);

struct JudgedHour {
  std::int64_t hour = 0;    // beginning, hours since 1970-01-01T00:00, local
  PerItem<double> items{};  // kg m-3; NaN: none
  AirQualityIndex index;    // real-time index of the items that there are
};

/// The hour at `at` of an hourly series. SO2 above its 1-h column takes the mean of the last 24 hours.
JudgedHour judged_hour(const Observations& observations, std::size_t at, const Judge& judge);

}  // namespace lantian::scenarios
