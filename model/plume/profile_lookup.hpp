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

template <class V>
LANTIAN_INLINE V at_place(const BoundaryLayerProfiles& p, double ProfileLevel::*field, const Place<V>& at) {
  const auto index = at.level * 8;
  const V low = numerics::gather<V>(&(p.level[0].*field), index);
  const V high = numerics::gather<V>(&(p.level[1].*field), index);
  return low + at.way * (high - low);
}
template <class V>
LANTIAN_INLINE V value_at(const BoundaryLayerProfiles& p, double ProfileLevel::*field, V z) {
  return at_place(p, field, place_of(z));
}
template <class V>
LANTIAN_INLINE V temperature_at_place(const BoundaryLayerProfiles& p, const Place<V>& at) {
  const V low = numerics::gather<V>(p.potential_temperature, at.level);
  const V high = numerics::gather<V>(p.potential_temperature + 1, at.level);
  return low + at.way * (high - low);
}

template <class V>
LANTIAN_INLINE V potential_temperature_at(const BoundaryLayerProfiles& p, V z) {
  return temperature_at_place(p, place_of(z));
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
LANTIAN_INLINE MetAir<V> air_at(const BoundaryLayerProfiles& p, V z) {
  const Place<V> at = place_of(z);
  return with_floors(MetAir<V>{at_place(p, &ProfileLevel::wind, at), at_place(p, &ProfileLevel::sigma_v, at),
                               at_place(p, &ProfileLevel::sigma_w, at),
                               at_place(p, &ProfileLevel::gradient, at)});
}

/// Integral of a profile from the ground: running sums and the trapezoid of the last part.
template <class V>
LANTIAN_INLINE V integral_at(const BoundaryLayerProfiles& p, double ProfileLevel::*field,
                             double ProfileLevel::*integral, const Place<V>& at, V above_level) {
  const auto index = at.level * 8;
  const V low = numerics::gather<V>(&(p.level[0].*field), index);
  const V high = numerics::gather<V>(&(p.level[1].*field), index);
  const V sum = numerics::gather<V>(&(p.level[0].*integral), index);
  return sum + above_level * (low + (0.5 * at.way) * (high - low));
}
LANTIAN_INLINE double integral_to(const BoundaryLayerProfiles& p, double ProfileLevel::*field,
                                  double ProfileLevel::*integral, double z) {
  const Place<double> at = place_of(z);
  return integral_at(p, field, integral, at, z - profile_heights.at[at.level]);
}

/// Means between two heights, low <= high [EPA2024]: nothing below 0.5 m counts; within one interval the
/// value in the middle.
template <class V>
LANTIAN_INLINE MetAir<V> layer_mean(const BoundaryLayerProfiles& p, V low, V high) {
  low = numerics::larger(low, numerics::broadcast<V>(0.5));
  high = numerics::larger(high, numerics::broadcast<V>(0.51));
  const Place<V> bottom = place_of(low), top = place_of(high);
  const V above_bottom = low - numerics::gather<V>(profile_heights.at, bottom.level);
  const V above_top = high - numerics::gather<V>(profile_heights.at, top.level);
  const V per_depth = 1.0 / (high - low);
  const auto together = top.level <= bottom.level;
  const Place<V> middle{bottom.level, 0.5 * (bottom.way + top.way)};
  const auto mean = [&](double ProfileLevel::*field, double ProfileLevel::*integral) {
    const V sum = integral_at(p, field, integral, top, above_top) -
                  integral_at(p, field, integral, bottom, above_bottom);
    return together ? at_place(p, field, middle) : sum * per_depth;
  };
  return with_floors(MetAir<V>{mean(&ProfileLevel::wind, &ProfileLevel::wind_integral),
                               mean(&ProfileLevel::sigma_v, &ProfileLevel::sigma_v_integral),
                               mean(&ProfileLevel::sigma_w, &ProfileLevel::sigma_w_integral),
                               mean(&ProfileLevel::gradient, &ProfileLevel::gradient_integral)});
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::plume
