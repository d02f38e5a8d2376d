/// The air of a larger model at a run's edge, above its top, and in its window at the start.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "model/grid/grid.hpp"
#include "model/quantities/time.hpp"

namespace lantian::scenarios {

/// What the numbers of a quantity are.
enum class AmountKind {
  mole_fraction,       // mol mol-1
  mass_fraction,       // kg per kg of air
  mass_concentration,  // kg m-3 of the air as it is
};

struct LargerQuantity {
  std::string name;  // a gas of the run, or a part of PM: NO3 SO4 NH4 Cl POA SOA EC K Na mineral other coarse
  bool is_particle = false;
  AmountKind kind = AmountKind::mole_fraction;
};

/// Faces along the edge: west (j), east (j), south (i), north (i), one after the other.
struct LargerAir {
  std::vector<LargerQuantity> quantities;
  std::vector<model::UtcSeconds> times;   // ascending
  std::vector<std::vector<float>> edge;   // by time: (quantity, k, face)
  std::vector<std::vector<float>> above;  // by time: (quantity, column), above the top layer
  std::vector<float> window;              // (quantity, k, column) at the run's start

  bool empty() const { return times.empty(); }
  static std::size_t faces(const model::Grid& grid) {
    return 2 * static_cast<std::size_t>(grid.nx + grid.ny);
  }
};

}  // namespace lantian::scenarios
