/// What a gathered sweep says of its inputs: Sobol indices, elementary effects, response curves, Pareto
/// fronts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

#include "io/sweep/analysis_file.hpp"
#include "io/sweep/dataset_file.hpp"

namespace lantian::run {

/// A sweep's metrics by member, as `gather` has them.
struct SweepMetrics {
  io::SweepManifest manifest;
  std::vector<io::SweepDataset::Column> columns;
};
/// Throws InputErrors as `gather_sweep`.
SweepMetrics metrics_of_sweep(const std::filesystem::path& folder);

/// Of the metrics that the study's [score] asks for, all where it asks for none.
io::SweepAnalysis analysis_of(const SweepMetrics& metrics);

}  // namespace lantian::run
