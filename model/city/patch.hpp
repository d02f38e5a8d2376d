/// A rectangle of grid cells with n x n points in each: where the grid is refined.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace lantian::model::city {

/// Cells and points row by row from the south-west; points stand in the middle of squares, so that those of
/// a cell speak for it evenly. Places within it are told in cells from its south-west corner.
struct Patch {
  int nx = 0, ny = 0;  // cells
  int n = 1;           // points along a cell's side

  std::size_t cells() const { return static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny); }
  std::size_t points() const { return cells() * points_of_cell(); }
  std::size_t points_of_cell() const { return static_cast<std::size_t>(n) * static_cast<std::size_t>(n); }
  double x(std::size_t point) const { return (static_cast<double>(point % row()) + 0.5) / n; }
  double y(std::size_t point) const { return (static_cast<double>(point / row()) + 0.5) / n; }
  std::size_t cell_of_point(std::size_t point) const {
    const auto side = static_cast<std::size_t>(n);
    return point / row() / side * static_cast<std::size_t>(nx) + point % row() / side;
  }

 private:
  std::size_t row() const { return static_cast<std::size_t>(nx) * static_cast<std::size_t>(n); }
};

/// The cell of a place; one beyond the edge belongs to the cell at the edge.
std::size_t cell_at(const Patch& patch, double x, double y);

/// Mean over each cell of values at the points.
std::vector<double> cell_means(const Patch& patch, std::span<const double> values);

}  // namespace lantian::model::city
