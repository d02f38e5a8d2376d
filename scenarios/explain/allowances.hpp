/// What was let pass because the author gave a reason: selections without a source, measures without an hour.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

struct Allowance {
  enum class Kind { empty_selection, measure_without_source, idle_measure };
  Kind kind = Kind::empty_selection;
  std::string id;  // of the selection or measure
  Label label;     // of the measure
  std::string reason;
  std::size_t scenario = 0;
  bool operator==(const Allowance& other) const {
    return kind == other.kind && id == other.id && reason == other.reason && scenario == other.scenario;
  }
};

/// Only those that were needed: the selection is empty indeed, the window closed for the whole run.
std::vector<Allowance> allowances(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                                  const Surroundings& around);

}  // namespace lantian::scenarios
