#include "run/city/city_setup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace lantian::run {
namespace {

CityPatch patch_at(const model::Grid& grid, int i, int j, int nx, int ny, double spacing) {
  return {{nx, ny, static_cast<int>(std::lround(grid.dx / spacing))}, i, j, 0};
}

model::plume::Vertex point_of(const model::Grid& grid, const CityPatch& at, std::size_t point) {
  return {grid.x_west + (at.i + at.patch.x(point)) * grid.dx,
          grid.y_south + (at.j + at.patch.y(point)) * grid.dx};
}

/// The patch that a cell belongs to; a new one where it is in none.
std::size_t patch_of(int i, int j, const CityPatch& made, std::vector<CityPatch>& patches) {
  const auto holds = [&](const CityPatch& one) {
    return i >= one.i && i < one.i + one.patch.nx && j >= one.j && j < one.j + one.patch.ny;
  };
  const auto found = std::find_if(patches.begin(), patches.end(), holds);
  if (found == patches.end()) patches.push_back(made);
  return static_cast<std::size_t>(std::find_if(patches.begin(), patches.end(), holds) - patches.begin());
}

}  // namespace

CitySetup city_setup(const io::CaseInputs& inputs) {
  const auto& grid = inputs.grid;
  const auto& city = inputs.file.contents.city_field;
  const auto& window = inputs.city;
  CitySetup setup;
  setup.patches.push_back(patch_at(grid, window.i, window.j, window.nx, window.ny, city.spacing));
  const auto cell = [&](double distance, int count) {
    return std::clamp(static_cast<int>(std::floor(distance / grid.dx)), 0, count - 1);
  };
  WantedPlumes wanted;
  for (const auto& monitor : inputs.monitors) {
    const int i = cell(monitor.place.x - grid.x_west, grid.nx),
              j = cell(monitor.place.y - grid.y_south, grid.ny);
    const std::size_t patch = patch_of(i, j, patch_at(grid, i, j, 1, 1, city.spacing), setup.patches);
    setup.monitors.push_back({patch, (monitor.place.x - grid.x_west) / grid.dx - setup.patches[patch].i,
                              (monitor.place.y - grid.y_south) / grid.dx - setup.patches[patch].j});
    wanted.places.push_back({monitor.id, "monitor", monitor.label, monitor.place});
  }
  std::size_t receptors = wanted.places.size();
  for (auto& one : setup.patches) {
    one.first_receptor = receptors;
    receptors += one.patch.points();
    if (&one == &setup.patches.front()) continue;
    for (std::size_t point = 0; point < one.patch.points(); ++point)
      wanted.further.push_back(point_of(grid, one, point));
  }
  const auto& map = setup.patches.front();
  wanted.map = {map.patch.nx * map.patch.n, map.patch.ny * map.patch.n, grid.dx / map.patch.n,
                grid.x_west + map.i * grid.dx, grid.y_south + map.j * grid.dx};
  wanted.sources = city.sources;
  wanted.sources.square = city.spacing;
  wanted.reach = city.reach;
  setup.plumes = plume_setup(inputs, std::move(wanted));
  return setup;
}

void check_city_field(const io::CaseInputs& inputs, std::size_t members) {
  const auto& city = inputs.file.contents.city_field;
  if (!city.active) return;
  // Held at once: the map's values, and for every outlet the part of its plume that counts at each point.
  constexpr double most_bytes = 1e9;
  const double side = std::round(inputs.grid.dx / city.spacing);
  const double points = static_cast<double>(inputs.city.nx) * inputs.city.ny * side * side;
  const auto& time = inputs.file.contents.time;
  const double hours =
      city.hourly ? static_cast<double>((time.end - time.start) / model::seconds_per_hour) : 24.0;
  const auto outlets = scenarios::plume_sources(inputs.inventory, city.sources, {}).outlets.size();
  const double bytes =
      sizeof(float) * points *
      (hours * static_cast<double>(city.species.size() * members) + static_cast<double>(outlets));
  if (bytes <= most_bytes) return;
  io::Diagnostics diagnostics;
  diagnostics.add("plumes_too_large", inputs.file.place("city_field"),
                  {{"size", fmt::format("{:.1f}", bytes / 1e9)},
                   {"limit", fmt::format("{:.1f}", most_bytes / 1e9)},
                   {"count", fmt::format("{:.0f}", points)},
                   {"value", std::to_string(inputs.monitors.size())}});
  diagnostics.throw_if_any();
}

}  // namespace lantian::run
