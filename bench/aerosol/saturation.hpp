/// Do the solids of ISORROPIA II's converged rows stand in equilibrium with their solutions?
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "bench/aerosol/scored_table.hpp"

namespace lantian::bench {

/// Of rows that are one solution with solids beside it. Where a solid's ions stand at Q and its solubility at
/// K, a mole of it that dissolves changes the Gibbs energy by RT ln(Q/K): neither sign is a minimum, but
/// where all of it is solid already.
struct SolidsOff {
  int rows = 0;                // with a solid that its solution could dissolve
  int off = 0;                 // with one whose Q lies more than 10 % from K
  double median_energy = 0.0;  // |RT ln(Q/K)| of the worst solid of those [kJ mol-1]
};

/// Table's compositions, the reference's own coefficients.
SolidsOff solids_off(const std::vector<ScoredRow>& rows);

}  // namespace lantian::bench
