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

enum class Stage { place, technology, activity, shift, device, control, scale };
inline constexpr std::size_t stage_count = 7;
/// Of several measures in such a stage the strictest holds: a plant stands still once, a device is replaced
/// once. Those of any other stage multiply.
constexpr bool strictest_holds(Stage stage) { return stage == Stage::activity || stage == Stage::device; }

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

/// Output of a source in [start, end) as a share of what it would make, before any shift, and the measure
/// that holds it there; above 1 where it makes up for hours that lost some.
struct OutputRun {
  int source = -1;
  model::UtcSeconds start = 0, end = 0;
  double kept = 1.0, asked = 1.0;  // with the compliance, and what the order itself says
  int rule = -1;
  bool operator==(const OutputRun&) const = default;
};

/// What a shift did to a source within the run, in hours of its mean yearly output.
struct MovedOutput {
  int source = -1, rule = -1;
  double moved = 0.0;         // made in other hours
  double unplaced = 0.0;      // found no hour: lost
  double moved_hours = 0;     // hours of full output made in other hours
  double unplaced_hours = 0;  // hours of full output lost
  bool operator==(const MovedOutput&) const = default;
};

/// What a make-up does about the output that a source loses within the run, by the measure alone, in hours of
/// its mean yearly output.
struct MadeUpOutput {
  int source = -1, rule = -1;
  double owed = 0.0;     // to be made again
  double placed = 0.0;   // of it, finds an hour, in the run or later
  double later = 0.0;    // of `placed`, after the run
  double planned = 0.0;  // made in the run, for whatever hour
  bool operator==(const MadeUpOutput&) const = default;
};

struct EmissionPlan {
  std::string id;  // scenario id; "counterfactual" for none
  Label label;
  std::vector<std::string> rules;      // measure ids
  std::vector<WarningSpell> warnings;  // of the scenarios' triggers, cut to the run
  std::vector<PlanRun>
      runs;  // sorted by (source, start, stage, pollutant); within a stage they do not overlap
  std::vector<int> dormant;        // sources that only a place run wakes, ascending; the rest of the plan's
  std::vector<OutputRun> outputs;  // sorted by (source, start); no part of what is hashed
  std::vector<MovedOutput> moved;  // by (source, rule)
  std::vector<MadeUpOutput> made_up;    // by (rule, source)
  std::vector<std::vector<int>> parts;  // by rule: the single measures it joins, itself if it is one

  /// Product over stages of the factors in force for `pollutant` of `source` at `time`; 0 for a dormant
  /// source that no place run wakes.
  double factor(int source, model::UtcSeconds time, Pollutant pollutant) const;
};

}  // namespace lantian::scenarios
