/// A quantity of the grid with the plumes' pattern within its cells (docs/theory/city-field.md, section 1).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/city/cell_surface.hpp"

namespace lantian::model::city {

/// f = min(1, C/p) by cell: what of the plumes' mean p the grid's C can hold.
std::vector<double> held_shares(std::span<const double> grid, std::span<const double> plume_means);

/// F(x) = R(x) + f p(x) with R = C - f p carried on between the cells. Not negative; its mean over the points
/// of each cell is the grid's.
class RefinedField {
 public:
  ///     grid         C by cell, not negative
  ///     plume_means  cell_means of p
  ///     shares       f by cell, at most held_shares
  RefinedField(const Patch& patch, std::span<const double> grid, std::span<const double> plume_means,
               std::vector<double> shares, Between between);

  /// At a place, in cells from the patch's corner, to which the plumes add `plume`.
  double at(double x, double y, double plume) const {
    return rest_.at(x, y) + shares_[cell_at(patch_, x, y)] * plume;
  }
  std::vector<double> at_points(std::span<const double> plumes) const;

 private:
  Patch patch_;
  std::vector<double> shares_;
  CellSurface rest_;
};

}  // namespace lantian::model::city
