/// Land use and terrain of a case, by column of its grid.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/case.hpp"
#include "io/projection.hpp"
#include "model/deposition/land_use.hpp"

namespace lantian::io {

struct GroundTables {
  std::vector<model::LandUse> land_use;  // columns; empty: the case gives none
  std::vector<double> altitude;          // m, columns; empty: level ground
};

/// Patches may lie outside the window; the table of altitudes must cover it with a full, even lattice.
GroundTables read_ground(const CaseFile& file, const Projection& projection, const model::Grid& grid,
                         Diagnostics& diagnostics);

}  // namespace lantian::io
