/// A cloud and a plume in a steady wind under constant diffusivities, beside their Gaussians.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/analytic/model/transport/carry.hpp"

namespace lantian::tests {

/// A wind towards east and a vertical diffusivity, the same everywhere.
inline Window steady_flow(int nx, int ny, int nz, double dx, double dz, double wind, double Kz) {
  std::vector<double> faces;
  for (int k = 0; k <= nz; ++k) faces.push_back(dz * k);
  Window window(box(nx, ny, faces, dx), 1, 1);
  for (int k = 0; k < nz; ++k)
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i <= nx; ++i) window.x_wind(k, j, i) = wind;
  for (int f = 1; f < nz; ++f)
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i) window.diffusivity(f, j, i) = Kz;
  return window;
}

/// A cloud of four cells' spread above the ground, carried and diffused: relative L2 against the Gaussian
/// with its image below the ground.
inline Norms puff(AdvectionScheme scheme) {
  use_one_thread();
  const int nx = 64, ny = 44, nz = 64;
  const double dx = 100.0, dz = 20.0, wind = 0.8, Kz = 1.0, duration = 4000.0, dt = 50.0;
  const double Kh = horizontal_diffusivity(dx, 0.0), height = 200.0, spread = 4.0 * dx, depth = 4.0 * dz;
  Window window = steady_flow(nx, ny, nz, dx, dz, wind, Kz);
  const auto cloud = [&](double time) {
    const double wide = spread * spread + 2.0 * Kh * time, deep = depth * depth + 2.0 * Kz * time;
    const double size = spread * spread * depth / (wide * std::sqrt(deep));
    return [=](int k, int j, int i, int, int) {
      const double x = (i + 0.5) * dx - 1600.0 - wind * time, y = (j + 0.5) * dx - 0.5 * ny * dx;
      const double z = (k + 0.5) * dz;
      return size * std::exp(-0.5 * (x * x + y * y) / wide) *
             (std::exp(-0.5 * (z - height) * (z - height) / deep) +
              std::exp(-0.5 * (z + height) * (z + height) / deep));
    };
  };
  auto state = window.state<double>(1, 1, cloud(0.0));
  SplitStep<double> split(window.grid);
  split.use(scheme, true);
  for (int n = 0; n < static_cast<int>(duration / dt); ++n) split.step(state, window.forcing(), dt);
  std::vector<double> field, exact;
  const auto expected = cloud(duration);
  for (int k = 0; k < nz; ++k)
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i) {
        field.push_back(state.at(k, j, i)[0]);
        exact.push_back(expected(k, j, i, 0, 0));
      }
  return norms_of(field, exact);
}

/// A steady source of 1 in a wind u along x: exp(-u (R - x) / (2 K)) / (4 pi R sqrt(K Kz)), with
/// R^2 = x^2 + y^2 + z^2 K / Kz   [Roberts1923]
inline double roberts(double x, double y, double z, double wind, double K, double Kz) {
  const double R = std::sqrt(x * x + y * y + z * z * K / Kz);
  return std::exp(-0.5 * wind * (R - x) / K) / (4.0 * constants::pi * R * std::sqrt(K * Kz));
}

/// A steady source far from the ground: the cross-section where its plume is four cells wide, beside
/// Roberts' solution as a mean over the source's cell and the receptor's.
inline Norms plume(AdvectionScheme scheme) {
  use_one_thread();
  const int nx = 48, ny = 51, nz = 51, source = 8;
  const double dx = 20.0, dz = 5.0, wind = 2.0, Kz = 0.625, dt = 8.0;
  const double Kh = horizontal_diffusivity(dx, 0.0);
  Window window = steady_flow(nx, ny, nz, dx, dz, wind, Kz);
  window.emission.layers = nz;
  window.emission.rate.assign(window.grid.cells() * window.layout.lanes, 0.0f);
  const int level = nz / 2, row = ny / 2;
  window.emission.rate[((static_cast<std::size_t>(level) * ny + row) * nx + source) * window.layout.lanes] =
      1.0f;
  auto state = window.state<double>(1, 1);
  SplitStep<double> split(window.grid);
  split.use(scheme, true);
  for (int n = 0; n < 120; ++n) split.step(state, window.forcing(), dt);
  const double density = state.air_amount[0] / window.grid.cell_volume(0);
  const int at = source + 32;
  // The distance of a point in one cell to one in the other, in quarters of a cell: 4, 3, 2, 1 pairs of 16.
  const auto mean = [&](double x, double y, double z) {
    double sum = 0.0;
    for (int a = -3; a <= 3; ++a)
      for (int b = -3; b <= 3; ++b)
        for (int c = -3; c <= 3; ++c)
          sum += (4 - std::abs(a)) * (4 - std::abs(b)) * (4 - std::abs(c)) / 4096.0 *
                 roberts(x + 0.25 * a * dx, y + 0.25 * b * dx, z + 0.25 * c * dz, wind, Kh, Kz);
    return sum;
  };
  std::vector<double> field, exact;
  for (int k = 0; k < nz; ++k)
    for (int j = 0; j < ny; ++j) {
      const double y = (j - row) * dx, z = (k - level) * dz;
      field.push_back(state.at(k, j, at)[0] * density);
      exact.push_back(mean((at - source) * dx, y, z));
    }
  return norms_of(field, exact);
}

}  // namespace lantian::tests
