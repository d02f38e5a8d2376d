/// How high the gas of a stack rises, and into which layers of the grid it goes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/state/weather.hpp"

namespace lantian::model {

struct Stack {
  double height = 0.0;            // m above ground
  double diameter = 0.0;          // m, inner, at the outlet
  double exit_temperature = 0.0;  // K
  double exit_velocity = 0.0;     // m s-1
};

/// One column of the weather as a plume meets it.
class WeatherColumnView {
 public:
  WeatherColumnView(const Grid& grid, const Weather& weather, int j, int i)
      : grid_(&grid), weather_(&weather), j_(j), i_(i) {}

  double air_temperature(int k) const { return weather_->air_temperature[grid_->cell(k, j_, i_)]; }
  double air_pressure(int k) const { return weather_->air_pressure[grid_->cell(k, j_, i_)]; }
  double potential_temperature(int k) const;
  double wind_speed(int k) const;  // m s-1, of the mean of both faces
  double mixing_height() const { return weather_->boundary_layer_thickness[column()]; }
  double friction_velocity() const { return weather_->friction_velocity[column()]; }
  double sensible_heat_flux() const { return weather_->surface_sensible_heat_flux[column()]; }
  /// d(theta)/dz about layer k [K m-1].
  double potential_temperature_gradient(int k) const;

 private:
  std::size_t column() const { return grid_->column(j_, i_); }
  const Grid* grid_;
  const Weather* weather_;
  int j_, i_;
};

struct PlumeLayers {
  double effective_height = 0.0;   // m, of the axis of the risen plume
  double bottom = 0.0, top = 0.0;  // m, of the risen plume within the grid
  std::vector<double> fraction;    // share of the emission in each layer; their sum, from the ground up, is 1
};

/// Final rise of the plume's top [m above the stack], Briggs' formulas layer by layer with what buoyancy is
/// left at each layer's top [Briggs1984], in the form of CMAQ and SMOKE [CMAQ5].
double plume_top_rise(const Stack& stack, const Grid& grid, const WeatherColumnView& column);

/// The axis lies at two thirds of the top's rise; the plume is 3.545 sigma_z0 deep,
/// sigma_z0 = max(10 m, 15 m exp(-117 dT/dz)), and spread over its layers by their mass of air [CMAQ5].
PlumeLayers plume_layers(const Stack& stack, const Grid& grid, const WeatherColumnView& column);

}  // namespace lantian::model
