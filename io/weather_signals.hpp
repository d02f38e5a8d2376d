/// What rules may ask of the weather, from the stations' hours.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/boundary_layer/station_series.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::io {

/// Adds `air_temp` [degC], `wind_speed` [m s-1] and `wind_from_direction` [degree from grid north] of the
/// first station, hour by hour of the run, where they are not there yet. NaN where no reading holds for the
/// hour; a calm hour has speed 0.
void add_weather_signals(const std::vector<model::StationSeries>& stations, scenarios::Surroundings& around);

}  // namespace lantian::io
