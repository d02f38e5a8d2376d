#include "scenarios/plumes/plume_sources.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <type_traits>

#include "model/plume/area/area_shapes.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::scenarios {
namespace {

using model::plume::AreaSource;
using model::plume::PointSource;
using model::plume::VolumeSource;

/// Releases are the same where all of this is.
using ReleaseKey = std::vector<double>;

ReleaseKey key_of(const PlumeOutlet& outlet) {
  const auto& place =
      std::visit([](const auto& one) -> const model::plume::Release& { return one; }, outlet.release);
  ReleaseKey key{static_cast<double>(outlet.group), static_cast<double>(outlet.release.index()), place.x,
                 place.y, place.height};
  if (const auto* p = std::get_if<PointSource>(&outlet.release))
    key.insert(key.end(), {p->diameter, p->exit_velocity, p->exit_temperature});
  if (const auto* v = std::get_if<VolumeSource>(&outlet.release))
    key.insert(key.end(), {v->initial_sigma_y, v->initial_sigma_z});
  if (const auto* a = std::get_if<AreaSource>(&outlet.release)) {
    key.push_back(a->initial_sigma_z);
    for (const auto& vertex : a->vertices) key.insert(key.end(), {vertex.x, vertex.y});
  }
  return key;
}

constexpr double across = 4.3, from_ground = 2.15;  // sides over sigmas [EPA2024]

double initial_sigma_z(const Spread& spread) {
  return (spread.top - spread.bottom) / (spread.bottom > 0.0 ? across : from_ground);
}
double release_height(const Spread& spread) { return 0.5 * (spread.bottom + spread.top); }

VolumeSource volume_of(const Spread& spread, const Spread::Disc& disc) {
  VolumeSource volume;
  volume.x = disc.centre.x, volume.y = disc.centre.y;
  volume.height = release_height(spread);
  volume.initial_sigma_y = disc.radius * std::sqrt(model::constants::pi) / across;
  volume.initial_sigma_z = initial_sigma_z(spread);
  return volume;
}

AreaSource with_heights(AreaSource area, const Spread& spread) {
  area.height = release_height(spread);
  area.initial_sigma_z = initial_sigma_z(spread);
  return area;
}

double length_of(const Spread::Segment& segment) {
  return std::hypot(segment.end.x - segment.begin.x, segment.end.y - segment.begin.y);
}

PointSource point_of(const Source& source) {
  PointSource point;
  point.x = source.place.x, point.y = source.place.y;
  point.height = source.stack.height;
  point.diameter = source.stack.diameter;
  point.exit_velocity = source.stack.exit_velocity;
  point.exit_temperature = source.stack.exit_temperature;
  return point;
}

enum class Kind { none, stack, yard, road, area };

class Collector {
 public:
  Collector(const Inventory& inventory, const PlumeChoice& choice,
            const std::function<double(double, double)>& altitude)
      : inventory_(inventory), choice_(choice), altitude_(altitude) {
    for (const Source& source : inventory.sources)
      if (kind_of(source) != Kind::none) found_.groups.push_back(group_of(source));
    std::sort(found_.groups.begin(), found_.groups.end());
    found_.groups.erase(std::unique(found_.groups.begin(), found_.groups.end()), found_.groups.end());
  }

  PlumeSources collect() {
    for (std::size_t n = 0; n < inventory_.sources.size(); ++n) {
      const Source& source = inventory_.sources[n];
      const Kind kind = kind_of(source);
      if (kind == Kind::stack) add(static_cast<int>(n), point_of(source), 1.0);
      if (kind != Kind::none && kind != Kind::stack) add_spread(static_cast<int>(n), kind, spread_of(source));
    }
    return std::move(found_);
  }

 private:
  const Inventory& inventory_;
  const PlumeChoice& choice_;
  const std::function<double(double, double)>& altitude_;
  PlumeSources found_;
  std::map<ReleaseKey, int> known_;

  const Spread& spread_of(const Source& source) const {
    return inventory_.spreads[static_cast<std::size_t>(source.spread)];
  }

  Kind kind_of(const Source& source) const {
    const auto wanted = [](bool is, Kind kind) { return is ? kind : Kind::none; };
    if (source.natural) return Kind::none;
    if (source.spread < 0) return wanted(choice_.stacks, Kind::stack);
    const Spread& spread = spread_of(source);
    if (!spread.columns.empty()) return Kind::none;
    if (!spread.segments.empty()) return wanted(choice_.roads, Kind::road);
    return source.enterprise >= 0 ? wanted(choice_.yards, Kind::yard) : wanted(choice_.areas, Kind::area);
  }

  std::string group_of(const Source& source) const {
    if (source.enterprise >= 0) return inventory_.enterprises[static_cast<std::size_t>(source.enterprise)].id;
    return source.spread < 0 ? source.id : spread_of(source).id;
  }

  double road_width() const { return std::max(choice_.road_width, choice_.square); }

  /// At least as large as a square of the map.
  model::plume::AreaSource circle_of(const Place& centre, double radius) const {
    return model::plume::circle(centre.x, centre.y,
                                std::max(radius, choice_.square / std::sqrt(model::constants::pi)));
  }

  void add_spread(int source, Kind kind, const Spread& spread) {
    double whole = 0.0;
    for (const auto& disc : spread.discs) whole += disc.weight;
    for (const auto& segment : spread.segments) whole += segment.weight;
    for (const auto& disc : spread.discs)
      if (kind == Kind::yard && choice_.square == 0.0)
        add(source, volume_of(spread, disc), disc.weight / whole);
      else
        add(source, with_heights(circle_of(disc.centre, disc.radius), spread), disc.weight / whole);
    for (const auto& segment : spread.segments)
      if (length_of(segment) > 0.0)
        add(source,
            with_heights(model::plume::line({segment.begin.x, segment.begin.y},
                                            {segment.end.x, segment.end.y}, road_width()),
                         spread),
            segment.weight / whole);
      else  // a junction: a patch as wide as the road
        add(source, with_heights(circle_of(segment.begin, 0.5 * road_width()), spread),
            segment.weight / whole);
  }

  template <class Release>
  void add(int source, Release release, double share) {
    const Source& from = inventory_.sources[static_cast<std::size_t>(source)];
    if (altitude_) {
      release.flat = false;
      release.base_elevation = altitude_(release.x, release.y);
    }
    const auto group = std::lower_bound(found_.groups.begin(), found_.groups.end(), group_of(from));
    double share_per_area = 1.0;
    if constexpr (std::is_same_v<Release, AreaSource>) share_per_area = 1.0 / model::plume::area_of(release);
    const PlumeOutlet outlet{release, static_cast<int>(group - found_.groups.begin()), share_per_area};
    const auto [known, is_new] = known_.try_emplace(key_of(outlet), static_cast<int>(found_.outlets.size()));
    if (is_new) found_.outlets.push_back(outlet);
    const double no2 = from.speciation < 0
                           ? 0.0
                           : nitrogen_dioxide_share(
                                 inventory_.speciation_profiles[static_cast<std::size_t>(from.speciation)]);
    found_.shares.push_back({source, known->second, share, no2});
  }
};

}  // namespace

PlumeSources plume_sources(const Inventory& inventory, const PlumeChoice& choice,
                           const std::function<double(double, double)>& altitude) {
  return Collector(inventory, choice, altitude).collect();
}

double nitrogen_dioxide_share(const SpeciationProfile& profile) {
  constexpr double molar_mass_no2 = 46.0055e-3;  // kg mol-1: inventories count NOx as NO2 [IUPAC2013]
  double no2 = 0.0, all = 0.0;
  for (const auto& part : profile.parts[static_cast<std::size_t>(Pollutant::NOx)]) {
    const double moles = part.mass_fraction / (part.molar_mass > 0.0 ? part.molar_mass : molar_mass_no2);
    if (part.species == "NO2") no2 += moles;
    if (part.species == "NO" || part.species == "NO2" || part.species == "HONO") all += moles;
  }
  return all > 0.0 ? no2 / all : 0.0;
}

}  // namespace lantian::scenarios
