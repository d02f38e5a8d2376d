/// Eight columns of air for the equilibrium's kernel: plain arrays, nothing else.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::aerosol {

struct alignas(64) EquilibriumBlock {
  static constexpr int width = 8;
  // given
  double temperature[width];        // K
  double relative_humidity[width];  // 1
  // totals, gas and particle [mol m-3]
  double sulfate[width], ammonia[width], nitrate[width], chloride[width];
  double sodium[width], potassium[width], calcium[width], magnesium[width];
  double tolerance;  // of ln of the four or five numbers that decide everything
  /// Whether salts may be solid, and then how much of each sulfate is dissolved, in SulfateShares' order.
  bool has_solids;
  double share[8][width];
  // found
  double NH4[width], NO3[width], Cl[width];  // in the particle [mol m-3]
  double H[width], HSO4[width];              // mol m-3
  double water[width];                       // kg m-3
  double change[width];                      // last change of those numbers: above tolerance = not converged
  double evaluations[width];
};

// One instance per instruction set (equilibrium.kernel.cpp).
void solve_equilibrium_v3(EquilibriumBlock& block);
void solve_equilibrium_v4(EquilibriumBlock& block);

}  // namespace lantian::model::aerosol
