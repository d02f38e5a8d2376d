/// Turbulence in the wake of a building and in the air around it, and how it spreads a plume.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/prime/wake_wind.hpp"
#include "model/plume/profile_lookup.hpp"

namespace lantian::model::plume::prime {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

/// What the wake's plumes know of the hour; truth values are 0 and 1.
template <class V>
struct WakeAir {
  V wind, sigma_v, sigma_w;                   // m s-1, means from the ground to the wake's height
  V gradient;                                 // K m-1, likewise
  V stable, urban;                            // 0 or 1
  V mixing_height, mechanical_mixing_height;  // m
  V friction_velocity;                        // m s-1
  V obukhov_length;                           // m
  V per_wind;                                 // s m-1
  V intensity_y, intensity_z;                 // sigma_v and sigma_w over the wind
};
template <class V>
inline constexpr V WakeAir<V>::*wake_air_members[] = {&WakeAir<V>::wind,
                                                      &WakeAir<V>::sigma_v,
                                                      &WakeAir<V>::sigma_w,
                                                      &WakeAir<V>::gradient,
                                                      &WakeAir<V>::stable,
                                                      &WakeAir<V>::urban,
                                                      &WakeAir<V>::mixing_height,
                                                      &WakeAir<V>::mechanical_mixing_height,
                                                      &WakeAir<V>::friction_velocity,
                                                      &WakeAir<V>::obukhov_length,
                                                      &WakeAir<V>::per_wind,
                                                      &WakeAir<V>::intensity_y,
                                                      &WakeAir<V>::intensity_z};

/// Means up to the height of the wake at 15 R, at most to the convective layer's [EPA2024].
static inline WakeAir<double> wake_air_of(const WakeShape<double>& s, const BoundaryLayerProfiles& p) {
  double top = 1.2 * s.scale * numerics::cube_root(15.0 + s.starting_height_cubed);
  if (!p.stable && p.mixing_height < top) top = p.mixing_height;
  const MetAir<double> mean = layer_mean(p, 0.0, top);
  return {mean.wind,
          mean.sigma_v,
          mean.sigma_w,
          mean.gradient,
          p.stable ? 1.0 : 0.0,
          p.urban ? 1.0 : 0.0,
          p.mixing_height,
          p.mechanical_mixing_height,
          p.friction_velocity,
          p.obukhov_length,
          1.0 / mean.wind,
          mean.sigma_v / mean.wind,
          mean.sigma_w / mean.wind};
}

/// Across the wind (y) or up (z).
enum class Direction { across, upward };
/// Intensity of the turbulence far from buildings that the wake's is measured with.
constexpr double typical_intensity(Direction d) { return d == Direction::across ? 0.08 : 0.06; }
inline constexpr double wake_excess = 1.7;    // of intensity close behind the building over the typical one
inline constexpr double longest_wake = 15.0;  // R behind the lee face

template <class V>
LANTIAN_INLINE V ambient_intensity(Direction d, const WakeAir<V>& air) {
  return d == Direction::across ? air.intensity_y : air.intensity_z;
}

///     t = f {1 + [(1.7 i0/f - 1) + 0.7] X},   f = min(i0, i),  X = 1/[((max(0, x - L) + R)/R)^(2/3) - 0.7]
/// over the building growing from i to that [Schulman2000, EPA2024].
template <class V>
LANTIAN_INLINE V turbulence_decay(const WakeShape<V>& s, V x) {
  const V root = recovery(s, x);
  return 1.0 / (root * root - velocity_deficit);
}
template <class V>
LANTIAN_INLINE V wake_intensity(Direction d, const WakeShape<V>& s, const WakeAir<V>& air, V x, V decay) {
  using namespace numerics;
  const V i = ambient_intensity(d, air), far = smaller(i, broadcast<V>(typical_intensity(d)));
  const V t = far + (wake_excess * typical_intensity(d) - far + velocity_deficit * far) * decay;
  return x < s.length ? i + x * s.per_length * (t - i) : t;
}

/// Where that turbulence has come down to the air's [m from the upwind face]:
///     R {L/R - 1 + [0.7 + (1.7 i0 - 0.3 f)/(max(i, 1.3 f) - f)]^1.5}                               [EPA2024]
static inline double wake_end(Direction d, const WakeShape<double>& s, const WakeAir<double>& air) {
  const double i = ambient_intensity(d, air), far = i < typical_intensity(d) ? i : typical_intensity(d);
  const double asymptote = i > 1.3 * far ? i : 1.3 * far;
  const double base =
      velocity_deficit +
      (wake_excess * typical_intensity(d) - far * (1.0 - velocity_deficit)) / (asymptote - far);
  return s.length - s.scale + s.scale * base * numerics::square_root(base);
}

/// sigma_y without a building, as the wake's plumes use it [m]; z: the plume's height.
///     stable      i x/(1 + x/(2 u T))^0.3,   T = z_im/(156 sigma_v) max(z, 0.46)/0.46
///     convective  i x/(1 + B i x/z_i)^0.3,   B = max(78 0.46/max(z, 0.46), 0.7)                    [EPA2024]
template <class V>
LANTIAN_INLINE V undisturbed_sigma_y(const WakeAir<V>& air, V x, V z) {
  using namespace numerics;
  const V i = larger(air.intensity_y, broadcast<V>(smallest_intensity));
  const V low = larger(z, broadcast<V>(0.46));
  const V b = larger(V(78.0 * 0.46 / low), broadcast<V>(0.7));
  const V convective = b * i * x / air.mixing_height;
  const V stable = x * air.intensity_y * (78.0 * 0.46) / (air.mechanical_mixing_height * low);
  const V growth = 1.0 + (air.stable > 0.5 ? stable : convective);
  return i * x * exp(V(-0.3 * log(growth)));
}

/// sigma_z likewise [m]; theta: potential temperature at z [K].
///     stable      (1 - z/z_i) s_surf + z/z_i sigma_w t/sqrt(1 + sigma_w t [1/(0.72 z) + N/(0.54 sigma_w)])
///     convective  sqrt([A sigma_w x/u]^2 + s_surf^2),   A = 0.6 + 4 z/z_i up to 0.1 z_i, then 1    [EPA2024]
template <class V>
LANTIAN_INLINE V undisturbed_stable_sigma_z(const WakeAir<V>& air, V x, V z, V theta) {
  using namespace numerics;
  constexpr double root_two_over_pi = 0.7978845608028654;
  const V t = x * air.per_wind, spread = air.sigma_w * t;
  V frequency = larger(square_root(V(gravity * air.gradient / theta)), broadcast<V>(1e-10));
  frequency = air.urban > 0.5 ? broadcast<V>(0.0) : frequency;
  const V height = larger(z, broadcast<V>(1e-4));
  const V lofted = spread / square_root(V(1.0 + spread / (0.72 * height) + t * frequency / 0.54));
  const V ground =
      root_two_over_pi * air.friction_velocity * t / cube_root(V(1.0 + 0.7 * x / air.obukhov_length));
  const V share = z / air.mixing_height;
  return z < air.mixing_height ? (1.0 - share) * ground + share * lofted : lofted;
}
template <class V>
LANTIAN_INLINE V undisturbed_convective_sigma_z(const WakeAir<V>& air, V x, V z) {
  using namespace numerics;
  const V share = z / air.mixing_height, t = x * air.per_wind;
  const Mask<V> low = share < 0.1;
  const V slope = low ? 0.6 + 4.0 * share : broadcast<V>(1.0);
  const V lofted = slope * air.sigma_w * t, drag = air.friction_velocity * t;
  const V ground = 0.5 * (1.0 - 10.0 * share) * drag * drag / magnitude(air.obukhov_length);
  return square_root(V(lofted * lofted + (low ? ground * ground : broadcast<V>(0.0))));
}
template <class V>
LANTIAN_INLINE V undisturbed_sigma_z(const WakeAir<V>& air, V x, V z, V theta) {
  const auto stable = air.stable > 0.5;
  if (!numerics::any(stable)) return undisturbed_convective_sigma_z(air, x, z);
  return stable ? undisturbed_stable_sigma_z(air, x, z, theta) : undisturbed_convective_sigma_z(air, x, z);
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::plume::prime
