#include "scenarios/evaluate/plant_sheets.hpp"

#include <algorithm>
#include <map>

#include "scenarios/evaluate/society_reduction.hpp"
#include "scenarios/policy/cost.hpp"
#include "scenarios/policy/expansion.hpp"
#include "scenarios/policy/measure_cuts.hpp"
#include "scenarios/policy/profile_hours.hpp"

namespace lantian::scenarios {
namespace {

using Key = std::pair<int, std::string>;  // enterprise, measure

double days_of(const Surroundings& around) {
  return static_cast<double>(around.run.end - around.run.start) / (24.0 * model::seconds_per_hour);
}

const Measure& measure_of(const std::vector<Scenario>& scenarios, const std::string& id) {
  for (const auto& scenario : scenarios)
    if (const auto found = scenario.measures.find(id); found != scenario.measures.end()) return found->second;
  throw std::logic_error("a plan's rule that is no measure: " + id);
}

std::map<Key, PlantDuty> duties_under(const std::vector<Scenario>& scenarios, const std::string& level,
                                      const Inventory& inventory, const Surroundings& around,
                                      const std::map<int, PollutantMasses>& before) {
  const auto held = with_level_throughout(scenarios, level, true, around.run);
  const EmissionPlan plan = expand(held, inventory, around).plan;
  std::map<Key, PlantDuty> duties;
  const auto duty = [&](int enterprise, const std::string& id) -> PlantDuty* {
    const auto of_county = before.find(enterprise);
    if (of_county == before.end()) return nullptr;
    auto& found = duties[{enterprise, id}];
    const Measure& measure = measure_of(held, id);
    found.level = level, found.measure = id, found.label = measure.label, found.enterprise = enterprise;
    for (std::size_t p = 0; p < pollutant_count; ++p)
      found.before[p] = of_county->second[p] / days_of(around);
    found.has_cost = measure.cost.is_given;
    return &found;
  };
  for (const auto& cut : measure_cuts(plan, inventory, around, around.run, all_pollutants())) {
    const auto& source = inventory.sources[static_cast<std::size_t>(cut.source)];
    if (source.natural || !source.in_county) continue;
    if (auto* found = duty(source.enterprise, plan.rules[static_cast<std::size_t>(cut.rule)]))
      for (std::size_t p = 0; p < pollutant_count; ++p) found->cut[p] += cut.avoided[p] / days_of(around);
  }
  for (const auto& row : cost_of(plan, held, inventory, around).rows)
    if (row.lost_hours != 0.0 || row.cost != 0.0)
      if (auto* found = duty(row.enterprise, row.measure))
        found->lost_hours += row.lost_hours / days_of(around), found->cost += row.cost / days_of(around);
  return duties;
}

}  // namespace

std::map<int, PollutantMasses> masses_of_works(const Inventory& inventory, const Surroundings& around,
                                               Period period) {
  std::map<int, PollutantMasses> masses;
  ProfileHours rates(inventory, around);
  for (const auto& source : inventory.sources) {
    if (source.enterprise < 0 || source.natural || source.dormant || !source.in_county) continue;
    const double share = rates.share_of_year(source.temporal, period.start, period.end);
    auto& sum = masses[source.enterprise];
    for (std::size_t p = 0; p < pollutant_count; ++p) sum[p] += source.annual_mass[p] * share;
  }
  return masses;
}

std::vector<PlantDuty> plant_duties(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                                    const Surroundings& around) {
  std::vector<std::string> levels{""};
  for (const auto& scenario : scenarios)
    for (const auto& [id, trigger] : scenario.triggers)
      for (const auto& level : trigger.levels)
        if (std::find(levels.begin(), levels.end(), level) == levels.end()) levels.push_back(level);
  if (levels.size() == 1) return {};
  const auto before = masses_of_works(inventory, around, around.run);
  std::vector<PlantDuty> all;
  for (const auto& level : levels)
    for (auto& [key, duty] : duties_under(scenarios, level, inventory, around, before))
      all.push_back(std::move(duty));
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.enterprise < b.enterprise; });
  return all;
}

}  // namespace lantian::scenarios
