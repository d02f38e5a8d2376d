#include "scenarios/evaluate/society_reduction.hpp"

#include <algorithm>

#include "scenarios/emission/planned_mass.hpp"
#include "scenarios/policy/expansion.hpp"

namespace lantian::scenarios {
namespace {

constexpr model::UtcSeconds ramps_past = 10 * 24 * model::seconds_per_hour;  // longer than any plant takes
constexpr double hours_of_day = 24.0;

/// kg d-1 by group.
using ByGroup = std::array<PollutantMasses, source_group_names.size()>;

ByGroup emitted(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                const Surroundings& around) {
  const EmissionPlan plan = expand(scenarios, inventory, around).plan;
  const EmissionMember member{&plan, Exclusion::none};
  const double days =
      static_cast<double>(around.run.end - around.run.start) / (hours_of_day * model::seconds_per_hour);
  ByGroup sum{};
  for (auto hour = around.run.start; hour < around.run.end; hour += model::seconds_per_hour) {
    const PlannedMass mass(inventory, around.clock, hour);
    for (std::size_t s = 0; s < inventory.sources.size(); ++s) {
      const Source& source = inventory.sources[s];
      if (source.natural || !source.in_county) continue;
      const auto one = mass.of(static_cast<int>(s), member);
      auto& group = sum[static_cast<std::size_t>(group_of(source))];
      for (std::size_t p = 0; p < pollutant_count; ++p) group[p] += one[p] / days;
    }
  }
  return sum;
}

PollutantMasses difference(const PollutantMasses& a, const PollutantMasses& b) {
  PollutantMasses d{};
  for (std::size_t p = 0; p < pollutant_count; ++p) d[p] = a[p] - b[p];
  return d;
}

}  // namespace

SourceGroup group_of(const Source& source) {
  const auto begins = [&](std::string_view with) { return source.category.starts_with(with); };
  if (source.enterprise >= 0 || begins("process_industry.") || begins("fossil_fuel_combustion.boiler.") ||
      begins("fossil_fuel_combustion.power."))
    return SourceGroup::industry;
  if (begins("mobile.")) return SourceGroup::mobile;
  return begins("dust.") ? SourceGroup::dust : SourceGroup::other;
}

std::vector<Scenario> with_level_throughout(std::vector<Scenario> scenarios, const std::string& level,
                                            bool all_comply, Period run) {
  for (auto& scenario : scenarios) {
    for (auto& [id, trigger] : scenario.triggers) {
      trigger.rules.reset();
      trigger.bound_by.clear();
      trigger.schedule.clear();
      if (std::find(trigger.levels.begin(), trigger.levels.end(), level) != trigger.levels.end())
        trigger.schedule.push_back({level, false, run.start - ramps_past, run.end});
    }
    for (auto& [id, measure] : scenario.measures) {
      if (measure.allow_idle.empty()) measure.allow_idle = "another level";
      if (all_comply) measure.compliance = {};
    }
  }
  return scenarios;
}

std::vector<SocietyReduction> society_reductions(const std::vector<Scenario>& scenarios,
                                                 const Inventory& inventory, const Surroundings& around) {
  std::vector<std::string> levels;
  for (const auto& scenario : scenarios)
    for (const auto& [id, trigger] : scenario.triggers)
      for (const auto& level : trigger.levels)
        if (std::find(levels.begin(), levels.end(), level) == levels.end()) levels.push_back(level);
  if (levels.empty()) return {};
  const ByGroup base = emitted(with_level_throughout(scenarios, "", false, around.run), inventory, around);
  std::vector<SocietyReduction> rows;
  for (const auto& level : levels) {
    const ByGroup planned =
        emitted(with_level_throughout(scenarios, level, true, around.run), inventory, around);
    const ByGroup kept =
        emitted(with_level_throughout(scenarios, level, false, around.run), inventory, around);
    for (std::size_t g = 0; g < base.size(); ++g)
      rows.push_back({level, static_cast<SourceGroup>(g), base[g], difference(base[g], planned[g]),
                      difference(base[g], kept[g])});
  }
  return rows;
}

}  // namespace lantian::scenarios
