/// What measures of one member say about each other: requires, excludes, groups, and what cannot be together.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "scenarios/policy/effect.hpp"

namespace lantian::scenarios {

/// A measure of the member, where it stands, and what it does.
struct Acting {
  const Measure* measure = nullptr;
  std::size_t scenario = 0;
  MeasureEffects effects;
};
using ActingMeasures = std::map<std::string, Acting>;  // by id

/// Measures that are missing or may not be together; each names both places. Notes: `scale` beside controls.
void check_between(const ActingMeasures& measures, Told& told);

/// In a group of which at most one may hold on a source, the hours of the highest priority are taken out of
/// the others'. Two of one priority in the same hours of a source are a mistake.
void keep_one_of_each_group(ActingMeasures& measures, Told& told);

}  // namespace lantian::scenarios
