/// What drives a step from outside: weather, emission, and the air beyond the window.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/state/aligned.hpp"
#include "model/state/layout.hpp"
#include "model/state/weather.hpp"

namespace lantian::model {

/// Emission rates of one hour [mol s-1 per cell], lanes as in the state, for the layers below `layers`.
struct EmissionField {
  int layers = 0;             // only the lowest `layers` layers have sources
  AlignedVector<float> rate;  // (k, j, i, lane), no rim: ((k * ny + j) * nx + i) * lanes + lane

  const float* at(const Layout& l, int k, int j, int i) const {
    return rate.data() + ((static_cast<std::size_t>(k) * l.ny + j) * l.nx + i) * l.lanes;
  }
};

enum class Side { west, east, south, north };

/// Mole fractions of the air beyond the window [mol mol-1]: (side, k, n, lane), n along the side (j of west
/// and east, i of south and north), and above the top (column, lane). Air that is the same all along is held
/// once.
struct BoundaryValues {
  AlignedVector<float> sides;  // ((side * nz + k) * length + n) * lanes + lane
  AlignedVector<float> top;    // column * lanes + lane
  int length = 1;              // faces held of each side: 1, or the longer side's
  bool top_varies = false;     // false: one set of lanes serves all columns

  const float* at(const Layout& l, Side side, int k, int n) const {
    const std::size_t place = length > 1 ? static_cast<std::size_t>(n) : 0;
    return sides.data() + ((static_cast<std::size_t>(side) * l.nz + k) * length + place) * l.lanes;
  }
  const float* above(const Layout& l, std::size_t column) const {
    return top.data() + (top_varies ? column * l.lanes : 0);
  }
};

struct Forcing {
  const StepWeather& weather;
  const EmissionField& emission;
  const BoundaryValues& boundary;
};

}  // namespace lantian::model
