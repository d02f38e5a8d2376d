/// One source's plume in one hour: all that does not depend on the receptor.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

#include "model/plume/boundary_layer_profiles.hpp"

namespace lantian::model::plume {

struct PointSource;
struct VolumeSource;
struct AreaSource;

/// Plain data, read by the kernels. Symbols as in [EPA2024].
struct PlumeOfHour {
  const BoundaryLayerProfiles* air = nullptr;
  std::uint64_t air_identity = 0;  // of what `air` held when this was made
  /// Treated as in stable air: a stable hour, or a release above the convective layer.
  bool stable_branch = true;
  bool rises = false;  // a stack; else volume and area sources, which neither rise nor entrain

  double height = 0.0;             // h_s, m
  double tip_height = 0.0;         // h_sp, m: after stack-tip downwash
  double stack_wind = 0.0;         // U_s, m s-1
  double stack_sigma_v = 0.0;      // m s-1
  double stack_sigma_w = 0.0;      // m s-1
  double stack_gradient = 0.0;     // K m-1
  double stack_temperature = 0.0;  // potential, K
  double buoyancy_flux = 0.0;      // F_b, m4 s-3
  double momentum_flux = 0.0;      // F_m, m4 s-2
  double momentum_rise = 0.0;      // 3 F_m/(0.36 U_s^2), m2: dh1^3 = x (momentum_rise + buoyancy_rise x)
  double buoyancy_rise = 0.0;      // 3 F_b/(0.72 U_s^3), m
  double final_rise = 0.0;         // m
  double final_distance = 0.0;     // x_max, m

  double penetrated_share = 0.0;   // p
  double penetrated_height = 0.0;  // h_e3, m
  double penetrated_rise = 0.0;    // dh3, m
  double centroid_distance = 0.0;  // x_final, m: up to here the centroid rises
  double centroid_start = 0.0;     // m, its height there
  double mixed_distance = 0.0;     // x_mixed, m: from here it lies in the middle of the layer

  double initial_sigma_y = 0.0, initial_sigma_z = 0.0;  // m
  double nearest = 0.99;                                // m: nearer receptors get 0
  double decay_rate = 0.0;                              // s-1
  double sine = 0.0, cosine = 1.0;                      // of the direction from which the wind carries it

  bool operator==(const PlumeOfHour&) const = default;
};

PlumeOfHour plume_of(const PointSource& source, const BoundaryLayerProfiles& air);
PlumeOfHour plume_of(const VolumeSource& source, const BoundaryLayerProfiles& air);
/// Of an area source: no rise, no initial sigma_y; the distance to its edge is not in it.
PlumeOfHour plume_of(const AreaSource& source, const BoundaryLayerProfiles& air);

/// Receptors nearer than this to a volume source get 0 [m].
double nearest_distance(const VolumeSource& source);
/// Direction from which the wind blows at a height [rad, (0, 2 pi]].
double wind_direction_at(const BoundaryLayerProfiles& air, double height);
/// Temperature that the gas leaves with: a stack of 0 K follows the air (+1e-5 K), a negative one stands
/// above it.
double exit_temperature(const PointSource& source, double air_temperature);
/// Air temperature at the release.
double air_temperature_at(const PlumeOfHour& plume);

}  // namespace lantian::model::plume
