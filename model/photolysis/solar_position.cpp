#include "model/photolysis/solar_position.hpp"

#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {
constexpr double degree = constants::pi / 180.0;
constexpr double unix_epoch_from_j2000 = -10957.5;  // days from 2000-01-01T12:00Z to 1970-01-01T00:00Z
constexpr double hour_angle_per_hour = 15.0 * degree;
}  // namespace

SolarPosition solar_position(UtcSeconds time) {
  // Whole days and seconds apart: n keeps its digits. All constants of this function [Michalsky1988].
  const std::int64_t day = floor_div(time, seconds_per_day);
  const double utc_hours = static_cast<double>(time - day * seconds_per_day) / seconds_per_hour;
  const double n = static_cast<double>(day) + unix_epoch_from_j2000 + utc_hours / 24.0;
  const double mean_longitude = std::fmod(280.460 + 0.9856474 * n, 360.0);
  const double g = std::fmod(357.528 + 0.9856003 * n, 360.0) * degree;  // mean anomaly
  const double ecliptic_longitude =
      (mean_longitude + 1.915 * std::sin(g) + 0.020 * std::sin(2.0 * g)) * degree;
  const double obliquity = (23.439 - 0.0000004 * n) * degree;
  const double right_ascension =
      std::atan2(std::cos(obliquity) * std::sin(ecliptic_longitude), std::cos(ecliptic_longitude));
  const double sidereal_hours = std::fmod(6.697375 + 0.0657098242 * n + utc_hours, 24.0);
  SolarPosition sun;
  sun.declination = std::asin(std::sin(obliquity) * std::sin(ecliptic_longitude));
  sun.greenwich_hour_angle = sidereal_hours * hour_angle_per_hour - right_ascension;
  sun.distance = 1.00014 - 0.01671 * std::cos(g) - 0.00014 * std::cos(2.0 * g);
  return sun;
}

double cosine_of_solar_zenith(UtcSeconds time, double latitude_rad, double longitude_rad) {
  const SolarPosition sun = solar_position(time);
  const double hour_angle = sun.greenwich_hour_angle + longitude_rad;
  return std::sin(latitude_rad) * std::sin(sun.declination) +
         std::cos(latitude_rad) * std::cos(sun.declination) * std::cos(hour_angle);
}

double earth_sun_distance_factor(UtcSeconds time) {
  const double distance = solar_position(time).distance;
  return 1.0 / (distance * distance);
}

}  // namespace lantian::model
