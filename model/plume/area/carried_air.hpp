/// A convective hour's strips of an area source as AERMOD meets them: each begins with the air of the last.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/cross_section.hpp"

namespace lantian::model::plume {

/// What the emission of a strip across the wind gives downwind.
template <class V>
struct Strip {
  V strength;  // K, vertical term over the wind, terrain and decay included: s m-2
  V sigma_y;   // m
};

/// The air at the release height.
template <class V>
static MetAir<V> air_at_release(const PlumeOfHour& plume) {
  using numerics::broadcast;
  return {broadcast<V>(plume.stack_wind), broadcast<V>(plume.stack_sigma_v),
          broadcast<V>(plume.stack_sigma_w), broadcast<V>(plume.stack_gradient),
          broadcast<V>(1.0 / plume.stack_wind)};
}

/// Effective air of the direct plume, carried from one distance to the next within a receptor.
template <class V>
struct CarriedAir {
  MetAir<V> air;
  Centroid<V> centre;  // of the last distance
  Updrafts<V> drafts;  // with which its layer was found
  V lift_slowness;     // of the air carried to it

  explicit CarriedAir(const PlumeOfHour& plume) : air(air_at_release<V>(plume)) {}

  /// The step from the air of any distance to that of x.
  void move_to(const PlumeOfHour& plume, V receptor, V x) {
    centre = centroid(plume, x);
    drafts = updrafts(plume, centre, air.sigma_w);
    lift_slowness = air.slowness;
    V variance[2];
    direct_variance(plume, centre, drafts, air_at(*plume.air, centre.height).slowness, x, variance);
    const double own = plume.initial_sigma_z * plume.initial_sigma_z;
    const V depth =
        0.5 * (numerics::square_root(V(variance[0] + own)) + numerics::square_root(V(variance[1] + own)));
    air = direct_layer_mean(*plume.air, centre.height, depth, receptor);
  }
};

/// Direct and indirect plumes at x, which are one without rise: with drafts lifted by a wind of the given
/// slowness, in the carried air.
template <Tails tails, class V>
static Strip<V> convective_strip(const PlumeOfHour& plume, const ReceptorGround<V>& at,
                                 const CarriedAir<V>& carried, const Updrafts<V>& drafts, V lift_slowness,
                                 V x) {
  using namespace numerics;
  V variance[2];
  direct_variance(plume, carried.centre, drafts, carried.air.slowness, x, variance);
  TwoPlumes<V> plumes;
  const V lift = plume.air->convective_velocity * x * lift_slowness;
  for (int j = 0; j < 2; ++j) {
    plumes.height[j] = plume.height + drafts.mean[j] * lift;
    plumes.half_per_variance[j] = 0.5 / (variance[j] + plume.initial_sigma_z * plume.initial_sigma_z);
    plumes.strength[j] = drafts.weight[j] * square_root(V(2.0 * plumes.half_per_variance[j]));
  }
  const double lid = plume.air->mixing_height;
  V strength = carried.air.slowness * over_terrain(at, broadcast<V>(0.0), [&](V z) {
                 return convective_vertical_term<tails, false>(z, plumes, lid) +
                        convective_vertical_term<tails, true>(z, plumes, lid);
               });
  if (plume.decay_rate > 0.0) strength = strength * exp(V(-plume.decay_rate * x * carried.air.slowness));
  return {strength, convective_sigma_y(plume, carried.air, x)};
}

/// On a side AERMOD moves twice, and keeps the drafts of the second beginning [EPA2024].
template <class V>
static Strip<V> strip_on_side(const PlumeOfHour& plume, const ReceptorGround<V>& at, CarriedAir<V>& carried,
                              V x) {
  carried.move_to(plume, at.receptor, x);
  carried.move_to(plume, at.receptor, x);
  return convective_strip<Tails::cut>(plume, at, carried, carried.drafts, carried.lift_slowness, x);
}

/// Within the outline it moves once, and renews the drafts.
template <Tails tails, class V>
static Strip<V> strip_within(const PlumeOfHour& plume, const ReceptorGround<V>& at, CarriedAir<V>& carried,
                             V x) {
  carried.move_to(plume, at.receptor, x);
  return convective_strip<tails>(plume, at, carried, updrafts(plume, carried.centre, carried.air.sigma_w),
                                 carried.air.slowness, x);
}

/// Least and greatest sigma_w that carried air can have: of the profile, as far up as layers reach [m s-1].
struct CarriedRange {
  double least, greatest;
};
static inline CarriedRange carried_range(const PlumeOfHour& plume) {
  CarriedRange range = {plume.stack_sigma_w, plume.stack_sigma_w};
  const double top = plume.air->mixing_height > 5.0 ? plume.air->mixing_height : 5.0;
  for (int n = 0; n < profile_levels && (n == 0 || profile_heights.at[n - 1] < top); ++n) {
    const double w = plume.air->level[n].value[Met::sigma_w];
    range.least = w < range.least ? w : range.least;
    range.greatest = w > range.greatest ? w : range.greatest;
  }
  range.least = range.least > smallest_sigma_w ? range.least : smallest_sigma_w;
  return range;
}

/// The strip at x whatever air it is reached with, and whether there is one: the air found with the widest
/// and with the narrowest drafts is the same. Drafts are wide for the least and the greatest sigma_w, and
/// narrowest where
///     sigma_w^6 = 2.5 (al W3)^2.
template <class V>
struct SettledStrip {
  Strip<V> strip;
  numerics::Mask<V> remembers;
};
template <class V>
static SettledStrip<V> settled_strip(const PlumeOfHour& plume, const ReceptorGround<V>& at,
                                     const CarriedRange& range, V x) {
  using namespace numerics;
  CarriedAir<V> carried(plume);
  const V narrowest = cube_root(V(1.5811388300841898 * skew_share * third_moment(plume, centroid(plume, x))));
  const V starts[3] = {broadcast<V>(range.least), broadcast<V>(range.greatest),
                       larger(smaller(narrowest, broadcast<V>(range.greatest)), broadcast<V>(range.least))};
  MetAir<V> air[3];
  for (int n = 0; n < 3; ++n) {
    carried.air.sigma_w = starts[n];
    carried.move_to(plume, at.receptor, x);
    air[n] = carried.air;
  }
  V apart = broadcast<V>(0.0);
  for (int n = 0; n < 2; ++n) {
    apart = larger(apart, magnitude(V(air[n].wind / air[2].wind - 1.0)));
    apart = larger(apart, magnitude(V(air[n].sigma_v / air[2].sigma_v - 1.0)));
    apart = larger(apart, magnitude(V(air[n].sigma_w / air[2].sigma_w - 1.0)));
  }
  return {strip_within<Tails::cut>(plume, at, carried, x), apart > 1e-5};
}

/// Without carrying: as the plumes of points have it.
template <Tails tails, class V>
static Strip<V> fresh_strip(const PlumeOfHour& plume, const ReceptorGround<V>& at, bool flat, V x) {
  const CrossSection<V> section = cross_section<tails>(plume, at, flat, x);
  return {section.direct, section.sigma_y};
}

}  // namespace lantian::model::plume
