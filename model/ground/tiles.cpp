#include "model/ground/tiles.hpp"

#include <algorithm>
#include <cmath>

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

}  // namespace

GroundTiles ground_tiles(const std::vector<LandUse>& cover, Season season, const SurfaceParameters& base,
                         const TownGround& town) {
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
  }
  return tiles;
}

GroundTiles uniform_tile(const Grid& grid, const SurfaceParameters& parameters) {
  return {.parameters = {parameters},
          .share = {std::vector<double>(grid.columns(), 1.0)},
          .urban_fraction = std::vector<double>(grid.columns(), parameters.urban_fraction)};
}

}  // namespace lantian::model
