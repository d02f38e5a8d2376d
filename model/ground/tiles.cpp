#include "model/ground/tiles.hpp"

#include <algorithm>
#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

enum Tile : std::size_t { town_tile, field_tile, forest_tile, water_tile, tile_count };
// Order of land_use_names.
constexpr std::array<Tile, land_use_count> tile_of{town_tile,   field_tile,  field_tile,
                                                   forest_tile, forest_tile, forest_tile,
                                                   water_tile,  field_tile,  field_tile};
constexpr double open_terrain = 0.03;  // m, of a mast in a window without fields [WMO2018]

/// Mean kinds of one tile over the window; all 0 where it does not occur.
LandUse kinds_of(const LandUse& mean, Tile tile) {
  LandUse kinds;
  double sum = 0.0;
  for (std::size_t kind = 0; kind < land_use_count; ++kind)
    if (tile_of[kind] == tile) sum += mean.share[kind];
  for (std::size_t kind = 0; kind < land_use_count; ++kind)
    if (tile_of[kind] == tile && sum > 0.0) kinds.share[kind] = mean.share[kind] / sum;
  return kinds;
}

/// Mean within 10 km, weighted 1 + cos(pi r / 10 km); within the window only.
std::vector<double> averaged(const Grid& grid, const std::vector<double>& field) {
  constexpr double width = 10e3;  // m
  const int reach = static_cast<int>(width / grid.dx);
  std::vector<double> mean(field.size());
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i < grid.nx; ++i) {
      double sum = 0.0, weights = 0.0;
      for (int b = std::max(0, j - reach); b <= std::min(grid.ny - 1, j + reach); ++b)
        for (int a = std::max(0, i - reach); a <= std::min(grid.nx - 1, i + reach); ++a) {
          const double r = grid.dx * std::hypot(a - i, b - j);
          if (r > width) continue;
          const double weight = 1.0 + std::cos(constants::pi * r / width);
          sum += weight * field[grid.column(b, a)];
          weights += weight;
        }
      mean[grid.column(j, i)] = sum / weights;
    }
  return mean;
}

}  // namespace

double mixing_height_over(const GroundTiles& tiles, std::size_t column, const std::vector<double>& by_tile) {
  constexpr double deep = 500.0;  // m
  double own = 0.0, around = 0.0;
  for (std::size_t tile = 0; tile < by_tile.size(); ++tile) {
    own += tiles.share[tile][column] * by_tile[tile];
    around += tiles.around[tile][column] * by_tile[tile];
  }
  const double weight = std::min(1.0, around / deep);
  return own + weight * (around - own);
}

GroundTiles ground_tiles(const Grid& grid, const std::vector<LandUse>& cover, Season season,
                         const SurfaceParameters& base, const TownGround& town) {
  const LandUse mean = mean_land_use(cover);
  const auto occurs = [](const LandUse& kinds) { return kinds != LandUse{}; };
  const LandUse fields = kinds_of(mean, field_tile);
  const double mast = occurs(fields) ? ground_of(fields, season).roughness_length : open_terrain;
  GroundTiles tiles;
  for (const LandUse& column : cover) tiles.urban_fraction.push_back(column.share[0]);
  for (std::size_t tile = 0; tile < tile_count; ++tile) {
    const LandUse kinds = kinds_of(mean, static_cast<Tile>(tile));
    if (!occurs(kinds)) continue;
    SurfaceParameters parameters = base;
    const Ground before = base.ground;
    parameters.ground = ground_of(kinds, season);
    parameters.ground.smallest_friction_velocity = before.smallest_friction_velocity;
    if (tile == town_tile) {
      parameters.ground.ground_heat_fraction = town.ground_heat_fraction;
      parameters.ground.smallest_obukhov_length = town.smallest_obukhov_length;
    }
    parameters.mast_roughness_length = mast;
    parameters.urban_fraction = tile == town_tile ? 1.0 : 0.0;
    tiles.parameters.push_back(parameters);
    auto& share = tiles.share.emplace_back();
    for (const LandUse& column : cover) {
      double sum = 0.0;
      for (std::size_t kind = 0; kind < land_use_count; ++kind)
        if (tile_of[kind] == tile) sum += column.share[kind];
      share.push_back(sum);
    }
    tiles.around.push_back(averaged(grid, share));
  }
  return tiles;
}

GroundTiles uniform_tile(const Grid& grid, const SurfaceParameters& parameters) {
  return {.parameters = {parameters},
          .share = {std::vector<double>(grid.columns(), 1.0)},
          .around = {std::vector<double>(grid.columns(), 1.0)},
          .urban_fraction = std::vector<double>(grid.columns(), parameters.urban_fraction)};
}

}  // namespace lantian::model
