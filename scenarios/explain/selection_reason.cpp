#include "scenarios/explain/selection_reason.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "scenarios/policy/joined_words.hpp"
#include "scenarios/policy/selection.hpp"

namespace lantian::scenarios {

namespace {

/// One key of a condition alone, and what it asks for.
struct Single {
  std::string key;
  Condition condition;
  std::vector<std::string> wanted;
};

std::string number(double value) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

std::vector<Single> singles(const Condition& all) {
  std::vector<Single> found;
  const auto add = [&](const std::string& key, std::vector<std::string> wanted, auto&& take) {
    Single one{key, {}, std::move(wanted)};
    take(one.condition);
    found.push_back(std::move(one));
  };
  for (const auto& key : condition_keys)
    if (!(all.*key.list).empty() && std::string(key.name) != "region")
      add(key.name, all.*key.list, [&](Condition& c) { c.*key.list = all.*key.list; });
  if (!all.region.empty() || !all.within.empty()) {
    auto wanted = all.region;
    for (const auto& polygon : all.within) wanted.push_back(polygon.file);
    add("region", wanted, [&](Condition& c) { c.region = all.region, c.within = all.within; });
  }
  if (const auto& h = all.stack_height)
    add("stack_height", {number(h->min) + " … " + number(h->max) + " m"},
        [&](Condition& c) { c.stack_height = h; });
  if (const auto& e = all.emission)
    add("emission",
        {std::string(pollutant_names[static_cast<std::size_t>(e->species)]) +
         " >= " + number(e->min / 1000.0) + " t/a"},
        [&](Condition& c) { c.emission = e; });
  if (const auto& d = all.distance)
    add("distance", {d->to + " <= " + number(d->most / 1000.0) + " km"},
        [&](Condition& c) { c.distance = d; });
  if (const auto& u = all.upwind)
    add("upwind", {u->of + " +- " + number(0.5 * u->sector) + " degree"},
        [&](Condition& c) { c.upwind = u; });
  return found;
}

/// A copy is looked at as one that its measure has made.
std::vector<bool> awake_alone(int source, const Inventory& inventory) {
  std::vector<bool> awake(inventory.sources.size());
  awake[static_cast<std::size_t>(source)] = true;
  return awake;
}

class Looker {
 public:
  Looker(const Scenario& scenario, const Inventory& inventory, const Surroundings& around, int source)
      : scenario_(scenario),
        inventory_(inventory),
        selector_(scenario, inventory, around, awake_alone(source, inventory)),
        index_(source),
        source_(inventory.sources[static_cast<std::size_t>(source)]) {}

  void look(const Selection& selection, const std::string& name, std::vector<Miss>& found) {
    condition(selection.where, name, found);
    const auto fits = [&](const Condition& c) { return selector_.meets(c, index_); };
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
  void condition(const Condition& wanted, const std::string& name, std::vector<Miss>& found) {
    const auto before = found.size();
    for (const auto& one : singles(wanted))
      if (!selector_.meets(one.condition, index_))
        found.push_back({name, one.key, one.wanted, value_of_key(one.key, source_, inventory_)});
    if (found.size() == before && !selector_.meets(wanted, index_)) found.push_back({name, "other", {}, ""});
  }

  /// By a `not`: the keys that it names.
  void taken_out(const Condition& none, const std::string& name, std::vector<Miss>& found) {
    Miss miss{name, "not", {}, ""};
    for (const auto& one : singles(none))
      miss.has +=
          (miss.has.empty() ? "" : ", ") + one.key + " = " + value_of_key(one.key, source_, inventory_);
    found.push_back(std::move(miss));
  }

  bool takes(const std::string& id) {
    std::vector<Miss> found;
    look(scenario_.selections.at(id), id, found);
    return found.empty();
  }

  const Scenario& scenario_;
  const Inventory& inventory_;
  Selector selector_;
  int index_;
  const Source& source_;
};

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
  if (key == "standard") return source.standard;
  if (key == "device") return source.device;
  if (key == "serves") return joined(source.serves);
  if (key == "stack_height" && source.spread < 0) return number(source.stack.height) + " m";
  return "";
}

std::vector<Miss> misses(const Selection& selection, const Scenario& scenario, const Inventory& inventory,
                         const Surroundings& around, int source) {
  std::vector<Miss> found;
  if (inventory.sources[static_cast<std::size_t>(source)].natural && !scenario.include_natural)
    found.push_back({"", "natural", {}, ""});
  Looker(scenario, inventory, around, source).look(selection, "", found);
  return found;
}

}  // namespace lantian::scenarios
