/// The weather of the whole window: several stations, town and country, winds over hills.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/boundary_layer/station_series.hpp"
#include "model/boundary_layer/upper_air.hpp"
#include "model/ground/tiles.hpp"
#include "model/state/weather.hpp"

namespace lantian::model {

struct WindowGround {
  GroundTiles tiles;
  std::vector<double> altitude;  // m, columns; empty: level ground, and winds are left as they are
};

/// Instants of the first station within the hours of all. Each station makes a column of its own over each
/// tile. In a column of the grid stations are weighted by the inverse square of their distance (1 km at
/// least), tiles by area; winds as vectors, H and u*^2 as fluxes, L from both (docs/theory/weather.md). Over
/// terrain temperature and pressure are those of the ground's altitude, and winds keep the mass of air.
WeatherInstants window_instants(const Grid& grid, const std::vector<StationSeries>& stations,
                                const UpperAirSeries& upper_air, const WindowGround& ground);

/// All of them.
std::vector<Weather> window_weather(const Grid& grid, const std::vector<StationSeries>& stations,
                                    const UpperAirSeries& upper_air, const WindowGround& ground);

/// Weight of each station [1] at each column, (station)(column), summing to 1.
std::vector<std::vector<double>> station_weights(const Grid& grid,
                                                 const std::vector<StationSeries>& stations);

/// Adjusts the winds of `weather` to the terrain; returns the largest residual of continuity over the largest
/// flux of a side face.
double follow_terrain(const Grid& grid, const std::vector<double>& altitude, Weather& weather);

}  // namespace lantian::model
