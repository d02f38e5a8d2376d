/// Why a source emits what it emits in an hour: base rate, what each measure does and why, what came of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/emission/hourly_emission.hpp"
#include "scenarios/explain/selection_reason.hpp"
#include "scenarios/explain/window_reason.hpp"
#include "scenarios/inventory/temporal_profile.hpp"
#include "scenarios/policy/activity.hpp"
#include "scenarios/policy/dormant.hpp"

namespace lantian::scenarios {

/// The rung of a ladder that gave the share of output kept.
struct LadderRung {
  std::string table, row, grade, level;  // row: the industry's branch that holds, "" the default
  std::string path;                      // dotted key in the scenario's file
  double value = 1.0;
  std::string tag{}, source{};  // of a shipped ladder's row; "" where the scenario wrote it
};

/// Low confidence: the pattern of a guide, not its text.
inline bool is_placeholder(const LadderRung& rung) { return rung.tag == "K-L"; }

/// Where a plant stands between its orders.
enum class PlantPhase { none, at_order, stopped, kept_hot, ramping_down, heating_up, ramping_up, making_up };

/// What a measure does to one slot of the source in the hour; the rest of its slot is combined with it.
struct HeldEffect {
  Stage stage = Stage::activity;
  std::optional<Pollutant> pollutant;  // none: all
  double factor = 1.0;
  bool counts = true;  // false: a stricter one of its stage holds instead
  int beaten_by = -1;  // index into Explanation::measures
};

/// Emission over that at full load, before compliance; pollutants differ where heating up does.
using PlantFactors = std::array<double, pollutant_count>;
/// Those while a plant heats up.
PlantFactors heat_up_factors(const Physics& physics);

/// What a shift does to the source's output, in hours of its mean output. Hours that give output away one
/// after the other are a block.
struct ShiftReason {
  double made = 0.0, given = 0.0, gained = 0.0, evaporated = 0.0;  // as of ShiftedHour
  model::UtcSeconds block_start = 0, block_end = 0;                // where the hour gives
  double block_given = 0.0, block_lost = 0.0;
};

/// A measure of the member and this source in this hour.
struct ExplainedMeasure {
  const Measure* measure = nullptr;  // of the scenarios that the explainer holds
  std::size_t scenario = 0;          // place among them
  std::vector<Miss> misses;          // not empty: the selection leaves the source out
  WindowReason window;
  std::vector<HeldEffect> effects;  // empty: does not touch the source now
  std::optional<double> order;      // activity: output that the rule allows now, before plant and compliance
  std::optional<PlantFactors> plant;  // activity
  PlantPhase phase = PlantPhase::none;
  std::optional<LadderRung> rung;
  std::optional<ShiftReason> shift;  // of a shift that takes the source
  std::optional<Turn> turn;          // of a stop by turns that takes the source
  int copy = -1;                     // source that it makes of this one at another place; -1 none
  bool touches() const { return !effects.empty(); }
};

/// A stage as the plan has it.
struct PlannedStage {
  Stage stage = Stage::activity;
  std::optional<Pollutant> pollutant;
  double factor = 1.0;
  std::string rule;  // the plan's name: "a", "a*b", "a (mean of beta)"
};

struct Explanation {
  int source = -1;
  model::UtcSeconds start = 0;                      // of the hour
  std::optional<RateParts> rate;                    // none: a natural source
  std::optional<Origin> origin;                     // of a copy that only a measure makes
  std::vector<ExplainedMeasure> measures;           // all of the member, by id
  std::vector<PlannedStage> stages;                 // in order
  std::array<double, pollutant_count> factor{};     // the plan's
  std::array<double, pollutant_count> explained{};  // product of the effects that count: equal to `factor`
  bool is_excluded = false;                         // the member leaves the source out as a whole
  PollutantMasses before{}, after{};                // kg in the hour; of a copy nothing is there before
  PollutantMasses full{};                           // kg that `factor` multiplies: of a copy its origin's
};

}  // namespace lantian::scenarios
