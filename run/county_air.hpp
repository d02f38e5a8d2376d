/// The air that speaks for the county in a run made before the members', and that run itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "run/engine.hpp"
#include "run/run.hpp"
#include "run/simulate.hpp"
#include "scenarios/policy/signals.hpp"

namespace lantian::run {

/// Hourly mean [kg m-3] of each quantity of a member over the county's control monitors, else its townships',
/// else the national ones.
scenarios::AirHours county_air(const Engine& engine, const Simulated& simulated, const std::string& member);

/// Of these the pollutants that an index looks at.
scenarios::AirHours index_air(const scenarios::AirHours& air);

/// All hours of the engine's members, nothing written; nothing where it was asked to stop, for there is
/// nothing yet that a restart could go on from. Throws std::runtime_error where the numbers fail.
std::optional<Simulated> simulated_beforehand(const Engine& engine, const Request& request,
                                              Progress& progress);

}  // namespace lantian::run
