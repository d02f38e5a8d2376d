/// A source with all that stays the same from hour to hour.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "scenarios/emission/footprint.hpp"
#include "scenarios/emission/hourly_emission.hpp"
#include "scenarios/inventory/speciation.hpp"

namespace lantian::scenarios {

struct PreparedSource {
  const Source* source = nullptr;
  int group = 0;
  Footprint footprint;
  std::vector<double> layers;  // fixed shares; empty for a stack, whose plume rises with the weather
  CompiledSpeciation speciation;
  Pollutant natural_as = Pollutant::VOC;  // natural: what its mass is counted as
  double natural_mass_ratio = 1.0;        // natural: kg counted per kg of the species
};

PreparedSource prepare(const Inventory& inventory, const Source& source, const model::Grid& grid,
                       const model::SpeciesTable& species);

}  // namespace lantian::scenarios
