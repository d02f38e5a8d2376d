/// The strips of one release and hour, tabulated over the distance: all polygons released alike share them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/area/carried_air.hpp"

namespace lantian::model::plume {

/// Sixteen equal cells between any power of two and the next from 1 m on, so that a distance's own bits name
/// its cell. In each, ln K and sigma_y are cubics through the values at four neighbouring nodes.
inline constexpr int cells_per_octave = 16;
inline constexpr int bits_below_cell = 52 - 4;

/// ln K = strength(f), sigma_y = width(f), f the way through the cell: one cache line.
struct alignas(64) StripCell {
  double strength[4], width[4];
};

/// Distance of node n, n >= -1 [m].
static inline double node_distance(int n) {
  const std::uint64_t first = std::uint64_t{0x3ff} << 52;
  return numerics::from_bits<double>(
      first + (static_cast<std::uint64_t>(static_cast<std::int64_t>(n)) << bits_below_cell));
}
/// Cells from 1 m to beyond x.
static inline int cells_up_to(double x) {
  const std::uint64_t above = numerics::bits_of(x) - (std::uint64_t{0x3ff} << 52);
  return static_cast<int>(above >> bits_below_cell) + 1;
}

/// Cubic in f through values at -left, 0, 1 and 1 + right.
static inline void cubic_through(const double* v, double left, double right, double* c) {
  const double d01 = (v[1] - v[0]) / left, d12 = v[2] - v[1], d23 = (v[3] - v[2]) / right;
  const double e0 = (d12 - d01) / (1.0 + left), e1 = (d23 - d12) / (1.0 + right);
  const double f = (e1 - e0) / (1.0 + left + right);
  // v1 + f d12 + f (f - 1) [e0 + (f + left) third]
  c[0] = v[1];
  c[1] = d12 - e0 - left * f;
  c[2] = e0 + (left - 1.0) * f;
  c[3] = f;
}

/// Cells [0, count) from K and sigma_y at the nodes -1 ... count + 1, given from index 0 on.
static inline void fill_cells(const double* log_strength, const double* sigma_y, int count,
                              StripCell* cells) {
  for (int n = 0; n < count; ++n) {
    const double left = n % cells_per_octave == 0 ? 0.5 : 1.0;
    const double right = n % cells_per_octave == cells_per_octave - 1 ? 2.0 : 1.0;
    cubic_through(log_strength + n, left, right, cells[n].strength);
    cubic_through(sigma_y + n, left, right, cells[n].width);
  }
}

/// Leaves out the cells whose cubic knows a node that is marked.
static inline void leave_out(const double* marked, int count, StripCell* cells) {
  for (int n = 0; n < count; ++n)
    if (marked[n] + marked[n + 1] + marked[n + 2] + marked[n + 3] > 0.0)
      cells[n].strength[0] = __builtin_nan("");
}

/// Where a cell is left out K is not a number.
struct StripTable {
  const StripCell* cells;

  template <class V>
  Strip<V> strip(V x) const {
    using namespace numerics;
    const Bits<V> bits = bits_of(x);
    const Integers<V> cell = (Integers<V>)((bits >> bits_below_cell) - (std::uint64_t{0x3ff} << 4));
    constexpr std::uint64_t within = (std::uint64_t{1} << bits_below_cell) - 1;
    const V f = from_bits<V>(((bits & within) << 4) | (std::uint64_t{0x3ff} << 52)) - 1.0;
    const Records<V> c = records<V>(cells->strength, cell);
    const auto cubic = [&](const V* of) { return fused(fused(fused(of[3], f, of[2]), f, of[1]), f, of[0]); };
    return {exp(cubic(c.field)), cubic(c.field + 4)};
  }
};

}  // namespace lantian::model::plume
