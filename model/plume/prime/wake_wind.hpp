/// How the wind slows down and its streamlines bend in the wake of a building.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/prime/wake_shape.hpp"

namespace lantian::model::plume::prime {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

/// The wind at one place of the wake's ground plan, over height: slowest up to the cavity's top, then linear
/// to the undisturbed wind at the wake's.
template <class V>
struct SlowedWind {
  V slowest;   // of the undisturbed wind
  V increase;  // m-1
  V from, to;  // m
};

/// What the wind is multiplied with, and its gradient [m-1].
template <class V>
struct WindFactor {
  V factor, gradient;
};

/// y: |y| from the axis [m].
///     D = 0.7 [(max(0, x - L) + R)/R]^(-2/3), less over the building and near the wake's side
///     U_c/U = 1 - 2 h_w D/(h_w + z_c)                                             [Schulman2000, EPA2024]
template <class V>
LANTIAN_INLINE SlowedWind<V> slowed_wind(const WakeShape<V>& s, const WakeSection<V>& at, V y) {
  using namespace numerics;
  const V none = broadcast<V>(0.0);
  const V root = cube_root(V((larger(V(at.x - s.length), none) + s.scale) / s.scale));
  V deficit = 0.7 / (root * root);
  const V edge = larger(V(0.5 * s.width), V(at.half_width - s.scale * (1.0 / 3.0)));
  const V taper = 1.0 - (y - edge) / (at.half_width - edge);
  deficit = (y > edge) & (at.half_width > edge) ? deficit * taper : deficit;
  deficit = at.x < s.length ? deficit * (at.x / s.length) : deficit;
  const V slowest = larger(V(1.0 - 2.0 * at.height * deficit / (at.height + at.cavity_top)), none);
  const V to = y < at.half_width ? at.height : none;  // beside the wake nothing is slowed
  return {slowest, (1.0 - slowest) / (at.height - at.cavity_top), at.cavity_top, to};
}

template <class V>
LANTIAN_INLINE WindFactor<V> factor_at(const SlowedWind<V>& wind, V z) {
  using namespace numerics;
  const V one = broadcast<V>(1.0), none = broadcast<V>(0.0);
  const V gradient = z > wind.from ? wind.increase : none;
  const V factor = larger(V(wind.slowest + gradient * (z - wind.from)), broadcast<V>(0.01));
  const Mask<V> undisturbed = z >= wind.to;
  return {undisturbed ? one : factor, undisturbed ? none : gradient};
}

/// (z/H)^E below the roof, E = 0.3, more for towers.
template <class V>
LANTIAN_INLINE V below_roof(const WakeShape<V>& s, V z) {
  using namespace numerics;
  const V slenderness = s.height / s.width, half = 0.5 * slenderness;
  const V exponent = slenderness >= 2.0 ? 0.3 * half * half : broadcast<V>(0.3);
  const V share = larger(V(z / s.height), broadcast<V>(1e-300));
  return z > 0.0 ? exp(V(exponent * log(share))) : broadcast<V>(0.0);
}

/// Slope dz/dx of the streamline through a point; y: |y| from the axis [Schulman2000, EPA2024]. It rises from
/// R ahead of the building to R/2 behind its edge, then sinks; less above the roof, and below it behind.
template <class V>
LANTIAN_INLINE V streamline_slope(const WakeShape<V>& s, V x, V y, V z) {
  using namespace numerics;
  const V R = s.scale, H = s.height, swell = s.crest - H, none = broadcast<V>(0.0);
  const V back = s.cavity_end - 0.5 * R;  // L - R/2 + L_R
  const Mask<V> upwind = x < 0.0, front = x <= 0.5 * R, cavity = x <= s.cavity_end;
  V slope = upwind ? 2.0 * swell * (x + R) / (R * R) : -4.0 * swell / R * (2.0 * x / R - 1.0);
  const V downwind =
      cavity ? swell * (R - 2.0 * x) / (back * back) : -2.0 * swell / back * (R / (x - (s.cavity_end - R)));
  slope = front ? slope : downwind;
  const V above = R / (z - H + R);
  const V lofted = front ? slope * (above * above * above) : slope * above;
  const V stagnant = 0.67 * (R <= H ? H : 2.0 * H - R);
  V low = upwind & (z <= stagnant) ? none : slope;
  const Mask<V> beneath = (!front) & (z <= H);
  if (any(beneath)) low = beneath ? slope * below_roof(s, z) : low;
  slope = z > H ? lofted : low;
  slope = x < -R ? none : slope;
  const V side = 0.5 * s.width, beside = 1.0 + (3.0 / R) * (side - y);
  return y <= side ? slope : (y > side + R * (1.0 / 3.0) ? none : slope * beside);
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::plume::prime
