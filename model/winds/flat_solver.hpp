/// Solves the adjustment over flat ground under air that changes with height only, exactly: the
/// preconditioner of the one over hills.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/grid/grid.hpp"
#include "model/winds/sine_transform.hpp"

namespace lantian::model {

class FlatSolver {
 public:
  /// `side`: air per m2 of a layer, density times depth; `rise`: density over distance of the levels at
  /// layer faces, times the weight of vertical changes; face 0 (the ground) is closed, the last open.
  FlatSolver(const Grid& grid, const std::vector<double>& side, const std::vector<double>& rise);

  /// values <- inverse of the flat operator times values, (k, j, i).
  void solve(double* values);

 private:
  Grid grid_;
  SineTransform east_, north_;
  std::vector<double> coupling_;       // of a column's neighbours, by layer face
  std::vector<double> upper_, pivot_;  // of the column of each pair of modes, (k, east mode, north mode)
  std::vector<double> modes_, work_;
};

}  // namespace lantian::model
