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

/// Effective air of the direct plume, carried from one distance to the next within a receptor.
template <class V>
struct CarriedAir {
  MetAir<V> air;
  Centroid<V> centre;  // of the last distance
  Updrafts<V> drafts;  // with which its layer was found
  V drafted_wind;      // ... and the wind that had lifted them

  explicit CarriedAir(const PlumeOfHour& plume)
      : air{numerics::broadcast<V>(plume.stack_wind), numerics::broadcast<V>(plume.stack_sigma_v),
            numerics::broadcast<V>(plume.stack_sigma_w), numerics::broadcast<V>(plume.stack_gradient)} {}

  /// The step from the air of any distance to that of x.
  void move_to(const PlumeOfHour& plume, V receptor, V x) {
    centre = centroid(plume, x);
    drafts = updrafts(plume, centre, air.sigma_w);
    drafted_wind = air.wind;
    V sigma_z[2];
    const V none = numerics::broadcast<V>(0.0);
    direct_sigma_z(plume, centre, drafts, air_at(*plume.air, centre.height).wind, x, sigma_z);
    const V depth = 0.5 * (combined(sigma_z[0], none, plume.initial_sigma_z) +
                           combined(sigma_z[1], none, plume.initial_sigma_z));
    air = direct_layer_mean(*plume.air, centre.height, depth, receptor);
  }
};

/// Direct and indirect plumes at x, with drafts lifted by `lift_wind`, in air of the given mean.
template <Tails tails, class V>
static Strip<V> convective_strip(const PlumeOfHour& plume, const ReceptorGround<V>& at,
                                 const CarriedAir<V>& carried, const Updrafts<V>& drafts, V lift_wind, V x) {
  using namespace numerics;
  const V none = broadcast<V>(0.0);
  V sigma_z[2];
  direct_sigma_z(plume, carried.centre, drafts, carried.air.wind, x, sigma_z);
  TwoPlumes<V> plumes;
  const V lift = plume.air->convective_velocity * x / lift_wind;
  for (int j = 0; j < 2; ++j) {
    plumes.height[j] = plume.height + drafts.mean[j] * lift;
    plumes.sigma_z[j] = combined(sigma_z[j], none, plume.initial_sigma_z);
    plumes.weight[j] = drafts.weight[j];
  }
  Strip<V> strip;
  strip.sigma_y = combined(convective_sigma_y(plume, carried.air, x), none, 0.0);
  strip.strength =
      over_terrain(at, none,
                   [&](V z) {
                     return convective_vertical_term<tails, false>(z, plumes, plume.air->mixing_height) +
                            convective_vertical_term<tails, true>(z, plumes, plume.air->mixing_height);
                   }) /
      carried.air.wind;
  if (plume.decay_rate > 0.0)
    strip.strength = strip.strength * exp(V(-plume.decay_rate * x / carried.air.wind));
  return strip;
}

/// On a side AERMOD moves twice, and keeps the drafts of the second beginning [EPA2024].
template <class V>
static Strip<V> strip_on_side(const PlumeOfHour& plume, const ReceptorGround<V>& at, CarriedAir<V>& carried,
                              V x) {
  carried.move_to(plume, at.receptor, x);
  carried.move_to(plume, at.receptor, x);
  return convective_strip<Tails::cut>(plume, at, carried, carried.drafts, carried.drafted_wind, x);
}

/// Within the outline it moves once, and renews the drafts.
template <Tails tails, class V>
static Strip<V> strip_within(const PlumeOfHour& plume, const ReceptorGround<V>& at, CarriedAir<V>& carried,
                             V x) {
  carried.move_to(plume, at.receptor, x);
  return convective_strip<tails>(plume, at, carried, updrafts(plume, carried.centre, carried.air.sigma_w),
                                 carried.air.wind, x);
}

/// Where the carried air has come to rest at one distance: what the moves at distances near it tend to.
template <class V>
static Strip<V> settled_strip(const PlumeOfHour& plume, const ReceptorGround<V>& at, V x) {
  CarriedAir<V> carried(plume);
  for (int n = 0; n < 6; ++n) carried.move_to(plume, at.receptor, x);
  return strip_within<Tails::kept>(plume, at, carried, x);
}

/// Without carrying: as the plumes of points have it.
template <Tails tails, class V>
static Strip<V> fresh_strip(const PlumeOfHour& plume, const ReceptorGround<V>& at, bool flat, V x) {
  const CrossSection<V> section = cross_section<tails>(plume, at, flat, x);
  return {section.direct, section.sigma_y};
}

}  // namespace lantian::model::plume
