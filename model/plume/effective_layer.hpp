/// The layer between plume and receptor whose mean wind and turbulence disperse the plume.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/sigmas.hpp"

namespace lantian::model::plume {

template <class V>
struct Layer {
  V bottom, top;  // m
};

/// From the axis 2.15 sigma_z towards the receptor, but not beyond it [EPA2024].
template <class V>
static Layer<V> towards_receptor(V axis, V sigma_z, V receptor) {
  using namespace numerics;
  const Mask<V> down = axis > receptor;
  const V reach = plume_depth * sigma_z;
  return {down ? larger(V(axis - reach), receptor) : axis, down ? axis : smaller(V(axis + reach), receptor)};
}

/// The lowest 5 m where both lie there.
template <class V>
static Layer<V> lowest_or_towards_receptor(V axis, V sigma_z, V receptor, double lid) {
  using namespace numerics;
  Layer<V> layer = towards_receptor(axis, sigma_z, receptor);
  const Mask<V> low = (axis <= 5.0) & (receptor <= 5.0);
  layer.bottom = low ? broadcast<V>(0.0) : layer.bottom;
  layer.top = low ? broadcast<V>(lid < 5.0 ? lid : 5.0) : layer.top;
  return layer;
}

/// Mean air of the direct plume's layer, which ends at the lid; above it the air at the lid.
template <class V>
static MetAir<V> direct_layer_mean(const BoundaryLayerProfiles& p, V axis, V sigma_z, V receptor) {
  using namespace numerics;
  Layer<V> layer = lowest_or_towards_receptor(axis, sigma_z, receptor, p.mixing_height);
  const V lid = broadcast<V>(p.mixing_height);
  layer.top = smaller(layer.top, lid);
  const Mask<V> outside = !(layer.top > layer.bottom);
  if (any(outside)) {
    layer.bottom = outside ? lid : layer.bottom;  // a layer without depth gives the value there
    layer.top = outside ? lid : layer.top;
  }
  return layer_mean(p, layer.bottom, layer.top);
}

}  // namespace lantian::model::plume
