/// A gathered sweep: one NetCDF data set with the axes as coordinates, and one table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

#include "io/sweep/manifest.hpp"

namespace lantian::io {

/// Everything by member in the manifest's order; NaN where there is nothing.
struct SweepDataset {
  const SweepManifest& manifest;
  std::vector<std::pair<std::string, std::string>> provenance{};
  struct Column {
    std::string name, unit, meaning;
    std::vector<double> values;    // by member
    std::vector<double> baseline;  // by weather; empty: none
  };
  std::vector<Column> columns{};
  /// Scores over the axis `manifest.across`: by the members that the other axes make.
  struct Score {
    std::string name, unit, meaning;
    std::vector<double> values;
  };
  std::vector<Score> scores{};
  std::vector<std::string> failures{};  // by member: "" or the reason
  std::vector<std::string> rescued{};   // by member: "" or why it was computed in double precision instead
  std::vector<std::string> monitors{}, quantities{};
  std::size_t hours = 0;
  std::vector<std::int64_t> first_hours{};  // UTC s, by weather
  std::vector<float> baseline{};            // ug m-3, (weather, quantity, monitor, hour)
  std::vector<float> differences{};         // ug m-3, (member, quantity, monitor, hour); empty: not asked for
  std::vector<std::string> maps{};
  std::vector<double> y{}, x{};                           // m
  std::vector<float> baseline_maps{}, map_differences{};  // (weather, map, y, x), (member, map, y, x)
};

/// Whole or not at all. Throws WriteFailure.
void write_sweep_dataset(const SweepDataset& dataset, const std::filesystem::path& target);

/// A row a member.
std::string sweep_table(const SweepDataset& dataset);

}  // namespace lantian::io
