#include "io/ground_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "io/table.hpp"
#include "model/ground/land_cover.hpp"
#include "model/ground/terrain.hpp"

namespace lantian::io {
namespace {

std::string degrees(double value) { return fmt::format("{:.4g}", value); }

std::vector<model::LandPatch> read_patches(const CaseFile& file, const Projection& projection,
                                           Diagnostics& diagnostics) {
  const auto table = Table::read(file.contents.ground.land_use,
                                 {{"kind", ""},
                                  {"longitude", "degree"},
                                  {"latitude", "degree"},
                                  {"to_longitude", "degree", true},
                                  {"to_latitude", "degree", true},
                                  {"radius", "m"},
                                  {"share", "1"},
                                  {"name", "", true},
                                  {"source", "", true}},
                                 diagnostics, file.place("ground.land_use"));
  std::vector<model::LandPatch> patches;
  for (const Row row : table) {
    model::LandPatch patch;
    patch.kind = row.one_of("kind", model::land_use_names);
    const double longitude = row.number("longitude", {-180.0, 180.0}),
                 latitude = row.number("latitude", {-90.0, 90.0});
    const auto to_longitude = row.optional_number("to_longitude", {-180.0, 180.0}),
               to_latitude = row.optional_number("to_latitude", {-90.0, 90.0});
    if (to_longitude.has_value() != to_latitude.has_value())
      row.fault("empty_cell", to_longitude ? "to_latitude" : "to_longitude");
    const auto from = projection(longitude, latitude);
    const auto to = projection(to_longitude.value_or(longitude), to_latitude.value_or(latitude));
    patch.x = from.x, patch.y = from.y, patch.to_x = to.x, patch.to_y = to.y;
    patch.radius = row.number("radius", {1.0, 500e3});
    patch.share = row.number("share", {0.0, 1.0});
    patches.push_back(patch);
  }
  return patches;
}

/// Values once each, ascending; readings of one place differ by less than a millionth of a degree.
std::vector<double> axis_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end(), [](double a, double b) { return b - a < 1e-6; }),
               values.end());
  return values;
}

bool is_even(const std::vector<double>& axis) {
  const double step = (axis.back() - axis.front()) / static_cast<double>(axis.size() - 1);
  for (std::size_t n = 1; n < axis.size(); ++n)
    if (std::abs(axis[n] - axis[n - 1] - step) > 1e-3 * step) return false;
  return true;
}

std::optional<model::AltitudeTable> read_altitudes(const CaseFile& file, Diagnostics& diagnostics) {
  Diagnostics own;
  const auto table =
      Table::read(file.contents.ground.terrain,
                  {{"longitude", "degree"}, {"latitude", "degree"}, {"altitude", "m"}, {"source", "", true}},
                  own, file.place("ground.terrain"));
  std::vector<double> longitude, latitude, altitude;
  for (const Row row : table) {
    longitude.push_back(row.number("longitude", {-180.0, 180.0}));
    latitude.push_back(row.number("latitude", {-90.0, 90.0}));
    altitude.push_back(row.number("altitude", {-430.0, 9000.0}));
  }
  table.require_unique({"longitude", "latitude"});
  model::AltitudeTable made{axis_of(longitude), axis_of(latitude), {}};
  const std::size_t full = made.longitude.size() * made.latitude.size();
  const bool sound = own.empty();
  for (const Diagnostic& mistake : own.items())
    diagnostics.add(mistake.code, mistake.place, mistake.arguments);
  if (!sound || table.empty()) return std::nullopt;
  const TextPlace place{table.file(), 0, 0};
  for (const auto& [axis, name] :
       {std::pair{&made.longitude, "longitude"}, std::pair{&made.latitude, "latitude"}})
    if (axis->size() < 2 || !is_even(*axis)) {
      diagnostics.add("lattice_uneven", place, {{"key", name}});
      return std::nullopt;
    }
  if (altitude.size() != full) {
    diagnostics.add("lattice_incomplete", place,
                    {{"value", std::to_string(altitude.size())}, {"expected", std::to_string(full)}});
    return std::nullopt;
  }
  made.altitude.resize(full);
  const auto index = [](const std::vector<double>& axis, double value) {
    return static_cast<std::size_t>(std::lround((value - axis.front()) / (axis.back() - axis.front()) *
                                                static_cast<double>(axis.size() - 1)));
  };
  for (std::size_t n = 0; n < altitude.size(); ++n)
    made.altitude[index(made.latitude, latitude[n]) * made.longitude.size() +
                  index(made.longitude, longitude[n])] = altitude[n];
  return made;
}

/// The window's rim must lie within the table.
bool covers_window(const model::AltitudeTable& table, const CaseFile& file, const Projection& projection,
                   const model::Grid& grid, Diagnostics& diagnostics) {
  double west = 1e9, east = -1e9, south = 1e9, north = -1e9;
  const auto take = [&](double x, double y) {
    const auto place = projection.inverse(x, y);
    west = std::min(west, place.longitude), east = std::max(east, place.longitude);
    south = std::min(south, place.latitude), north = std::max(north, place.latitude);
  };
  for (int j = 0; j <= grid.ny; ++j)
    for (const int i : {0, grid.nx}) take(grid.x_west + i * grid.dx, grid.y_south + j * grid.dx);
  for (int i = 0; i <= grid.nx; ++i)
    for (const int j : {0, grid.ny}) take(grid.x_west + i * grid.dx, grid.y_south + j * grid.dx);
  if (table.covers(west, south) && table.covers(east, north)) return true;
  const auto box = [](double w, double e, double s, double n) {
    return degrees(w) + " … " + degrees(e) + "°E, " + degrees(s) + " … " + degrees(n) + "°N";
  };
  diagnostics.add("terrain_not_covered", {file.contents.ground.terrain, 0, 0},
                  {{"value", box(table.longitude.front(), table.longitude.back(), table.latitude.front(),
                                 table.latitude.back())},
                   {"expected", box(west, east, south, north)}});
  return false;
}

}  // namespace

GroundTables read_ground(const CaseFile& file, const Projection& projection, const model::Grid& grid,
                         Diagnostics& diagnostics) {
  GroundTables ground;
  const auto& wanted = file.contents.ground;
  if (!wanted.land_use.empty())
    ground.land_use = model::land_cover(grid, wanted.mixture, read_patches(file, projection, diagnostics));
  if (wanted.terrain.empty()) return ground;
  const auto table = read_altitudes(file, diagnostics);
  if (!table || !covers_window(*table, file, projection, grid, diagnostics)) return ground;
  ground.altitude = model::smoothed_altitude(grid, *table, wanted.terrain_filter,
                                             [&](double x, double y, double& longitude, double& latitude) {
                                               const auto place = projection.inverse(x, y);
                                               longitude = place.longitude, latitude = place.latitude;
                                             });
  return ground;
}

}  // namespace lantian::io
