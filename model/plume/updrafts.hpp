/// Updrafts and downdrafts of the convective layer: the skewed distribution of vertical velocity as two
/// Gaussians.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/centroid.hpp"

namespace lantian::model::plume {

/// Mean velocities over w* (updraft first), their spreads over w*, and how often each is met.
template <class V>
struct Updrafts {
  V mean[2], spread[2], weight[2];
};

/// Of the vertical velocity: W3 = 0.125 w*^3, near the ground 1.25 w*^3 z_c/z_i [m3 s-3].
template <class V>
static V third_moment(const PlumeOfHour& plume, const Centroid<V>& centre) {
  const double w = plume.air->convective_velocity;
  return centre.near_ground ? (1.25 * w * w * w / plume.air->mixing_height) * centre.height
                            : numerics::broadcast<V>(0.125 * w * w * w);
}

inline constexpr double skew_share = 5.0 / 13.0;  // al = (1 + R^2)/(1 + 3 R^2)

/// S = W3/sigma_w^3; R = 2:
///     a = sigma_w/w* [al S -+ sqrt(al^2 S^2 + 4/be)]/2,   al = (1 + R^2)/(1 + 3 R^2),  be = 1 + R^2
///     b = R |a|,   lambda1 = a2/(a2 - a1)                                                      [EPA2024]
template <class V>
static Updrafts<V> updrafts(const PlumeOfHour& plume, const Centroid<V>& centre, V sigma_w) {
  using namespace numerics;
  constexpr double be = 5.0, R = 2.0;
  const double w = plume.air->convective_velocity;
  const V skew = skew_share * (third_moment(plume, centre) / (sigma_w * sigma_w * sigma_w));
  const V root = square_root(V(skew * skew + 4.0 / be));
  const V half = (0.5 / w) * sigma_w;
  Updrafts<V> u;
  u.mean[0] = half * (skew + root);
  u.mean[1] = half * (skew - root);
  u.spread[0] = R * u.mean[0];
  u.spread[1] = -R * u.mean[1];
  u.weight[1] = 0.5 + 0.5 * skew / root;
  u.weight[0] = 1.0 - u.weight[1];
  return u;
}

}  // namespace lantian::model::plume
