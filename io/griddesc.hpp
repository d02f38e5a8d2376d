/// Reads the grid of a case from a GRIDDESC file, as CMAQ, SMOKE and MCIP share it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "io/case.hpp"
#include "io/ioapi_projection.hpp"

namespace lantian::io {

struct GriddescGrid {
  IoapiProjection projection;
  double x_west = 0.0, y_south = 0.0, dx = 0.0,
         dy = 0.0;  // m from the projection's centre; degree for type 1
  int nx = 0, ny = 0;
};

/// Nothing (and a diagnostic) where the file cannot be read or has no grid of that name.
std::optional<GriddescGrid> read_griddesc(const std::string& path, const std::string& name,
                                          const TextPlace& mentioned, const TextPlace& named,
                                          Diagnostics& diagnostics);

/// Fills `contents.grid` where it names a GRIDDESC file, and forgets the file: cells must be square, in
/// metres.
void take_griddesc(CaseFile& file, Diagnostics& diagnostics);

}  // namespace lantian::io
