#include "scenarios/measures/traced_sources.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "scenarios/policy/selection.hpp"

namespace lantian::scenarios {

namespace {

bool emits(const Source& source, Pollutant pollutant) {
  return !source.natural && !source.dormant && source.annual_mass[static_cast<std::size_t>(pollutant)] > 0.0;
}

double bearing_of(double dx, double dy) {
  const double degree = std::atan2(dx, dy) * 180.0 / std::numbers::pi;
  return degree < 0.0 ? degree + 360.0 : degree;
}

}  // namespace

std::vector<TracedSource> traced_sources(const SourceTrace& trace, const Inventory& inventory,
                                         const Surroundings& around, std::optional<std::string>& unknown) {
  std::vector<std::pair<std::string, Place>> stations;
  for (const auto& id : trace.stations) {
    const auto place = place_named(id, inventory, around);
    if (place)
      stations.emplace_back(id, *place);
    else if (!unknown)
      unknown = id;
  }
  std::vector<TracedSource> found;
  for (std::size_t s = 0; s < inventory.sources.size(); ++s) {
    const Source& source = inventory.sources[s];
    if (!emits(source, trace.pollutant)) continue;
    const Place there = place_of(source, inventory);
    TracedSource traced{static_cast<int>(s), source.annual_mass[static_cast<std::size_t>(trace.pollutant)],
                        trace.within, 0.0, ""};
    for (const auto& [id, place] : stations) {
      const double dx = there.x - place.x, dy = there.y - place.y, distance = std::hypot(dx, dy);
      if (distance <= traced.distance)
        traced.distance = distance, traced.bearing = bearing_of(dx, dy), traced.station = id;
    }
    if (!traced.station.empty()) found.push_back(std::move(traced));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const TracedSource& a, const TracedSource& b) { return a.mass > b.mass; });
  return found;
}

std::vector<TracedGroup> traced_groups(Pollutant pollutant, const Inventory& inventory) {
  std::map<std::pair<bool, std::string>, TracedGroup> groups;
  for (const auto& source : inventory.sources) {
    if (!emits(source, pollutant)) continue;
    const std::string branch = source.industry.substr(0, source.industry.find('.'));
    auto& group = groups[{source.in_county, branch}];
    group.branch = branch;
    group.in_county = source.in_county;
    group.mass += source.annual_mass[static_cast<std::size_t>(pollutant)];
    ++group.sources;
  }
  std::vector<TracedGroup> found;
  for (auto& [key, group] : groups) found.push_back(std::move(group));
  std::stable_sort(found.begin(), found.end(),
                   [](const TracedGroup& a, const TracedGroup& b) { return a.mass > b.mass; });
  return found;
}

}  // namespace lantian::scenarios
