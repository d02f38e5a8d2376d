/// What similarity theory says of wind, turbulence and temperature gradient over height: the reference
/// profiles.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/meteorology.hpp"

namespace lantian::model::plume {

/// Reference profiles of a usable hour [EPA2024, Cimorelli2005]. Heights z in m above ground.
class SimilarityProfiles {
 public:
  /// Replaces values out of bounds as AERMOD does: w* = 0 by 0.001, |L| < 1 by 1, small roughness and
  /// inversions.
  explicit SimilarityProfiles(const SurfaceHour& surface);

  bool stable() const { return stable_; }
  double mixing_height() const { return mixing_height_; }
  double mechanical_mixing_height() const { return mechanical_; }
  const SurfaceHour& surface() const { return surface_; }  // with the replacements

  ///     u = u*/k [ln(z/z0) - psi(z/L) + psi(z0/L)]      7 z0 < z <= z_i, linear below, constant above
  double wind(double z) const;
  ///     sigma_v^2 = mechanical (3.6 u*^2 at the ground) + convective (0.35 w*^2)
  double sigma_v(double z) const;
  ///     sigma_w^2 = residual + 1.69 u*^2 (1 - z/z_i) + convective. residual: sigma_w above the mixed layer
  double sigma_w(double z, double residual) const;
  ///     d(theta)/dz = theta*/(k z) (1 + 5 z/L)      stable; observed_scale: theta* where a tower gives it
  double gradient(double z) const;
  /// The same law without its decay above 100 m, as it is used below the lowest observed gradient.
  double surface_layer_gradient(double z) const;
  /// theta* from the lowest gradient observed above the roughness, at z; from u* and L where that is above
  /// 100 m.
  void set_temperature_scale(double observed_gradient, double z);

 private:
  double logarithmic_wind(double z) const;
  SurfaceHour surface_;
  bool stable_;
  double mechanical_, mixing_height_, temperature_scale_;
};

/// sigma^2 of a convective layer of depth h and velocity scale w*: lateral and vertical [m2 s-2].
double convective_lateral_variance(double z, double depth, double convective_velocity);
double convective_vertical_variance(double z, double depth, double convective_velocity);

}  // namespace lantian::model::plume
