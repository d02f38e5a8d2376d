/// Kinds of land by column: patches laid over a default mixture.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/deposition/land_use.hpp"
#include "model/grid/grid.hpp"

namespace lantian::model {

/// All places within `radius` of a line from one point to another (a disc where they are the same): there
/// `share` of the ground turns into `kind`, and what was there before keeps the rest.
struct LandPatch {
  std::size_t kind = 0;                             // of land_use_names
  double x = 0.0, y = 0.0, to_x = 0.0, to_y = 0.0;  // m, projection
  double radius = 0.0;                              // m
  double share = 1.0;                               // 1
};

/// Columns (j, i). Later patches lie over earlier ones; a cell's part under a patch is counted on 16 x 16
/// points.
std::vector<LandUse> land_cover(const Grid& grid, const LandUse& mixture,
                                const std::vector<LandPatch>& patches);

/// Mean shares of the window.
LandUse mean_land_use(const std::vector<LandUse>& columns);

/// Leaf area of a mixture [m2 m-2]: general knowledge for the North China plain, 0 for towns, water and bare
/// ground.
double leaf_area_index(const LandUse& land_use, Season season);

}  // namespace lantian::model
