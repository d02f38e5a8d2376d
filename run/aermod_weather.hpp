/// AERMOD's weather files from a station's readings by lantian's own boundary layer. What `lantian
/// aermod-weather` does.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/aermod_weather/weather_files.hpp"
#include "io/case.hpp"
#include "model/boundary_layer/surface_parameters.hpp"

namespace lantian::run {

/// The ground about the mast of an EPW file, which does not say it.
struct MastGround {
  /// Its kinds of land, season by season from AERMET's tables; or
  std::optional<model::LandUse> land_use;
  std::optional<double> roughness_length, albedo,
      bowen_ratio;  // m, 1, 1: all three, or each over the table's
};

/// Air above the mast where no sounding is given: a morning inversion, and the free air's lapse.
struct PlainUpperAir {
  double inversion_strength = 0.0, inversion_depth = 300.0;  // K, m
  double lapse = 0.0065;                                     // K m-1, of the standard troposphere [USSA1976]
};

struct AermodWeatherRequest {
  std::filesystem::path source;  // an EPW file, or a case
  io::CaseChoice choice;         // of a case
  std::optional<int> year;       // that the days of an EPW file are given
  MastGround ground;             // of an EPW file
  PlainUpperAir upper_air;       // of an EPW file
  std::vector<double> heights;   // m, levels of the profile above the mast
  std::filesystem::path output;  // folder
};

struct AermodWeatherSummary {
  std::filesystem::path surface, profile;
  int hours = 0, calm = 0, convective = 0;
};

/// Hours of one station, each row's readings standing for its hour: their instants are the hours' middles.
std::vector<io::AermodHour> aermod_hours(model::StationSeries series, const model::UpperAirSeries& upper_air,
                                         const model::SurfaceParameters& parameters,
                                         const std::vector<double>& heights);

/// Throws io::InputErrors with all mistakes; nothing is written then.
AermodWeatherSummary make_aermod_weather(const AermodWeatherRequest& request);

}  // namespace lantian::run
