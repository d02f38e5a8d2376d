/// Why a selection does not take a source: which key fails, what it asks for, what the source has.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

struct Miss {
  std::string selection;  // the named one that fails; "" the measure's own
  std::string key;        // "industry", …; "any": no branch fits; "not", "none_of": it is taken out;
                          // "natural": driven by weather; "other": a condition without a key here
  std::vector<std::string> wanted;  // of the key; for "none_of" and "any_of" names of selections
  std::string has;                  // the source's own value, "" where it has none
  bool operator==(const Miss&) const = default;
};

/// Every condition that the source fails; empty where none is found. References must be sound.
std::vector<Miss> misses(const Selection& selection, const Scenario& scenario, const Inventory& inventory,
                         const Surroundings& around, int source);

/// The source's value of a condition's key, as the inventory has it.
std::string value_of_key(const std::string& key, const Source& source, const Inventory& inventory);

}  // namespace lantian::scenarios
