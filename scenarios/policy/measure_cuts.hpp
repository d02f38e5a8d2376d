/// What each measure of a plan takes away, stage by stage.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>
#include <vector>

#include "scenarios/policy/emission_plan.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

/// Of one rule at one source.
struct MeasureCut {
  int rule = -1, source = -1;  // indices into EmissionPlan::rules and Inventory::sources
  PollutantMasses avoided{};   // kg in the period; negative where the rule adds
};

/// Each stage takes its share of what the stages before left; where measures multiply in a stage each has an
/// equal part. So the cuts of a source sum to what the plan takes away. `pollutants`: which are counted.
/// Ordered by source, then rule.
std::vector<MeasureCut> measure_cuts(const EmissionPlan& plan, const Inventory& inventory,
                                     const Surroundings& around, Period period,
                                     const std::set<std::size_t>& pollutants);

/// For `pollutants`: every one.
std::set<std::size_t> all_pollutants();

}  // namespace lantian::scenarios
