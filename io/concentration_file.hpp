/// Hourly concentrations of all members, at the ground or of several levels, as one CF-1.8 NetCDF-4 file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "io/projection.hpp"
#include "model/grid/grid.hpp"
#include "model/quantities/time.hpp"

namespace lantian::io {

struct ConcentrationVariable {
  std::string name, standard_name, long_name, comment, units = "kg m-3";
};

/// One value for the whole run and each member.
struct MemberField {
  std::string name, long_name, units, comment;
  std::vector<double> values;  // (member, j, i)
  std::string standard_name{};
};

struct ConcentrationFile {
  std::string title, source = "lantian, three-dimensional grid model";
  std::optional<Projection> projection;  // must be given
  bool synthetic = false;
  std::vector<std::pair<std::string, std::string>> provenance;  // global attributes
  model::Grid grid;
  /// Lowest ones that are written: 1 gives fields by (time, member, y, x), more by (time, member, z, y, x)
  /// with the layers' heights above ground as axis.
  int levels = 1;
  std::vector<double> altitude;             // m, (j, i) of the ground, written beside a z axis; empty: level
  std::vector<double> longitude, latitude;  // degree, (j, i)
  std::vector<std::string> members;         // ids
  /// Beginnings; each value is the mean of its hour. None: a file of fields alone, without an axis of time.
  std::vector<model::UtcSeconds> hours;
  std::vector<ConcentrationVariable> variables;
  /// values[variable][hour]: in its units, (level, member, j, i), `levels` or more; what it views outlives
  /// the writing.
  std::vector<std::span<const std::vector<float>>> values;
  std::vector<MemberField> fields;
};

/// Written aside and renamed; the same input gives the same bytes of data. Throws WriteFailure.
void write_concentration_file(const ConcentrationFile& contents, const std::filesystem::path& target);

}  // namespace lantian::io
