/// Exponential, logarithm and powers whose bits are the same on every processor, for numbers and for vectors.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <type_traits>
#if defined(__FMA__)
#include <immintrin.h>
#endif

/// V is double or a GCC vector of doubles (`typedef double V __attribute__((vector_size(64)))`); a lane of a
/// vector gets the bits that the number alone gets. Only +, -, *, /, fma and integer operations are used: no
/// libm. Everything has internal linkage and is inlined, so a kernel compiled for a newer processor leaves
/// nothing that the linker could hand to others.
///
/// Errors (tests/unit/model/numerics/vector_math.cpp): exp, log, log2, log10, exp2, exp10 < 1 ulp; pow < 1.1
/// ulp for |y ln x| < 50. Results below the smallest normal number are 0. log of 0 is -inf, of a negative
/// number or NaN is NaN; a denormal argument counts as 0. pow needs x > 0 (x = 0: 0 for y > 0, infinity for y
/// < 0).
namespace lantian::model::numerics {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

/// Integers lane by lane beside the doubles of V.
template <class V>
struct IntegersOf {
  typedef std::int64_t Signed __attribute__((vector_size(sizeof(V))));
  typedef std::uint64_t Unsigned __attribute__((vector_size(sizeof(V))));
};
template <>
struct IntegersOf<double> {
  using Signed = std::int64_t;
  using Unsigned = std::uint64_t;
};
template <class V>
using Integers = typename IntegersOf<V>::Signed;
template <class V>
using Bits = typename IntegersOf<V>::Unsigned;

template <class V>
LANTIAN_INLINE Bits<V> bits_of(V x) {
  return __builtin_bit_cast(Bits<V>, x);
}
template <class V>
LANTIAN_INLINE V from_bits(Bits<V> x) {
  return __builtin_bit_cast(V, x);
}
template <class V>
LANTIAN_INLINE V broadcast(double x) {
  if constexpr (std::is_same_v<V, double>)
    return x;
  else
    return V{} + x;
}

/// a b + c, rounded once.
template <class V>
LANTIAN_INLINE V fused(V a, V b, V c) {
  if constexpr (std::is_same_v<V, double>) {
    return __builtin_fma(a, b, c);
#if defined(__AVX512F__)
  } else if constexpr (sizeof(V) == 64) {
    return (V)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
#endif
#if defined(__FMA__)
  } else if constexpr (sizeof(V) == 32) {
    return (V)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
#endif
  } else {
    for (unsigned n = 0; n < sizeof(V) / sizeof(double); ++n) a[n] = __builtin_fma(a[n], b[n], c[n]);
    return a;
  }
}
template <class V>
LANTIAN_INLINE V fused(V a, double b, V c) requires(!std::is_same_v<V, double>) {
  return fused(a, broadcast<V>(b), c);
}
template <class V>
LANTIAN_INLINE V fused(V a, V b, double c) requires(!std::is_same_v<V, double>) {
  return fused(a, b, broadcast<V>(c));
}

/// A number as an unevaluated sum: some 100 bits.
template <class V>
struct Sum {
  V high, low;
};

namespace constant {
inline constexpr double infinity = __builtin_inf();
inline constexpr double shift = 0x1.8p52;  // adding it rounds to an integer and leaves that in the low bits
inline constexpr double log2_e = 0x1.71547652b82fep0, log2_e_low = 0x1.777d0ffda0d24p-56;
inline constexpr double log10_e = 0x1.bcb7b1526e50ep-2, log10_e_low = 0x1.95355baaafad3p-57;
inline constexpr double ln_2 = 0x1.62e42fefa3800p-1;  // 42 bits, so that its multiples by exponents are exact
inline constexpr double ln_2_low = 0x1.ef35793c76730p-45;
inline constexpr double ln_2_full = 0x1.62e42fefa39efp-1, ln_2_full_low = 0x1.abc9e3b39803fp-56;
inline constexpr double ln_10 = 0x1.26bb1bbb55516p1, ln_10_low = -0x1.f48ad494ea3e9p-53;
inline constexpr std::uint64_t smallest_normal = 0x0010000000000000;
inline constexpr std::uint64_t bits_of_root_half = 0x3fe6a09e667f3bcd;
inline constexpr std::uint64_t exponent_mask = 0xfffull << 52;
}  // namespace constant

/// exp(high + low), |low| <= ulp(high): reduction by ln 2, Taylor's series to r^13 (remainder < 5e-18).
template <class V>
LANTIAN_INLINE V exp_of_sum(V high, V low) {
  using namespace constant;
  const V shifted = fused(high, log2_e, broadcast<V>(shift));
  const V k = shifted - shift;
  const V r0 = fused(k, -ln_2, high);
  const V tail = fused(k, -ln_2_low, low);
  const V r = r0 + tail;
  const V r_low = (r0 - r) + tail;
  V q = broadcast<V>(1.0 / 6227020800.0);
  q = fused(q, r, 1.0 / 479001600.0);
  q = fused(q, r, 1.0 / 39916800.0);
  q = fused(q, r, 1.0 / 3628800.0);
  q = fused(q, r, 1.0 / 362880.0);
  q = fused(q, r, 1.0 / 40320.0);
  q = fused(q, r, 1.0 / 5040.0);
  q = fused(q, r, 1.0 / 720.0);
  q = fused(q, r, 1.0 / 120.0);
  q = fused(q, r, 1.0 / 24.0);
  q = fused(q, r, 1.0 / 6.0);
  q = fused(q, r, 0.5);
  const V p = 1.0 + (r + fused(r * r, q, r_low));
  const V scaled = from_bits<V>(bits_of(p) + (bits_of(shifted) << 52));
  V result = high > 709.782712893384 ? broadcast<V>(infinity) : scaled;
  result = high < -708.39 ? broadcast<V>(0.0) : result;  // below e^-708.39: not a normal number
  return high != high ? high : result;
}

/// ln x for finite normal x > 0, to about 2^-60 of its size: x = 2^k m, sqrt(1/2) <= m < sqrt(2),
/// ln m = 2 artanh((m - 1)/(m + 1)) by its series (remainder < 1e-18).
template <class V>
LANTIAN_INLINE Sum<V> log_as_sum(V x) {
  using namespace constant;
  const Bits<V> distance = bits_of(x) - bits_of_root_half;
  const V m = from_bits<V>(bits_of(x) - (distance & exponent_mask));
  const Bits<V> exponent = (Bits<V>)((Integers<V>)distance >> 52);
  const V k = from_bits<V>(bits_of(broadcast<V>(shift)) + exponent) - shift;
  const V f = m - 1.0, g = m + 1.0;
  const V g_low = (1.0 - g) + m;  // exact
  const V s = f / g;
  const V s_low = fused(-s, g_low, fused(-s, g, f)) / g;
  const V z = s * s;
  V q = broadcast<V>(2.0 / 23.0);
  q = fused(q, z, 2.0 / 21.0);
  q = fused(q, z, 2.0 / 19.0);
  q = fused(q, z, 2.0 / 17.0);
  q = fused(q, z, 2.0 / 15.0);
  q = fused(q, z, 2.0 / 13.0);
  q = fused(q, z, 2.0 / 11.0);
  q = fused(q, z, 2.0 / 9.0);
  q = fused(q, z, 2.0 / 7.0);
  q = fused(q, z, 2.0 / 5.0);
  q = fused(q, z, 2.0 / 3.0);
  const V a = k * ln_2, b = s + s;  // |a| > |b| or a = 0
  const V high = a + b;
  const V low = ((a - high) + b) + fused(k, ln_2_low, fused(s * z, q, s_low + s_low));
  const V sum = high + low;
  return {sum, (high - sum) + low};
}

/// `regular` where x is normal and positive, otherwise what the logarithm gives there.
template <class V>
LANTIAN_INLINE V with_limits_of_log(V x, V regular) {
  V result = bits_of(x) < constant::smallest_normal ? broadcast<V>(-constant::infinity) : regular;
  result = x < 0.0 ? broadcast<V>(__builtin_nan("")) : result;
  result = x == constant::infinity ? x : result;
  return x != x ? x : result;
}

/// (a.high + a.low) (b + b_low).
template <class V>
LANTIAN_INLINE Sum<V> product(Sum<V> a, V b, V b_low) {
  const V high = a.high * b;
  return {high, fused(a.high, b, -high) + fused(a.high, b_low, a.low * b)};
}

template <class V>
LANTIAN_INLINE V exp(V x) {
  return exp_of_sum(x, broadcast<V>(0.0));
}
template <class V>
LANTIAN_INLINE V exp10(V x) {
  const Sum<V> e =
      product(Sum<V>{x, broadcast<V>(0.0)}, broadcast<V>(constant::ln_10), broadcast<V>(constant::ln_10_low));
  return exp_of_sum(e.high, e.low);
}
template <class V>
LANTIAN_INLINE V exp2(V x) {
  const Sum<V> e = product(Sum<V>{x, broadcast<V>(0.0)}, broadcast<V>(constant::ln_2_full),
                           broadcast<V>(constant::ln_2_full_low));
  return exp_of_sum(e.high, e.low);
}
template <class V>
LANTIAN_INLINE V log(V x) {
  return with_limits_of_log(x, log_as_sum(x).high);
}
template <class V>
LANTIAN_INLINE V log10(V x) {
  const Sum<V> e =
      product(log_as_sum(x), broadcast<V>(constant::log10_e), broadcast<V>(constant::log10_e_low));
  return with_limits_of_log(x, e.high + e.low);
}
template <class V>
LANTIAN_INLINE V log2(V x) {
  const Sum<V> e = product(log_as_sum(x), broadcast<V>(constant::log2_e), broadcast<V>(constant::log2_e_low));
  return with_limits_of_log(x, e.high + e.low);
}

/// x^y for x > 0.
template <class V>
LANTIAN_INLINE V pow(V x, V y) {
  const Sum<V> e = product(log_as_sum(x), y, broadcast<V>(0.0));
  const V limit = with_limits_of_log(x, e.high);
  const V high = limit == e.high ? e.high : y * limit;
  const V low = limit == e.high ? e.low : broadcast<V>(0.0);
  return y == 0.0 ? broadcast<V>(1.0) : exp_of_sum(high, low);
}

/// x^(1/3) for x >= 0.
template <class V>
LANTIAN_INLINE V cbrt(V x) {
  return pow(x, broadcast<V>(1.0 / 3.0));
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::numerics
