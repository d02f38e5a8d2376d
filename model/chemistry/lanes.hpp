/// Vectors of the chemistry kernels: two registers, each lane a problem of its own. For kernels only: what is
/// here differs between instruction sets and has internal linkage.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <immintrin.h>

namespace lantian::model::chemistry {
namespace {

#if defined(__AVX512F__)
constexpr int register_bytes = 64;
[[gnu::always_inline]] inline __m512 broadcast(float x) { return _mm512_set1_ps(x); }
[[gnu::always_inline]] inline __m512 fma(__m512 a, __m512 b, __m512 c) { return _mm512_fmadd_ps(a, b, c); }
[[gnu::always_inline]] inline __m512 minus_fma(__m512 a, __m512 b, __m512 c) {
  return _mm512_fnmadd_ps(a, b, c);
}
[[gnu::always_inline]] inline __m512d broadcast(double x) { return _mm512_set1_pd(x); }
[[gnu::always_inline]] inline __m512d fma(__m512d a, __m512d b, __m512d c) {
  return _mm512_fmadd_pd(a, b, c);
}
[[gnu::always_inline]] inline __m512d minus_fma(__m512d a, __m512d b, __m512d c) {
  return _mm512_fnmadd_pd(a, b, c);
}
template <class Real>
struct RegisterOf;
template <>
struct RegisterOf<float> {
  using type = __m512;
};
template <>
struct RegisterOf<double> {
  using type = __m512d;
};
#else
constexpr int register_bytes = 32;
[[gnu::always_inline]] inline __m256 broadcast(float x) { return _mm256_set1_ps(x); }
[[gnu::always_inline]] inline __m256 fma(__m256 a, __m256 b, __m256 c) { return _mm256_fmadd_ps(a, b, c); }
[[gnu::always_inline]] inline __m256 minus_fma(__m256 a, __m256 b, __m256 c) {
  return _mm256_fnmadd_ps(a, b, c);
}
[[gnu::always_inline]] inline __m256d broadcast(double x) { return _mm256_set1_pd(x); }
[[gnu::always_inline]] inline __m256d fma(__m256d a, __m256d b, __m256d c) {
  return _mm256_fmadd_pd(a, b, c);
}
[[gnu::always_inline]] inline __m256d minus_fma(__m256d a, __m256d b, __m256d c) {
  return _mm256_fnmadd_pd(a, b, c);
}
template <class Real>
struct RegisterOf;
template <>
struct RegisterOf<float> {
  using type = __m256;
};
template <>
struct RegisterOf<double> {
  using type = __m256d;
};
#endif

/// Two registers: index loads of the tables are shared by both.
template <class Real>
struct alignas(64) Lanes {
  using Register = typename RegisterOf<Real>::type;
  static constexpr int registers = 2;
  static constexpr int count = registers * register_bytes / static_cast<int>(sizeof(Real));
  Register part[registers];
};

template <class Real>
[[gnu::always_inline]] inline Lanes<Real> all(Real x) {
  Lanes<Real> v;
  for (auto& part : v.part) part = broadcast(x);
  return v;
}
#define LANTIAN_LANEWISE(expression)                                         \
  Lanes<Real> v;                                                             \
  for (int n = 0; n < Lanes<Real>::registers; ++n) v.part[n] = (expression); \
  return v
template <class Real>
[[gnu::always_inline]] inline Lanes<Real> fma(const Lanes<Real>& a, const Lanes<Real>& b,
                                              const Lanes<Real>& c) {
  LANTIAN_LANEWISE(fma(a.part[n], b.part[n], c.part[n]));
}
template <class Real>
[[gnu::always_inline]] inline Lanes<Real> minus_fma(const Lanes<Real>& a, const Lanes<Real>& b,
                                                    const Lanes<Real>& c) {
  LANTIAN_LANEWISE(minus_fma(a.part[n], b.part[n], c.part[n]));
}
template <class Real>
[[gnu::always_inline]] inline Lanes<Real> operator*(const Lanes<Real>& a, const Lanes<Real>& b) {
  LANTIAN_LANEWISE(a.part[n] * b.part[n]);
}
template <class Real>
[[gnu::always_inline]] inline Lanes<Real> operator/(const Lanes<Real>& a, const Lanes<Real>& b) {
  LANTIAN_LANEWISE(a.part[n] / b.part[n]);
}
template <class Real>
[[gnu::always_inline]] inline Lanes<Real> operator+(const Lanes<Real>& a, const Lanes<Real>& b) {
  LANTIAN_LANEWISE(a.part[n] + b.part[n]);
}
template <class Real>
[[gnu::always_inline]] inline Lanes<Real> larger(const Lanes<Real>& a, const Lanes<Real>& b) {
  LANTIAN_LANEWISE(a.part[n] > b.part[n] ? a.part[n] : b.part[n]);
}
/// 0 for negative lanes; not-a-number stays what it is.
template <class Real>
[[gnu::always_inline]] inline Lanes<Real> without_negatives(const Lanes<Real>& a) {
  LANTIAN_LANEWISE(a.part[n] < Real(0) ? typename Lanes<Real>::Register{} : a.part[n]);
}
/// a where `choose` is not 0, otherwise b.
template <class Real>
[[gnu::always_inline]] inline Lanes<Real> chosen(const Lanes<Real>& choose, const Lanes<Real>& a,
                                                 const Lanes<Real>& b) {
  LANTIAN_LANEWISE(choose.part[n] != Real(0) ? a.part[n] : b.part[n]);
}
#undef LANTIAN_LANEWISE

}  // namespace
}  // namespace lantian::model::chemistry
