/// From scenarios to the emission plan of a member: every measure on every source it takes, hour by hour.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "scenarios/policy/emission_plan.hpp"
#include "scenarios/policy/rules_between.hpp"
#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

class CommonGround;

struct Expansion {
  EmissionPlan plan;
  std::vector<Finding> findings;  // the plan holds only where this is empty
  std::vector<Finding> notes;     // no mistakes, but not to be passed over in silence
};

/// What each measure of a member does, before they are combined, groups settled.
struct MemberMeasures {
  ActingMeasures acting;
  std::vector<Finding> findings, notes;
};
MemberMeasures measures_of(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                           const Surroundings& around, const CommonGround* common = nullptr);

/// The scenarios of one member together, in any order: the same measure twice counts once; the strictest
/// activity holds; fleets, controls and scales multiply. Scenarios must have passed `check`, and the
/// inventory must hold the dormant sources of their measures (policy/dormant.hpp). `common`, of the same
/// inventory and surroundings, spares many plans what they share; the plan is the same without.
Expansion expand(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                 const Surroundings& around, const CommonGround* common = nullptr);

}  // namespace lantian::scenarios
