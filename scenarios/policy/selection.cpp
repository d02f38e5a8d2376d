#include "scenarios/policy/selection.hpp"

#include <algorithm>

namespace lantian::scenarios {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// An empty list asks for nothing.
bool listed(const std::vector<std::string>& list, const std::string& word) {
  return list.empty() || contains(list, word);
}

std::string grade_of(const Source& source, const Inventory& inventory) {
  return source.enterprise < 0 ? ""
                               : inventory.enterprises[static_cast<std::size_t>(source.enterprise)].grade;
}

bool in_region(const std::vector<std::string>& regions, const Source& source, const Inventory& inventory) {
  if (listed(regions, source.region)) return true;
  return std::any_of(inventory.regions.begin(), inventory.regions.end(), [&](const Region& region) {
    return region.id == source.region && contains(regions, region.county);
  });
}

/// The source itself, or all below an enterprise, line or process: ids are paths.
bool has_id(const std::vector<std::string>& ids, const std::string& source) {
  return ids.empty() || std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
           return source == id || source.starts_with(id + "/");
         });
}

bool matches(const Selection& selection, const Scenario& scenario, const Source& source,
             const Inventory& inventory) {
  const auto fits = [&](const Condition& c) { return matches(c, source, inventory); };
  const auto named = [&](const std::string& id) {
    return matches(scenario.selections.at(id), scenario, source, inventory);
  };
  if (!fits(selection.where)) return false;
  if (!selection.any.empty() && std::none_of(selection.any.begin(), selection.any.end(), fits)) return false;
  if (std::any_of(selection.none.begin(), selection.none.end(), fits)) return false;
  if (!std::all_of(selection.all_of.begin(), selection.all_of.end(), named)) return false;
  if (std::any_of(selection.none_of.begin(), selection.none_of.end(), named)) return false;
  return selection.any_of.empty() || std::any_of(selection.any_of.begin(), selection.any_of.end(), named);
}

}  // namespace

bool Condition::empty() const { return *this == Condition{}; }

bool in_branch(const std::string& industry, const std::string& branch) {
  return industry == branch || industry.starts_with(branch + ".");
}

bool matches(const Condition& condition, const Source& source, const Inventory& inventory) {
  const auto industry = [&](const std::string& branch) { return in_branch(source.industry, branch); };
  if (!condition.industry.empty() &&
      std::none_of(condition.industry.begin(), condition.industry.end(), industry))
    return false;
  if (!listed(condition.process, source.process) || !listed(condition.fuel, source.fuel) ||
      !listed(condition.standard, source.standard) || !has_id(condition.id, source.id))
    return false;
  if (!listed(condition.grade, grade_of(source, inventory))) return false;
  if (!in_region(condition.region, source, inventory)) return false;
  return condition.tag.empty() ||
         std::any_of(condition.tag.begin(), condition.tag.end(),
                     [&](const std::string& tag) { return contains(source.tags, tag); });
}

std::vector<int> select(const Selection& selection, const Scenario& scenario, const Inventory& inventory) {
  std::vector<int> found;
  for (std::size_t s = 0; s < inventory.sources.size(); ++s) {
    const Source& source = inventory.sources[s];
    if (source.natural && !scenario.include_natural) continue;
    if (matches(selection, scenario, source, inventory)) found.push_back(static_cast<int>(s));
  }
  return found;
}

}  // namespace lantian::scenarios
