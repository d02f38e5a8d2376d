/// Height of the middle of a plume in the convective layer.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/rise.hpp"

namespace lantian::model::plume {

template <class V>
struct Centroid {
  V height;                       // m
  numerics::Mask<V> near_ground;  // below a tenth of the layer
};

/// Follows the rise to x_final, then goes linearly to the middle of the layer, where it is from x_mixed on
/// [EPA2024].
template <class V>
static Centroid<V> centroid(const PlumeOfHour& plume, V x) {
  using namespace numerics;
  const double z_i = plume.air->mixing_height;
  const V at = larger(x, broadcast<V>(1.0));
  const double slope = (0.5 * z_i - plume.centroid_start) / (plume.mixed_distance - plume.centroid_distance);
  V height = plume.centroid_start + (at - plume.centroid_distance) * slope;
  height = at >= plume.mixed_distance ? broadcast<V>(0.5 * z_i) : height;
  const Mask<V> rising = at < plume.centroid_distance;
  if (any(rising)) {
    const V risen = smaller(V(plume.tip_height + direct_rise(plume, at)), broadcast<V>(z_i));
    height = rising ? risen : height;
  }
  return {height, height < 0.1 * z_i};
}

}  // namespace lantian::model::plume
