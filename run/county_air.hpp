/// The air of a county as one: the hourly mean over the monitors that speak for it; and a run made before the
/// members' for that air.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "run/engine.hpp"
#include "run/run.hpp"
#include "run/simulate.hpp"
#include "scenarios/evaluate/monitor_series.hpp"
#include "scenarios/policy/signals.hpp"

namespace lantian::run {

/// Monitors whose mean speaks for the county: its control monitors, else its townships', else the national
/// ones.
std::set<std::string> speaking_for_county(const std::vector<scenarios::Monitor>& monitors);

/// Hourly mean [kg m-3] of each quantity over the monitors; `series` are of one member.
scenarios::AirHours mean_air(const std::vector<scenarios::MonitorSeries>& series,
                             const std::set<std::string>& monitors);

/// That of a member over the monitors that speak for the county.
scenarios::AirHours county_air(const Engine& engine, const Simulated& simulated, const std::string& member);

/// Of these the pollutants that an index looks at.
scenarios::AirHours index_air(const scenarios::AirHours& air);

/// All hours of the engine's members, nothing written; nothing where it was asked to stop, for there is
/// nothing yet that a restart could go on from. Throws std::runtime_error where the numbers fail.
std::optional<Simulated> simulated_beforehand(const Engine& engine, const Request& request,
                                              Progress& progress);

}  // namespace lantian::run
