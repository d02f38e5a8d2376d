/// The air that crosses the side faces during a step [mol], from the weather alone: both halves of a split
/// step see the same numbers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/grid/grid.hpp"
#include "model/quantities/quantity.hpp"
#include "model/state/weather.hpp"

namespace lantian::model {

/// Any winds will do: the vertical flux follows from continuity (vertical.hpp), so they need not be free of
/// divergence.
class AirFlux {
 public:
  AirFlux(const Grid& grid, const Weather& weather, Seconds dt)
      : grid_(grid), weather_(weather), dt_(dt.si()) {}

  /// Moles of air per volume, row j of level k: nx values.
  void density(int k, int j, double* row) const;
  /// Eastward through the nx + 1 x faces of row j, given that row's density.
  void eastward(int k, int j, const double* density, double* flux) const;
  /// Northward through the nx y faces at j - 1/2, given the densities of rows j - 1 and j; at the window's
  /// south and north edge both are the row inside.
  void northward(int k, int j, const double* south_density, const double* north_density, double* flux) const;
  /// Net outflow through the four sides of each cell of row j; `work` holds 5 (nx + 1) values.
  void divergence(int k, int j, double* row, double* work) const;

 private:
  const Grid& grid_;
  const Weather& weather_;
  double dt_;
};

}  // namespace lantian::model
