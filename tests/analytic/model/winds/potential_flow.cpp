#include <gtest/gtest.h>

#include <algorithm>
#include <array>
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

/// Potential flow U x + A sin(kx) sin(ly) exp(-q z) over hills as high as they come out: a surface that
/// streamlines make is ground that nothing passes. The perturbation vanishes on the sides, and at the top to
/// 3e-5.
struct HighHills {
  static constexpr double length = 16e3, top = 12e3, speed = 10.0;
  const double k = 2.0 * constants::pi / length, l = 2.0 * k, q = std::hypot(k, l);
  const double height = 0.25 / q;                  // m, of the hills of the linear theory: 285 m
  const double strength = height * speed * k / q;  // m2 s-1

  std::array<double, 3> wind(double x, double y, double z) const {
    const double fall = strength * std::exp(-q * z);
    return {speed + fall * k * std::cos(k * x) * std::sin(l * y),
            fall * l * std::sin(k * x) * std::cos(l * y), -fall * q * std::sin(k * x) * std::sin(l * y)};
  }
  /// How far the streamline through (x, y, z) passes above the ground's line at x = 0: height sin(ly) there.
  double above_start(double x, double y, double z) const {
    constexpr int parts = 100;
    const double h = -x / parts;
    const auto slope = [&](double at, double py, double pz) {
      const auto w = wind(at, py, pz);
      return std::array{w[1] / w[0], w[2] / w[0]};
    };
    for (int part = 0; part < parts; ++part, x += h) {
      const auto a = slope(x, y, z), b = slope(x + 0.5 * h, y + 0.5 * h * a[0], z + 0.5 * h * a[1]);
      const auto c = slope(x + 0.5 * h, y + 0.5 * h * b[0], z + 0.5 * h * b[1]);
      const auto d = slope(x + h, y + h * c[0], z + h * c[1]);
      y += h / 6.0 * (a[0] + 2.0 * b[0] + 2.0 * c[0] + d[0]);
      z += h / 6.0 * (a[1] + 2.0 * b[1] + 2.0 * c[1] + d[1]);
    }
    return z - height * std::sin(l * y);
  }
  double ground(double x, double y) const {
    double z = height * std::cos(k * x) * std::sin(l * y), off = above_start(x, y, z);
    const double rate = (above_start(x, y, z + 1.0) - off) / 1.0;  // streamlines part or close up a little
    for (int n = 0; n < 6; ++n, off = above_start(x, y, z)) z -= off / rate;
    return z;
  }
};

/// L2 error of the wind's change relative to the change; `residual`: outflow left over.
double error_over_high_hills(int nx, int nz, double& residual) {
  const HighHills hills;
  Grid grid;
  grid.nx = nx, grid.ny = nx / 2, grid.dx = HighHills::length / nx;
  for (int level = 0; level <= nz; ++level) grid.layer_face.push_back(HighHills::top * level / nz);
  std::vector<double> altitude;
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i < nx; ++i) altitude.push_back(hills.ground((i + 0.5) * grid.dx, (j + 0.5) * grid.dx));
  const std::vector<double> density(grid.cells(), 40.0);
  std::vector<double> u(static_cast<std::size_t>(nz) * grid.ny * (nx + 1), HighHills::speed),
      v(static_cast<std::size_t>(nz) * (grid.ny + 1) * nx, 0.0);
  const FirstGuess guess{density, altitude, std::vector<double>(nz + 1, 0.0),
                         std::vector<double>(nz + 1, 1.0)};
  residual = adjust_winds(grid, guess, u, v).residual;
  double error = 0.0, change = 0.0;
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i <= nx; ++i) {
      const double x = i * grid.dx, y = (j + 0.5) * grid.dx, ground = hills.ground(x, y);
      for (int level = 0; level < nz; ++level) {
        const double exact = hills.wind(x, y, ground + grid.layer_centre(level))[0] - HighHills::speed;
        const double found =
            u[(static_cast<std::size_t>(level) * grid.ny + j) * (nx + 1) + i] - HighHills::speed;
        error += (found - exact) * (found - exact);
        change += exact * exact;
      }
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

TEST(PotentialFlow, OverHillsOfSixHundredMetresIsFoundWithSecondOrder) {
  const HighHills hills;
  double highest = 0.0, lowest = 0.0;
  for (int n = 0; n < 32; ++n) {
    const double z = hills.ground(HighHills::length * n / 32, 0.125 * HighHills::length);
    highest = std::max(highest, z), lowest = std::min(lowest, z);
  }
  EXPECT_GT(highest - lowest, 550.0);                                              // within 8 km
  EXPECT_LT(std::abs(hills.above_start(5e3, 3e3, hills.ground(5e3, 3e3))), 1e-6);  // on the stream surface
  double residual = 0.0;
  const double coarse = error_over_high_hills(18, 12, residual);
  EXPECT_LE(residual, 1e-10);
  const double fine = error_over_high_hills(36, 24, residual);
  EXPECT_LE(residual, 1e-10);
  const double finest = error_over_high_hills(72, 48, residual);
  EXPECT_LE(residual, 1e-10);
  RecordProperty("l2_coarse", std::to_string(coarse));
  RecordProperty("l2_finest", std::to_string(finest));
  EXPECT_LT(finest, 0.01);
  EXPECT_GT(std::log2(coarse / fine), 1.8) << coarse << " " << fine;
  EXPECT_GT(std::log2(fine / finest), 1.8) << fine << " " << finest;
}
