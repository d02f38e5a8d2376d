/// What one station over one kind of ground says of the air above, at any time within its hours.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/boundary_layer/weather_column.hpp"

namespace lantian::model {

struct ColumnInstant {
  WeatherColumn column;
  UpperAir upper_air;
  double screen_temperature = 288.15;                   // K
  double ground_pressure = 101325.0;                    // Pa
  double mixing_height = 0.0;                           // m
  double friction_velocity = 0.0;                       // m s-1
  double sensible_heat_flux = 0.0;                      // W m-2
  double shortwave = 0.0;                               // W m-2
  double photolysis_factor = 1.0, snow_fraction = 0.0;  // 1
  double precipitation_rate = 0.0;                      // kg m-2 s-1
};

class ColumnSeries {
 public:
  ColumnSeries(const std::vector<double>& layer_face, const StationSeries& station,
               const UpperAirSeries& upper_air, const SurfaceParameters& parameters);

  std::vector<UtcSeconds> times() const;
  /// Linear between its instants; the upper air is the earlier one's. Throws std::out_of_range beyond them.
  ColumnInstant at(UtcSeconds time) const;

 private:
  std::vector<ColumnInstant> instants_;
};

}  // namespace lantian::model
