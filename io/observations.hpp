/// Monitor tables: the documented layout and those of national archives, told apart by their first line.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "scenarios/standards/observations.hpp"

namespace lantian::io {

struct ObservationRequest {
  std::vector<std::filesystem::path> files;
  std::filesystem::path stations;         // table of evaluation points; "": those that the files hold
  std::optional<bool> hours_are_ending;   // what a time names; none: as the layout has it
  std::optional<double> gas_temperature;  // K, of the state gases are written at; none: that of the date
  bool skip_invalid = false;              // values that cannot be are left out and counted, not refused
};

/// What one file was read as.
struct ReadFile {
  std::string name, layout, sha256;
};

struct ReadObservations {
  std::vector<scenarios::Observations> stations;
  std::vector<ReadFile> files;
  Diagnostics notes;    // what was assumed, converted, counted
  Diagnostics invalid;  // values left out on request
};

/// Layouts: docs/formats.md. Mistakes of all files at once: unknown columns, wrong units, values that cannot
/// be, hours twice or out of order, stations that are no evaluation points.
ReadObservations read_observations(const ObservationRequest& request, Diagnostics& diagnostics);

}  // namespace lantian::io
