/// Surface and numerical choices of the weather made from one station.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/boundary_layer/rain_cloud.hpp"
#include "model/boundary_layer/station_preparation.hpp"
#include "model/boundary_layer/surface_layer.hpp"
#include "model/deposition/land_use.hpp"

namespace lantian::model {

struct SurfaceParameters {
  Ground ground;
  double smallest_mixing_height = 50.0;   // m
  double largest_mixing_height = 3000.0;  // m
  double similarity_top = 100.0;          // m: Monin-Obukhov wind below, blended to the upper air above
  // Below `floor_height` the diffusivity's floor is rural + (urban - rural) * urban_fraction, rural above.
  double minimum_eddy_diffusivity_rural = 0.01;  // m2 s-1 [CMAQ5]
  double minimum_eddy_diffusivity_urban = 1.0;   // m2 s-1 [CMAQ5]
  double floor_height = 500.0;                   // m
  double urban_fraction = 0.0;                   // 1
  double mast_roughness_length = 0.0;            // m, of the mast's surroundings; 0: as `ground`
  PreparationParameters preparation;
  RainCloud rain_cloud;
};

/// Albedo, Bowen ratio (average moisture) and roughness of a mixture of land uses: arithmetic, geometric and
/// logarithmic means of the values of AERMET's tables 4-1 to 4-3 [EPA2022]; winter only under snow.
Ground ground_of(const LandUse& land_use, Season season);

}  // namespace lantian::model
