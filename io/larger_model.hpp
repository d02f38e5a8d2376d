/// Files of a larger air quality model, I/O API or CF: their grid, times, levels and quantities.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/foreign_grid.hpp"
#include "io/netcdf_reader.hpp"
#include "model/quantities/time.hpp"

namespace lantian::io {

struct LargerModelFile {
  NetcdfFile file;
  ForeignGrid grid;
  std::vector<model::UtcSeconds> times;  // one where the file has no axis of time
  bool is_ioapi = false;

  /// Index of the record at `time`; nothing where there is none.
  std::optional<std::size_t> record(model::UtcSeconds time) const;
};

/// Whether a file is of I/O API: it has TFLAG, and GDTYP in its header.
bool is_ioapi(const NetcdfFile& file);

/// The grid of an I/O API header, on the sphere of 6370 km.
std::optional<ForeignGrid> ioapi_grid(const NetcdfFile& file, Diagnostics& diagnostics);

/// Nothing (and a diagnostic) where grid or times cannot be made out.
std::optional<LargerModelFile> open_larger_model(const std::string& path, const TextPlace& mentioned,
                                                 Diagnostics& diagnostics);

/// A variable on (time, level, y, x), levels and time as the file has them: nothing for other shapes.
bool is_field(const LargerModelFile& model, const std::string& variable);

}  // namespace lantian::io
