/// The weather of the grid at one instant. Read-only input of a step; instants between two given ones are
/// interpolated linearly in time (`interpolate`), so a restart sees the same numbers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <vector>

#include "model/grid/grid.hpp"
#include "model/quantities/time.hpp"

namespace lantian::model {

/// Arrays without a rim: cells (k, j, i); x faces (k, j, nx + 1); y faces (k, ny + 1, i); layer faces
/// (nz + 1, j, i); columns (j, i).
struct Weather {
  UtcSeconds time = 0;
  // cells
  std::vector<double> air_temperature;    // K
  std::vector<double> air_pressure;       // Pa
  std::vector<double> relative_humidity;  // 1, over liquid water, capped as the case says
  std::vector<double> cloud_water;        // kg m-3, liquid and ice that falls out as rain or snow
  std::vector<double> drop_water;         // kg m-3, of it what floats as liquid drops
  // x faces, y faces
  std::vector<double> x_wind, y_wind;  // m s-1
  // layer faces
  std::vector<double> eddy_diffusivity;  // m2 s-1, first and last face 0
  // columns
  std::vector<double> boundary_layer_thickness;       // m
  std::vector<double> friction_velocity;              // m s-1
  std::vector<double> inverse_obukhov_length;         // m-1 (interpolates through neutral)
  std::vector<double> surface_sensible_heat_flux;     // W m-2, upward
  std::vector<double> surface_downwelling_shortwave;  // W m-2
  std::vector<double> photolysis_factor;              // 1, actual over clear-sky actinic flux
  std::vector<double> precipitation_rate;             // kg m-2 s-1
  std::vector<double> snow_fraction;                  // 1
};

/// Weather instant by instant, each made when it is asked for: a year at 1 km does not fit into memory.
struct WeatherInstants {
  std::vector<UtcSeconds> times;  // ascending
  std::function<Weather(std::size_t)> at;
};

/// weight 0 gives `earlier`, 1 gives `later`; every field linearly.
Weather interpolate(const Weather& earlier, const Weather& later, UtcSeconds time);

/// Moles of air in each cell, p V / (R T), (k, j, i).
std::vector<double> air_amount(const Grid& grid, const Weather& weather);

/// Weather at both ends and the middle of one step, and what follows for the air.
struct StepWeather {
  Weather middle;                         // for everything that is taken as constant over the step
  std::vector<double> air_amount_at_end;  // mol per cell
};

}  // namespace lantian::model
