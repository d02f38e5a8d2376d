/// Emission plans as text: the canonical form that is hashed, and what differs between two of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/policy/emission_plan.hpp"

namespace lantian::scenarios {

/// One line a run: source id, start, end (UTC seconds), stage, pollutant or "*", factor in its shortest exact
/// form. Rules, labels and ids of the plan are left out: plans that do the same read the same. Where no run
/// changes anything the text is empty.
std::string canonical_text(const EmissionPlan& plan, const Inventory& inventory);

std::string_view stage_name(Stage stage);

/// Where the product of all factors differs.
struct PlanDifference {
  int source = -1;
  model::UtcSeconds start = 0, end = 0;
  Pollutant pollutant = Pollutant::SO2;
  double first = 1.0, second = 1.0;
  bool operator==(const PlanDifference&) const = default;
};
std::vector<PlanDifference> difference(const EmissionPlan& first, const EmissionPlan& second);

/// Shortest text that reads back as the same number.
std::string exact_text(double value);

}  // namespace lantian::scenarios
