/// Winds over hills that keep the mass of air: the least change of a first guess [Sasaki1970, Sherman1978].
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/grid/grid.hpp"

namespace lantian::model {

/// The first guess blows horizontally; `follow` lets it climb with the ground.
struct FirstGuess {
  const std::vector<double>& density;   // mol m-3, cells
  const std::vector<double>& altitude;  // m of the ground, columns
  // layer faces 0 ... nz
  std::vector<double> follow;    // 1: share of the ground's slope that the air follows there
  std::vector<double> mobility;  // 1: (a1 / a2)^2, how lightly vertical winds are changed; small where stable
};

struct Adjustment {
  std::vector<double>
      vertical_flux;      // mol s-1 upward through the layers' faces, (nz + 1, j, i); 0 at the ground
  double residual = 0.0;  // largest |net outflow of a cell| over the largest flux of a side face
  int iterations = 0;
};

/// Changes the winds at the side faces to those nearest to the first guess, weighted by mass, that leave no
/// cell with a net outflow (of anelastic air) and nothing through the ground:
///     least of  sum m [(u - u0)^2 + (v - v0)^2 + (w - w0)^2 / mobility],   net outflow = 0
/// w is the true vertical wind: the flux through a layer's face carries w minus the climb of u and v along
/// the layers, at the ground none. The multiplier vanishes on the sides and at the top, which let air
/// through. Conjugate gradients until `residual` <= `tolerance`; throws std::runtime_error where 500
/// iterations do not get there. No parallel loop inside; depends on nothing but its arguments.
Adjustment adjust_winds(const Grid& grid, const FirstGuess& guess, std::vector<double>& x_wind,
                        std::vector<double>& y_wind, double tolerance = 5e-11);

}  // namespace lantian::model
