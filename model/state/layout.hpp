/// Where a value of the state lies: index (k, j, i, species, member), member fastest.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>

#include "model/grid/grid.hpp"

namespace lantian::model {

/// Lanes (species x member) are padded with zeros to a multiple of 16; row and level strides are an odd
/// number of 16-lane units, so that the levels of a column do not meet in one cache set
/// (docs/theory/layout.md).
struct Layout {
  int nx = 0, ny = 0, nz = 0;
  int species = 0, members = 0;
  int lanes = 0;                    // reals from cell to cell
  std::ptrdiff_t row_stride = 0;    // reals from j to j + 1
  std::ptrdiff_t level_stride = 0;  // reals from k to k + 1
  std::ptrdiff_t origin = 0;        // of cell (0, 0, 0): the rim lies before it
  std::size_t size = 0;             // reals in all

  static constexpr int chunk = 16;  // lanes that a kernel takes at once

  Layout() = default;
  Layout(const Grid& grid, int species_count, int member_count)
      : nx(grid.nx), ny(grid.ny), nz(grid.nz()), species(species_count), members(member_count) {
    const auto odd_units = [](std::ptrdiff_t reals) { return ((reals / chunk) | 1) * chunk; };
    lanes = (species * members + chunk - 1) / chunk * chunk;
    row_stride = odd_units(static_cast<std::ptrdiff_t>(nx + 2 * Grid::rim) * lanes);
    level_stride = odd_units((ny + 2 * Grid::rim) * row_stride);
    origin = Grid::rim * row_stride + static_cast<std::ptrdiff_t>(Grid::rim) * lanes;
    size = static_cast<std::size_t>(nz * level_stride);
  }

  /// Cell (k, j, i), i and j from -rim to n + rim - 1; lane 0.
  std::ptrdiff_t cell(int k, int j, int i) const {
    return origin + k * level_stride + j * row_stride + static_cast<std::ptrdiff_t>(i) * lanes;
  }
  int lane(int s, int member) const { return s * members + member; }
  bool operator==(const Layout&) const = default;
};

}  // namespace lantian::model
