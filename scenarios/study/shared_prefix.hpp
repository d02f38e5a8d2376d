/// Until when two plans are the same: members may share their run so far and fork there.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "scenarios/policy/emission_plan.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

/// Beginning of the first hour of `run` in which the plans do different things; its end where none is. Both
/// plans are of one inventory. What changes nothing (a factor of 1) is no difference.
model::UtcSeconds first_difference(const EmissionPlan& a, const EmissionPlan& b, Period run);

/// What a plan does within `run`, as numbers: each hour in which it begins to do something else, and what.
/// Plans in the order of these lists stand beside those with whom they have the longest beginning in common.
std::vector<std::uint64_t> course(const EmissionPlan& plan, Period run);

/// Members that have done the same so far, hour by hour of a run.
class SharedPrefixes {
 public:
  /// `plans`: the baseline's first.
  SharedPrefixes(const std::vector<const EmissionPlan*>& plans, Period run);

  /// For the hour that begins at `hour`: by member, the first member that has done the same up to the hour's
  /// end. The baseline's is 0.
  std::vector<int> at(model::UtcSeconds hour) const;
  /// When members part, ascending, without the run's start.
  const std::vector<model::UtcSeconds>& forks() const { return forks_; }

 private:
  std::vector<std::vector<model::UtcSeconds>> until_;  // (later member)(earlier member)
  std::vector<model::UtcSeconds> forks_;
};

}  // namespace lantian::scenarios
