#include "scenarios/explain/selection_reason.hpp"

#include <algorithm>

#include "scenarios/policy/selection.hpp"

namespace lantian::scenarios {

namespace {

/// One key of a condition alone.
Condition only(const ConditionKey& key, const Condition& condition) {
  Condition one;
  one.*key.list = condition.*key.list;
  return one;
}

class Looker {
 public:
  Looker(const Scenario& scenario, const Inventory& inventory, int source)
      : scenario_(scenario),
        inventory_(inventory),
        source_(inventory.sources[static_cast<std::size_t>(source)]) {}

  void look(const Selection& selection, const std::string& name, std::vector<Miss>& found) const {
    condition(selection.where, name, found);
    const auto fits = [&](const Condition& c) { return matches(c, source_, inventory_); };
    if (!selection.any.empty() && std::none_of(selection.any.begin(), selection.any.end(), fits))
      found.push_back({name, "any", {}, ""});
    for (const auto& none : selection.none)
      if (fits(none)) taken_out(none, name, found);
    for (const auto& id : selection.all_of) look(scenario_.selections.at(id), id, found);
    for (const auto& id : selection.none_of)
      if (takes(id)) found.push_back({name, "none_of", {id}, ""});
    const auto is_taken = [&](const std::string& id) { return takes(id); };
    if (!selection.any_of.empty() && std::none_of(selection.any_of.begin(), selection.any_of.end(), is_taken))
      found.push_back({name, "any_of", selection.any_of, ""});
  }

 private:
  void condition(const Condition& wanted, const std::string& name, std::vector<Miss>& found) const {
    const auto before = found.size();
    for (const auto& key : condition_keys)
      if (!matches(only(key, wanted), source_, inventory_))
        found.push_back({name, key.name, wanted.*key.list, value_of_key(key.name, source_, inventory_)});
    if (found.size() == before && !matches(wanted, source_, inventory_))
      found.push_back({name, "other", {}, ""});
  }

  /// By a `not`: the keys that it names.
  void taken_out(const Condition& none, const std::string& name, std::vector<Miss>& found) const {
    Miss miss{name, "not", {}, ""};
    for (const auto& key : condition_keys)
      if (!(none.*key.list).empty())
        miss.has += (miss.has.empty() ? "" : ", ") + std::string(key.name) + " = " +
                    value_of_key(key.name, source_, inventory_);
    found.push_back(std::move(miss));
  }

  bool takes(const std::string& id) const {
    std::vector<Miss> found;
    look(scenario_.selections.at(id), id, found);
    return found.empty();
  }

  const Scenario& scenario_;
  const Inventory& inventory_;
  const Source& source_;
};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

std::string value_of_key(const std::string& key, const Source& source, const Inventory& inventory) {
  if (key == "industry") return source.industry;
  if (key == "process") return source.process;
  if (key == "grade")
    return source.enterprise < 0 ? ""
                                 : inventory.enterprises[static_cast<std::size_t>(source.enterprise)].grade;
  if (key == "region") {
    for (const auto& region : inventory.regions)
      if (region.id == source.region) return region.id + " (" + region.county + ")";
    return source.region;
  }
  if (key == "id") return source.id;
  if (key == "tag") return joined(source.tags);
  if (key == "fuel") return source.fuel;
  return key == "standard" ? source.standard : "";
}

std::vector<Miss> misses(const Selection& selection, const Scenario& scenario, const Inventory& inventory,
                         int source) {
  std::vector<Miss> found;
  if (inventory.sources[static_cast<std::size_t>(source)].natural && !scenario.include_natural)
    found.push_back({"", "natural", {}, ""});
  Looker(scenario, inventory, source).look(selection, "", found);
  return found;
}

}  // namespace lantian::scenarios
