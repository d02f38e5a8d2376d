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

const Selector::Taken& Selector::named(const std::string& id) {
  const auto known = named_.find(id);
  if (known != named_.end()) return known->second;
  return named_[id] = taken(scenario_.selections.at(id));
}

Selector::Taken Selector::taken(const Selection& selection) {
  Taken taken(inventory_.sources.size());
  for (std::size_t s = 0; s < taken.size(); ++s) {
    const auto fits = [&](const Condition& c) { return matches(c, inventory_.sources[s], inventory_); };
    taken[s] = fits(selection.where) &&
               (selection.any.empty() || std::any_of(selection.any.begin(), selection.any.end(), fits)) &&
               std::none_of(selection.none.begin(), selection.none.end(), fits);
  }
  const auto keep = [&](const Taken& other, bool wanted) {
    for (std::size_t s = 0; s < taken.size(); ++s) taken[s] = taken[s] && other[s] == wanted;
  };
  for (const auto& id : selection.all_of) keep(named(id), true);
  for (const auto& id : selection.none_of) keep(named(id), false);
  if (selection.any_of.empty()) return taken;
  Taken some(taken.size());
  for (const auto& id : selection.any_of) {
    const Taken& one = named(id);
    for (std::size_t s = 0; s < some.size(); ++s) some[s] = some[s] || one[s];
  }
  keep(some, true);
  return taken;
}

std::vector<int> Selector::take(const Selection& selection) {
  const Taken wanted = taken(selection);
  std::vector<int> found;
  for (std::size_t s = 0; s < wanted.size(); ++s)
    if (wanted[s] && (!inventory_.sources[s].natural || scenario_.include_natural))
      found.push_back(static_cast<int>(s));
  return found;
}

}  // namespace lantian::scenarios
