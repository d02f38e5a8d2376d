/// What lies between the cells' means: steps, or a bilinear surface that keeps each mean
/// (docs/theory/city-field.md, section 3).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/city/patch.hpp"

namespace lantian::model::city {

enum class Between { steps, smooth };

class CellSurface {
 public:
  /// `means` by cell, not negative. A smooth surface has them over each cell's points, to round-off, and is
  /// nowhere negative.
  CellSurface(const Patch& patch, std::vector<double> means, Between between);

  double mean(std::size_t cell) const { return means_[cell]; }
  /// At a place, in cells from the patch's corner.
  double at(double x, double y) const;

 private:
  Patch patch_;
  Between between_;
  std::vector<double> means_, nodes_, softened_;  // by cell

  double node(int i, int j) const;  // those beyond the edge are the edge's
  double bilinear(double x, double y, std::size_t cell) const;
  void find_nodes();
  void soften();
};

}  // namespace lantian::model::city
