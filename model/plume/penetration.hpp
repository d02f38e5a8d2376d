/// How much of a buoyant plume breaks through the top of the mixed layer.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/numerics/trigonometry.hpp"

namespace lantian::model::plume {

struct Penetration {
  double share = 0.0;  // p
  double rise = 0.0;   // m, of what has broken through
};

/// depth: from the release to the lid [m]. N: frequency above it.
///     P = F_b/(u N^2 depth^3),   H = (2.6^3 P + (2/3)^3)^(1/3)
///     p = 0 for H < 2/3, 1 for H > 2, otherwise 1.5 - 1/H
///     dh3 = H depth for p = 1, otherwise (0.75 H + 0.5) depth                                   [EPA2024]
static inline Penetration penetration(double buoyancy_flux, double wind, double squared_frequency,
                                      double depth) {
  const double p = buoyancy_flux / (wind * squared_frequency * depth * depth * depth);
  const double h = numerics::cube_root(17.576 * p + 0.296296);
  if (h < 2.0 / 3.0) return {};
  if (h > 2.0) return {1.0, h * depth};
  const double share = 1.5 - 1.0 / h;
  if (!(share > 0.0)) return {};
  return {share, 0.75 * depth * h + 0.5 * depth};
}

}  // namespace lantian::model::plume
