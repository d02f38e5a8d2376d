/// Whether a trigger's table of levels can be lived with: each level can be reached, and clean air meets
/// none.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "scenarios/policy/scenario.hpp"

namespace lantian::scenarios {

/// Judged by steady air at every value that the rules tell apart, indices from 0 to 500. Tables that look at
/// other signals beside their metric are not judged; of those with spells below a value only whether they
/// end.
std::vector<Finding> unsound_levels(const Trigger& trigger);

}  // namespace lantian::scenarios
