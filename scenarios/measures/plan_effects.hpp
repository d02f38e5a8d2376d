/// What the items of a plan take away, alone and together, summed over sources.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "scenarios/measures/source_game.hpp"
#include "scenarios/policy/expansion.hpp"

namespace lantian::scenarios {

/// Sums over the sources of the county, or over all of the inventory [kg over the period].
struct PlanSums {
  PollutantMasses base{};                  // people's sources without any item
  PollutantMasses joint{};                 // taken away by all items together
  std::vector<ItemShares> items;           // in the order given
  std::vector<PollutantMasses> elsewhere;  // by item alone: what it adds at sources where it adds
};

/// On a source that two items or more act on.
struct SourceShares {
  int source = -1, item = -1;  // place in the order given
  ItemShares shares;
};

struct PlanEffects {
  PlanSums county, all;
  std::vector<SourceShares> overlaps;  // by source, then item
  std::vector<Finding> findings;       // the sums hold only where this is empty
  std::vector<Finding> notes;
};

/// `items`: the scenario of each, in the order in which they are taken; `around.run` is what is summed over.
/// A measure that shifts output or belongs to a group hangs on its company and is refused.
PlanEffects effects_of_plan(const std::vector<Scenario>& items, const Inventory& inventory,
                            const Surroundings& around);

/// kg a-1 that the works which would be built do not emit: share of the sources' mass times (1 - kept).
PollutantMasses avoided_growth(const std::vector<int>& sources, double share, const PollutantValues& kept,
                               const Inventory& inventory);

}  // namespace lantian::scenarios
