#include "run/plumes/plume_setup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/boundary_layer/surface_parameters.hpp"
#include "model/city/reach.hpp"
#include "model/grid/parallel.hpp"
#include "model/plume/hill_height.hpp"

namespace lantian::run {
namespace {

using model::plume::TerrainLattice;

std::size_t column_of(const model::Grid& grid, double x, double y) {
  const auto nearest = [&](double distance, int count) {
    return std::clamp(static_cast<int>(std::floor(distance / grid.dx)), 0, count - 1);
  };
  return grid.column(nearest(y - grid.y_south, grid.ny), nearest(x - grid.x_west, grid.nx));
}

std::vector<scenarios::PlumePlace> places_of(const io::CaseInputs& inputs) {
  std::vector<scenarios::PlumePlace> places;
  for (const auto& monitor : inputs.monitors)
    places.push_back({monitor.id, "monitor", monitor.label, monitor.place});
  for (const auto& region : inputs.inventory.regions)
    if (region.county == inputs.file.contents.inventory.county)
      places.push_back({region.id, "township", region.label, region.place});
  places.insert(places.end(), inputs.plume_places.begin(), inputs.plume_places.end());
  return places;
}

const model::plume::Release& release_of(const scenarios::PlumeOutlet& outlet) {
  return std::visit([](const auto& one) -> const model::plume::Release& { return one; }, outlet.release);
}

void add_receptors(const TerrainLattice& ground, const std::vector<model::plume::Vertex>& further,
                   PlumeSetup& setup) {
  for (const auto& place : setup.places)
    setup.receptors.push_back({place.place.x, place.place.y, 0.0, 0.0, place.above_ground});
  for (std::size_t n = 0; n < setup.map.points(); ++n)
    setup.receptors.push_back({setup.map.x(n), setup.map.y(n), 0.0, 0.0, 0.0});
  for (const auto& one : further) setup.receptors.push_back({one.x, one.y, 0.0, 0.0, 0.0});
  setup.receptor_column.resize(setup.receptors.size());
  model::parallel_for(static_cast<std::ptrdiff_t>(setup.receptors.size()), [&](std::ptrdiff_t index) {
    const auto n = static_cast<std::size_t>(index);
    auto& one = setup.receptors[n];
    one.elevation = ground.altitude(one.x, one.y);
    one.hill_height = ground.hill_height(one.x, one.y);
    setup.receptor_column[n] = column_of(setup.grid, one.x, one.y);
  });
}

/// Outlets of which nothing counts anywhere go, with their shares.
void keep_within(double reach, PlumeSetup& setup) {
  auto& sources = setup.sources;
  std::vector<std::vector<float>> parts(sources.outlets.size());
  model::parallel_for(static_cast<std::ptrdiff_t>(parts.size()), [&](std::ptrdiff_t index) {
    const auto n = static_cast<std::size_t>(index);
    std::vector<float> part;
    for (const auto& one : setup.receptors)
      part.push_back(static_cast<float>(model::city::part_within(
          model::city::distance_to(sources.outlets[n].release, one.x, one.y), reach)));
    if (std::any_of(part.begin(), part.end(), [](float one) { return one > 0.0f; }))
      parts[n] = std::move(part);
  });
  std::vector<int> place(parts.size(), -1);  // of an outlet among those that stay
  std::vector<scenarios::PlumeOutlet> outlets;
  for (std::size_t n = 0; n < parts.size(); ++n) {
    if (parts[n].empty()) continue;
    place[n] = static_cast<int>(outlets.size());
    outlets.push_back(std::move(sources.outlets[n]));
    setup.parts.push_back(std::move(parts[n]));
  }
  sources.outlets = std::move(outlets);
  std::erase_if(sources.shares,
                [&](const auto& share) { return place[static_cast<std::size_t>(share.outlet)] < 0; });
  for (auto& share : sources.shares) share.outlet = place[static_cast<std::size_t>(share.outlet)];
}

void add_air(const io::CaseInputs& inputs, PlumeSetup& setup) {
  std::vector<std::size_t> columns;
  for (const auto& outlet : setup.sources.outlets)
    columns.push_back(column_of(setup.grid, release_of(outlet).x, release_of(outlet).y));
  auto& own = setup.air_columns = columns;
  // One station over one ground without terrain makes the same air everywhere.
  const auto& ground = inputs.ground;
  const bool uniform = inputs.mesoscale.instants.empty() && inputs.stations.size() == 1 &&
                       ground.land_use.empty() && ground.altitude.empty();
  if (uniform) own.assign(columns.empty() ? 0 : 1, 0), std::fill(columns.begin(), columns.end(), 0);
  std::sort(own.begin(), own.end());
  own.erase(std::unique(own.begin(), own.end()), own.end());
  for (const std::size_t column : columns)
    setup.outlet_air.push_back(
        static_cast<std::size_t>(std::lower_bound(own.begin(), own.end(), column) - own.begin()));
  const auto cover = io::land_use_of_case(inputs);
  const auto season = io::season_of_case(inputs);
  for (const std::size_t column : own) {
    setup.roughness_length.push_back(ground.land_use.empty()
                                         ? inputs.file.contents.weather.surface.roughness
                                         : model::ground_of(cover[column], season).roughness_length);
    setup.altitude.push_back(ground.altitude.empty() ? 0.0 : ground.altitude[column]);
  }
}

}  // namespace

PlumeSetup plume_setup(const io::CaseInputs& inputs, WantedPlumes wanted) {
  const auto& contents = inputs.file.contents;
  PlumeSetup setup;
  setup.grid = inputs.grid;
  setup.start = contents.time.start;
  setup.hours = static_cast<int>((contents.time.end - contents.time.start) / model::seconds_per_hour);
  const TerrainLattice ground(inputs.grid, inputs.ground.altitude);
  std::function<double(double, double)> altitude;
  if (!ground.is_level()) altitude = [&](double x, double y) { return ground.altitude(x, y); };
  setup.sources = scenarios::plume_sources(inputs.inventory, wanted.sources, altitude);
  setup.places = std::move(wanted.places);
  setup.map = wanted.map;
  add_receptors(ground, wanted.further, setup);
  if (wanted.reach > 0.0) keep_within(wanted.reach, setup);
  add_air(inputs, setup);
  return setup;
}

PlumeSetup plume_setup(const io::CaseInputs& inputs) {
  const auto& contents = inputs.file.contents;
  scenarios::Place origin;  // of the grid's west and south
  origin.x = inputs.grid.x_west - contents.grid.west;
  origin.y = inputs.grid.y_south - contents.grid.south;
  return plume_setup(inputs,
                     {contents.plumes.sources, places_of(inputs), scenarios::map_of(contents, origin)});
}

void check_plume_size(const io::CaseInputs& inputs, const PlumeSetup& setup, std::size_t members,
                      io::Diagnostics& diagnostics) {
  // plumes.nc is made in memory beside the values that it holds.
  constexpr double most_bytes = 1e9;
  const auto& plumes = inputs.file.contents.plumes;
  const double fields = static_cast<double>(plumes.pollutants.size()) + 1.0;
  const double values =
      static_cast<double>(setup.places.size()) * static_cast<double>(setup.sources.groups.size() + 1) +
      static_cast<double>(setup.map.points());
  const double bytes = sizeof(float) * fields * setup.hours * static_cast<double>(members) * values;
  if (bytes > most_bytes)
    diagnostics.add("plumes_too_large", inputs.file.place("plumes"),
                    {{"size", fmt::format("{:.1f}", bytes / 1e9)},
                     {"limit", fmt::format("{:.1f}", most_bytes / 1e9)},
                     {"count", std::to_string(setup.map.points())},
                     {"value", std::to_string(setup.places.size())}});
}

void check_plumes(const io::CaseInputs& inputs, std::size_t members) {
  if (!inputs.file.contents.plumes.active) return;
  io::Diagnostics diagnostics;
  check_plume_size(inputs, plume_setup(inputs), members, diagnostics);
  diagnostics.throw_if_any();
}

}  // namespace lantian::run
