/// Mass that people's sources emit by inventory, time profile and plan, without grid or weather.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "scenarios/emission/hourly_emission.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

/// The hour that begins at `start`, the same numbers as the assembly's account. The inventory must outlive
/// it.
class PlannedMass {
 public:
  PlannedMass(const Inventory& inventory, model::LocalClock clock, model::UtcSeconds start);

  /// kg in the hour before any rule; natural sources, which the weather drives, have none, nor have those
  /// that only a measure makes.
  PollutantMasses without_rules(int source) const;
  /// kg in the hour as `member` has it.
  PollutantMasses of(int source, const EmissionMember& member) const;
  /// kg in the hour by the source's own yearly mass and profile, whether or not anything wakes it.
  PollutantMasses by_profile(int source) const;

 private:
  const Inventory& inventory_;
  model::UtcSeconds start_;
  std::vector<double> share_per_second_;  // of the year's mass, by temporal profile
};

}  // namespace lantian::scenarios
