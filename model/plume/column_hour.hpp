/// The plume engine's hour from lantian's own boundary layer: what AERMET would say of the same air.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <vector>

#include "model/boundary_layer/weather_column.hpp"
#include "model/plume/meteorology.hpp"
#include "model/state/weather.hpp"

namespace lantian::model::plume {

struct ColumnHour {
  SurfaceHour surface;
  std::vector<TowerLevel> tower;  // ascending
};

/// Convective velocity [m s-1], 0 without an upward flux:
///     w* = (g H z_ic / (rho c_p T))^(1/3)                                             [Deardorff1970]
double convective_velocity(double sensible_heat_flux, double convective_mixing_height, double air_temperature,
                           double air_density);

/// Over a station: its mast as lowest level, the column's wind and temperature at further `heights` (m,
/// ascending, above the mast). A reading of no wind stays one (speed and direction 0, as AERMET marks it),
/// and the hour's wind is then not known aloft.
ColumnHour hour_over_station(const BoundaryLayerInstant& now, const ThermalProfile& thermal, const Site& site,
                             const SurfaceParameters& parameters, std::span<const double> heights);

/// Over a column of the grid, every layer a level of the tower; directions from the grid's y axis. Every hour
/// can be computed: a wind below that of the engine's slowest plume is raised to it, keeping its direction.
ColumnHour hour_over_column(const Grid& grid, const Weather& weather, std::size_t column,
                            double roughness_length);

}  // namespace lantian::model::plume
