/// Ground of a lattice: its altitude anywhere, and the hill that steers plumes at a place.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/grid/grid.hpp"

namespace lantian::model::plume {

/// Altitudes of the grid's columns, taken as those of their middles.
class TerrainLattice {
 public:
  /// altitude: m, (j, i); empty: level ground at 0.
  TerrainLattice(const Grid& grid, std::vector<double> altitude);
  bool is_level() const { return altitude_.empty(); }

  /// Bilinear between middles, held beyond the outer ones [m].
  double altitude(double x, double y) const;
  /// Hill height scale [m]: the highest ground of the lattice that rises from the place by a tenth of its
  /// distance or more, at least the place's own [EPA2018].
  double hill_height(double x, double y) const;

 private:
  const Grid grid_;
  std::vector<double> altitude_;
};

}  // namespace lantian::model::plume
