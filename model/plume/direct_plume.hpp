/// The direct plume of the convective layer at one distance: its drafts, its air and its depth.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/effective_layer.hpp"

namespace lantian::model::plume {

template <class V>
struct DirectPlume {
  MetAir<V> air;       // means of the layer
  Updrafts<V> drafts;  // with the layer's sigma_w
  V variance[2];       // sigma_z^2 of the two plumes, m2; the indirect ones have the same
};

/// first_sigma_w: what the first estimate of the drafts is made with: that of the stack's height, or, where
/// AERMOD carries values from one distance to the next (area sources), the last one. own: square of what does
/// not come from the air (own_variance) [m2]. The layer is found with drafts of the first estimate, and air
/// at the centroid [EPA2024].
template <class V>
static DirectPlume<V> direct_plume(const PlumeOfHour& plume, const Centroid<V>& centre, V own, V receptor,
                                   V first_sigma_w, V x) {
  using namespace numerics;
  const BoundaryLayerProfiles& air = *plume.air;
  DirectPlume<V> direct;
  const MetAir<V> at_centre = air_at(air, centre.height);
  V ambient[2];
  direct_variance(plume, centre, updrafts(plume, centre, first_sigma_w), at_centre.slowness, x, ambient);
  const V depth = 0.5 * (square_root(V(ambient[0] + own)) + square_root(V(ambient[1] + own)));
  direct.air = direct_layer_mean(air, centre.height, depth, receptor);
  direct.drafts = updrafts(plume, centre, direct.air.sigma_w);
  direct_variance(plume, centre, direct.drafts, direct.air.slowness, x, ambient);
  for (int j = 0; j < 2; ++j) direct.variance[j] = ambient[j] + own;
  return direct;
}

}  // namespace lantian::model::plume
