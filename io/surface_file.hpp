/// Hourly surface fields of all members as one CF-1.8 NetCDF-4 file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/projection.hpp"
#include "model/grid/grid.hpp"
#include "model/quantities/time.hpp"

namespace lantian::io {

struct SurfaceVariable {
  std::string name, standard_name, long_name, comment;
};

/// One value for the whole run and each member.
struct MemberField {
  std::string name, long_name, units, comment;
  std::vector<double> values;  // (member, j, i)
};

struct SurfaceFile {
  std::string title;
  std::optional<Projection> projection;  // must be given
  bool synthetic = false;
  std::vector<std::pair<std::string, std::string>> provenance;  // global attributes
  model::Grid grid;
  std::vector<double> longitude, latitude;  // degree, (j, i)
  std::vector<std::string> members;         // ids
  std::vector<model::UtcSeconds> hours;     // beginnings; each value is the mean of its hour
  std::vector<SurfaceVariable> variables;
  /// values[variable][hour]: kg m-3, (member, j, i).
  std::vector<std::vector<std::vector<float>>> values;
  std::vector<MemberField> fields;
};

/// Written aside and renamed; the same input gives the same bytes of data. Throws WriteFailure.
void write_surface_file(const SurfaceFile& contents, const std::filesystem::path& target);

}  // namespace lantian::io
