/// What is told of output that a plan moves into other hours.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "scenarios/policy/expansion.hpp"

namespace lantian::scenarios {

/// What a shift found no hour for, and a shift that finds nothing to move. `by_rule`: the plan's measures.
void check_shifts(const std::vector<const Acting*>& by_rule, const Inventory& inventory, Expansion& result);

/// What a make-up finds no hour for, what it makes after the run only, what another measure holds back.
void check_makeups(const std::vector<const Acting*>& by_rule, const Inventory& inventory,
                   const Surroundings& around, Expansion& result);

}  // namespace lantian::scenarios
