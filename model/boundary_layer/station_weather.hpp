/// The weather of the whole grid from one station and the given upper air: horizontally uniform.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/boundary_layer/station_series.hpp"
#include "model/boundary_layer/surface_parameters.hpp"
#include "model/boundary_layer/upper_air.hpp"
#include "model/state/weather.hpp"

namespace lantian::model {

/// Hourly instants that cover [first end - 1 h, last end] of the series.
std::vector<Weather> station_weather(const Grid& grid, const StationSeries& series,
                                     const UpperAirSeries& upper_air, const SurfaceParameters& parameters);

}  // namespace lantian::model
