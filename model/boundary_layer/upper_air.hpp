/// The air above the mast, as a case gives it: winds at heights and lapse of a few regimes, blended in time.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/quantities/time.hpp"

namespace lantian::model {

struct UpperAirLevel {
  double height = 0.0;               // m above ground
  double wind_speed = 0.0;           // m s-1
  double wind_from_direction = 0.0;  // rad from true north
  double turn = 1.0;  // 1: share of the turn from the surface direction (smoothed) to wind_from_direction
};

struct UpperAirRegime {
  std::vector<UpperAirLevel> winds;  // ascending heights
  double inversion_strength = 0.0;   // K, of the morning inversion
  double inversion_depth = 300.0;    // m; 0: the free air reaches the ground
  double mixed_lapse = 0.008;        // K m-1, below the mixing height
  double free_lapse = 0.005;         // K m-1, above the inversion
};

/// Shares of the regimes at one instant, in the order of UpperAirSeries::regimes, summing to 1.
struct UpperAirBlend {
  UtcSeconds time = 0;
  std::vector<double> share;
};

struct UpperAirSeries {
  std::vector<UpperAirRegime> regimes;
  std::vector<UpperAirBlend> blends;  // ascending; linear between, held beyond; none: the first regime alone
};

struct WindVector {
  double u = 0.0, v = 0.0;  // m s-1 towards east and north
};

WindVector wind_vector(double speed, double from_direction);

/// The blend at one instant.
struct UpperAir {
  std::vector<double> heights;    // m, union of the regimes' heights
  std::vector<WindVector> winds;  // at the heights
  double inversion_strength = 0.0, inversion_depth = 300.0, mixed_lapse = 0.008, free_lapse = 0.005;

  /// Linear between heights, held above the last.
  WindVector wind(double height) const;
};

UpperAir upper_air_at(const UpperAirSeries& series, UtcSeconds time, double surface_from_direction);

}  // namespace lantian::model
