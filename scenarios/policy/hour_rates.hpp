/// Rates of whole local hours by time profile, over the mean hour of the year in which the run begins.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "scenarios/inventory/inventory.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

/// Each rate is worked out once. Inventory and surroundings must outlive it.
class HourRates {
 public:
  /// No hour before `first` may be asked for.
  HourRates(const Inventory& inventory, const Surroundings& around, model::UtcSeconds first)
      : inventory_(inventory), around_(around), first_(first), rates_(inventory.temporal_profiles.size()) {}

  /// Of the hour that begins at `hour`, by the profile of that index; -1: none, every hour of a year alike.
  double rate(int temporal, model::UtcSeconds hour);

 private:
  const Inventory& inventory_;
  const Surroundings& around_;
  model::UtcSeconds first_;
  std::vector<std::vector<double>> rates_;  // by temporal profile and hour; -1 not known yet
};

}  // namespace lantian::scenarios
