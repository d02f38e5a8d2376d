/// The profiles of several hours side by side, one a lane, as the rising plumes meet them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/profile_lookup.hpp"

namespace lantian::model::plume::prime {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

/// Air around a rising plume.
template <class V>
struct SurroundingAir {
  V wind;         // U, m s-1
  V shear;        // dU/dz, s-1
  V gradient;     // d theta/dz, K m-1
  V temperature;  // K
  V density;      // kg m-3
};

/// From a function of the lane.
template <class V, class Of>
LANTIAN_INLINE V lanes_from(Of&& of) {
  if constexpr (std::is_same_v<V, double>) {
    return of(0);
  } else {
    V v;
    for (int n = 0; n < numerics::lanes_of<V>; ++n) v[n] = of(n);
    return v;
  }
}
template <class V>
LANTIAN_INLINE numerics::Integers<V> lane_numbers() {
  if constexpr (std::is_same_v<V, double>) {
    return 0;
  } else {
    numerics::Integers<V> v;
    for (int n = 0; n < numerics::lanes_of<V>; ++n) v[n] = n;
    return v;
  }
}

/// The levels that a plume is between: it stays there for many of its steps.
template <class V>
struct LevelsAround {
  numerics::Integers<V> level;
  V wind, wind_above, shear, gradient, gradient_above, temperature, temperature_above, density, density_above;
};

template <class V>
class HourProfiles {
 public:
  void set(int lane, const BoundaryLayerProfiles& p) {
    base_elevation_[lane] = p.base_elevation;
    for (int n = 0; n < profile_levels; ++n) {
      const int next = n + 1 < profile_levels ? n + 1 : n;
      const double depth = profile_heights.at[next] - profile_heights.at[n];
      const double of[] = {p.level[n].value[Met::wind], p.level[n].value[Met::gradient],
                           p.level[n].potential_temperature, p.level[n].air_density};
      const double above[] = {p.level[next].value[Met::wind], p.level[next].value[Met::gradient],
                              p.level[next].potential_temperature, p.level[next].air_density};
      for (int f = 0; f < 4; ++f) {
        row(n, 2 * f)[lane] = of[f];
        row(n, 2 * f + 1)[lane] = above[f] - of[f];
      }
      row(n, shear)[lane] = depth > 0.0 ? (above[0] - of[0]) / depth : 0.0;
    }
  }

  LevelsAround<V> around(numerics::Integers<V> level) const {
    const numerics::Integers<V> index = level * (fields * lanes) + lane_numbers<V>();
    const auto field = [&](int f) { return numerics::gather<V>(value_ + f * lanes, index); };
    return {level,    field(0), field(1), field(shear), field(2),
            field(3), field(4), field(5), field(6),     field(7)};
  }
  /// `known` is what the plume met last.
  SurroundingAir<V> at(V z, LevelsAround<V>& known) const {
    using namespace numerics;
    const Place<V> place = place_of(z);
    if (any(Mask<V>(place.level != known.level))) known = around(place.level);
    const V height = z + lanes_from<V>([&](int n) { return base_elevation_[n]; });
    return {larger(V(known.wind + place.way * known.wind_above), broadcast<V>(smallest_wind)), known.shear,
            known.gradient + place.way * known.gradient_above,
            known.temperature + place.way * known.temperature_above - dry_adiabatic * height,
            known.density + place.way * known.density_above};
  }
  V potential_temperature(V z) const {
    const Place<V> place = place_of(numerics::larger(z, numerics::broadcast<V>(0.0)));
    const numerics::Integers<V> index = place.level * (fields * lanes) + lane_numbers<V>();
    return numerics::gather<V>(value_ + 4 * lanes, index) +
           place.way * numerics::gather<V>(value_ + 5 * lanes, index);
  }

 private:
  static constexpr int lanes = numerics::lanes_of<V>, fields = 9;
  static constexpr int shear = 8;
  double* row(int level, int field) { return value_ + (level * fields + field) * lanes; }
  double value_[profile_levels * fields * lanes];
  double base_elevation_[lanes];
};

#undef LANTIAN_INLINE

}  // namespace lantian::model::plume::prime
