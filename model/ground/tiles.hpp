/// Town, fields, forest and water side by side: each makes a boundary layer of its own, which a column
/// averages by area.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/boundary_layer/surface_parameters.hpp"
#include "model/ground/land_cover.hpp"

namespace lantian::model {

/// What a town does beyond its albedo, roughness and moisture.
struct TownGround {
  double ground_heat_fraction = 0.3;      // 1, walls and roofs store heat
  double smallest_obukhov_length = 30.0;  // m [ADMS5]
};

struct GroundTiles {
  std::vector<SurfaceParameters> parameters;  // by tile
  std::vector<std::vector<double>> share;     // 1, (tile)(column), summing to 1 in each column
  std::vector<std::vector<double>> around;    // 1, the same averaged over the country around
  std::vector<double> urban_fraction;         // 1, by column
};

/// Tiles that occur. A tile's ground is the mean of its kinds over the window, with AERMET's values for the
/// season; everything else is `base`. The mast stands in fields: over other tiles its wind is taken through
/// the wind at 60 m, which all have in common (`wind_exposure`).
GroundTiles ground_tiles(const Grid& grid, const std::vector<LandUse>& cover, Season season,
                         const SurfaceParameters& base, const TownGround& town);

/// Mixing height over tiles of unlike heights [m]: shallow layers are the column's own, those of 500 m and
/// more belong to the country around, since a layer needs a fetch of some twenty times its depth to take on
/// a new ground [Garratt1990].
double mixing_height_over(const GroundTiles& tiles, std::size_t column, const std::vector<double>& by_tile);

/// One tile everywhere.
GroundTiles uniform_tile(const Grid& grid, const SurfaceParameters& parameters);

}  // namespace lantian::model
