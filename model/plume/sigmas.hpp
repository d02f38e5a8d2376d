/// How wide and deep the plume is at a distance: sigma_y and sigma_z of each kind of plume.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/updrafts.hpp"

namespace lantian::model::plume {

/// sigma of the turbulence that a rise makes [m]: 0.4 dh/sqrt(2) [EPA2024].
inline constexpr double own_turbulence = 0.28284271247461906;

/// Square of what does not come from the air: the plume's own turbulence and the start [m2].
template <class V>
static V own_variance(V own, double initial) {
  return own * own + initial * initial;
}

/// sigma_y in stable air, and of the penetrated plume [m]:
///     i x/(1 + x/(2 u T))^0.3,   i = max(0.05, sigma_v/u),   T = z_im/(156 sigma_v) max(h, 0.46)/0.46
///     [EPA2024]
template <class V>
static V stable_sigma_y(const PlumeOfHour& plume, const MetAir<V>& air, V height, V x) {
  using namespace numerics;
  const V intensity = larger(V(air.sigma_v * air.slowness), broadcast<V>(smallest_intensity));
  const V scale = larger(V(height * (1.0 / 0.46)), broadcast<V>(1.0)) *
                  (plume.air->mechanical_mixing_height * (2.0 / 156.0));
  return intensity * x * quick_power(V(1.0 + x * air.slowness * air.sigma_v / scale), -0.3);
}

/// sigma_y in convective air [m]:
///     i x/(1 + B i x/z_i)^0.3,   B = max(78 0.46/max(h_s, 0.46), 0.7)                           [EPA2024]
template <class V>
static V convective_sigma_y(const PlumeOfHour& plume, const MetAir<V>& air, V x) {
  using namespace numerics;
  const V spread = larger(V(air.sigma_v * air.slowness), broadcast<V>(smallest_intensity)) * x;
  const double b = larger(78.0 * 0.46 / larger(plume.height, 0.46), 0.7);
  return spread * quick_power(V(1.0 + (b / plume.air->mixing_height) * spread), -0.3);
}

/// What sigma_z in stable air takes of the plume's height, whatever wind and turbulence.
template <class V>
struct StableAxis {
  V per_scale;       // 1/(0.72 z), m-1: z, the height that limits the growth
  V buoyancy;        // g/theta, m s-2 K-1
  V elevated_share;  // of the elevated sigma_z; the rest as at the ground
  V ground_spread;   // u sigma_z of a plume at the ground, m2 s-1
};

/// sigma_z of a plume at the ground in stable air:   sqrt(2/pi) u* (x/u)(1 + 0.7 x/L)^(-1/3);   z = max(h,
/// h_s)
template <class V>
static StableAxis<V> stable_axis(const PlumeOfHour& plume, V height, V x) {
  using namespace numerics;
  constexpr double root_two_over_pi = 0.7978845608028654;
  const BoundaryLayerProfiles& air = *plume.air;
  const V scale = larger(larger(height, broadcast<V>(plume.height)), broadcast<V>(1e-4));
  StableAxis<V> axis{1.0 / (0.72 * scale), gravity / potential_temperature_at(air, height),
                     smaller(V(height * (1.0 / air.mixing_height)), broadcast<V>(1.0)), broadcast<V>(0.0)};
  if (air.stable && any(axis.elevated_share < 1.0))
    axis.ground_spread =
        root_two_over_pi * air.friction_velocity * x / cube_root(V(1.0 + x * (0.7 / air.obukhov_length)));
  return axis;
}

/// sigma_z in stable air, before the plume's own turbulence [m], t = x/u; `damped`: with the N term.
///     sigma_w t/sqrt(1 + sigma_w t [1/(0.72 z) + N/(0.54 sigma_w)])   with height in place of the ground's
///     [EPA2024]
template <class V>
static V stable_sigma_z(const StableAxis<V>& axis, const MetAir<V>& air, bool damped, V x) {
  using namespace numerics;
  const V t = x * air.slowness, spread = air.sigma_w * t;
  V growth = 1.0 + spread * axis.per_scale;
  if (damped) growth = growth + t * square_root(V(axis.buoyancy * air.gradient)) * (1.0 / 0.54);
  return (1.0 - axis.elevated_share) * (axis.ground_spread * air.slowness) +
         axis.elevated_share * (spread / square_root(growth));
}

/// Squares of the sigma_z of the two direct plumes, before their own turbulence [m2]:
///     A b_j w* x/u with 0.5 (1 - 10 z_c/z_i)(u*/u)^2 x^2/|L| near the ground, A = 0.6 + 4 z_c/z_i there
///     [EPA2024]
template <class V>
static void direct_variance(const PlumeOfHour& plume, const Centroid<V>& centre, const Updrafts<V>& drafts,
                            V slowness, V x, V* variance) {
  using namespace numerics;
  const V relative = centre.height * (1.0 / plume.air->mixing_height), t = x * slowness;
  const V factor =
      (centre.near_ground ? 0.6 + 4.0 * relative : broadcast<V>(1.0)) * (plume.air->convective_velocity * t);
  const double u = plume.air->friction_velocity, L = plume.air->obukhov_length;
  const V surface = (0.5 * u * u / (L < 0.0 ? -L : L)) * (1.0 - 10.0 * relative) * t * t;
  const V ground = centre.near_ground ? surface : broadcast<V>(0.0);
  for (int j = 0; j < 2; ++j) {
    const V lofted = factor * drafts.spread[j];
    variance[j] = lofted * lofted + ground * ground;
  }
}

}  // namespace lantian::model::plume
