/// Logarithm and powers to twelve digits at a third of the time, for places in tables and for empirical
/// exponents.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/numerics/vector_math.hpp"

/// V as in vector_math.hpp, with the same bits in a lane as alone. For normal x > 0.
namespace lantian::model::numerics {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

/// log2 x, error < 2e-12: artanh's series in (m - 1)/(m + 1), x = 2^k m, sqrt(1/2) <= m < sqrt(2).
template <class V>
LANTIAN_INLINE V quick_log2(V x) {
  using namespace constant;
  const Bits<V> distance = bits_of(x) - bits_of_root_half;
  const V m = from_bits<V>(bits_of(x) - (distance & exponent_mask));
  const Bits<V> exponent = (Bits<V>)((Integers<V>)distance >> 52);
  const V k = from_bits<V>(bits_of(broadcast<V>(shift)) + exponent) - shift;
  const V s = (m - 1.0) / (m + 1.0), z = s * s;
  constexpr double twice = 2.0 * log2_e;
  V q = broadcast<V>(twice / 13.0);
  q = fused(q, z, broadcast<V>(twice / 11.0));
  q = fused(q, z, broadcast<V>(twice / 9.0));
  q = fused(q, z, broadcast<V>(twice / 7.0));
  q = fused(q, z, broadcast<V>(twice / 5.0));
  q = fused(q, z, broadcast<V>(twice / 3.0));
  q = fused(q, z, broadcast<V>(twice));
  return fused(q, s, k);
}

/// x^y to twelve digits where |y log2 x| < 50.
template <class V>
LANTIAN_INLINE V quick_power(V x, double y) {
  return exp(V((y * constant::ln_2_full) * quick_log2(x)));
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::numerics
