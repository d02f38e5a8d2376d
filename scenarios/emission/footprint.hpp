/// Which cells a release lies in: shares of its mass by column and by layer.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/grid/grid.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

struct Footprint {
  struct Part {
    std::size_t column;
    double share;
  };
  std::vector<Part> parts;  // by column, each once
  double outside = 0.0;     // share beyond the window; with the parts it sums to 1
};

/// Discs by the area and segments by the length in each cell, each part by its weight.
Footprint footprint_of(const Spread& spread, const model::Grid& grid);
Footprint footprint_of(const Place& point, const model::Grid& grid);

/// Shares of a release spread evenly between two heights above ground; a release without thickness lies in
/// one layer, what is above the grid's top counts as in the top layer. Sums to 1.
std::vector<double> layer_shares(double bottom, double top, const model::Grid& grid);

}  // namespace lantian::scenarios
