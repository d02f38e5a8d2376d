/// Vertical eddy diffusivity at layer faces: the boundary layer's profile, or the local shear where larger.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/boundary_layer/surface_parameters.hpp"

namespace lantian::model {

/// What one column offers; centres have one value a layer.
struct ColumnOfAir {
  const std::vector<double>& layer_face;                     // m, nz + 1
  const std::vector<double>& virtual_potential_temperature;  // K
  const std::vector<double>& x_wind;                         // m s-1
  const std::vector<double>& y_wind;
};

/// Below H: K = k u*/phi_h z (1 - z/H)^2, in unstable air phi_h at min(z, 0.1 H) [Pleim2007]; everywhere at
/// least the local one, K = K_min + l^2 S f(Ri), l = k z 80 / (80 + k z), and at most 1000 m2/s [CMAQ5].
/// nz + 1 values [m2 s-1]; 0 at the ground and the top.
std::vector<double> eddy_diffusivity(const ColumnOfAir& air, const SurfaceLayer& layer, double mixing_height,
                                     const SurfaceParameters& parameters);

double profile_diffusivity(double z, const SurfaceLayer& layer, double mixing_height);

/// Without the floor. `shear` [s-1], Ri gradient Richardson number.
double local_diffusivity(double z, double shear, double richardson);

}  // namespace lantian::model
