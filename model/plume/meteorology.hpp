/// What AERMET's two files say of one hour: the surface record and the levels of the tower.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <limits>

namespace lantian::model::plume {

inline constexpr double absent = std::numeric_limits<double>::quiet_NaN();

/// The surface record of one hour, as it was read: absent where the file marks a value as missing.
struct SurfaceHour {
  double sensible_heat_flux = absent;                    // W m-2, upward
  double friction_velocity = absent;                     // m s-1
  double convective_velocity = absent;                   // m s-1
  double potential_temperature_gradient_above = absent;  // K m-1, above the mixed layer
  double convective_mixing_height = absent;              // m
  double mechanical_mixing_height = absent;              // m
  double obukhov_length = absent;                        // m, > 0 stable
  double roughness_length = absent;                      // m
  double bowen_ratio = absent, albedo = absent;          // 1
  double wind_speed = absent;                            // m s-1; 0: calm
  double wind_from_direction = absent;                   // rad clockwise from north
  double wind_height = absent;                           // m
  double air_temperature = absent;                       // K
  double temperature_height = absent;                    // m
  double precipitation_rate = absent;                    // kg m-2 s-1
  double relative_humidity = absent;                     // 1
  double air_pressure = absent;                          // Pa
  double cloud_fraction = absent;                        // 1
  bool adjusted_friction_velocity = false;               // made with AERMET's ADJ_U*
  bool bulk_richardson = false;                          // ... from a temperature difference
};

/// One level of the tower; levels ascend. A wind of speed 0 and direction 0 is absent: both are NaN.
struct TowerLevel {
  double height = 0.0;                  // m above the tower's base
  double wind_from_direction = absent;  // rad, (0, 2 pi]
  double wind_speed = absent;           // m s-1
  double air_temperature = absent;      // K
  double sigma_theta = absent;          // rad, of the wind's direction
  double sigma_w = absent;              // m s-1
};

/// A calm hour gives no concentration, a missing one cannot be computed; both are left out of averages.
enum class HourState { usable, calm, missing };
HourState state_of(const SurfaceHour& surface);

/// Population and roughness of a city whose sources are named urban [EPA2024].
struct UrbanArea {
  double population = 0.0;        // persons, > 0
  double roughness_length = 1.0;  // m
};

}  // namespace lantian::model::plume
