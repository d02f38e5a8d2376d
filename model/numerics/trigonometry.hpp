/// Sine, cosine, arc tangent and cube root whose bits are the same on every processor.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/numerics/vector_lanes.hpp"

/// V as in vector_math.hpp. Errors (tests/unit/model/numerics/trigonometry.cpp): sine and cosine 1e-16 + 1
/// ulp for |x| < 1000; angle and cube root < 2 ulp.
namespace lantian::model::numerics {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

namespace constant {
inline constexpr double two_over_pi = 0x1.45f306dc9c883p-1;
inline constexpr double half_pi = 0x1.921fb54400000p0;  // 33 bits, so that its multiples are exact
inline constexpr double half_pi_low = 0x1.0b4611a626331p-34;
inline constexpr double half_pi_full = 0x1.921fb54442d18p0, quarter_pi = 0x1.921fb54442d18p-1;
inline constexpr double tan_eighth_pi = 0x1.a827999fcef32p-2;
}  // namespace constant

template <class V>
struct SineCosine {
  V sine, cosine;
};

/// Reduction to |r| <= pi/4, Taylor's series to r^17 and r^16 (remainder < 4e-17).
template <class V>
LANTIAN_INLINE SineCosine<V> sine_cosine(V x) {
  using namespace constant;
  const V shifted = fused(x, two_over_pi, broadcast<V>(shift));
  const V k = shifted - shift;
  const V r = fused(k, -half_pi_low, fused(k, -half_pi, x));
  const V z = r * r;
  V s = broadcast<V>(1.0 / 355687428096000.0);
  s = fused(s, z, -1.0 / 1307674368000.0);
  s = fused(s, z, 1.0 / 6227020800.0);
  s = fused(s, z, -1.0 / 39916800.0);
  s = fused(s, z, 1.0 / 362880.0);
  s = fused(s, z, -1.0 / 5040.0);
  s = fused(s, z, 1.0 / 120.0);
  s = fused(s, z, -1.0 / 6.0);
  const V sine = fused(r * z, s, r);
  V c = broadcast<V>(1.0 / 20922789888000.0);
  c = fused(c, z, -1.0 / 87178291200.0);
  c = fused(c, z, 1.0 / 479001600.0);
  c = fused(c, z, -1.0 / 3628800.0);
  c = fused(c, z, 1.0 / 40320.0);
  c = fused(c, z, -1.0 / 720.0);
  c = fused(c, z, 1.0 / 24.0);
  c = fused(c, z, -0.5);
  const V cosine = fused(z, c, 1.0);
  const Bits<V> quadrant = bits_of(shifted);  // in the low two bits
  const auto odd = (quadrant & 1) != 0;
  const Bits<V> sine_sign = (quadrant & 2) << 62, cosine_sign = ((quadrant + 1) & 2) << 62;
  const V sine_of = odd ? cosine : sine, cosine_of = odd ? sine : cosine;
  return {from_bits<V>(bits_of(sine_of) ^ sine_sign), from_bits<V>(bits_of(cosine_of) ^ cosine_sign)};
}

/// Angle of the point (x, y), |y| and |x| not both 0: reduction to |u| <= tan(pi/8), Chebyshev approximation
/// of atan(u)/u in u^2 (error < 5e-20).
template <class V>
LANTIAN_INLINE V angle_of(V y, V x) {
  using namespace constant;
  const V across = magnitude(y), along = magnitude(x);
  const V less = smaller(across, along), more = larger(across, along);
  const auto outer = less > tan_eighth_pi * more;
  const V u = (outer ? less - more : less) / (outer ? less + more : more);
  const V z = u * u;
  V q = broadcast<V>(0x1.ef3f736798091p-7);
  q = fused(q, z, -0x1.118357ca27435p-5);
  q = fused(q, z, 0x1.70995e9961734p-5);
  q = fused(q, z, -0x1.ab66f999273fbp-5);
  q = fused(q, z, 0x1.e16e24513a73ep-5);
  q = fused(q, z, -0x1.110c3a7ccdb74p-4);
  q = fused(q, z, 0x1.3b1369d8f07f5p-4);
  q = fused(q, z, -0x1.745d1480b7932p-4);
  q = fused(q, z, 0x1.c71c71b563986p-4);
  q = fused(q, z, -0x1.2492492470754p-3);
  q = fused(q, z, 0x1.9999999999566p-3);
  q = fused(q, z, -0x1.5555555555554p-2);
  const V inner = fused(u * z, q, u);
  V angle = outer ? quarter_pi + inner : inner;
  angle = across > along ? half_pi_full - angle : angle;
  angle = x < 0.0 ? 2.0 * half_pi_full - angle : angle;
  return from_bits<V>(bits_of(angle) | (bits_of(y) & 0x8000000000000000ULL));
}
template <class V>
LANTIAN_INLINE V arc_tangent(V x) {
  return angle_of(x, broadcast<V>(1.0));
}

/// x^(1/3) for normal x > 0 and for 0: x^(-1/3) from a third of the exponent's bits (to 4e-2), by steps that
/// make three times the digits, without a division.
template <class V>
LANTIAN_INLINE V cube_root(V x) {
  // Minus a third of the upper half of the bits, in doubles; the constant is four thirds of the bias, less
  // what makes the error equal on both sides.
  const V upper = number_of<V>(bits_of(x) >> 32);
  const V third = fused(upper, -1.0 / 3.0, broadcast<V>(1430188326.0));
  V y = from_bits<V>((Bits<V>)integer_of(whole_below(third)) << 32);
  for (int n = 0; n < 3; ++n) {
    const V h = fused(-x * y, y * y, broadcast<V>(1.0));
    y = fused(y * h, fused(h, 2.0 / 9.0, broadcast<V>(1.0 / 3.0)), y);
  }
  const V root = x * y * y;
  const V rest = fused(-root * root, root, x);
  return x > 0.0 ? fused(rest * y, (1.0 / 3.0) * y, root) : x;
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::numerics
