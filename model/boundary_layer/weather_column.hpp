/// The column of air over a station: similarity near the ground, the given upper air aloft.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/boundary_layer/history.hpp"

namespace lantian::model {

/// Temperature with height: mixed from the screen up as far as that is warmer than the night's inversion,
/// then the free air, whose intercept T(0) along its own lapse changes slowly.
struct ThermalProfile {
  double screen_temperature = 288.15;  // K
  double screen_height = 2.0;          // m
  SurfaceLayer surface;
  double mixing_height = 500.0;  // m
  double mixed_lapse = 0.008;    // K m-1, of this instant (negative: inversion)
  FreeAir free_air;
  double inversion_depth = 0.0;    // m
  double coldest_screen = 288.15;  // K, of the day about the instant
  double free_intercept = 288.15;  // K
  bool sounded = false;            // the free air is a sounding's

  double temperature(double z) const;  // K
  double mixed_temperature(double z) const;
  double free_temperature(double z) const { return free_intercept - free_air.fall(z); }
};

/// One profile an instant. The free air is what the warmest of the twelve hours about an instant needs above
/// it, smoothed over twelve hours, so that the day's wave stays near the ground; under a sounding it is the
/// sounding's, but nowhere colder than the mixed air raised to it.
std::vector<ThermalProfile> thermal_profiles(const std::vector<BoundaryLayerInstant>& history,
                                             const Site& site);

/// Similarity wind below the parameters' similarity_top (in stable air not above the mixing height; never
/// faster than the mast and the lowest given wind), linear from there to the lowest given level, the given
/// wind above [m s-1, towards east and north].
WindVector column_wind(double z, const BoundaryLayerInstant& now, const Site& site,
                       const SurfaceParameters& parameters);

/// Values of one column, layers from the ground up.
struct WeatherColumn {
  UtcSeconds time = 0;
  std::vector<double> air_temperature, air_pressure, relative_humidity;  // centres
  std::vector<double> x_wind, y_wind;                                    // centres, along the grid
  std::vector<double> eddy_diffusivity;                                  // faces
};

WeatherColumn weather_column(const std::vector<double>& layer_face, const BoundaryLayerInstant& now,
                             const ThermalProfile& thermal, const Site& site,
                             const SurfaceParameters& parameters);

}  // namespace lantian::model
