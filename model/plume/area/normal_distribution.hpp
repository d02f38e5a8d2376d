/// The normal distribution: as AERMOD tabulates it, and as it is.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/numerics/vector_lanes.hpp"

namespace lantian::model::plume {

/// Beyond so many sigma AERMOD counts all or nothing.
inline constexpr double edge_of_plume = 3.9;

/// Four decimals at -3.9, -3.8, ..., 3.9 [EPA2024]; some differ from the rounded distribution in the last.
inline constexpr double tabulated_normal_values[79] = {
    .0,    .0001, .0001, .0002, .0002, .0003, .0005, .0007, .0010, .0013, .0019, .0026, .0035, .0047,
    .0062, .0082, .0107, .0139, .0179, .0227, .0287, .0359, .0446, .0548, .0668, .0808, .0968, .1151,
    .1357, .1587, .1841, .2119, .2420, .2742, .3085, .3445, .3821, .4207, .4602, .5000, .5398, .5793,
    .6179, .6555, .6915, .7258, .7580, .7881, .8159, .8413, .8643, .8849, .9032, .9192, .9332, .9452,
    .9554, .9641, .9713, .9773, .9821, .9861, .9893, .9918, .9938, .9953, .9965, .9974, .9981, .9987,
    .9990, .9993, .9995, .9997, .9998, .9998, .9999, .9999, 1.0};

/// Linear between the table's values; 0 below and 1 above them.
template <class V>
static V tabulated_normal(V w) {
  using namespace numerics;
  const V place = 10.0 * w + 39.0;
  const V below = whole_below(smaller(larger(place, broadcast<V>(0.0)), broadcast<V>(77.0)));
  const Integers<V> index = integer_of(below);
  const V low = gather<V>(tabulated_normal_values, index),
          high = gather<V>(tabulated_normal_values + 1, index);
  const V value = low + (place - below) * (high - low);
  return place < 0.0 ? broadcast<V>(0.0) : (place >= 78.0 ? broadcast<V>(1.0) : value);
}

/// Phi(-a) for a >= 0: exp(-a^2/2)/(1 + a sqrt(pi/2)) times a polynomial in (a - 4)/(a + 4), a Chebyshev
/// approximation; relative error 3e-9 (tests/unit/model/plume/area/normal_distribution.cpp).
template <class V>
[[gnu::always_inline]] static inline V normal_tail(V a) {
  using namespace numerics;
  const V decay = 1.0 + 1.2533141373155003 * a, shifted = a + 4.0;
  const V inverse = 1.0 / (decay * shifted);
  const V t = (a - 4.0) * (decay * inverse);
  V p = broadcast<V>(0x1.51576f656464bp-17);
  p = fused(p, t, 0x1.f82758aae4e37p-17);
  p = fused(p, t, -0x1.c3d61e25b3f15p-14);
  p = fused(p, t, -0x1.8e1481f02702ep-14);
  p = fused(p, t, 0x1.de462a23b92b7p-11);
  p = fused(p, t, -0x1.1417cf78e17f0p-11);
  p = fused(p, t, -0x1.a32c6539af496p-8);
  p = fused(p, t, 0x1.9394df708cf70p-6);
  p = fused(p, t, -0x1.8aa1bdc4674f2p-5);
  p = fused(p, t, 0x1.ba7223b0df194p-5);
  p = fused(p, t, -0x1.c979e343fcca2p-7);
  p = fused(p, t, -0x1.3fa256071ace0p-4);
  p = fused(p, t, 0x1.22ab98045b74ap-1);
  return exp(V(-0.5 * a * a)) * p * (shifted * inverse);
}

/// Phi(high) - Phi(low) for low <= high, to full relative precision in both tails.
template <class V>
static V normal_between(V low, V high) {
  using namespace numerics;
  const V below = normal_tail(magnitude(low)), above = normal_tail(magnitude(high));
  const V one_side = magnitude(V(below - above));
  return (low < 0.0) & (high > 0.0) ? 1.0 - below - above : one_side;
}

}  // namespace lantian::model::plume
