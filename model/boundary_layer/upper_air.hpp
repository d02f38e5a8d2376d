/// The air above the mast, as a case gives it: winds at heights and lapse of a few regimes, blended in time.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <utility>
#include <vector>

#include "model/quantities/time.hpp"

namespace lantian::model {

struct UpperAirLevel {
  double height = 0.0;               // m above ground
  double wind_speed = 0.0;           // m s-1
  double wind_from_direction = 0.0;  // rad from true north
  double turn = 1.0;  // 1: share of the turn from the surface direction (smoothed) to wind_from_direction
};

/// Fall of temperature with height up to `top`.
struct LapsePiece {
  double top = 0.0;    // m
  double lapse = 0.0;  // K m-1
};

/// Lapses from the inversion's top upwards; the first holds below too, the last above too.
class FreeAir {
 public:
  FreeAir() : pieces_(1, LapsePiece{1e5, 0.005}) {}
  explicit FreeAir(std::vector<LapsePiece> pieces) : pieces_(std::move(pieces)) {}
  const std::vector<LapsePiece>& pieces() const { return pieces_; }
  double lapse(double height) const;  // K m-1, of the piece that holds just above `height`
  double fall(double height) const;   // K, T(0) - T(height) along the pieces

 private:
  std::vector<LapsePiece> pieces_;  // ascending tops, never empty
};

struct UpperAirRegime {
  std::vector<UpperAirLevel> winds;  // ascending heights
  double inversion_strength = 0.0;   // K, of the morning inversion
  double inversion_depth = 300.0;    // m; 0: the free air reaches the ground
  double mixed_lapse = 0.008;        // K m-1, below the mixing height
  FreeAir free_air;                  // above the inversion
};

/// A layer of a case's table of temperatures.
struct TemperaturePiece {
  double bottom = 0.0, top = 0.0;  // m
  double gradient = 0.0;           // K m-1, positive: an inversion
};

/// The regime of winds and two tables, ascending from the ground: the day's lowest piece is the mixed lapse;
/// the night's inversions at the ground are the morning's, its other pieces the free air.
UpperAirRegime upper_air_regime(std::vector<UpperAirLevel> winds, const std::vector<TemperaturePiece>& day,
                                const std::vector<TemperaturePiece>& night);

/// Shares of the regimes at one instant, in the order of UpperAirSeries::regimes, summing to 1.
struct UpperAirBlend {
  UtcSeconds time = 0;
  std::vector<double> share;
};

struct WindVector {
  double u = 0.0, v = 0.0;  // m s-1 towards east and north
};

/// What a balloon met on its way up; ascending heights, the first at the ground.
struct Launch {
  UtcSeconds time = 0;
  std::vector<double> height;           // m above ground
  std::vector<double> air_temperature;  // K
  std::vector<double> wind_height;      // m, ascending; empty: no winds were read
  std::vector<WindVector> wind;
};

struct UpperAirSeries {
  std::vector<UpperAirRegime> regimes;
  std::vector<UpperAirBlend> blends;  // ascending; linear between, held beyond; none: the first regime alone
  std::vector<Launch> launches =
      {};  // ascending; linear in time between, held beyond; take the regimes' place
};

WindVector wind_vector(double speed, double from_direction);

/// The blend at one instant.
struct UpperAir {
  std::vector<double> heights;    // m, union of the regimes' heights
  std::vector<WindVector> winds;  // at the heights
  double inversion_strength = 0.0, inversion_depth = 300.0, mixed_lapse = 0.008;
  FreeAir free_air;
  std::optional<double> sounded_ground;  // K: the free air is a sounding's, from this temperature at z = 0

  /// Linear between heights, held above the last.
  WindVector wind(double height) const;
};

/// The air of the launches about `time`: temperature and wind linear in time at each of their heights; the
/// inversion is what rises from the ground, mixed air is dry adiabatic. Without winds of its own it keeps
/// those of `otherwise`.
UpperAir sounded_air(const std::vector<Launch>& launches, UtcSeconds time, UpperAir otherwise);

UpperAir upper_air_at(const UpperAirSeries& series, UtcSeconds time, double surface_from_direction);

}  // namespace lantian::model
