/// Plants and soil of a case as sources: emission factors by kind of land, laid over its land use.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "model/deposition/land_use.hpp"
#include "model/grid/grid.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

struct NaturalFactor {
  std::string law, species;
  std::size_t kind = 0;  // of model::land_use_names
  double rate = 0.0;     // kg m-2 s-1 of that species at the law's standard state, plants in full leaf
  std::string source;
};

/// Emission of a canopy over that of one with 5 m2 of leaf per m2 of ground: 0.49 L / sqrt(1 + 0.2 L^2)
/// [Guenther2006].
double canopy_activity(double leaf_area_index);

/// One source for each species, spread over the columns that emit it and put into the lowest 20 m. Plants
/// follow the leaf area of their kind of land in the season; soil does not. Adds to sources and spreads,
/// keeping the order of ids. `land_use`: one value for each column, or one for all.
void add_natural_ground(Inventory& inventory, const model::Grid& grid,
                        const std::vector<model::LandUse>& land_use, model::Season season,
                        const std::vector<NaturalFactor>& factors);

}  // namespace lantian::scenarios
