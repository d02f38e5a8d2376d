/// What each member emits in one hour: the rates in the grid, and the mass by category for the ledger.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "model/state/forcing.hpp"
#include "scenarios/policy/emission_plan.hpp"

namespace lantian::scenarios {

/// none: as the plan says; window: nothing at all is emitted in the window, plants and soil included;
/// county: sources of the case's county are off.
enum class Exclusion { none, window, county };

struct EmissionMember {
  const EmissionPlan* plan = nullptr;
  Exclusion exclude = Exclusion::none;
};

/// Sources that are counted together.
struct EmissionGroup {
  std::string category;  // all four levels
  bool in_county = false, natural = false;
  auto operator<=>(const EmissionGroup&) const = default;
};

/// kg by member (and group) and pollutant. Natural sources are counted as VOC (isoprene, as its own mass) and
/// NOx (as NO2).
class EmissionAccount {
 public:
  EmissionAccount() = default;
  EmissionAccount(int members, int groups)
      : groups_(groups),
        emitted_(static_cast<std::size_t>(members) * static_cast<std::size_t>(groups)),
        outside_(static_cast<std::size_t>(members)),
        not_carried_(static_cast<std::size_t>(members)) {}

  int members() const { return static_cast<int>(outside_.size()); }
  int groups() const { return groups_; }
  /// All that the group's sources emit.
  PollutantMasses& emitted(int member, int group) { return emitted_[index(member, group)]; }
  const PollutantMasses& emitted(int member, int group) const { return emitted_[index(member, group)]; }
  /// Of that: emitted beyond the window, so not in the grid.
  PollutantMasses& outside(int member) { return outside_[static_cast<std::size_t>(member)]; }
  const PollutantMasses& outside(int member) const { return outside_[static_cast<std::size_t>(member)]; }
  /// Of that: inside the window, but no species stands for it (unreactive organics).
  PollutantMasses& not_carried(int member) { return not_carried_[static_cast<std::size_t>(member)]; }
  const PollutantMasses& not_carried(int member) const {
    return not_carried_[static_cast<std::size_t>(member)];
  }
  /// Sum over the groups.
  PollutantMasses total(int member) const;
  /// Sum over the groups of people's sources, all or the county's.
  PollutantMasses anthropogenic(int member, const std::vector<EmissionGroup>& groups, bool county_only) const;
  /// Another hour on top.
  EmissionAccount& operator+=(const EmissionAccount& hour);

 private:
  std::size_t index(int member, int group) const {
    return static_cast<std::size_t>(member) * static_cast<std::size_t>(groups_) +
           static_cast<std::size_t>(group);
  }
  int groups_ = 0;
  std::vector<PollutantMasses> emitted_, outside_, not_carried_;
};

struct HourlyEmission {
  model::UtcSeconds start = 0;
  model::EmissionField field;  // mol s-1
  EmissionAccount account;     // kg in the hour
};

}  // namespace lantian::scenarios
