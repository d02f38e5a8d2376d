/// Values of the hour's profiles at a height, and their means over a layer: for a number or for lanes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/numerics/vector_lanes.hpp"
#include "model/plume/boundary_layer_profiles.hpp"
#include "model/plume/constants.hpp"

namespace lantian::model::plume {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

/// Where a height lies: the level below it, and how far to the next (beyond 1 above the uppermost).
template <class V>
struct Place {
  numerics::Integers<V> level;
  V way;
};

/// The number of levels below z, as a line between each two: concave, so it is the least of its lines. z >=
/// 0.
template <class V>
LANTIAN_INLINE Place<V> place_of(V z) {
  using numerics::smaller;
  V f = 2.0 * z;
  f = smaller(f, z + 1.0);
  f = smaller(f, 0.5 * z + 2.0);
  f = smaller(f, 0.25 * z + 3.0);
  f = smaller(f, (1.0 / 6.0) * z + 11.0 / 3.0);
  f = smaller(f, 0.1 * z + 5.0);
  f = smaller(f, 0.05 * z + 10.0);
  f = smaller(f, 0.02 * z + 16.0);
  f = smaller(f, 0.01 * z + 36.0);
  const V below = smaller(numerics::whole_below(f), numerics::broadcast<V>(profile_levels - 2.0));
  return {numerics::integer_of(below), f - below};
}

/// Wind, turbulence and stability that a plume meets.
template <class V>
struct MetAir {
  V wind, sigma_v, sigma_w;  // m s-1
  V gradient;                // K m-1
};

/// One quantity: level[n].*field and the step that follows it.
template <class V>
LANTIAN_INLINE V at_place(const BoundaryLayerProfiles& p, double ProfileLevel::*field, const Place<V>& at) {
  const double* table = &(p.level[0].*field);
  const auto index = at.level * 16;
  return numerics::gather<V>(table, index) + at.way * numerics::gather<V>(table + 1, index);
}
template <class V>
LANTIAN_INLINE V value_at(const BoundaryLayerProfiles& p, double ProfileLevel::*field, V z) {
  return at_place(p, field, place_of(z));
}

/// The two cache lines of a level: values with steps, and integrals with temperature and height.
template <class V>
LANTIAN_INLINE numerics::Records<V> values_of(const BoundaryLayerProfiles& p, const Place<V>& at) {
  return numerics::records<V>(&p.level[0].wind, at.level * 2);
}
template <class V>
LANTIAN_INLINE numerics::Records<V> sums_of(const BoundaryLayerProfiles& p, const Place<V>& at) {
  return numerics::records<V>(&p.level[0].wind_integral, at.level * 2);
}

template <class V>
LANTIAN_INLINE V potential_temperature_at(const BoundaryLayerProfiles& p, V z) {
  return value_at(p, &ProfileLevel::potential_temperature, z);
}

/// N = sqrt(g/theta d(theta)/dz) [s-1].
template <class V>
LANTIAN_INLINE V buoyancy_frequency(V gradient, V potential_temperature) {
  return numerics::larger(numerics::square_root(V(gravity * gradient / potential_temperature)),
                          numerics::broadcast<V>(1e-10));
}

/// The floors of every plume's wind and turbulence.
template <class V>
LANTIAN_INLINE MetAir<V> with_floors(MetAir<V> air) {
  using numerics::larger;
  air.sigma_w = larger(air.sigma_w, numerics::broadcast<V>(smallest_sigma_w));
  air.sigma_v =
      larger(larger(air.sigma_v, numerics::broadcast<V>(smallest_sigma_v)), smallest_intensity * air.wind);
  air.wind = larger(air.wind, numerics::broadcast<V>(smallest_wind));
  return air;
}

template <class V>
LANTIAN_INLINE MetAir<V> on_the_way(const numerics::Records<V>& values, V way) {
  const V* v = values.field;
  return {v[0] + way * v[1], v[2] + way * v[3], v[4] + way * v[5], v[6] + way * v[7]};
}
template <class V>
LANTIAN_INLINE MetAir<V> air_at(const BoundaryLayerProfiles& p, V z) {
  const Place<V> at = place_of(z);
  return with_floors(on_the_way(values_of(p, at), at.way));
}

/// Integrals of the four from the ground to z: running sums and the trapezoid of the last part.
template <class V>
LANTIAN_INLINE MetAir<V> integrals_to(const BoundaryLayerProfiles& p, const Place<V>& at,
                                      const numerics::Records<V>& values, V z) {
  const numerics::Records<V> sums = sums_of(p, at);
  const V rest = z - sums.field[6];
  const MetAir<V> mean = on_the_way(values, V(0.5 * at.way));
  return {sums.field[0] + rest * mean.wind, sums.field[1] + rest * mean.sigma_v,
          sums.field[2] + rest * mean.sigma_w, sums.field[3] + rest * mean.gradient};
}

/// Means between two heights, low <= high [EPA2024]: nothing below 0.5 m counts; within one interval the
/// value in the middle.
template <class V>
LANTIAN_INLINE MetAir<V> layer_mean(const BoundaryLayerProfiles& p, V low, V high) {
  low = numerics::larger(low, numerics::broadcast<V>(0.5));
  high = numerics::larger(high, numerics::broadcast<V>(0.51));
  const Place<V> bottom = place_of(low), top = place_of(high);
  const numerics::Records<V> at_bottom = values_of(p, bottom), at_top = values_of(p, top);
  const MetAir<V> to_bottom = integrals_to(p, bottom, at_bottom, low);
  const MetAir<V> to_top = integrals_to(p, top, at_top, high);
  const auto together = top.level <= bottom.level;
  const MetAir<V> middle = on_the_way(at_bottom, V(0.5 * (bottom.way + top.way)));
  const V per_depth = 1.0 / (high - low);
  return with_floors(
      MetAir<V>{together ? middle.wind : (to_top.wind - to_bottom.wind) * per_depth,
                together ? middle.sigma_v : (to_top.sigma_v - to_bottom.sigma_v) * per_depth,
                together ? middle.sigma_w : (to_top.sigma_w - to_bottom.sigma_w) * per_depth,
                together ? middle.gradient : (to_top.gradient - to_bottom.gradient) * per_depth});
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::plume
