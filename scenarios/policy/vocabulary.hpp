/// The words that selections and ladders may use: what is not among them is a misspelling.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

class Vocabulary {
 public:
  /// `around` holds industries and places that are known beside the inventory's own.
  Vocabulary(const Inventory& inventory, const Surroundings& around);

  /// Words of conditions and ladders that neither the inventory nor the scenario's own `words` hold, each at
  /// its place.
  std::vector<Finding> unknown_words(const Scenario& scenario) const;

 private:
  void check(const Condition& condition, const Condition& own, const std::string& path,
             std::vector<Finding>& found) const;
  void check(const std::string& word, const std::string& kind, const std::vector<std::string>& own,
             const std::string& key, std::vector<Finding>& found) const;

  std::map<std::string, std::set<std::string>>
      words_;  // by key of a condition, with all branches and parents; "place" beside them
  bool has_wind_ = false;
};

}  // namespace lantian::scenarios
