/// The mass ledger of a run: initial + emitted + produced + in + clipped = lost + out + deposited + washed
/// out + final, per lane.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/grid/grid.hpp"
#include "model/state/mass_exchange.hpp"
#include "model/state/state.hpp"

namespace lantian::model {

/// Moles of each lane in the window (rim left out), summed row by row in double in a fixed order.
template <class Real>
std::vector<double> amount_in_window(const State<Real>& state);

struct Ledger {
  std::vector<double> initial;  // mol per lane
  MassExchange moved;
  std::vector<double> final;

  /// (initial + sources - sinks - final) / (initial + in + emitted + produced), per lane; 0 where nothing
  /// ever was.
  double relative_residual(int lane) const;
};

}  // namespace lantian::model
