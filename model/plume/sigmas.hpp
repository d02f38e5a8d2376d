/// How wide and deep the plume is at a distance: sigma_y and sigma_z of each kind of plume.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/updrafts.hpp"

namespace lantian::model::plume {

/// Root of the sum of squares of what the air, the plume's own turbulence and the start contribute.
template <class V>
static V combined(V ambient, V own, double initial) {
  return numerics::square_root(V(ambient * ambient + own * own + initial * initial));
}

/// sigma of the turbulence that a rise makes [m]: 0.4 dh/sqrt(2) [EPA2024].
inline constexpr double own_turbulence = 0.28284271247461906;

/// x^0.3 for x >= 1.
template <class V>
static V to_three_tenths(V x) {
  return numerics::exp(V(0.3 * numerics::log(x)));
}

/// sigma_y in stable air, and of the penetrated plume [m]:
///     i x/(1 + x/(2 u T))^0.3,   i = max(0.05, sigma_v/u),   T = z_im/(156 sigma_v) max(h, 0.46)/0.46
///     [EPA2024]
template <class V>
static V stable_sigma_y(const PlumeOfHour& plume, const MetAir<V>& air, V height, V x) {
  using namespace numerics;
  const V intensity = larger(V(air.sigma_v / air.wind), broadcast<V>(smallest_intensity));
  const V travelled = x / air.wind;
  const V scale = larger(V(height * (1.0 / 0.46)), broadcast<V>(1.0)) *
                  (plume.air->mechanical_mixing_height * (2.0 / 156.0));
  return intensity * x / to_three_tenths(V(1.0 + travelled * air.sigma_v / scale));
}

/// sigma_y in convective air [m]:
///     i x/(1 + B i x/z_i)^0.3,   B = max(78 0.46/max(h_s, 0.46), 0.7)                           [EPA2024]
template <class V>
static V convective_sigma_y(const PlumeOfHour& plume, const MetAir<V>& air, V x) {
  using namespace numerics;
  const V spread = larger(V(air.sigma_v / air.wind), broadcast<V>(smallest_intensity)) * x;
  const double low = plume.height > 0.46 ? plume.height : 0.46;
  const double b = 78.0 * 0.46 / low > 0.7 ? 78.0 * 0.46 / low : 0.7;
  return spread / to_three_tenths(V(1.0 + (b / plume.air->mixing_height) * spread));
}

/// sigma_z of an elevated plume in stable air [m], t = x/u; `damped`: with the N term.
///     sigma_w t/sqrt(1 + sigma_w t [1/(0.72 z) + N/(0.54 sigma_w)])                             [EPA2024]
template <class V>
static V elevated_sigma_z(const MetAir<V>& air, V frequency, V height, bool damped, V x) {
  const V t = x / air.wind, spread = air.sigma_w * t;
  V growth = 1.0 + spread / (0.72 * height);
  if (damped) growth = growth + t * frequency / 0.54;
  return spread / numerics::square_root(growth);
}

/// sigma_z of a plume at the ground in stable air [m]:
///     sqrt(2/pi) u* (x/u)(1 + 0.7 x/L)^(-1/3)                                                   [EPA2024]
template <class V>
static V ground_sigma_z(const PlumeOfHour& plume, V wind, V x) {
  constexpr double root_two_over_pi = 0.7978845608028654;
  return root_two_over_pi * plume.air->friction_velocity * x /
         (wind * numerics::cube_root(V(1.0 + 0.7 * x / plume.air->obukhov_length)));
}

/// sigma_z of the stable branch, before its own turbulence: from the ground's to the elevated one with height
/// [m].
template <class V>
static V stable_sigma_z(const PlumeOfHour& plume, const MetAir<V>& air, V potential_temperature, V height,
                        bool damped, V x) {
  using namespace numerics;
  const V frequency = damped ? buoyancy_frequency(air.gradient, potential_temperature) : V(air.wind * 0.0);
  const V scale = larger(larger(height, broadcast<V>(plume.height)), broadcast<V>(1e-4));
  const V elevated = elevated_sigma_z(air, frequency, scale, damped, x);
  const Mask<V> below = height < plume.air->mixing_height;
  if (!any(below)) return elevated;
  const V share = height / plume.air->mixing_height;
  const V ground = plume.air->stable ? ground_sigma_z(plume, air.wind, x) : broadcast<V>(0.0);
  return below ? (1.0 - share) * ground + share * elevated : elevated;
}

/// sigma_z of the two direct plumes, before their own turbulence [m]:
///     A b_j w* x/u with 0.5 (1 - 10 z_c/z_i)(u*/u)^2 x^2/|L| near the ground, A = 0.6 + 4 z_c/z_i there
///     [EPA2024]
template <class V>
static void direct_sigma_z(const PlumeOfHour& plume, const Centroid<V>& centre, const Updrafts<V>& drafts,
                           V wind, V x, V* sigma_z) {
  using namespace numerics;
  const V relative = centre.height / plume.air->mixing_height, t = x / wind;
  const V factor = centre.near_ground ? 0.6 + 4.0 * relative : broadcast<V>(1.0);
  const double u = plume.air->friction_velocity, L = plume.air->obukhov_length;
  const V surface = (0.5 * u * u / (L < 0.0 ? -L : L)) * (1.0 - 10.0 * relative) * t * t;
  const V ground = centre.near_ground ? surface : broadcast<V>(0.0);
  for (int j = 0; j < 2; ++j) {
    const V lofted = factor * drafts.spread[j] * plume.air->convective_velocity * t;
    sigma_z[j] = square_root(V(lofted * lofted + ground * ground));
  }
}

}  // namespace lantian::model::plume
