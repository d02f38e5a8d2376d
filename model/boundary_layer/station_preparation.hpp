/// From what a station reads to what the model may use: calms, fog, daily pressure, light and cloud.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/boundary_layer/station_series.hpp"

namespace lantian::model {

struct PreparationParameters {
  double calm_wind_speed = 0.5;             // m s-1, given to hours that read calm
  double largest_relative_humidity = 0.92;  // 1; what was read is kept beside it
  bool pressure_is_daily = true;            // the file steps at midnight: daily values at local noons, linear
  double haze_transmittance = 1.0;          // 1, of a cloudless but hazy sky; divides the light before cloud
  double least_clear_sky = 50.0;            // W m-2: below it the measured light says nothing of the cloud
};

/// The station at one instant.
struct PreparedHour {
  UtcSeconds time = 0;
  double air_temperature = 0.0;            // K
  double relative_humidity = 0.0;          // 1, capped
  double relative_humidity_as_read = 0.0;  // 1
  double air_pressure = 0.0;               // Pa
  double wind_speed = 0.0;                 // m s-1, never 0
  double wind_from_direction = 0.0;        // rad from true north
  bool calm = false;                       // as read
  double cosine_of_zenith = 0.0;
  double clearness = 1.0;              // 1, measured light over the clear sky's
  double downwelling_shortwave = 0.0;  // W m-2 at this instant: clearness times the clear sky's
  double cloud_fraction = 0.0;         // 1
  double photolysis_factor = 1.0;      // 1
  double precipitation_rate = 0.0;     // kg m-2 s-1
  double snow_fraction = 0.0;          // 1
};

/// Directions [rad]; calm rows take the vector interpolation in time between their windy neighbours.
std::vector<double> wind_directions(const std::vector<StationHour>& hours);

/// Pressure at each row's instant [Pa]; daily means stand at local noon and are joined by lines.
std::vector<double> pressure_through_days(const StationSeries& series);

/// Measured over clear-sky light at each row's instant: by day linear between the hours' middles, by night
/// the mean of dusk and dawn (three hours each).
std::vector<double> clearness_at_instants(const StationSeries& series,
                                          const PreparationParameters& parameters);

/// One instant a row, and the first or last held so that the instants cover [first end - 1 h, last end].
std::vector<PreparedHour> prepare(const StationSeries& series, const PreparationParameters& parameters = {});

}  // namespace lantian::model
