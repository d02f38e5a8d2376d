/// The air beyond the window as a case gives it: by regime, local hour, height and the side the wind comes
/// from.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <map>
#include <string>
#include <vector>

#include "model/quantities/time.hpp"

namespace lantian::scenarios {

inline constexpr std::array<std::string_view, 8> wind_side_names{"N", "NE", "E", "SE", "S", "SW", "W", "NW"};

/// How a quantity goes on above the ground.
enum class ProfileKind {
  share,        // of the surface value
  value,        // stands for itself
  value_night,  // so by night; by day the surface value up to the mixing height
};

struct BackgroundProfile {
  ProfileKind kind = ProfileKind::share;
  std::vector<double> height;  // m, ascending
  std::vector<double> value;   // 1, or the quantity's own unit
};

/// Gases as mole fractions [mol mol-1], particles in kg m-3 of the air as it is.
struct BackgroundRegime {
  std::string id;
  bool pm2p5_is_factor = false;                          // of the day's level, else kg m-3
  std::array<double, 8> pm2p5{};                         // at local hours 0, 3, … 21
  std::map<std::string, std::array<double, 8>> surface;  // gases, same hours
  std::map<std::string, double> composition;             // shares of dry PM2.5, and "coarse"
  std::map<std::string, BackgroundProfile> profile;      // by species; "PM", "other_gas"
  std::array<double, 8> wind_side{1, 1, 1, 1, 1, 1, 1, 1};
  struct DayNight {
    double day = 0.0, night = 0.0;
  };
  std::map<std::string, DayNight> gases;  // mol mol-1
};

struct RegimeTime {
  model::UtcSeconds time = 0;
  int regime = 0;  // index; linear in between
};

struct DayLevel {
  model::UtcSeconds time = 0;
  double pm2p5 = 0.0;  // kg m-3
};

/// What a monitor outside the window read, at the middle of its hour.
struct MonitorReading {
  model::UtcSeconds time = 0;
  double pm2p5 = 0.0, coarse = 0.0;     // kg m-3
  std::map<std::string, double> gases;  // mol mol-1
};

/// What asks: where and under which sky.
struct BackgroundPoint {
  model::UtcSeconds time = 0;
  double height = 0.0;               // m above ground
  double wind_from_direction = 0.0;  // rad from true north
  double daylight = 1.0;             // 1 by day, 0 by night
  double mixing_height = 0.0;        // m
};

struct BackgroundTotals {
  double pm2p5 = 0.0, coarse = 0.0;  // kg m-3, dry
  std::map<std::string, double>
      composition;                      // shares of PM2.5, summing to 1: NO3 SO4 NH4 Cl POA SOA EC K Na …
  std::map<std::string, double> gases;  // mol mol-1
};

struct Background {
  std::vector<BackgroundRegime> regimes;
  std::vector<RegimeTime> times;  // ascending; held before the first and after the last
  std::vector<DayLevel> days;     // ascending; linear, held beyond
  /// Ascending; linear, held beyond. Where given, the surface values of PM2.5 and of the gases that it has.
  std::vector<MonitorReading> monitor;
  bool monitor_has_coarse = false;  // else the composition's share
  model::LocalClock clock;

  BackgroundTotals at(const BackgroundPoint& point) const;

  /// Shares of the regimes at `time`, summing to 1.
  std::vector<double> shares(model::UtcSeconds time) const;
  double day_level(model::UtcSeconds time) const;
  MonitorReading reading(model::UtcSeconds time) const;  // of a monitor that is given
};

}  // namespace lantian::scenarios
