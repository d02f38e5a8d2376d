#include "scenarios/policy/selection.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "model/quantities/constants.hpp"
#include "scenarios/policy/common_ground.hpp"
#include "scenarios/policy/followers.hpp"

namespace lantian::scenarios {

namespace {

constexpr double degree = model::constants::pi / 180.0;

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
  if (contains(regions, source.region)) return true;
  return std::any_of(inventory.regions.begin(), inventory.regions.end(), [&](const Region& region) {
    return region.id == source.region && contains(regions, region.county);
  });
}

/// Whether a line to the east crosses the border an odd number of times.
bool is_within(const Polygon& polygon, const Place& place) {
  bool inside = false;
  const auto& corners = polygon.corners;
  for (std::size_t n = 0, before = corners.size() - 1; n < corners.size(); before = n++) {
    const auto& [x1, y1] = corners[n];
    const auto& [x2, y2] = corners[before];
    if ((y1 > place.latitude) != (y2 > place.latitude) &&
        place.longitude < x1 + (x2 - x1) * (place.latitude - y1) / (y2 - y1))
      inside = !inside;
  }
  return inside;
}

/// The source itself, or all below an enterprise, line or process: ids are paths. A source that a measure
/// makes has the id of the one it comes from.
bool has_id(const std::vector<std::string>& ids, const std::string& full) {
  const std::string source = full.substr(0, full.find('@'));
  return ids.empty() || std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
           return source == id || full == id || source.starts_with(id + "/");
         });
}

bool has_device(const std::vector<std::string>& devices, const std::string& all) {
  return devices.empty() || std::any_of(devices.begin(), devices.end(), [&](const std::string& device) {
           return all == device || ("+" + all + "+").find("+" + device + "+") != std::string::npos;
         });
}

/// All that a source itself says.
bool fits(const Condition& condition, const Source& source, const Inventory& inventory) {
  const auto industry = [&](const std::string& branch) { return in_branch(source.industry, branch); };
  if (!condition.industry.empty() &&
      std::none_of(condition.industry.begin(), condition.industry.end(), industry))
    return false;
  if (!listed(condition.process, source.process) || !listed(condition.fuel, source.fuel) ||
      !listed(condition.standard, source.standard) || !has_id(condition.id, source.id) ||
      !has_device(condition.device, source.device) || !listed(condition.grade, grade_of(source, inventory)))
    return false;
  if (!condition.tag.empty() && std::none_of(condition.tag.begin(), condition.tag.end(),
                                             [&](const auto& tag) { return contains(source.tags, tag); }))
    return false;
  if (condition.stack_height &&
      (source.spread >= 0 || source.natural || source.stack.height < condition.stack_height->min ||
       source.stack.height > condition.stack_height->max))
    return false;
  return !condition.emission ||
         source.annual_mass[static_cast<std::size_t>(condition.emission->species)] >= condition.emission->min;
}

}  // namespace

bool Condition::empty() const { return *this == Condition{}; }

bool in_branch(const std::string& industry, const std::string& branch) {
  return industry == branch || industry.starts_with(branch + ".");
}

Place place_of(const Source& source, const Inventory& inventory) {
  if (source.spread < 0) return source.place;
  const Spread& spread = inventory.spreads[static_cast<std::size_t>(source.spread)];
  Place middle;
  double weights = 0.0;
  const auto add = [&](const Place& place, double weight) {
    middle.longitude += weight * place.longitude;
    middle.latitude += weight * place.latitude;
    middle.x += weight * place.x;
    middle.y += weight * place.y;
    weights += weight;
  };
  for (const auto& disc : spread.discs) add(disc.centre, disc.weight);
  for (const auto& segment : spread.segments) {
    add(segment.begin, 0.5 * segment.weight);
    add(segment.end, 0.5 * segment.weight);
  }
  if (weights <= 0.0) return source.place;
  for (double Place::*part : {&Place::longitude, &Place::latitude, &Place::x, &Place::y})
    middle.*part /= weights;
  return middle;
}

std::optional<Place> place_named(const std::string& name, const Inventory& inventory,
                                 const Surroundings& around) {
  for (const auto& region : inventory.regions)
    if (region.id == name) return region.place;
  for (const auto& enterprise : inventory.enterprises)
    if (enterprise.id == name) return enterprise.place;
  const auto found = around.places.find(name);
  return found == around.places.end() ? std::nullopt : std::optional(found->second);
}

std::optional<double> mean_wind_from(const Surroundings& around) {
  const auto& hourly = around.signals.hourly;
  const auto easts = hourly.find("eastward_wind"), norths = hourly.find("northward_wind");
  if (easts == hourly.end() || norths == hourly.end()) return std::nullopt;
  double east = 0.0, north = 0.0;
  for (std::size_t n = 0; n < std::min(easts->second.size(), norths->second.size()); ++n) {
    const auto time = around.signals.start + static_cast<std::int64_t>(n) * model::seconds_per_hour;
    if (time < around.run.start || time >= around.run.end) continue;
    if (!std::isfinite(easts->second[n]) || !std::isfinite(norths->second[n])) continue;
    east -= easts->second[n];
    north -= norths->second[n];
  }
  if (std::hypot(east, north) < 1e-6) return std::nullopt;
  return std::round(std::atan2(east, north) / degree);
}

Selector::Selector(const Scenario& scenario, const Inventory& inventory, const Surroundings& around,
                   std::vector<bool> awake, const CommonGround* common)
    : scenario_(scenario),
      inventory_(inventory),
      around_(around),
      awake_(std::move(awake)),
      remembered_(common ? common->taken(scenario, awake_) : nullptr) {}

bool Selector::is_there(std::size_t s) const {
  return !inventory_.sources[s].dormant || (s < awake_.size() && awake_[s]);
}

const Selector::Taken& Selector::named(const std::string& id) {
  const auto known = named_.find(id);
  if (known != named_.end()) return known->second;
  return named_[id] = taken(scenario_.selections.at(id));
}

Selector::Taken Selector::matching(const Condition& condition) {
  Taken taken(inventory_.sources.size());
  for (std::size_t s = 0; s < taken.size(); ++s)
    taken[s] = is_there(s) && fits(condition, inventory_.sources[s], inventory_);
  keep_place(condition, taken);
  if (!condition.serves.empty()) keep_serving(condition, taken);
  if (condition.rank) keep_largest(*condition.rank, taken);
  return taken;
}

void Selector::keep_place(const Condition& condition, Taken& taken) const {
  const auto keep = [&](auto&& wanted) {
    for (std::size_t s = 0; s < taken.size(); ++s)
      if (taken[s]) taken[s] = wanted(inventory_.sources[s]);
  };
  if (!condition.region.empty() || !condition.within.empty())
    keep([&](const Source& source) {
      return in_region(condition.region, source, inventory_) ||
             std::any_of(condition.within.begin(), condition.within.end(), [&](const Polygon& polygon) {
               return is_within(polygon, place_of(source, inventory_));
             });
    });
  if (condition.distance)
    if (const auto to = place_named(condition.distance->to, inventory_, around_))
      keep([&](const Source& source) {
        const Place from = place_of(source, inventory_);
        const double dx = from.x - to->x, dy = from.y - to->y, most = condition.distance->most;
        return dx * dx + dy * dy <= most * most;
      });
  if (!condition.upwind) return;
  const auto of = place_named(condition.upwind->of, inventory_, around_);
  const auto wind = mean_wind_from(around_);
  keep([&](const Source& source) {
    if (!of || !wind) return false;
    const Place from = place_of(source, inventory_);
    const double bearing = std::atan2(from.x - of->x, from.y - of->y) / degree;
    // A thousandth of a degree: the same sources on every machine.
    const double away = std::abs(std::remainder(std::round(1000.0 * (bearing - *wind)) / 1000.0, 360.0));
    return away <= 0.5 * condition.upwind->sector;
  });
}

void Selector::keep_serving(const Condition& condition, Taken& taken) {
  std::vector<const Source*> works;
  std::set<std::pair<std::string, int>> seen;
  for (const auto& id : condition.serves) {
    const Taken& served = named(id);
    for (std::size_t s = 0; s < served.size(); ++s) {
      const Source& source = inventory_.sources[s];
      if (served[s] && seen.emplace(source.industry, source.enterprise).second) works.push_back(&source);
    }
  }
  for (std::size_t s = 0; s < taken.size(); ++s)
    taken[s] = taken[s] && std::any_of(works.begin(), works.end(), [&](const Source* one) {
                 return is_served(*one, inventory_.sources[s].serves, inventory_);
               });
}

/// Of equals the first by id.
void Selector::keep_largest(const Rank& rank, Taken& taken) const {
  const auto p = static_cast<std::size_t>(rank.by);
  std::map<std::string, double> mass;  // of a source, or of all of an enterprise that is taken
  const auto key = [&](const Source& source) {
    return rank.by_enterprise && source.enterprise >= 0
               ? inventory_.enterprises[static_cast<std::size_t>(source.enterprise)].id
               : source.id;
  };
  for (std::size_t s = 0; s < taken.size(); ++s)
    if (taken[s]) mass[key(inventory_.sources[s])] += inventory_.sources[s].annual_mass[p];
  std::vector<std::pair<double, std::string>> order;
  for (const auto& [id, kilograms] : mass) order.emplace_back(-kilograms, id);
  std::sort(order.begin(), order.end());
  if (order.size() > static_cast<std::size_t>(rank.top)) order.resize(static_cast<std::size_t>(rank.top));
  std::set<std::string> kept;
  for (const auto& [kilograms, id] : order) kept.insert(id);
  for (std::size_t s = 0; s < taken.size(); ++s)
    taken[s] = taken[s] && kept.contains(key(inventory_.sources[s]));
}

Selector::Taken Selector::taken(const Selection& selection) {
  Taken taken = matching(selection.where);
  const auto keep = [&](const Taken& other, bool wanted) {
    for (std::size_t s = 0; s < taken.size(); ++s) taken[s] = taken[s] && other[s] == wanted;
  };
  const auto either = [&](Taken& some, const Taken& one) {
    for (std::size_t s = 0; s < some.size(); ++s) some[s] = some[s] || one[s];
  };
  if (!selection.any.empty()) {
    Taken some(taken.size());
    for (const auto& condition : selection.any) either(some, matching(condition));
    keep(some, true);
  }
  for (const auto& condition : selection.none) keep(matching(condition), false);
  for (const auto& id : selection.all_of) keep(named(id), true);
  for (const auto& id : selection.none_of) keep(named(id), false);
  if (selection.any_of.empty()) return taken;
  Taken some(taken.size());
  for (const auto& id : selection.any_of) either(some, named(id));
  keep(some, true);
  return taken;
}

std::vector<int> Selector::take(const Selection& selection) {
  return remembered_ ? remembered_->take(selection, [&] { return found(selection); }) : found(selection);
}

std::vector<int> Selector::found(const Selection& selection) {
  const Taken wanted = taken(selection);
  std::vector<int> sources;
  for (std::size_t s = 0; s < wanted.size(); ++s)
    if (wanted[s] && (!inventory_.sources[s].natural || scenario_.include_natural))
      sources.push_back(static_cast<int>(s));
  return sources;
}

}  // namespace lantian::scenarios
