/// Whether a measure says itself that it changes nothing.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "scenarios/policy/scenario.hpp"

namespace lantian::scenarios {

/// A strength of zero in so many words, as the lower end of a sweep has it: a share of 0, a limit to 1, a
/// ladder of ones, an efficiency of 0, nobody who complies. What only comes to nothing on this inventory or
/// in this run (a limit that is kept already, a turn that never comes) is not.
bool has_no_strength(const Measure& measure, const Scenario& scenario);

}  // namespace lantian::scenarios
