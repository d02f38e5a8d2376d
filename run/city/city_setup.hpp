/// Where the city field of a case is made: its window, and the cells of monitors beyond it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/city/patch.hpp"
#include "run/plumes/plume_setup.hpp"

namespace lantian::run {

struct CityPatch {
  model::city::Patch patch;
  int i = 0, j = 0;                // of its cell in the south-west corner
  std::size_t first_receptor = 0;  // of its points among the plumes' receptors
};

struct CityMonitor {
  std::size_t patch = 0;
  double x = 0.0, y = 0.0;  // in cells from the patch's corner
};

struct CitySetup {
  PlumeSetup plumes;                  // its places are the case's monitors, its map the window's points
  std::vector<CityPatch> patches;     // the window first, then a cell for each monitor elsewhere
  std::vector<CityMonitor> monitors;  // in the case's order
};

CitySetup city_setup(const io::CaseInputs& inputs);

/// Throws io::InputErrors where a case asks for a city field that is too large to hold.
void check_city_field(const io::CaseInputs& inputs, std::size_t members);

}  // namespace lantian::run
