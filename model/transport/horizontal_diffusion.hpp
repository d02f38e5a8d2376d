/// Air that turbulence exchanges between neighbouring columns during a step [mol].
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/grid/grid.hpp"
#include "model/quantities/quantity.hpp"
#include "model/state/weather.hpp"

namespace lantian::model {

/// K = K_N K_D / (K_N + K_D), K_D = 0.28^2 dx^2 |deformation| [Smagorinsky1963] above a floor, K_N = 2000
/// m2/s (4 km / dx)^2, which bounds it where the grid is so coarse that the scheme's own diffusion does the
/// work [CMAQ5]. m2 s-1.
double horizontal_diffusivity(double dx, double deformation);

/// Up to this width a cell resolves a town's own winds and the floor falls from 200 to 10 m2/s.
inline constexpr double town_cell_width = 1000.0;  // m

class HorizontalDiffusion {
 public:
  HorizontalDiffusion(const Grid& grid, const Weather& weather, Seconds dt)
      : grid_(grid), weather_(weather), dt_(dt.si()) {}

  /// |deformation| of the winds in the middle of cell (j, i) of level k, one-sided at the window's edge
  /// [s-1].
  double deformation(int k, int j, int i) const;
  /// Through the nx + 1 x faces of each row and the ny + 1 rows of y faces of level k, from the density of
  /// its cells [mol m-3]; none through the window's sides, beyond which the air is as within. `work` holds
  /// one value a cell.
  void exchange(int k, const double* density, double* x_faces, double* y_faces, double* work) const;

 private:
  const Grid& grid_;
  const Weather& weather_;
  double dt_;
};

}  // namespace lantian::model
