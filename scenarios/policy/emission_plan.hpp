/// The emission plan of a member: canonical sorted runs of factors over the shared inventory. It is what is
/// hashed, diffed, explained and gridded hour by hour.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/quantities/time.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

enum class Stage { place, technology, activity, control, scale };

/// Mass of `pollutant` (all, where none is named) of `source` in [start, end) is multiplied by `factor`.
struct PlanRun {
  int source = -1;  // index into Inventory::sources
  model::UtcSeconds start = 0, end = 0;
  Stage stage = Stage::activity;
  std::optional<Pollutant> pollutant;
  double factor = 1.0;
  int rule = -1;  // index into EmissionPlan::rules: which measure made it
  bool operator==(const PlanRun&) const = default;
};

/// A level of a warning that the plan answers to, in force in [start, end).
struct WarningSpell {
  std::string level;
  model::UtcSeconds start = 0, end = 0;
  bool operator==(const WarningSpell&) const = default;
};

struct EmissionPlan {
  std::string id;  // scenario id; "counterfactual" for none
  Label label;
  std::vector<std::string> rules;      // measure ids
  std::vector<WarningSpell> warnings;  // of the scenarios' triggers, cut to the run
  std::vector<PlanRun>
      runs;  // sorted by (source, start, stage, pollutant); within a stage they do not overlap

  /// Product over stages of the factors in force for `pollutant` of `source` at `time`.
  double factor(int source, model::UtcSeconds time, Pollutant pollutant) const;
};

}  // namespace lantian::scenarios
