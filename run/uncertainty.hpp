/// What is least known, moved to its ends: runs again, or an estimate from the emission cut.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "run/simulate.hpp"
#include "scenarios/evaluate/appraisal.hpp"

namespace lantian::run {

/// Everything that a difference's range is made of.
struct Uncertainty {
  std::vector<scenarios::PerturbedRun> runs;  // empty: estimates only
  /// By member, against and pollutant.
  std::map<std::pair<std::string, std::string>,
           std::array<scenarios::ComplianceRatios, scenarios::pollutant_count>>
      compliance;
  scenarios::DeltaRange range(const std::string& name, const std::string& member, const std::string& against,
                              const std::string& quantity, double change) const;
};

/// Cuts with every measure's compliance moved by compliance_half_width, over the cuts as planned.
Uncertainty estimated_uncertainty(const io::CaseInputs& inputs,
                                  const std::vector<scenarios::Comparison>& comparisons);

/// Runs the baseline and the plans once at each end of each doubt: eight more runs of fewer members. Ends
/// early, without the rest, where `progress` asks to stop.
std::vector<scenarios::PerturbedRun> perturbed_runs(const Engine& engine, const Request& request,
                                                    const std::filesystem::path& folder, Progress& progress);

}  // namespace lantian::run
