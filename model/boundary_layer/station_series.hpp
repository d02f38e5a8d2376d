/// One weather station: what it read, hour by hour, and where it stands.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <vector>

#include "model/quantities/time.hpp"

namespace lantian::model {

struct Site {
  double latitude = 0.0;   // rad
  double longitude = 0.0;  // rad, east positive
  LocalClock clock;
  double anemometer_height = 10.0;  // m
  double thermometer_height = 2.0;  // m
  double grid_convergence = 0.0;    // rad, from true north clockwise to the grid's j axis
  double x = 0.0, y = 0.0;          // m, projection
  double altitude = 0.0;            // m, of the ground
};

/// A row is known by the end of its hour. At which instant its temperature, humidity and wind hold, and where
/// the middle of its radiation lies, is said once for the series.
struct StationHour {
  UtcSeconds end = 0;
  double air_temperature = 0.0;      // K
  double relative_humidity = 0.0;    // 1, over water, as read (fog may read above 1)
  double air_pressure = 0.0;         // Pa, at the station
  double wind_speed = 0.0;           // m s-1, 0 where calm
  double wind_from_direction = 0.0;  // rad clockwise from true north, ignored where calm
  bool calm = false;
  double downwelling_shortwave = 0.0;    // W m-2, mean of the hour
  std::optional<double> cloud_fraction;  // 1, where it is trusted more than the radiation
  double precipitation_rate = 0.0;       // kg m-2 s-1, mean of the hour
  double snow_fraction = 0.0;            // 1, share of the ground under snow
};

struct StationSeries {
  Site site;
  std::vector<StationHour> hours;                  // ascending, an hour apart
  std::int64_t instant_from_end = 0;               // s, from a row's end to the instant of its readings
  std::int64_t radiation_middle_from_end = -1800;  // s, from a row's end to the middle of its radiation
};

/// First row that does not end one hour after the row before it: io says where the gap is.
std::optional<std::size_t> first_gap(const std::vector<StationHour>& hours);

}  // namespace lantian::model
