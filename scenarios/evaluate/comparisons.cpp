#include "scenarios/evaluate/comparisons.hpp"

#include <algorithm>

namespace lantian::scenarios {

namespace {

bool answers(const EmissionPlan& plan, const std::string& level, Period period) {
  return std::any_of(plan.warnings.begin(), plan.warnings.end(), [&](const auto& spell) {
    return spell.level == level && spell.start < period.end && spell.end > period.start;
  });
}

/// The strictest level, by what it must take away, that `plan` answers to within `period` and `before` does
/// not; "" where there is none.
std::string added_level(const EmissionPlan& plan, const EmissionPlan& before, Period period,
                        const Standards& standards) {
  const RequiredReduction* strictest = nullptr;
  for (const auto& reduction : standards.reductions)
    if (answers(plan, reduction.level, period) && !answers(before, reduction.level, period) &&
        (strictest == nullptr || reduction.share > strictest->share))
      strictest = &reduction;
  return strictest == nullptr ? "" : strictest->level;
}

bool begins_with(const std::vector<std::string>& all, const std::vector<std::string>& first) {
  return first.size() < all.size() && std::equal(first.begin(), first.end(), all.begin());
}

}  // namespace

std::size_t baseline_of(const std::vector<ComparedMember>& members) {
  const auto found = std::find_if(members.begin(), members.end(), [](const ComparedMember& m) {
    return !m.is_excluding && !m.has_other_air && m.plan->runs.empty();
  });
  return found == members.end() ? 0 : static_cast<std::size_t>(found - members.begin());
}

std::vector<Comparison> comparisons(const std::vector<ComparedMember>& members, Period period,
                                    const Standards& standards) {
  std::vector<Comparison> found;
  if (members.empty()) return found;
  const std::size_t baseline = baseline_of(members);
  for (std::size_t n = 0; n < members.size(); ++n) {
    const ComparedMember& member = members[n];
    if (n == baseline || member.scenarios.empty() || member.is_excluding) continue;
    const ComparedMember* against = &members[baseline];
    for (std::size_t m = 0; m < n; ++m)
      if (!members[m].is_excluding && !members[m].has_other_air && m != baseline &&
          begins_with(member.scenarios, members[m].scenarios))
        against = &members[m];
    found.push_back({member.id, against->id, added_level(*member.plan, *against->plan, period, standards)});
  }
  return found;
}

}  // namespace lantian::scenarios
