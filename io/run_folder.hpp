/// The results of an earlier run as they lie in its folder: what it says of itself, its monitors' hours.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "scenarios/case/monitor.hpp"
#include "scenarios/skill/model_evaluation.hpp"

namespace lantian::io {

struct RunFolder {
  std::string case_id;
  bool synthetic = false;
  std::vector<std::string> members;          // the baseline first
  std::vector<scenarios::Monitor> monitors;  // ids, labels, kinds
  int spinup_hours = 0;
  std::string member;                                // whose hours follow
  std::vector<scenarios::ModelledStation> stations;  // one a monitor; hours after the spin-up
};

/// report.json and monitors.csv of `folder`; `member`: id, "" for the baseline.
RunFolder read_run_folder(const std::filesystem::path& folder, const std::string& member,
                          Diagnostics& diagnostics);

}  // namespace lantian::io
