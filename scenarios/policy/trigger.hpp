/// Warnings that follow from rules: which level is in force when.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

/// When a spell of a warning is in force: one without end holds to the end of `run`, which also anchors
/// relative ones.
Period spell_of(const Warning& warning, Period run);

/// The warnings of a trigger: its schedule, or what its rules call, in this order: the strictest level that
/// is met in each hour; the forecast's error; close episodes joined; a level held until it stays unmet for
/// `release_h` (hours beyond the signal count as unmet); calls and upgrades moved ahead by `lead_h`, as far
/// as the signal reaches back, so that pollution which is there already is answered at once; the shortest
/// warning. Spells do not overlap.
std::vector<Warning> warnings_of(const Trigger& trigger, const Surroundings& around);

/// The same with those of the triggers that it is bound by, to any depth: of levels in force together the
/// stricter, in the order of the trigger's own.
std::vector<Warning> warnings_in(const Scenario& scenario, const Trigger& trigger,
                                 const Surroundings& around);

/// From the level that is met in each hour (-1: none) to the one in force, as above but for the forecast's
/// error.
std::vector<int> levels_in_force(std::vector<int> met, const WarningRules& rules);

}  // namespace lantian::scenarios
