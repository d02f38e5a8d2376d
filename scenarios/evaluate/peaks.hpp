/// What a plan takes off the peak of an episode, and by how many hours the air clears earlier.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::scenarios {

/// Hourly PM2.5 that plans and people look at [kg m-3]: heavily and moderately polluted, the class 2 limit
/// of GB 3095-2012 as a day's mean.
inline constexpr std::array peak_thresholds{150e-9, 115e-9, 75e-9};

/// When the air is below a threshold for good.
struct Clearing {
  double threshold = 0.0;                          // kg m-3
  int hours_before = 0, hours_after = 0;           // hours at or above it
  std::optional<model::UtcSeconds> before, after;  // end of the last such hour; none: never or not cleared
  /// Hours that the plan clears earlier: none where one of the two never reaches the threshold, or is still
  /// above it when the period ends.
  std::optional<int> hours_earlier() const;
};

struct Peak {
  std::string place, member, against, pollutant;
  double before = 0.0, after = 0.0;  // kg m-3, the largest hourly mean of each
  model::UtcSeconds hour_before = 0, hour_after = 0;
  double clipped() const { return before - after; }
  std::vector<Clearing> clearings;  // by peak_thresholds
};

/// PM2.5 at every monitor and in the county's mean, hours of the question's period.
std::vector<Peak> peaks(const Question& question, const std::vector<Monitor>& monitors,
                        const std::vector<MonitorSeries>& series);

/// Of one pair of series.
Peak peak_of(Period period, const HourlyValues& before, const HourlyValues& after);

}  // namespace lantian::scenarios
