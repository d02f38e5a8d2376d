/// A cell of the table of strips, and which distances it holds.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/numerics/vector_math.hpp"

namespace lantian::model::plume {

/// Equal cells between any power of two and the next from 1 m on, so that a distance's own bits name its
/// cell. In each, ln K and sigma_y are cubics through the values at four neighbouring nodes.
inline constexpr int cell_bits = 5, cells_per_octave = 1 << cell_bits, bits_below_cell = 52 - cell_bits;
inline constexpr std::uint64_t bits_of_one = std::uint64_t{0x3ff} << 52;

/// ln K = strength(f), sigma_y = width(f), f the way through the cell: one cache line. strength[0] is not a
/// number where the plume itself must be asked.
struct alignas(64) StripCell {
  double strength[4], width[4];
};
inline constexpr double no_strength = -800.0;  // ln K where there is none: its exponential is 0
/// Octaves from 1 m to beyond x.
static inline int octaves_up_to(double x) {
  return static_cast<int>((numerics::bits_of(x) - bits_of_one) >> 52) + 1;
}

/// Memory of a table: cells for as many octaves as will be asked for, and which of them are filled.
struct StripMemory {
  StripCell* cells;
  std::uint64_t* filled;
};

}  // namespace lantian::model::plume
