/// Which sources of the inventory a selection takes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "scenarios/policy/scenario.hpp"

namespace lantian::scenarios {

/// "coating" and "coating.auto" lie in the branch "coating"; "coatings" does not.
bool in_branch(const std::string& industry, const std::string& branch);

bool matches(const Condition& condition, const Source& source, const Inventory& inventory);

/// Answers for one scenario, whose references must be sound; each named selection is worked out once.
class Selector {
 public:
  Selector(const Scenario& scenario, const Inventory& inventory)
      : scenario_(scenario), inventory_(inventory) {}

  /// Indices into `inventory.sources`, ascending. Natural sources only where the scenario says so.
  std::vector<int> take(const Selection& selection);

 private:
  using Taken = std::vector<bool>;  // by source
  const Taken& named(const std::string& id);
  Taken taken(const Selection& selection);

  const Scenario& scenario_;
  const Inventory& inventory_;
  std::map<std::string, Taken> named_;
};

}  // namespace lantian::scenarios
