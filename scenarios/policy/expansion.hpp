/// From scenarios to the emission plan of a member: every measure on every source it takes, hour by hour.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "scenarios/policy/emission_plan.hpp"
#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

struct Expansion {
  EmissionPlan plan;
  std::vector<Finding> findings;  // the plan holds only where this is empty
  std::vector<Finding> notes;     // no mistakes, but not to be passed over in silence
};

/// The scenarios of one member together, in any order: the same measure twice counts once; the strictest
/// activity holds; fleets, controls and scales multiply. Scenarios must have passed `check`, and the
/// inventory must hold the dormant sources of their measures (policy/dormant.hpp).
Expansion expand(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                 const Surroundings& around);

}  // namespace lantian::scenarios
