/// Which sources of the inventory a selection takes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "scenarios/policy/scenario.hpp"

namespace lantian::scenarios {

/// "coating" and "coating.auto" lie in the branch "coating"; "coatings" does not.
bool in_branch(const std::string& industry, const std::string& branch);

bool matches(const Condition& condition, const Source& source, const Inventory& inventory);

/// Indices into `inventory.sources`, ascending. Natural sources only where the scenario says so.
std::vector<int> select(const Selection& selection, const Scenario& scenario, const Inventory& inventory);

}  // namespace lantian::scenarios
