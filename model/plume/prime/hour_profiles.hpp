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

template <class V>
class HourProfiles {
 public:
  void set(int lane, const BoundaryLayerProfiles& p) {
    base_elevation_[lane] = p.base_elevation;
    for (unsigned n = 0; n < profile_levels; ++n) {
      const unsigned next = n + 1 < profile_levels ? n + 1 : n;
      const double depth = profile_heights.at[next] - profile_heights.at[n];
      const double of[] = {p.level[n].wind, p.level[n].gradient, p.potential_temperature[n],
                           p.air_density[n]};
      const double above[] = {p.level[next].wind, p.level[next].gradient, p.potential_temperature[next],
                              p.air_density[next]};
      for (unsigned f = 0; f < 4; ++f) {
        row(n, 2 * f)[lane] = of[f];
        row(n, 2 * f + 1)[lane] = above[f] - of[f];
      }
      row(n, shear)[lane] = depth > 0.0 ? (above[0] - of[0]) / depth : 0.0;
    }
  }

  SurroundingAir<V> at(V z) const {
    using namespace numerics;
    const Place<V> place = place_of(z);
    const Integers<V> index = place.level * (fields * lanes) + lane_numbers<V>();
    const auto field = [&](int f) { return gather<V>(value_ + f * lanes, index); };
    const auto between = [&](int f) { return field(2 * f) + place.way * field(2 * f + 1); };
    V height = base_elevation();
    height = z + height;
    return {larger(between(0), broadcast<V>(smallest_wind)), field(shear), between(1),
            between(2) - dry_adiabatic * height, between(3)};
  }
  V potential_temperature(V z) const {
    const Place<V> place = place_of(numerics::larger(z, numerics::broadcast<V>(0.0)));
    const numerics::Integers<V> index = place.level * (fields * lanes) + lane_numbers<V>();
    return numerics::gather<V>(value_ + 4 * lanes, index) +
           place.way * numerics::gather<V>(value_ + 5 * lanes, index);
  }

 private:
  static constexpr int lanes = numerics::lanes_of<V>, fields = 9;
  static constexpr unsigned shear = 8;
  double* row(unsigned level, unsigned field) { return value_ + (level * fields + field) * lanes; }
  V base_elevation() const {
    return lanes_from<V>([&](int n) { return base_elevation_[n]; });
  }
  double value_[profile_levels * fields * lanes];
  double base_elevation_[lanes];
};

#undef LANTIAN_INLINE

}  // namespace lantian::model::plume::prime
