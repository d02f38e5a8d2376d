/// Factors of operations that do not hang on the source: devices, fleets, plain scales.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "scenarios/policy/emission_plan.hpp"
#include "scenarios/policy/scenario.hpp"

namespace lantian::scenarios {

/// Factors of a source that do not change while the window is open.
struct Factors {
  Stage stage = Stage::control;
  PollutantValues by_pollutant;
  bool all_alike = false;
};

Factors factors_of(const Control& control);
Factors factors_of(const ReplaceFleet& fleet);
Factors factors_of(const Scale& scale);

}  // namespace lantian::scenarios
