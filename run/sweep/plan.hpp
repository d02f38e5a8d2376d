/// From a case and a study to the manifest of a sweep: members, contents, batches, what they will take.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>

#include "io/case.hpp"
#include "io/sweep/batch_file.hpp"
#include "io/sweep/manifest.hpp"

namespace lantian::run {

struct SweepRequest {
  std::filesystem::path case_path, study, folder;
  io::CaseChoice choice;  // where a weather of the study names no other
  int batch_size = 16;    // scenarios at most that are stepped together
  bool double_precision = false;
  double core_seconds = 1e-3;  // a cell, member and day: for the estimate
  int threads = 0;
};

inline constexpr const char* manifest_name = "manifest.json";
inline constexpr const char* results_name = "results";

/// Where a batch's result lies, below the sweep's folder.
std::filesystem::path result_path(const std::filesystem::path& folder, const io::SweepBatch& batch);

/// The batch's result; nothing, with reasons, where what lies there cannot be read or is another's.
std::optional<io::SweepBatchFile> read_result(const std::filesystem::path& folder,
                                              const io::SweepManifest& manifest, const io::SweepBatch& batch,
                                              io::Diagnostics& diagnostics);

/// Simulated hours of a batch's members, the baseline's among them: each from where it leaves the baseline
/// on.
double planned_lane_hours(const io::SweepManifest& manifest, const io::SweepBatch& batch);

/// Makes the manifest and writes it. A folder that holds the same one already is left as it is. Throws
/// InputErrors, also where the folder holds another sweep.
io::SweepManifest plan_sweep(const SweepRequest& request);

/// The content address of a scenario.
std::string content_key(const std::map<std::string, std::string>& identity, const std::string& baseline,
                        const std::string& plan);

}  // namespace lantian::run
