/// Where the sun stands: zenith angle and distance, by the low-precision formulas of the Astronomical
/// Almanac.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/quantities/time.hpp"

namespace lantian::model {

/// Apparent place of the sun seen from the earth's centre; within 0.01 degrees from 1950 to 2050
/// [Michalsky1988].
struct SolarPosition {
  double declination = 0.0;           // rad
  double greenwich_hour_angle = 0.0;  // rad, west of Greenwich, any multiple of 2 pi
  double distance = 1.0;              // astronomical units
};

SolarPosition solar_position(UtcSeconds time);

/// Geometric (no refraction, no parallax): negative below the horizon. Longitude east positive.
double cosine_of_solar_zenith(UtcSeconds time, double latitude_rad, double longitude_rad);

/// (mean distance / distance of the day)^2: scales extraterrestrial radiation and photolysis.
double earth_sun_distance_factor(UtcSeconds time);

}  // namespace lantian::model
