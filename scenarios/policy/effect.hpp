/// What one measure does to each of its sources, before measures are combined.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/policy/emission_plan.hpp"
#include "scenarios/policy/ground.hpp"
#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"
#include "scenarios/policy/window.hpp"

namespace lantian::scenarios {

/// A factor on a span; for activity also the share of output that is kept, and what the order itself asked
/// for, whatever the compliance.
struct Step {
  model::UtcSeconds start = 0, end = 0;
  double factor = 1.0, kept = 1.0, asked = 1.0;
  bool operator==(const Step&) const = default;
};
using Steps = std::vector<Step>;  // ascending, apart

/// Steps of one stage, for one pollutant or all; sources that are treated alike share them.
struct Track {
  Stage stage = Stage::activity;
  std::optional<Pollutant> pollutant;
  std::shared_ptr<const Steps> steps;
  bool operator==(const Track& other) const;
};

/// A source that gives output away in open windows; worked out when its activity is known.
struct ShiftTask {
  int source = -1;
  Shift op;
  double share = 0.0;  // of the output, compliance included
  std::shared_ptr<const std::vector<WindowSpan>> spans;
};

struct MeasureEffects {
  std::vector<Track> tracks;
  std::vector<std::pair<int, int>> of;  // (source, track), sorted
  std::vector<ShiftTask> shifts;        // by source
  std::vector<MadeUpOutput> made_up;    // by source, of no rule yet
  bool empty() const { return of.empty() && shifts.empty(); }
  /// Whether every factor and every share of output is 1; also where there is none.
  bool changes_nothing() const;
  /// Whether both do the same, however they share tracks.
  bool same_as(const MeasureEffects& other) const;
};

/// Mistakes, and what is no mistake but must not pass in silence.
struct Told {
  std::vector<Finding> findings, notes;
};

/// Effects of `measure` on `sources` within the run. `targets`: what each companion of the measure takes.
/// `awake`: index of the dormant source that the measure makes of a source, by source; -1 none.
MeasureEffects effects_of(const Measure& measure, const std::vector<int>& sources,
                          const std::vector<std::vector<int>>& targets, const std::vector<int>& awake,
                          const Ground& ground, Told& told);

}  // namespace lantian::scenarios
