#include "scenarios/emission/hourly_emission.hpp"

#include "scenarios/inventory/inventory_totals.hpp"

namespace lantian::scenarios {

PollutantMasses EmissionAccount::total(int member) const {
  PollutantMasses sum{};
  for (int group = 0; group < groups_; ++group) sum += emitted(member, group);
  return sum;
}

PollutantMasses EmissionAccount::anthropogenic(int member, const std::vector<EmissionGroup>& groups,
                                               bool county_only) const {
  PollutantMasses sum{};
  for (int group = 0; group < groups_; ++group) {
    const auto& kind = groups[static_cast<std::size_t>(group)];
    if (!kind.natural && (kind.in_county || !county_only)) sum += emitted(member, group);
  }
  return sum;
}

EmissionAccount& EmissionAccount::operator+=(const EmissionAccount& hour) {
  if (members() == 0) return *this = hour;
  for (std::size_t n = 0; n < emitted_.size(); ++n) emitted_[n] += hour.emitted_[n];
  for (std::size_t n = 0; n < outside_.size(); ++n) outside_[n] += hour.outside_[n];
  for (std::size_t n = 0; n < not_carried_.size(); ++n) not_carried_[n] += hour.not_carried_[n];
  return *this;
}

}  // namespace lantian::scenarios
