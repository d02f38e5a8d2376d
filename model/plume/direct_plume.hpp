/// The direct plume of the convective layer at one distance: its drafts, its air and its depth.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/effective_layer.hpp"

namespace lantian::model::plume {

/// What the first estimate of the drafts is made with: that of the stack's height, or, where AERMOD carries
/// values from one distance to the next (area sources), the last ones.
template <class V>
struct DirectAir {
  V wind, sigma_w;  // m s-1
};

template <class V>
struct DirectPlume {
  MetAir<V> air;       // means of the layer
  Updrafts<V> drafts;  // with the layer's sigma_w
  V sigma_z[2];        // m, of the two plumes; the indirect ones have the same
};

/// own: sigma of the rise's own turbulence [m]. The layer is found with drafts of the first estimate, and air
/// at the centroid [EPA2024].
template <class V>
static DirectPlume<V> direct_plume(const PlumeOfHour& plume, const Centroid<V>& centre, V own, V receptor,
                                   const DirectAir<V>& first, V x) {
  const BoundaryLayerProfiles& air = *plume.air;
  DirectPlume<V> direct;
  const MetAir<V> at_centre = air_at(air, centre.height);
  V ambient[2];
  direct_sigma_z(plume, centre, updrafts(plume, centre, first.sigma_w), at_centre.wind, x, ambient);
  const V depth = 0.5 * (combined(ambient[0], own, plume.initial_sigma_z) +
                         combined(ambient[1], own, plume.initial_sigma_z));
  direct.air = direct_layer_mean(air, centre.height, depth, receptor);
  direct.drafts = updrafts(plume, centre, direct.air.sigma_w);
  direct_sigma_z(plume, centre, direct.drafts, direct.air.wind, x, ambient);
  for (int j = 0; j < 2; ++j) direct.sigma_z[j] = combined(ambient[j], own, plume.initial_sigma_z);
  return direct;
}

}  // namespace lantian::model::plume
