/// How fast the ground takes each species up, per column: what model/deposition hands to the mixing.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <vector>

namespace lantian::model {

/// Relative to the middle of the lowest layer; >= 0. Empty: nothing is taken up.
struct DepositionVelocity {
  std::vector<double> velocity;  // m s-1, column * species + s

  const double* at(std::size_t column, int species) const {
    return velocity.data() + column * static_cast<std::size_t>(species);
  }
};

}  // namespace lantian::model
