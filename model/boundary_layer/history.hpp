/// The boundary layer over one station, instant by instant: what the sky, the ground and the wind make of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/boundary_layer/mixing_height.hpp"
#include "model/boundary_layer/station_preparation.hpp"
#include "model/boundary_layer/surface_parameters.hpp"

namespace lantian::model {

struct BoundaryLayerInstant {
  PreparedHour hour;
  UpperAir upper_air;
  SurfaceLayer surface;
  MixingHeight mixing;
  double mixing_height = 0.0;  // m, within the bounds
};

/// One instant for each of prepare(); the first has no past: begin at night.
std::vector<BoundaryLayerInstant> boundary_layer_history(const StationSeries& series,
                                                         const UpperAirSeries& upper_air,
                                                         const SurfaceParameters& parameters);

double coriolis_parameter(double latitude);  // s-1

}  // namespace lantian::model
