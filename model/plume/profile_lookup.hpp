/// Values of the hour's profiles at a height, and their means over a layer: for a number or for lanes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/numerics/vector_lanes.hpp"
#include "model/plume/boundary_layer_profiles.hpp"
#include "model/plume/constants.hpp"

namespace lantian::model::plume {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline
#define LANTIAN_INLINE_MEMBER [[gnu::always_inline]]

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
  const V below =
      numerics::larger(smaller(numerics::whole_below(f), numerics::broadcast<V>(profile_levels - 2.0)),
                       numerics::broadcast<V>(0.0));  // also where z is no number
  return {numerics::integer_of(below), f - below};
}

/// One quantity at a height.
template <class V>
LANTIAN_INLINE V between_levels(const double* value, const double* step, const Place<V>& at) {
  const auto index = at.level * (static_cast<std::int64_t>(sizeof(ProfileLevel)) / 8);
  return numerics::gather<V>(value, index) + at.way * numerics::gather<V>(step, index);
}
template <class V>
LANTIAN_INLINE V value_at(const BoundaryLayerProfiles& p, Met::Quantity quantity, V z) {
  return between_levels(p.level[0].value + quantity, p.level[0].step + quantity, place_of(z));
}
template <class V>
LANTIAN_INLINE V potential_temperature_at(const BoundaryLayerProfiles& p, V z) {
  const ProfileLevel& first = p.level[0];
  return between_levels(&first.potential_temperature, &first.potential_temperature_step, place_of(z));
}

/// N = sqrt(g/theta d(theta)/dz) [s-1].
template <class V>
LANTIAN_INLINE V buoyancy_frequency(V gradient, V potential_temperature) {
  return numerics::larger(numerics::square_root(V(gravity * gradient / potential_temperature)),
                          numerics::broadcast<V>(1e-10));
}

/// Wind, turbulence and stability that a plume meets.
template <class V>
struct MetAir {
  V wind, sigma_v, sigma_w;  // m s-1
  V gradient;                // K m-1
  V slowness;                // 1/wind
};

/// With the floors of every plume's wind and turbulence.
template <class V>
LANTIAN_INLINE MetAir<V> with_floors(const numerics::FourLanes<V>& four) {
  using namespace numerics;
  const V wind = larger(four.field[Met::wind], broadcast<V>(smallest_wind));
  return {wind,
          larger(larger(four.field[Met::sigma_v], broadcast<V>(smallest_sigma_v)),
                 smallest_intensity * four.field[Met::wind]),
          larger(four.field[Met::sigma_w], broadcast<V>(smallest_sigma_w)), four.field[Met::gradient],
          1.0 / wind};
}

/// The lanes of a place one by one: the four quantities of a level lie together.
template <class V>
struct PlaceByLane {
  std::int64_t level[numerics::lanes_of<V>];
  double way[numerics::lanes_of<V>];
  LANTIAN_INLINE_MEMBER explicit PlaceByLane(const Place<V>& at) {
    __builtin_memcpy(level, &at.level, sizeof level);
    __builtin_memcpy(way, &at.way, sizeof way);
  }
};
LANTIAN_INLINE numerics::Four four_of(const double* from) { return numerics::lanes_at<numerics::Four>(from); }

/// Four quantities of a level, on the way to the next.
template <class V>
LANTIAN_INLINE numerics::FourLanes<V> four_at(const BoundaryLayerProfiles& p, const Place<V>& at,
                                              double (ProfileLevel::*value)[4],
                                              double (ProfileLevel::*step)[4]) {
  const PlaceByLane<V> by(at);
  numerics::Four row[numerics::lanes_of<V>];
  for (int n = 0; n < numerics::lanes_of<V>; ++n) {
    const ProfileLevel& level = p.level[by.level[n]];
    row[n] = four_of(level.*value) + by.way[n] * four_of(level.*step);
  }
  return numerics::turned<V>(row);
}
template <class V>
LANTIAN_INLINE MetAir<V> air_at(const BoundaryLayerProfiles& p, V z) {
  return with_floors(four_at(p, place_of(z), &ProfileLevel::value, &ProfileLevel::step));
}

LANTIAN_INLINE numerics::Four integral_within(const ProfileLevel& level, double way) {
  return four_of(level.integral) + way * (four_of(level.linear) + way * four_of(level.quadratic));
}

/// Means between two heights, low <= high [EPA2024]: nothing below 0.5 m counts; within one interval the
/// value in the middle.
template <class V>
LANTIAN_INLINE MetAir<V> layer_mean(const BoundaryLayerProfiles& p, V low, V high) {
  using namespace numerics;
  constexpr int width = lanes_of<V>;
  low = larger(low, broadcast<V>(0.5));
  high = larger(high, broadcast<V>(0.51));
  const PlaceByLane<V> bottom(place_of(low)), top(place_of(high));
  const V depth = 1.0 / (high - low);
  double per_depth[width];
  put_lanes(depth, per_depth);
  Four row[width];
  for (int n = 0; n < width; ++n) {
    const ProfileLevel &below = p.level[bottom.level[n]], &above = p.level[top.level[n]];
    if (top.level[n] <= bottom.level[n])
      row[n] = four_of(below.value) + (0.5 * (bottom.way[n] + top.way[n])) * four_of(below.step);
    else
      row[n] = (integral_within(above, top.way[n]) - integral_within(below, bottom.way[n])) * per_depth[n];
  }
  return with_floors(turned<V>(row));
}

#undef LANTIAN_INLINE_MEMBER
#undef LANTIAN_INLINE

}  // namespace lantian::model::plume
