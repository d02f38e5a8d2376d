/// A register of lanes, as wide as the instruction set of the object that includes it: for kernels only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <immintrin.h>

#include <type_traits>

// Everything has internal linkage: a function of the v4 object must never serve a v3 processor.
namespace {

#ifdef __AVX512F__
constexpr unsigned short all = 0xffff;  // the plain min and max of g++ 12 warn of an unset register
template <class Real>
struct Register;
template <>
struct Register<float> {
  using type = __m512;
  using integers [[gnu::vector_size(64)]] = int;
};
template <>
struct Register<double> {
  using type = __m512d;
  using integers [[gnu::vector_size(64)]] = long long;
};
inline __m512 same(float a) { return _mm512_set1_ps(a); }
inline __m512d same(double a) { return _mm512_set1_pd(a); }
inline __m512 load(const float* p) { return _mm512_load_ps(p); }
inline __m512d load(const double* p) { return _mm512_load_pd(p); }
inline void store(float* p, __m512 a) { _mm512_store_ps(p, a); }
inline void store(double* p, __m512d a) { _mm512_store_pd(p, a); }
inline __m512 load_as(const float* p, float) { return _mm512_load_ps(p); }
inline __m512d load_as(const float* p, double) { return __builtin_convertvector(_mm256_load_ps(p), __m512d); }
inline __m512 least(__m512 a, __m512 b) { return _mm512_maskz_min_ps(all, a, b); }
inline __m512d least(__m512d a, __m512d b) { return _mm512_maskz_min_pd(0xff, a, b); }
inline __m512 most(__m512 a, __m512 b) { return _mm512_maskz_max_ps(all, a, b); }
inline __m512d most(__m512d a, __m512d b) { return _mm512_maskz_max_pd(0xff, a, b); }
/// Of two numbers of one sign the one nearer 0, and +0 beside anything: as whole numbers of their bits.
inline __m512 nearer_zero(__m512 a, __m512 b) {
  return _mm512_castsi512_ps(_mm512_maskz_min_epu32(all, _mm512_castps_si512(a), _mm512_castps_si512(b)));
}
inline __m512d nearer_zero(__m512d a, __m512d b) {
  return _mm512_castsi512_pd(_mm512_maskz_min_epu64(0xff, _mm512_castpd_si512(a), _mm512_castpd_si512(b)));
}
/// x, but +0 where the signs of a and b differ.
inline __m512 where_signs_agree(__m512 x, __m512 a, __m512 b) {
  const __mmask16 differ = _mm512_movepi32_mask(_mm512_castps_si512(_mm512_xor_ps(a, b)));
  return _mm512_mask_mov_ps(x, differ, __m512{});
}
inline __m512d where_signs_agree(__m512d x, __m512d a, __m512d b) {
  const __mmask8 differ = _mm512_movepi64_mask(_mm512_castpd_si512(_mm512_xor_pd(a, b)));
  return _mm512_mask_mov_pd(x, differ, __m512d{});
}
inline __m512 magnitude(__m512 a) { return _mm512_andnot_ps(_mm512_set1_ps(-0.0f), a); }
inline __m512d magnitude(__m512d a) { return _mm512_andnot_pd(_mm512_set1_pd(-0.0), a); }
/// a b + c and c - a b, rounded once.
inline __m512 fma(__m512 a, __m512 b, __m512 c) { return _mm512_fmadd_ps(a, b, c); }
inline __m512d fma(__m512d a, __m512d b, __m512d c) { return _mm512_fmadd_pd(a, b, c); }
inline __m512 fnma(__m512 a, __m512 b, __m512 c) { return _mm512_fnmadd_ps(a, b, c); }
inline __m512d fnma(__m512d a, __m512d b, __m512d c) { return _mm512_fnmadd_pd(a, b, c); }
#else
template <class Real>
struct Register;
template <>
struct Register<float> {
  using type = __m256;
  using integers [[gnu::vector_size(32)]] = int;
};
template <>
struct Register<double> {
  using type = __m256d;
  using integers [[gnu::vector_size(32)]] = long long;
};
inline __m256 same(float a) { return _mm256_set1_ps(a); }
inline __m256d same(double a) { return _mm256_set1_pd(a); }
inline __m256 load(const float* p) { return _mm256_load_ps(p); }
inline __m256d load(const double* p) { return _mm256_load_pd(p); }
inline void store(float* p, __m256 a) { _mm256_store_ps(p, a); }
inline void store(double* p, __m256d a) { _mm256_store_pd(p, a); }
inline __m256 load_as(const float* p, float) { return _mm256_load_ps(p); }
inline __m256d load_as(const float* p, double) { return _mm256_cvtps_pd(_mm_load_ps(p)); }
inline __m256 least(__m256 a, __m256 b) { return _mm256_min_ps(a, b); }
inline __m256d least(__m256d a, __m256d b) { return _mm256_min_pd(a, b); }
inline __m256 most(__m256 a, __m256 b) { return _mm256_max_ps(a, b); }
inline __m256d most(__m256d a, __m256d b) { return _mm256_max_pd(a, b); }
/// Of two numbers of one sign the one nearer 0, and +0 beside anything: as whole numbers of their bits.
inline __m256 nearer_zero(__m256 a, __m256 b) {
  return _mm256_castsi256_ps(_mm256_min_epu32(_mm256_castps_si256(a), _mm256_castps_si256(b)));
}
inline __m256d nearer_zero(__m256d a, __m256d b) {
  const __m256i top = _mm256_castpd_si256(_mm256_set1_pd(-0.0));  // whole numbers without sign, compared with
  const __m256i larger = _mm256_cmpgt_epi64(_mm256_castpd_si256(a) ^ top, _mm256_castpd_si256(b) ^ top);
  return _mm256_blendv_pd(a, b, _mm256_castsi256_pd(larger));
}
/// x, but +0 where the signs of a and b differ.
inline __m256 where_signs_agree(__m256 x, __m256 a, __m256 b) {
  return _mm256_blendv_ps(x, __m256{}, _mm256_xor_ps(a, b));
}
inline __m256d where_signs_agree(__m256d x, __m256d a, __m256d b) {
  return _mm256_blendv_pd(x, __m256d{}, _mm256_xor_pd(a, b));
}
inline __m256 magnitude(__m256 a) { return _mm256_andnot_ps(_mm256_set1_ps(-0.0f), a); }
inline __m256d magnitude(__m256d a) { return _mm256_andnot_pd(_mm256_set1_pd(-0.0), a); }
/// a b + c and c - a b, rounded once.
inline __m256 fma(__m256 a, __m256 b, __m256 c) { return _mm256_fmadd_ps(a, b, c); }
inline __m256d fma(__m256d a, __m256d b, __m256d c) { return _mm256_fmadd_pd(a, b, c); }
inline __m256 fnma(__m256 a, __m256 b, __m256 c) { return _mm256_fnmadd_ps(a, b, c); }
inline __m256d fnma(__m256d a, __m256d b, __m256d c) { return _mm256_fnmadd_pd(a, b, c); }
#endif

/// One byte a lane.
template <class Real>
struct Bytes {
  static constexpr int lanes = sizeof(typename Register<Real>::type) / sizeof(Real);
  using type [[gnu::vector_size(lanes)]] = unsigned char;
};
template <class Integers>
inline void store_bytes(unsigned char* p, Integers value) {
  using Real = std::conditional_t<sizeof(value[0]) == sizeof(float), float, double>;
  const auto bytes = __builtin_convertvector(value, typename Bytes<Real>::type);
  __builtin_memcpy(p, &bytes, sizeof bytes);
}
template <class Real>
inline typename Register<Real>::integers load_bytes(const unsigned char* p, Real) {
  typename Bytes<Real>::type bytes;
  __builtin_memcpy(&bytes, p, sizeof bytes);
  return __builtin_convertvector(bytes, typename Register<Real>::integers);
}

}  // namespace
