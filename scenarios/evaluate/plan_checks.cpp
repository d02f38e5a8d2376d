#include "scenarios/evaluate/plan_checks.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/emission/planned_mass.hpp"
#include "scenarios/policy/window.hpp"

namespace lantian::scenarios {
namespace {

/// kg of the county's people in the hours that `counts`, without any plan and with `plan`.
struct Pair {
  PollutantMasses before{}, after{};
};

template <class Counts>
Pair county_mass(const EmissionPlan& plan, const Inventory& inventory, const Surroundings& around,
                 Counts counts) {
  Pair sum;
  for (auto hour = around.run.start; hour < around.run.end; hour += model::seconds_per_hour) {
    if (!counts(hour)) continue;
    const PlannedMass mass(inventory, around.clock, hour);
    for (std::size_t s = 0; s < inventory.sources.size(); ++s) {
      const Source& source = inventory.sources[s];
      if (source.natural || !source.in_county) continue;
      const auto before = mass.without_rules(static_cast<int>(s));
      const auto after = mass.of(static_cast<int>(s), {&plan, Exclusion::none});
      for (std::size_t p = 0; p < pollutant_count; ++p) sum.before[p] += before[p], sum.after[p] += after[p];
    }
  }
  return sum;
}

/// Share of `before` that is gone; 0 where there is nothing to take away.
double reduction(const Pair& mass, Pollutant pollutant) {
  const auto p = static_cast<std::size_t>(pollutant);
  return mass.before[p] > 0.0 ? 1.0 - mass.after[p] / mass.before[p] : 0.0;
}

}  // namespace

std::vector<CheckVerdict> check_emission(const std::vector<Scenario>& scenarios, const EmissionPlan& plan,
                                         const Inventory& inventory, const Surroundings& around) {
  std::vector<CheckVerdict> verdicts;
  for (const auto& scenario : scenarios) {
    if (const auto& society = scenario.check.society_reduction) {
      const auto spans = window_spans({scenario, inventory, around}, society->window, around.run);
      const auto is_open = [&](model::UtcSeconds time) { return span_at(spans, time) != nullptr; };
      const Pair mass = county_mass(plan, inventory, around, is_open);
      if (!spans.empty())
        for (const Pollutant pollutant : society->species) {
          const double found = reduction(mass, pollutant);
          verdicts.push_back({CheckKind::society_reduction, scenario.id, pollutant, society->at_least, found,
                              found >= society->at_least});
        }
    }
    const auto& limits = scenario.check.mass_change;
    if (std::none_of(limits.begin(), limits.end(), [](const auto& limit) { return limit.has_value(); }))
      continue;
    const Pair mass = county_mass(plan, inventory, around, [](model::UtcSeconds) { return true; });
    for (std::size_t p = 0; p < pollutant_count; ++p) {
      if (!limits[p]) continue;
      const double found = std::abs(reduction(mass, static_cast<Pollutant>(p)));
      verdicts.push_back(
          {CheckKind::mass, scenario.id, static_cast<Pollutant>(p), *limits[p], found, found <= *limits[p]});
    }
  }
  return verdicts;
}

std::vector<CheckVerdict> check_ozone(const std::vector<Scenario>& scenarios, const std::string& member,
                                      const std::vector<Effect>& effects) {
  std::vector<CheckVerdict> verdicts;
  std::optional<double> most;
  for (const auto& effect : effects)
    if (effect.member == member && effect.pollutant == "O3" && effect.average == "mda8")
      most = std::max(most.value_or(effect.change()), effect.change());
  if (!most) return verdicts;
  for (const auto& scenario : scenarios)
    if (const auto& guard = scenario.check.most_ozone_rise)
      verdicts.push_back({CheckKind::o3_guard, scenario.id, {}, *guard, *most, *most <= *guard});
  return verdicts;
}

}  // namespace lantian::scenarios
