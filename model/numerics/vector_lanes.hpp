/// Choosing, comparing and gathering lane by lane: the same source for a number and for a vector of numbers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/numerics/vector_math.hpp"

/// V as in vector_math.hpp. A comparison gives bool for a number and whole numbers (0 or -1) for a vector;
/// `mask ? a : b` chooses in both.
namespace lantian::model::numerics {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

template <class V>
inline constexpr int lanes_of = static_cast<int>(sizeof(V) / sizeof(double));

template <class V>
struct MaskOf {
  using type = Integers<V>;
};
template <>
struct MaskOf<double> {
  using type = bool;
};
template <class V>
using Mask = typename MaskOf<V>::type;

LANTIAN_INLINE bool any(bool mask) { return mask; }
template <class M>
LANTIAN_INLINE bool any(M mask) {
#if defined(__AVX512DQ__)
  if constexpr (sizeof(M) == 64) return _mm512_movepi64_mask((__m512i)mask) != 0;
#endif
#if defined(__AVX2__)
  if constexpr (sizeof(M) == 32) return _mm256_movemask_pd((__m256d)mask) != 0;
#endif
  bool found = false;
  for (unsigned n = 0; n < sizeof(M) / sizeof(double); ++n) found |= mask[n] != 0;
  return found;
}
template <class V>
LANTIAN_INLINE V lane(V x, int) requires std::is_same_v<V, double> {
  return x;
}
template <class V>
LANTIAN_INLINE double lane(V x, int n) requires(!std::is_same_v<V, double>) {
  return x[n];
}

/// a < b ? a : b, and a > b ? a : b: what the instructions of that name give, also for what is not a number.
template <class V>
LANTIAN_INLINE V smaller(V a, V b) {
#if defined(__AVX512F__)
  if constexpr (sizeof(V) == 64) return (V)_mm512_maskz_min_pd(0xff, (__m512d)a, (__m512d)b);
#endif
#if defined(__AVX2__)
  if constexpr (sizeof(V) == 32) return (V)_mm256_min_pd((__m256d)a, (__m256d)b);
#endif
  return a < b ? a : b;
}
template <class V>
LANTIAN_INLINE V larger(V a, V b) {
#if defined(__AVX512F__)
  if constexpr (sizeof(V) == 64) return (V)_mm512_maskz_max_pd(0xff, (__m512d)a, (__m512d)b);
#endif
#if defined(__AVX2__)
  if constexpr (sizeof(V) == 32) return (V)_mm256_max_pd((__m256d)a, (__m256d)b);
#endif
  return a > b ? a : b;
}
template <class V>
LANTIAN_INLINE V smaller(V a, double b) requires(!std::is_same_v<V, double>) {
  return smaller(a, broadcast<V>(b));
}
template <class V>
LANTIAN_INLINE V larger(V a, double b) requires(!std::is_same_v<V, double>) {
  return larger(a, broadcast<V>(b));
}
template <class V>
LANTIAN_INLINE V magnitude(V x) {
  return from_bits<V>(bits_of(x) & 0x7fffffffffffffffULL);
}

template <class V>
LANTIAN_INLINE V square_root(V x) {
  if constexpr (std::is_same_v<V, double>) {
    return __builtin_sqrt(x);
#if defined(__AVX512F__)
  } else if constexpr (sizeof(V) == 64) {
    return (V)_mm512_maskz_sqrt_pd(0xff, (__m512d)x);
#endif
#if defined(__AVX2__)
  } else if constexpr (sizeof(V) == 32) {
    return (V)_mm256_sqrt_pd((__m256d)x);
#endif
  } else {
    for (unsigned n = 0; n < sizeof(V) / sizeof(double); ++n) x[n] = __builtin_sqrt(x[n]);
    return x;
  }
}

/// The whole number below or at x.
template <class V>
LANTIAN_INLINE V whole_below(V x) {
  if constexpr (std::is_same_v<V, double>) {
    return __builtin_floor(x);
#if defined(__AVX512F__)
  } else if constexpr (sizeof(V) == 64) {
    return (V)_mm512_maskz_roundscale_pd(0xff, (__m512d)x, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
#endif
#if defined(__AVX2__)
  } else if constexpr (sizeof(V) == 32) {
    return (V)_mm256_floor_pd((__m256d)x);
#endif
  } else {
    for (unsigned n = 0; n < sizeof(V) / sizeof(double); ++n) x[n] = __builtin_floor(x[n]);
    return x;
  }
}
/// A whole number, |x| < 2^51, as an integer, and back for 0 <= i < 2^52.
template <class V>
LANTIAN_INLINE Integers<V> integer_of(V whole) {
  return (Integers<V>)(bits_of(whole + constant::shift) - bits_of(broadcast<V>(constant::shift)));
}
template <class V>
LANTIAN_INLINE V number_of(Bits<V> i) {
  return from_bits<V>(i | bits_of(broadcast<V>(0x1p52))) - 0x1p52;
}

/// table[index], lane by lane.
template <class V>
LANTIAN_INLINE V gather(const double* table, Integers<V> index) {
  if constexpr (std::is_same_v<V, double>) {
    return table[index];
#if defined(__AVX512F__)
  } else if constexpr (sizeof(V) == 64) {
    return (V)_mm512_mask_i64gather_pd(__m512d{}, 0xff, (__m512i)index, table, 8);
#endif
#if defined(__AVX2__)
  } else if constexpr (sizeof(V) == 32) {
    return (V)_mm256_i64gather_pd(table, (__m256i)index, 8);
#endif
  } else {
    V v;
    for (unsigned n = 0; n < sizeof(V) / sizeof(double); ++n) v[n] = table[index[n]];
    return v;
  }
}

#if defined(__AVX512F__)
LANTIAN_INLINE void transpose(__m512d (&row)[8]) {
  __m512d pair[8], four[8];
  for (int n = 0; n < 8; n += 2) {
    pair[n] = _mm512_maskz_unpacklo_pd(0xff, row[n], row[n + 1]);
    pair[n + 1] = _mm512_maskz_unpackhi_pd(0xff, row[n], row[n + 1]);
  }
  const __m512i low = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13);
  const __m512i high = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15);
  for (int n = 0; n < 8; n += 4)
    for (int k = 0; k < 2; ++k) {
      four[n + k] = _mm512_permutex2var_pd(pair[n + k], low, pair[n + k + 2]);
      four[n + k + 2] = _mm512_permutex2var_pd(pair[n + k], high, pair[n + k + 2]);
    }
  for (int k = 0; k < 4; ++k) {
    row[k] = _mm512_maskz_shuffle_f64x2(0xff, four[k], four[k + 4], 0x44);
    row[k + 4] = _mm512_maskz_shuffle_f64x2(0xff, four[k], four[k + 4], 0xee);
  }
}
#endif
#if defined(__AVX2__)
LANTIAN_INLINE void transpose(__m256d (&row)[4]) {
  __m256d pair[4];
  for (int n = 0; n < 4; n += 2) {
    pair[n] = _mm256_unpacklo_pd(row[n], row[n + 1]);
    pair[n + 1] = _mm256_unpackhi_pd(row[n], row[n + 1]);
  }
  for (int k = 0; k < 2; ++k) {
    row[k] = _mm256_permute2f128_pd(pair[k], pair[k + 2], 0x20);
    row[k + 2] = _mm256_permute2f128_pd(pair[k], pair[k + 2], 0x31);
  }
}
#endif

/// Eight numbers that lie together, for every lane: lane n of field k is table[8 index_n + k]; table on a
/// cache line.
template <class V>
struct Records {
  V field[8];
};
template <class V>
LANTIAN_INLINE Records<V> records(const double* table, Integers<V> index) {
  Records<V> r;
  if constexpr (std::is_same_v<V, double>) {
    for (int k = 0; k < 8; ++k) r.field[k] = table[8 * index + k];
#if defined(__AVX512F__)
  } else if constexpr (sizeof(V) == 64) {
    __m512d row[8];
    for (int n = 0; n < 8; ++n) row[n] = _mm512_load_pd(table + 8 * index[n]);
    transpose(row);
    for (int k = 0; k < 8; ++k) r.field[k] = (V)row[k];
#endif
#if defined(__AVX2__)
  } else if constexpr (sizeof(V) == 32) {
    for (int half = 0; half < 8; half += 4) {
      __m256d row[4];
      for (int n = 0; n < 4; ++n) row[n] = _mm256_load_pd(table + 8 * index[n] + half);
      transpose(row);
      for (int k = 0; k < 4; ++k) r.field[half + k] = (V)row[k];
    }
#endif
  } else {
    for (unsigned n = 0; n < sizeof(V) / sizeof(double); ++n)
      for (int k = 0; k < 8; ++k) r.field[k][n] = table[8 * index[n] + k];
  }
  return r;
}
/// The lanes' records one after the other.
template <class V>
LANTIAN_INLINE void put_records(const Records<V>& r, double* to) {
  if constexpr (std::is_same_v<V, double>) {
    for (int k = 0; k < 8; ++k) to[k] = r.field[k];
#if defined(__AVX512F__)
  } else if constexpr (sizeof(V) == 64) {
    __m512d row[8];
    for (int k = 0; k < 8; ++k) row[k] = (__m512d)r.field[k];
    transpose(row);
    for (int n = 0; n < 8; ++n) _mm512_store_pd(to + 8 * n, row[n]);
#endif
#if defined(__AVX2__)
  } else if constexpr (sizeof(V) == 32) {
    for (int half = 0; half < 8; half += 4) {
      __m256d row[4];
      for (int k = 0; k < 4; ++k) row[k] = (__m256d)r.field[half + k];
      transpose(row);
      for (int n = 0; n < 4; ++n) _mm256_store_pd(to + 8 * n + half, row[n]);
    }
#endif
  } else {
    for (unsigned n = 0; n < sizeof(V) / sizeof(double); ++n)
      for (int k = 0; k < 8; ++k) to[8 * n + static_cast<unsigned>(k)] = r.field[k][n];
  }
}

/// Four numbers of each lane, turned into lanes of each number.
typedef double Four __attribute__((vector_size(32)));
template <class V>
struct FourLanes {
  V field[4];
};
template <class V>
LANTIAN_INLINE FourLanes<V> turned(const Four (&row)[lanes_of<V>]) {
  FourLanes<V> r;
  if constexpr (std::is_same_v<V, double>) {
    for (int k = 0; k < 4; ++k) r.field[k] = row[0][k];
#if defined(__AVX512F__)
  } else if constexpr (sizeof(V) == 64) {
    __m512d both[4];  // rows n and n + 4
    for (int n = 0; n < 4; ++n)
      both[n] =
          _mm512_maskz_insertf64x4(0xff, _mm512_castpd256_pd512((__m256d)row[n]), (__m256d)row[n + 4], 1);
    const __m512d even[2] = {_mm512_maskz_unpacklo_pd(0xff, both[0], both[1]),
                             _mm512_maskz_unpacklo_pd(0xff, both[2], both[3])};
    const __m512d odd[2] = {_mm512_maskz_unpackhi_pd(0xff, both[0], both[1]),
                            _mm512_maskz_unpackhi_pd(0xff, both[2], both[3])};
    const __m512i low = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13);
    const __m512i high = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15);
    r.field[0] = (V)_mm512_permutex2var_pd(even[0], low, even[1]);
    r.field[1] = (V)_mm512_permutex2var_pd(odd[0], low, odd[1]);
    r.field[2] = (V)_mm512_permutex2var_pd(even[0], high, even[1]);
    r.field[3] = (V)_mm512_permutex2var_pd(odd[0], high, odd[1]);
#endif
#if defined(__AVX2__)
  } else if constexpr (sizeof(V) == 32) {
    __m256d rows[4];
    for (int n = 0; n < 4; ++n) rows[n] = (__m256d)row[n];
    transpose(rows);
    for (int k = 0; k < 4; ++k) r.field[k] = (V)rows[k];
#endif
  } else {
    for (int n = 0; n < lanes_of<V>; ++n)
      for (int k = 0; k < 4; ++k) r.field[k][n] = row[n][k];
  }
  return r;
}
template <class V>
LANTIAN_INLINE V lanes_at(const double* from) {
  V v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}
template <class V>
LANTIAN_INLINE void put_lanes(V v, double* to) {
  __builtin_memcpy(to, &v, sizeof v);
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::numerics
