/// How deep the air mixes: warmed from below by day, stirred by the wind at all hours.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/boundary_layer/surface_layer.hpp"
#include "model/boundary_layer/upper_air.hpp"

namespace lantian::model {

/// Carried from instant to instant.
struct MixingHeight {
  double heat_since_sunrise = 0.0;  // J m-2, of the hours with an upward flux
  double convective = 0.0;          // m
  double mechanical = 0.0;          // m, smoothed in time

  double height(double smallest, double largest) const;  // the larger of both, within bounds
};

/// Depth z that the heat Q of a morning mixes, (1 + 2A) Q / (rho c_p) = z theta(z) - int_0^z theta dz' over
/// the morning's inversion and free lapse, A = 0.2   [Carson1973, WeilBrower1983]
double convective_mixing_height(double heat, double density, const UpperAir& morning);

/// The smallest of 2300 u*^1.5 [Venkatram1980]; in stable air 0.4 sqrt(u* L / f) [Zilitinkevich1972]; and
/// against the stratification N above, 1.36 u* / sqrt(f N) [Zilitinkevich2007].
double mechanical_equilibrium(const SurfaceLayer& layer, const UpperAir& air, double coriolis);

/// One interval: the mechanical height relaxes to its equilibrium with tau = z / (2 u*) [EPA2022]; the
/// convective one follows the heat that accumulates under the morning's air and ends with it.
MixingHeight advanced(const MixingHeight& before, const SurfaceLayer& earlier, const SurfaceLayer& now,
                      const UpperAir& air, const UpperAir& morning, double density, double coriolis,
                      Seconds dt);

/// The state that has no past: mechanical equilibrium, no heat.
MixingHeight initial_mixing_height(const SurfaceLayer& layer, const UpperAir& air, double coriolis);

}  // namespace lantian::model
