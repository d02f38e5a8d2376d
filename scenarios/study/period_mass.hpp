/// Mass that a source emits under a plan in a span of the run, piece by piece instead of hour by hour.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>
#include <vector>

#include "scenarios/policy/emission_plan.hpp"
#include "scenarios/policy/profile_hours.hpp"

namespace lantian::scenarios {

/// The same mass as the hours' of `PlannedMass`, to rounding. Inventory and surroundings must outlive it.
class PeriodMass {
 public:
  PeriodMass(const Inventory& inventory, const Surroundings& around)
      : inventory_(inventory), rates_(inventory, around), run_(around.run) {}

  /// kg in [start, end) of the run; 0 of natural sources, which the weather drives.
  PollutantMasses of(int source, const EmissionPlan& plan, Period span);
  PollutantMasses of(int source, const EmissionPlan& plan) { return of(source, plan, run_); }

  /// kg of the run that the sources which either plan touches emit less under `plan` than under `than`;
  /// `county_only`: those in the county.
  PollutantMasses less(const EmissionPlan& plan, const EmissionPlan& than, bool county_only = false);

 private:
  const Inventory& inventory_;
  ProfileHours rates_;
  Period run_;
};

/// Sources that any run of a plan is of, added to `sources`.
void add_touched(const EmissionPlan& plan, std::set<int>& sources);

}  // namespace lantian::scenarios
