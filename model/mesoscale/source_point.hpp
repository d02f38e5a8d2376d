/// Places on the grid of a larger model, and what of it lies there.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <vector>

namespace lantian::model::mesoscale {

/// Counted in cells: cell centres lie at whole numbers, (0, 0) in the first cell.
struct SourcePoint {
  double i = 0.0, j = 0.0;
};

struct CellShare {
  std::size_t cell = 0;  // j * nx + i
  double share = 0.0;
};

/// Bilinear between the four cell centres about a point; beyond the outermost centres their plane goes on.
std::array<CellShare, 4> bilinear(int nx, int ny, SourcePoint at);

/// What part of a quadrilateral (corners in turn) lies in which cell, shares summing to 1; the part beyond
/// the grid counts to none. Empty where all of it lies beyond.
std::vector<CellShare> overlap(int nx, int ny, const std::array<SourcePoint, 4>& corners);

}  // namespace lantian::model::mesoscale
