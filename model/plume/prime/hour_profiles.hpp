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

/// One hour a lane.
template <class V>
class HourProfiles {
 public:
  void set(int lane, const BoundaryLayerProfiles& hour) { hour_[lane] = &hour; }

  LevelsAround<V> around(numerics::Integers<V> level) const {
    double value[9][lanes];
    for (int n = 0; n < lanes; ++n) {
      const auto at = static_cast<std::size_t>(number(level, n));
      const ProfileLevel &low = hour_[n]->level[at], &high = hour_[n]->level[at + 1];
      value[0][n] = low.value[Met::wind];
      value[1][n] = low.step[Met::wind];
      value[2][n] = low.step[Met::wind] / (high.height - low.height);
      value[3][n] = low.value[Met::gradient];
      value[4][n] = low.step[Met::gradient];
      value[5][n] = low.potential_temperature;
      value[6][n] = low.potential_temperature_step;
      value[7][n] = low.air_density;
      value[8][n] = high.air_density - low.air_density;
    }
    const auto of = [&](int k) { return numerics::lanes_at<V>(value[k]); };
    return {level, of(0), of(1), of(2), of(3), of(4), of(5), of(6), of(7), of(8)};
  }
  /// `known` is what the plume met last.
  SurroundingAir<V> at(V z, LevelsAround<V>& known) const {
    using namespace numerics;
    const Place<V> place = place_of(z);
    if (any(Mask<V>(place.level != known.level))) known = around(place.level);
    const V height = z + lanes_from<V>([&](int n) { return hour_[n]->base_elevation; });
    return {larger(V(known.wind + place.way * known.wind_above), broadcast<V>(smallest_wind)), known.shear,
            known.gradient + place.way * known.gradient_above,
            known.temperature + place.way * known.temperature_above - dry_adiabatic * height,
            known.density + place.way * known.density_above};
  }
  V potential_temperature(V z) const {
    const Place<V> place = place_of(numerics::larger(z, numerics::broadcast<V>(0.0)));
    double value[2][lanes];
    for (int n = 0; n < lanes; ++n) {
      const ProfileLevel& low = hour_[n]->level[static_cast<std::size_t>(number(place.level, n))];
      value[0][n] = low.potential_temperature;
      value[1][n] = low.potential_temperature_step;
    }
    return numerics::lanes_at<V>(value[0]) + place.way * numerics::lanes_at<V>(value[1]);
  }

 private:
  static constexpr int lanes = numerics::lanes_of<V>;
  LANTIAN_INLINE std::int64_t number(numerics::Integers<V> level, int n) {
    if constexpr (lanes == 1)
      return level;
    else
      return level[n];
  }
  const BoundaryLayerProfiles* hour_[lanes];
};

#undef LANTIAN_INLINE

}  // namespace lantian::model::plume::prime
