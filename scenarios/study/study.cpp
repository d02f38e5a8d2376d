#include "scenarios/study/study.hpp"

#include <functional>
#include <set>

namespace lantian::scenarios {
namespace {

/// Names reached from `roots` over what each part is built of.
template <class Part>
std::set<std::string> reached(const std::map<std::string, Part>& parts,
                              const std::vector<std::string>& roots) {
  std::set<std::string> seen;
  std::function<void(const std::string&)> visit = [&](const std::string& id) {
    const auto found = parts.find(id);
    if (found == parts.end() || !seen.insert(id).second) return;
    for (const auto* list : {&found->second.all_of, &found->second.any_of, &found->second.none_of})
      for (const auto& other : *list) visit(other);
  };
  for (const auto& root : roots) visit(root);
  return seen;
}

void add_names(const Selection& use, std::vector<std::string>& names) {
  for (const auto* list : {&use.all_of, &use.any_of, &use.none_of})
    names.insert(names.end(), list->begin(), list->end());
  const auto add_served = [&](const Condition& c) {
    names.insert(names.end(), c.serves.begin(), c.serves.end());
  };
  add_served(use.where);
  for (const auto& c : use.any) add_served(c);
  for (const auto& c : use.none) add_served(c);
}

template <class Map>
Map only(const Map& all, const std::set<std::string>& names) {
  Map kept;
  for (const auto& [id, part] : all)
    if (names.contains(id)) kept.emplace(id, part);
  return kept;
}

}  // namespace

Scenario referred_part(const Scenario& scenario) {
  Scenario part = scenario;
  std::vector<std::string> windows, selections;
  std::set<std::string> tables, fuels;
  for (const auto& [id, measure] : scenario.measures) {
    windows.push_back(measure.window);
    add_names(measure.select, selections);
    for (const auto& companion : measure.also) add_names(companion.target, selections);
    if (const auto* limit = std::get_if<LimitOutput>(&measure.op)) tables.insert(limit->table);
    if (const auto* fuel = std::get_if<ReplaceFuel>(&measure.op)) fuels.insert(fuel->table);
  }
  // What named selections serve leads to further ones: until nothing is new.
  std::set<std::string> taken;
  for (std::size_t before = 1; before != taken.size();) {
    before = taken.size();
    taken = reached(scenario.selections, selections);
    for (const auto& id : taken) add_names(scenario.selections.at(id), selections);
    if (taken.size() == before) break;
  }
  part.windows = only(scenario.windows, reached(scenario.windows, windows));
  part.selections = only(scenario.selections, taken);
  part.tables = only(scenario.tables, tables);
  part.fuel_tables = only(scenario.fuel_tables, fuels);
  std::set<std::string> triggers;
  for (const auto& [id, window] : part.windows) triggers.insert(window.trigger);
  part.triggers = only(scenario.triggers, triggers);
  return part;
}

Scenario taking_part(Scenario scenario, double share) {
  for (auto& [id, measure] : scenario.measures) {
    measure.compliance.mean *= share;
    if (share != 1.0) measure.compliance.distribution.clear();  // one number for all: no draws
  }
  return scenario;
}

}  // namespace lantian::scenarios
