/// Which plans are held against which.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "scenarios/evaluate/evaluation.hpp"
#include "scenarios/policy/emission_plan.hpp"

namespace lantian::scenarios {

struct ComparedMember {
  std::string id;
  std::vector<std::string> scenarios;  // files
  bool is_excluding = false;           // leaves sources out: not a plan
  const EmissionPlan* plan = nullptr;
  bool has_other_air = false;  // comes in over the edge: nothing is held against it
};

/// Place of the baseline, which all others follow: the first that excludes nothing, has an empty plan
/// and the case's air outside, else the first.
std::size_t baseline_of(const std::vector<ComparedMember>& members);

/// Each plan against the plan it adds to: the latest member before it whose scenarios it begins with, else
/// the baseline; with the strictest warning level that it answers to in `period` and the other does not.
std::vector<Comparison> comparisons(const std::vector<ComparedMember>& members, Period period,
                                    const Standards& standards);

}  // namespace lantian::scenarios
