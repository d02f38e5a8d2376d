/// How the wind slows down and its streamlines bend in the wake of a building.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/prime/wake_shape.hpp"

namespace lantian::model::plume::prime {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

inline constexpr double velocity_deficit = 0.7;  // of the wind close behind the building [Schulman2000]

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

/// ((max(0, x - L) + R)/R)^(1/3): how far behind the building, as the wake's wind and turbulence count it.
template <class V>
LANTIAN_INLINE V recovery(const WakeShape<V>& s, V x) {
  using namespace numerics;
  return cube_root(V((larger(V(x - s.length), broadcast<V>(0.0)) + s.scale) * s.per_scale));
}

/// y: |y| from the axis [m].
///     D = 0.7 [(max(0, x - L) + R)/R]^(-2/3), less over the building and near the wake's side
///     U_c/U = 1 - 2 h_w D/(h_w + z_c)                                             [Schulman2000, EPA2024]
template <class V>
LANTIAN_INLINE SlowedWind<V> slowed_wind(const WakeShape<V>& s, const WakeSection<V>& at, V y) {
  using namespace numerics;
  const V none = broadcast<V>(0.0);
  const V root = recovery(s, at.x);
  V share = broadcast<V>(velocity_deficit);
  const V edge = larger(V(0.5 * s.width), V(at.half_width - s.scale * (1.0 / 3.0)));
  const Mask<V> beside = (y > edge) & (at.half_width > edge);
  if (any(beside)) share = beside ? share * (1.0 - (y - edge) / (at.half_width - edge)) : share;
  share = at.x < s.length ? share * (at.x * s.per_length) : share;
  const V slowest =
      larger(V(1.0 - 2.0 * at.height * share / (root * root * (at.height + at.cavity_top))), none);
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

/// How much streamlines at one height bend: above the roof less with every R, beneath it less towards the
/// ground.
template <class V>
struct StreamlineHeight {
  V z;
  V above;    // R/(z - H + R)
  V beneath;  // (z/H)^E, E = 0.3, more for towers
};
template <class V>
LANTIAN_INLINE StreamlineHeight<V> streamline_height(const WakeShape<V>& s, V z, numerics::Mask<V> needed) {
  using namespace numerics;
  StreamlineHeight<V> at{z, s.scale / (z - s.height + s.scale), broadcast<V>(0.0)};
  const Mask<V> low = needed & (z <= s.height);
  if (any(low)) {
    const V half = 0.5 * s.height / s.width;
    const V exponent = half >= 1.0 ? 0.3 * half * half : broadcast<V>(0.3);
    at.beneath = exp(V(exponent * log(larger(V(z / s.height), broadcast<V>(1e-300)))));
  }
  return at;
}

/// Less beside the building, nothing a third of R beyond. y: |y| from the axis [m].
template <class V>
LANTIAN_INLINE V streamline_share(const WakeShape<V>& s, V y) {
  using namespace numerics;
  const V side = 0.5 * s.width, beside = 1.0 + 3.0 * s.per_scale * (side - y);
  return y <= side ? broadcast<V>(1.0) : (y > side + s.scale * (1.0 / 3.0) ? broadcast<V>(0.0) : beside);
}

/// Slope dz/dx of the streamline through a point on the axis [Schulman2000, EPA2024]. It rises from R ahead
/// of the building to R/2 behind its edge, then sinks.
template <class V>
LANTIAN_INLINE V streamline_slope(const WakeShape<V>& s, V x, const StreamlineHeight<V>& at) {
  using namespace numerics;
  const V R = s.scale, H = s.height, swell = s.crest - H, none = broadcast<V>(0.0);
  const Mask<V> front = x <= 0.5 * R, cavity = x <= s.cavity_end, over = at.z > H;
  V slope = cavity ? swell * (R - 2.0 * x) * s.per_back * s.per_back
                   : -2.0 * swell * s.per_back * (R / (x - (s.cavity_end - R)));
  V share = over ? at.above : (at.z > 0.0 ? at.beneath : none);
  if (any(front)) {
    const Mask<V> upwind = x < 0.0;
    const V first = upwind ? 2.0 * swell * (x + R) * s.per_scale * s.per_scale
                           : -4.0 * swell * s.per_scale * (2.0 * x * s.per_scale - 1.0);
    const V stagnant = 0.67 * (R <= H ? H : 2.0 * H - R);
    const V cubed = at.above * at.above * at.above;
    V first_share = over ? cubed : (upwind & (at.z <= stagnant) ? none : broadcast<V>(1.0));
    first_share = x < -R ? none : first_share;
    slope = front ? first : slope;
    share = front ? first_share : share;
  }
  return slope * share;
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::plume::prime
