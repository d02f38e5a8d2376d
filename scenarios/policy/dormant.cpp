#include "scenarios/policy/dormant.hpp"

#include <algorithm>
#include <map>

#include "scenarios/policy/selection.hpp"

namespace lantian::scenarios {

namespace {

constexpr double fugitive_radius = 200.0;  // m, as about an enterprise whose spread is not named

bool same_place(const Source& a, const Source& b, const Inventory& inventory) {
  const Place first = place_of(a, inventory), second = place_of(b, inventory);
  return first.longitude == second.longitude && first.latitude == second.latitude && a.region == b.region &&
         a.stack.height == b.stack.height && a.stack.diameter == b.stack.diameter &&
         a.stack.exit_temperature == b.stack.exit_temperature &&
         a.stack.exit_velocity == b.stack.exit_velocity;
}

/// Dust and leaks about the new place.
int moved_spread(const Source& source, const std::string& id, const Place& to, Inventory& inventory) {
  Spread spread = inventory.spreads[static_cast<std::size_t>(source.spread)];
  spread.id = "moved/" + id;
  spread.segments.clear();
  spread.discs = {{to, fugitive_radius, 1.0}};
  inventory.spreads.push_back(std::move(spread));
  return static_cast<int>(inventory.spreads.size()) - 1;
}

/// Null where the inventory has no such township.
const Region* region_of(const Destination& to, const Inventory& inventory) {
  const auto found = std::find_if(inventory.regions.begin(), inventory.regions.end(),
                                  [&](const Region& one) { return one.id == to.region; });
  return found == inventory.regions.end() ? nullptr : &*found;
}

Source copy_at(const Source& source, const std::string& id, const Destination& to, const Region& region,
               const Place& place, Inventory& inventory) {
  Source copy = source;
  copy.id = id;
  copy.dormant = true;
  copy.region = region.id;
  copy.place = place;
  if (source.spread >= 0)
    copy.spread = moved_spread(source, id, place, inventory);
  else if (to.stack)
    copy.stack = *to.stack;
  const auto home =
      std::find_if(inventory.sources.begin(), inventory.sources.end(), [&](const Source& other) {
        return !other.dormant && other.in_county && !other.region.empty() &&
               std::any_of(inventory.regions.begin(), inventory.regions.end(), [&](const Region& one) {
                 return one.id == other.region && one.county == region.county;
               });
      });
  copy.in_county = home != inventory.sources.end();
  return copy;
}

}  // namespace

const Destination* destination_of(const Measure& measure) {
  if (const auto* relocate = std::get_if<Relocate>(&measure.op)) return &relocate->to;
  if (const auto* add = std::get_if<Add>(&measure.op)) return &add->to;
  return nullptr;
}

std::vector<int> made_by(const std::string& measure, const Inventory& inventory) {
  std::map<std::string, int> made;
  for (std::size_t s = 0; s < inventory.sources.size(); ++s)
    if (inventory.sources[s].dormant) made[inventory.sources[s].id] = static_cast<int>(s);
  std::vector<int> found(inventory.sources.size(), -1);
  if (made.empty()) return found;
  for (std::size_t s = 0; s < found.size(); ++s) {
    const auto at = made.find(inventory.sources[s].id + "@" + measure);
    if (at != made.end()) found[s] = at->second;
  }
  return found;
}

std::optional<Place> place_at(const Destination& to, const Inventory& inventory, const Placing& placing) {
  const Region* region = region_of(to, inventory);
  if (!region) return std::nullopt;
  if (!to.longitude_latitude) return region->place;
  return placing((*to.longitude_latitude)[0], (*to.longitude_latitude)[1]);
}

std::optional<Origin> origin_of(int source, const Inventory& inventory) {
  const Source& copy = inventory.sources[static_cast<std::size_t>(source)];
  if (!copy.dormant) return std::nullopt;
  const auto at = copy.id.rfind('@');
  const std::string id = copy.id.substr(0, at);
  const auto found =
      std::lower_bound(inventory.sources.begin(), inventory.sources.end(), id,
                       [](const Source& one, const std::string& wanted) { return one.id < wanted; });
  return Origin{static_cast<int>(found - inventory.sources.begin()), copy.id.substr(at + 1)};
}

std::vector<Finding> add_dormant(const std::vector<Scenario>& scenarios, Inventory& inventory,
                                 const Surroundings& around, const Placing& placing) {
  std::vector<Finding> findings;
  std::vector<Source> made;
  std::map<std::string, std::size_t> by_id;
  for (std::size_t n = 0; n < scenarios.size(); ++n) {
    std::optional<Selector> selector;
    for (const auto& [id, measure] : scenarios[n].measures) {
      const Destination* to = destination_of(measure);
      if (to == nullptr) continue;
      const Region* region = region_of(*to, inventory);
      if (!region) {
        std::vector<std::string> known;
        for (const auto& one : inventory.regions) known.push_back(one.id);
        findings.push_back({"not_in_inventory",
                            "measure." + id + ".op.to.region",
                            {{"value", to->region}, {"what", "region"}},
                            std::move(known),
                            n});
        continue;
      }
      const Place place = *place_at(*to, inventory, placing);
      if (!selector) selector.emplace(scenarios[n], inventory, around);
      for (const int s : selector->take(measure.select)) {
        const Source source = inventory.sources[static_cast<std::size_t>(s)];
        if (source.natural) continue;
        const std::string name = source.id + "@" + id;
        Source copy = copy_at(source, name, *to, *region, place, inventory);
        const auto [known, is_new] = by_id.try_emplace(name, made.size());
        if (is_new)
          made.push_back(std::move(copy));
        else if (!same_place(made[known->second], copy, inventory))
          findings.push_back({"conflicting_measure", "measure." + id, {{"value", id}}, {}, n});
      }
    }
  }
  inventory.sources.insert(inventory.sources.end(), made.begin(), made.end());
  std::sort(inventory.sources.begin(), inventory.sources.end(),
            [](const Source& a, const Source& b) { return a.id < b.id; });
  return findings;
}

}  // namespace lantian::scenarios
