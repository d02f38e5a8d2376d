/// The result file of one batch of a sweep: metrics, hourly differences at the monitors, maps on demand.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"

namespace lantian::io {

/// Row 0 of metrics is the baseline; scenarios follow, each as rows of their own.
struct SweepBatchFile {
  std::string batch;
  std::map<std::string, std::string> provenance;  // the weather's identity, version, the manifest's hash
  bool synthetic = false;
  std::vector<std::string> keys;      // of the scenarios
  std::vector<std::string> failures;  // by scenario: "" or why it has no results
  std::vector<std::string> rescued;   // by scenario: "" or why it was computed in double precision instead
  std::vector<std::string> metrics;   // by the names of scenarios::metrics()
  std::vector<double> values;         // (1 + scenario, metric); NaN: cannot be had
  std::vector<std::string> monitors, quantities;
  std::int64_t first_hour = 0;  // UTC s, of the hours after the spin-up
  std::size_t hours = 0;
  std::vector<float> baseline;     // ug m-3, (quantity, monitor, hour)
  std::vector<float> differences;  // ug m-3, (scenario, quantity, monitor, hour)
  std::vector<std::string> maps;   // names
  std::vector<double> y, x;        // m, centres of the cells in the projection, where there are maps
  std::vector<float> baseline_maps, map_differences;  // ug m-3, (map, y, x), (scenario, map, y, x)
};

/// Whole or not at all; the same bytes for the same contents. Throws WriteFailure.
void write_batch_file(const SweepBatchFile& contents, const std::filesystem::path& target);

/// Nothing, and a diagnostic, where it is not sound.
std::optional<SweepBatchFile> read_batch_file(const std::filesystem::path& file, Diagnostics& diagnostics);

}  // namespace lantian::io
