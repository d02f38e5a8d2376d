/// Which sources of the inventory a selection takes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

class CommonGround;
class TakenSources;

/// "coating" and "coating.auto" lie in the branch "coating"; "coatings" does not.
bool in_branch(const std::string& industry, const std::string& branch);

/// Where a source lies: its stack, or the middle of its spread, weighted.
Place place_of(const Source& source, const Inventory& inventory);

/// A region, an enterprise, or one of the surroundings' places.
std::optional<Place> place_named(const std::string& name, const Inventory& inventory,
                                 const Surroundings& around);

/// Where the run's mean wind comes from, in whole degrees: hourly winds added as vectors. Nothing without the
/// signals eastward_wind and northward_wind, or in calm air.
std::optional<double> mean_wind_from(const Surroundings& around);

/// Answers for one scenario, whose references and words must be sound; each named selection is worked out
/// once. Dormant sources are taken only where `awake` (by source; may be empty) says so. `common` (of the
/// same inventory and surroundings) remembers what is taken for others.
class Selector {
 public:
  Selector(const Scenario& scenario, const Inventory& inventory, const Surroundings& around,
           std::vector<bool> awake = {}, const CommonGround* common = nullptr);

  /// Indices into `inventory.sources`, ascending. Natural sources only where the scenario says so.
  std::vector<int> take(const Selection& selection);
  /// Whether the source meets the condition, whatever else a selection asks.
  bool meets(const Condition& condition, int source) {
    return matching(condition)[static_cast<std::size_t>(source)];
  }

 private:
  using Taken = std::vector<bool>;  // by source
  std::vector<int> found(const Selection& selection);
  const Taken& named(const std::string& id);
  Taken taken(const Selection& selection);
  Taken matching(const Condition& condition);
  void keep_place(const Condition& condition, Taken& taken) const;
  void keep_serving(const Condition& condition, Taken& taken);
  void keep_largest(const Rank& rank, Taken& taken) const;
  bool is_there(std::size_t s) const;

  const Scenario& scenario_;
  const Inventory& inventory_;
  const Surroundings& around_;
  std::vector<bool> awake_;
  TakenSources* remembered_ = nullptr;
  std::map<std::string, Taken> named_;
};

}  // namespace lantian::scenarios
