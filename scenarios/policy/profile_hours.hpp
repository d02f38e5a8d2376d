/// Hours of mean yearly output that a time profile makes of a span of the run.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "scenarios/inventory/inventory.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

/// Sums are kept by profile. Hours count as those of the run's first year: mass over a span is
/// `annual_mass * hours / hours_of_year(clock, run.start)`. Inventory and surroundings must outlive it.
class ProfileHours {
 public:
  ProfileHours(const Inventory& inventory, const Surroundings& around);

  /// [h] by the profile of that index (-1: none, every hour counts as one) within [start, end).
  double hours(int temporal, model::UtcSeconds start, model::UtcSeconds end);
  /// `hours` as a share of the run's first year.
  double share_of_year(int temporal, model::UtcSeconds start, model::UtcSeconds end);

 private:
  double until(std::size_t profile, model::UtcSeconds time);

  const Inventory& inventory_;
  const Surroundings& around_;
  model::UtcSeconds first_ = 0;
  std::vector<std::vector<double>> sums_;
};

}  // namespace lantian::scenarios
