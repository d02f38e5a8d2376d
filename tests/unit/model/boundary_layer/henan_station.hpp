/// The three weather pieces of the Henan case for tests: series read from the reference data, upper air and
/// ground as the case gives them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <numbers>
#include <sstream>
#include <string>

#include "model/boundary_layer/surface_parameters.hpp"
#include "model/boundary_layer/upper_air.hpp"
#include "tests/support/places.hpp"

namespace lantian::model::henan {

inline constexpr double degree = std::numbers::pi / 180.0;

inline Site zhengzhou() {
  Site site;
  site.latitude = 34.72 * degree;
  site.longitude = 113.65 * degree;
  site.clock.offset = 8 * 3600;
  return site;
}

/// Rows month, day, hour, T, Td, RH, P, WD, WS, TSC, GHI, DNI, DHI; empty where the file is absent. A row's
/// readings hold at the beginning of its hour: the file's radiation is half an hour late otherwise
/// (docs/theory/weather.md).
inline StationSeries read_series(const std::string& name) {
  std::ifstream file(tests::reference_data() / "mengzhou-facts" / name);
  StationSeries series;
  series.site = zhengzhou();
  series.instant_from_end = -3600;
  series.radiation_middle_from_end = -3600;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    for (char& c : line)
      if (c == ',') c = ' ';
    std::istringstream row(line);
    int month = 0, day = 0, hour = 0;
    double T, Td, RH, P, WD, WS, TSC, GHI;
    row >> month >> day >> hour >> T >> Td >> RH >> P >> WD >> WS >> TSC >> GHI;
    const std::chrono::sys_days date = std::chrono::year{2023} / month / day;
    StationHour read;
    read.end = series.site.clock.midnight(date.time_since_epoch().count()) + hour * seconds_per_hour;
    read.air_temperature = T + 273.15;
    read.relative_humidity = RH / 100.0;
    read.air_pressure = P;
    read.wind_speed = WS;
    read.wind_from_direction = WD * degree;
    read.calm = WS == 0.0;
    read.downwelling_shortwave = GHI;
    series.hours.push_back(read);
  }
  return series;
}

inline LandUse plain() {
  LandUse land_use;
  land_use.share[0] = 0.15;  // urban
  land_use.share[1] = 0.75;  // agricultural
  land_use.share[3] = 0.10;  // deciduous
  return land_use;
}

inline SurfaceParameters surface(Season season) {
  SurfaceParameters parameters;
  parameters.ground = ground_of(plain(), season);
  parameters.ground.smallest_obukhov_length = 30.0;
  parameters.urban_fraction = 0.15;
  parameters.preparation.haze_transmittance = 0.85;  // of the file's clearest summer days
  return parameters;
}

inline UpperAirRegime stagnation() {
  return {.winds = {{200, 2, 300 * degree, 0.2},
                    {500, 3, 300 * degree, 0.5},
                    {1000, 4, 300 * degree, 0.8},
                    {2000, 6, 300 * degree, 1.0},
                    {4000, 12, 300 * degree, 1.0}},
          .inversion_strength = 4.0,
          .inversion_depth = 300.0,
          .mixed_lapse = 0.008,
          .free_air = FreeAir({{4000, 0.005}})};
}

inline UpperAirRegime front() {
  return {.winds = {{200, 9, 55 * degree, 1.0},
                    {500, 12, 50 * degree, 1.0},
                    {1000, 13, 30 * degree, 1.0},
                    {2000, 15, 350 * degree, 1.0},
                    {4000, 18, 315 * degree, 1.0}},
          .inversion_strength = 0.0,
          .inversion_depth = 0.0,
          .mixed_lapse = 0.008,
          .free_air = FreeAir({{4000, 0.005}})};
}

inline UpperAirRegime summer() {
  return {.winds = {{200, 3, 200 * degree, 0.3},
                    {500, 4, 200 * degree, 0.6},
                    {1000, 5, 200 * degree, 1.0},
                    {2000, 6, 210 * degree, 1.0},
                    {4000, 9, 220 * degree, 1.0}},
          .inversion_strength = 3.0,
          .inversion_depth = 200.0,
          .mixed_lapse = 0.008,
          .free_air = FreeAir({{4000, 0.006}})};
}

}  // namespace lantian::model::henan
