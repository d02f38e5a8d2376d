/// What a run of a plan's study says of the air: the folder that `lantian run CASE --study FILE` wrote.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "scenarios/measures/plan_air.hpp"

namespace lantian::io {

struct PlanAirFile {
  std::filesystem::path folder;  // weakly canonical
  std::string case_id, season, variant, version;
  scenarios::Label label;  // of the case as it was run
  std::vector<scenarios::AirChange> changes;
};

/// Reports a folder without a run's report.json and appraisal.csv.
PlanAirFile read_plan_air(const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace lantian::io
