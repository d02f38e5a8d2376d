/// Wind, turbulence and temperature over height in one hour, as every source of that hour sees them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>

#include "model/plume/meteorology.hpp"
#include "model/plume/profile_grid.hpp"

namespace lantian::model::plume {

/// The four quantities that disperse a plume.
struct Met {
  enum Quantity { wind, sigma_v, sigma_w, gradient, quantities };  // m s-1 three times; d(theta)/dz in K m-1
};

/// What the air is at one height: values, their steps to the next height, integrals from the ground, and the
/// integral's course to the next height, linear t + quadratic t^2 for 0 <= t <= 1.
struct alignas(64) ProfileLevel {
  double value[4], step[4];
  double integral[4], linear[4];
  double quadratic[4];
  double rising[4], rising_step[4];  // what a rising plume asks for: wind, gradient, potential temperature
  double potential_temperature = 0.0, potential_temperature_step = 0.0;  // K
  double height = 0.0;                                                   // m
  double air_density = 0.0;                                              // kg m-3
};

/// An hour's boundary layer, rural or as the sources of one city meet it. Plain data, read by the kernels.
struct BoundaryLayerProfiles {
  ProfileLevel level[profile_levels];
  double wind_from_direction[profile_levels];  // rad, (0, 2 pi]

  std::uint64_t identity = 0;  // differs between any two hours or cities of a process
  bool stable = false;         // L > 0
  /// The city's own turbulence rules: a stable hour, or one whose convective layer is not yet above it.
  bool urban = false;
  double mixing_height = 0.0;             // m, that of the branch (urban: the city's)
  double mechanical_mixing_height = 0.0;  // m, rural
  double convective_mixing_height = 0.0;  // m, rural; NaN where there is none
  double friction_velocity = 0.0;         // m s-1
  double convective_velocity = 0.0;       // m s-1, rural
  double obukhov_length = 0.0;            // m
  double gradient_above = 0.0;            // K m-1, above the mixing height in convective hours
  double base_elevation = 0.0;            // m, of the tower above sea level
  // rural, also for urban sources
  double mixing_height_potential_temperature = 0.0;  // K
  double mean_wind = 0.0, mean_sigma_w = 0.0;        // m s-1, ground to mixing height
};

/// Profiles of a usable hour [EPA2024, Cimorelli2005]: observed levels scaled by similarity between and
/// beyond them, pure similarity where nothing was observed.
///     surface         values out of AERMOD's bounds are replaced as AERMOD does (w* = 0, |L| < 1 m, ...)
///     tower           ascending; may be empty
///     base_elevation  m above sea level
BoundaryLayerProfiles profiles_of(const SurfaceHour& surface, std::span<const TowerLevel> tower,
                                  double base_elevation);

/// The same hour over a city; equal to `rural` in hours when the city does not matter.
BoundaryLayerProfiles urban_profiles(const BoundaryLayerProfiles& rural, const SurfaceHour& surface,
                                     const UrbanArea& city);

}  // namespace lantian::model::plume
