/// The stability that a mesoscale model's surface fluxes mean.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::mesoscale {

struct SurfaceFluxes {
  double sensible = 0.0, latent = 0.0;                       // W m-2, upward
  double friction_velocity = 0.1;                            // m s-1
  double air_temperature = 288.15, air_pressure = 101325.0;  // K, Pa, of the lowest layer
  double vapour = 0.0;                                       // kg per kg
};

/// 1/L [m-1] of virtual heat: theta_v* = theta* (1 + 0.608 q) + 0.608 theta q*, at least 1e-6 K in size and
/// |L| at least 1 m [CMAQ5].
double inverse_obukhov_length(const SurfaceFluxes& fluxes);

}  // namespace lantian::model::mesoscale
