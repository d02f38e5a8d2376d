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

/// Mole fractions of the air beyond the window [mol mol-1]: (side, k, lane) and, above the top, (lane).
struct BoundaryValues {
  AlignedVector<float> sides;  // (side * nz + k) * lanes + lane
  AlignedVector<float> top;    // lane

  const float* at(const Layout& l, Side side, int k) const {
    return sides.data() + (static_cast<std::size_t>(side) * l.nz + k) * l.lanes;
  }
};

struct Forcing {
  const StepWeather& weather;
  const EmissionField& emission;
  const BoundaryValues& boundary;
};

}  // namespace lantian::model
