#include "scenarios/emission/planned_mass.hpp"

#include "scenarios/emission/emission_assembly.hpp"
#include "scenarios/inventory/temporal_profile.hpp"

namespace lantian::scenarios {

PlannedMass::PlannedMass(const Inventory& inventory, model::LocalClock clock, model::UtcSeconds start)
    : inventory_(inventory), start_(start) {
  const double seconds_of_year = static_cast<double>(hours_of_year(clock, start)) * model::seconds_per_hour;
  for (const auto& profile : inventory.temporal_profiles)
    share_per_second_.push_back(rate_factor(profile, inventory.calendar, clock, start) / seconds_of_year);
}

PollutantMasses PlannedMass::without_rules(int source) const {
  return inventory_.sources[static_cast<std::size_t>(source)].dormant ? PollutantMasses{}
                                                                      : by_profile(source);
}

PollutantMasses PlannedMass::by_profile(int source) const {
  const Source& from = inventory_.sources[static_cast<std::size_t>(source)];
  PollutantMasses mass{};
  if (from.natural) return mass;
  const double share = share_per_second_[static_cast<std::size_t>(from.temporal)];
  for (std::size_t p = 0; p < pollutant_count; ++p)
    mass[p] = from.annual_mass[p] * share * model::seconds_per_hour;
  return mass;
}

PollutantMasses PlannedMass::of(int source, const EmissionMember& member) const {
  const Source& from = inventory_.sources[static_cast<std::size_t>(source)];
  const bool is_off =
      member.exclude == Exclusion::window || (member.exclude == Exclusion::county && from.in_county);
  if (is_off) return {};
  PollutantMasses mass = by_profile(source);
  for (std::size_t p = 0; p < pollutant_count; ++p)
    if (mass[p] != 0.0)
      mass[p] *= mean_factor(*member.plan, source, start_, start_ + model::seconds_per_hour,
                             static_cast<Pollutant>(p));
  return mass;
}

}  // namespace lantian::scenarios
