/// The air of a county as one: the hourly mean over the monitors that speak for it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>
#include <string>
#include <vector>

#include "scenarios/evaluate/monitor_series.hpp"
#include "scenarios/policy/signals.hpp"

namespace lantian::run {

/// Monitors whose mean speaks for the county: the first of these kinds that there is.
std::set<std::string> speaking_for_county(const std::vector<scenarios::Monitor>& monitors);

/// Hourly mean [kg m-3] of each quantity over the monitors.
scenarios::AirHours mean_air(const std::vector<scenarios::MonitorSeries>& series,
                             const std::set<std::string>& monitors);

}  // namespace lantian::run
