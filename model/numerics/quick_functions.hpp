/// Logarithm, exponential and powers to twelve digits in half the time, for sums of Gaussians, places in
/// tables and empirical exponents.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/numerics/vector_lanes.hpp"

/// V as in vector_math.hpp, with the same bits in a lane as alone. Errors (tests/unit/model/numerics/
/// quick_functions.cpp): 2e-12 of log2 x, for normal x > 0; 1e-13 of 2^x and e^x, relative, for |x| < 100.
namespace lantian::model::numerics {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

/// log2 x: artanh's series in (m - 1)/(m + 1), x = 2^k m, sqrt(1/2) <= m < sqrt(2).
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

/// 2^x: Chebyshev approximation on half a unit on either side of a whole number (error < 1e-15); 0 below
/// 2^-1000. Not for what is not a number.
template <class V>
LANTIAN_INLINE V quick_exp2(V x) {
  using namespace constant;
  const V shifted = x + shift;
  const V f = x - (shifted - shift);
  V q = broadcast<V>(0x1.e6063f7217bc6p-28);
  q = fused(q, f, broadcast<V>(0x1.b675bca4eeebbp-24));
  q = fused(q, f, broadcast<V>(0x1.62bfd47773353p-20));
  q = fused(q, f, broadcast<V>(0x1.ffcb54062e698p-17));
  q = fused(q, f, broadcast<V>(0x1.430913096fd9fp-13));
  q = fused(q, f, broadcast<V>(0x1.5d87fe9d7a584p-10));
  q = fused(q, f, broadcast<V>(0x1.3b2ab6fba1ddap-7));
  q = fused(q, f, broadcast<V>(0x1.c6b08d703ce49p-5));
  q = fused(q, f, broadcast<V>(0x1.ebfbdff82c598p-3));
  q = fused(q, f, broadcast<V>(0x1.62e42fefa3a19p-1));
  q = fused(q, f, broadcast<V>(0x1.0000000000000p+0));
  const V power = from_bits<V>(bits_of(q) + (bits_of(shifted) << 52));
  return x < -1000.0 ? broadcast<V>(0.0) : power;
}

template <class V>
LANTIAN_INLINE V quick_exp(V x) {
  return quick_exp2(V(constant::log2_e * x));
}

/// x^y where |y log2 x| < 100.
template <class V>
LANTIAN_INLINE V quick_power(V x, double y) {
  return quick_exp2(V(y * quick_log2(x)));
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::numerics
