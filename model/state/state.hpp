/// What a restart must hold: the mole fractions of all species and members, the air they are fractions of,
/// the clock.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

#include "model/quantities/time.hpp"
#include "model/state/aligned.hpp"
#include "model/state/layout.hpp"

namespace lantian::model {

/// Real is float in runs and double in verification.
template <class Real>
struct State {
  Layout layout;
  UtcSeconds time = 0;
  std::int64_t step = 0;              // since the run began
  AlignedVector<Real> mole_fraction;  // mol mol-1, layout's order, rim included
  AlignedVector<double> air_amount;   // mol of air per cell, (k, j, i) without rim

  State() = default;
  State(const Grid& grid, int species, int members)
      : layout(grid, species, members), mole_fraction(layout.size, Real(0)), air_amount(grid.cells(), 0.0) {}

  Real* at(int k, int j, int i) { return mole_fraction.data() + layout.cell(k, j, i); }
  const Real* at(int k, int j, int i) const { return mole_fraction.data() + layout.cell(k, j, i); }
};

}  // namespace lantian::model
