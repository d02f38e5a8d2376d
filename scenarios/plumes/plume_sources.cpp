#include "scenarios/plumes/plume_sources.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "model/quantities/constants.hpp"

namespace lantian::scenarios {
namespace {

using model::plume::PointSource;
using model::plume::VolumeSource;

/// Releases are the same where all of this is.
using ReleaseKey = std::tuple<int, double, double, double, double, double, double, double>;

ReleaseKey key_of(const PlumeOutlet& outlet) {
  if (const auto* p = std::get_if<PointSource>(&outlet.release))
    return {outlet.group, p->x, p->y, p->height, p->diameter, p->exit_velocity, p->exit_temperature, 0.0};
  const auto& v = std::get<VolumeSource>(outlet.release);
  return {outlet.group, v.x, v.y, v.height, v.initial_sigma_y, v.initial_sigma_z, 0.0, 1.0};
}

VolumeSource volume_of(const Spread& spread, const Spread::Disc& disc) {
  constexpr double across = 4.3, from_ground = 2.15;  // sides over sigmas [EPA2024]
  const double depth = spread.top - spread.bottom;
  VolumeSource volume;
  volume.x = disc.centre.x, volume.y = disc.centre.y;
  volume.height = spread.bottom + 0.5 * depth;
  volume.initial_sigma_y = disc.radius * std::sqrt(model::constants::pi) / across;
  volume.initial_sigma_z = depth / (spread.bottom > 0.0 ? across : from_ground);
  return volume;
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

class Collector {
 public:
  Collector(const Inventory& inventory, const std::function<double(double, double)>& altitude)
      : inventory_(inventory), altitude_(altitude) {
    for (const Source& source : inventory.sources)
      if (is_carried(source)) found_.groups.push_back(group_of(source));
    std::sort(found_.groups.begin(), found_.groups.end());
    found_.groups.erase(std::unique(found_.groups.begin(), found_.groups.end()), found_.groups.end());
  }

  PlumeSources collect() {
    for (std::size_t n = 0; n < inventory_.sources.size(); ++n) {
      const Source& source = inventory_.sources[n];
      if (!is_carried(source)) continue;
      if (source.spread < 0) {
        add(static_cast<int>(n), point_of(source), 1.0);
        continue;
      }
      const Spread& spread = inventory_.spreads[static_cast<std::size_t>(source.spread)];
      double whole = 0.0;
      for (const auto& disc : spread.discs) whole += disc.weight;
      for (const auto& disc : spread.discs)
        add(static_cast<int>(n), volume_of(spread, disc), disc.weight / whole);
    }
    return std::move(found_);
  }

 private:
  const Inventory& inventory_;
  const std::function<double(double, double)>& altitude_;
  PlumeSources found_;
  std::map<ReleaseKey, int> known_;

  bool is_carried(const Source& source) const {
    if (source.natural) return false;
    if (source.spread < 0) return true;
    const Spread& spread = inventory_.spreads[static_cast<std::size_t>(source.spread)];
    return source.enterprise >= 0 && !spread.discs.empty() && spread.segments.empty() &&
           spread.columns.empty();
  }
  std::string group_of(const Source& source) const {
    return source.enterprise < 0 ? ""
                                 : inventory_.enterprises[static_cast<std::size_t>(source.enterprise)].id;
  }

  template <class Release>
  void add(int source, Release release, double share) {
    const Source& from = inventory_.sources[static_cast<std::size_t>(source)];
    if (altitude_) {
      release.flat = false;
      release.base_elevation = altitude_(release.x, release.y);
    }
    const auto group = std::lower_bound(found_.groups.begin(), found_.groups.end(), group_of(from));
    const PlumeOutlet outlet{release, static_cast<int>(group - found_.groups.begin())};
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

PlumeSources plume_sources(const Inventory& inventory,
                           const std::function<double(double, double)>& altitude) {
  return Collector(inventory, altitude).collect();
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
