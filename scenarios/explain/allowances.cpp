#include "scenarios/explain/allowances.hpp"

#include "scenarios/policy/expansion.hpp"
#include "scenarios/policy/selection.hpp"

namespace lantian::scenarios {

namespace {

/// The reason that lets `selection` be empty: its own, or that of a part whose emptiness makes it so.
std::string reason_of(const Selection& selection, const Scenario& scenario) {
  if (!selection.allow_empty.empty()) return selection.allow_empty;
  for (const auto& parts : {selection.all_of, selection.any_of})
    for (const auto& id : parts) {
      const std::string reason = reason_of(scenario.selections.at(id), scenario);
      if (!reason.empty()) return reason;
    }
  return "";
}

}  // namespace

std::vector<Allowance> allowances(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                                  const Surroundings& around) {
  using Kind = Allowance::Kind;
  std::vector<Allowance> found;
  const auto member = measures_of(scenarios, inventory, around);
  for (std::size_t n = 0; n < scenarios.size(); ++n) {
    const Scenario& scenario = scenarios[n];
    Selector selector(scenario, inventory, around);
    for (const auto& [id, selection] : scenario.selections)
      if (!selection.allow_empty.empty() && selector.take(selection).empty())
        found.push_back({Kind::empty_selection, id, {}, selection.allow_empty, n});
    for (const auto& [id, measure] : scenario.measures) {
      const auto sources = selector.take(measure.select);
      if (sources.empty())
        found.push_back(
            {Kind::measure_without_source, id, measure.label, reason_of(measure.select, scenario), n});
      else if (const auto& effects = member.acting.at(id).effects;
               !std::holds_alternative<None>(measure.op) &&
               (effects.empty() || (effects.changes_nothing() && !measure.allow_idle.empty())))
        found.push_back({Kind::idle_measure, id, measure.label, measure.allow_idle, n});
    }
  }
  return found;
}

}  // namespace lantian::scenarios
