/// What a scenario's author asks of its plan under `[check]`: judged and told, never a reason to stop a run.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/evaluate/evaluation.hpp"
#include "scenarios/policy/emission_plan.hpp"
#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

enum class CheckKind { society_reduction, mass, o3_guard };

struct CheckVerdict {
  CheckKind kind = CheckKind::society_reduction;
  std::string scenario;                // id
  std::optional<Pollutant> pollutant;  // of the two first kinds
  double asked = 0.0;                  // share of the county's emission; o3_guard: kg m-3
  double found = 0.0;                  // likewise: share taken away, change either way, largest rise of MDA8
  bool holds = true;
};

/// What the plan alone decides, in the hours of `around.run`: shares of what the county's people emit without
/// any plan, in the window (society_reduction) or in all hours (mass). A window that is never open has no
/// verdict.
std::vector<CheckVerdict> check_emission(const std::vector<Scenario>& scenarios, const EmissionPlan& plan,
                                         const Inventory& inventory, const Surroundings& around);

/// What the air decides: the largest rise of the daily maximum 8-h ozone at any place that was evaluated.
std::vector<CheckVerdict> check_ozone(const std::vector<Scenario>& scenarios, const std::string& member,
                                      const std::vector<Effect>& effects);

}  // namespace lantian::scenarios
