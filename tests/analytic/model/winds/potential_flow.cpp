#include <gtest/gtest.h>

#include <cmath>

#include "model/quantities/constants.hpp"
#include "model/winds/mass_consistency.hpp"

using namespace lantian::model;

namespace {

/// Low hills h cos(kx) sin(ly) under air of one density: potential flow whose perturbation
/// a sin(kx) sin(ly) sinh(q (top - z)), q^2 = k^2 + l^2, vanishes on the sides and at the top as the
/// multiplier does. Returns the L2 error of the wind's change relative to the change.
double error_over_hills(int nx, int nz) {
  constexpr double length = 48e3, top = 4000.0, speed = 10.0, crest = 0.5;
  Grid grid;
  grid.nx = nx, grid.ny = nx / 2, grid.dx = length / nx;
  for (int level = 0; level <= nz; ++level) grid.layer_face.push_back(top * level / nz);
  const double k = 2.0 * constants::pi * 2 / length, l = 2.0 * constants::pi / (0.5 * length);
  const double q = std::hypot(k, l);
  std::vector<double> density(grid.cells(), 40.0), altitude;
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i < nx; ++i)
      altitude.push_back(crest * std::cos(k * (i + 0.5) * grid.dx) * std::sin(l * (j + 0.5) * grid.dx));
  std::vector<double> u(static_cast<std::size_t>(nz) * grid.ny * (nx + 1), speed),
      v(static_cast<std::size_t>(nz) * (grid.ny + 1) * nx, 0.0);
  const FirstGuess guess{density, altitude, std::vector<double>(nz + 1, 0.0),
                         std::vector<double>(nz + 1, 1.0)};
  adjust_winds(grid, guess, u, v, 1e-12);
  const double amplitude = speed * k * crest / (q * std::cosh(q * top));  // d(phi)/dz = U dh/dx at the ground
  double error = 0.0, change = 0.0;
  for (int level = 0; level < nz; ++level)
    for (int j = 0; j < grid.ny; ++j)
      for (int i = 0; i <= nx; ++i) {
        const double exact = amplitude * k * std::cos(k * i * grid.dx) * std::sin(l * (j + 0.5) * grid.dx) *
                             std::sinh(q * (top - grid.layer_centre(level)));
        const double found = u[(static_cast<std::size_t>(level) * grid.ny + j) * (nx + 1) + i] - speed;
        error += (found - exact) * (found - exact);
        change += exact * exact;
      }
  return std::sqrt(error / change);
}

}  // namespace

TEST(PotentialFlow, OverHillsIsFoundWithSecondOrder) {
  const double coarse = error_over_hills(36, 8), fine = error_over_hills(72, 16),
               finest = error_over_hills(144, 32);
  RecordProperty("l2_coarse", std::to_string(coarse));
  RecordProperty("l2_finest", std::to_string(finest));
  EXPECT_LT(finest, 0.01);
  EXPECT_GT(std::log2(coarse / fine), 1.8) << coarse << " " << fine;
  EXPECT_GT(std::log2(fine / finest), 1.8) << fine << " " << finest;
}
