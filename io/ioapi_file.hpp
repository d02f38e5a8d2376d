/// Hourly concentrations of one member as an I/O API file that CMAQ's tools open.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/ioapi_projection.hpp"
#include "model/grid/grid.hpp"
#include "model/quantities/time.hpp"

namespace lantian::io {

struct IoapiVariable {
  std::string name, unit, description;     // at most 16, 16 and 80 letters
  std::vector<std::vector<float>> values;  // by hour: (level, j, i)
};

/// Gridded, FTYPE 1, 64-bit offset NetCDF without `Conventions`. Each value is the mean of the hour that
/// begins at its time, as in CMAQ's ACONC files. Creation dates are those of the first hour, so that equal
/// runs give equal bytes.
struct IoapiFile {
  std::string grid_name, description;  // at most 16 letters; any
  IoapiPlacement placement;
  model::Grid grid;
  int levels = 1;                        // lowest ones, NLAYS
  std::vector<model::UtcSeconds> hours;  // beginnings
  std::vector<IoapiVariable> variables;
};

/// Written aside and renamed. Throws WriteFailure.
void write_ioapi_file(const IoapiFile& contents, const std::filesystem::path& target);

}  // namespace lantian::io
