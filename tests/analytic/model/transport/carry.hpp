/// Shapes that a rotation or a swirl carries around once, and how far from their start they end.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>

#include "tests/unit/model/transport/window.hpp"

namespace lantian::tests {

/// Shapes on the unit square after [Zalesak1979] and [LeVeque1996].
inline double shape(int which, double x, double y) {
  if (which == 0)
    return std::hypot(x - 0.5, y - 0.75) < 0.15 && (std::abs(x - 0.5) >= 0.025 || y >= 0.85) ? 1.0 : 0.0;
  if (which == 1) return std::max(0.0, 1.0 - std::hypot(x - 0.5, y - 0.25) / 0.15);
  const double r = std::hypot(x - 0.25, y - 0.5);
  return std::exp(-r * r / (2.0 * 0.05 * 0.05));
}

struct Norms {
  double l1, l2, largest, least, most;
};

enum class Wind { rotation, swirl };

/// One turn, or out and back; order of sweeps alternates.
template <class Real>
std::array<Norms, 3> carry_around(Wind wind, int n, int steps) {
  use_one_thread();
  const double length = 1.0, turn = wind == Wind::rotation ? 1.0 : 1.5;
  Window window(box(n, n, {0.0, 1.0}, length / n), 3, 1);
  const auto stream = [&](int j, int i) {
    const double x = i * window.grid.dx, y = j * window.grid.dx, pi = constants::pi;
    if (wind == Wind::rotation) return pi * (std::pow(x - 0.5, 2) + std::pow(y - 0.5, 2));
    return std::pow(std::sin(pi * x) * std::sin(pi * y), 2) / pi;
  };
  const auto exact = [&](int, int j, int i, int s, int) {
    return shape(s, (i + 0.5) * window.grid.dx, (j + 0.5) * window.grid.dx);
  };
  auto state = window.state<Real>(3, 1, exact);
  const auto initial = state.mole_fraction;
  SplitStep<Real> split(window.grid);
  const double dt = turn / steps, dx = window.grid.dx;
  for (int step = 0; step < steps; ++step) {
    const double sign = wind == Wind::rotation ? 1.0 : std::cos(constants::pi * (step + 0.5) * dt / turn);
    for (int j = 0; j < n; ++j)
      for (int i = 0; i <= n; ++i) window.x_wind(0, j, i) = -sign * (stream(j + 1, i) - stream(j, i)) / dx;
    for (int j = 0; j <= n; ++j)
      for (int i = 0; i < n; ++i) window.y_wind(0, j, i) = sign * (stream(j, i + 1) - stream(j, i)) / dx;
    const auto& process = step % 2 == 0 ? split.horizontal : split.horizontal_back;
    process.advance(state, window.forcing(), {0, Seconds(dt)}, split.horizontal_scratch);
  }
  std::array<Norms, 3> norms{};
  for (int s = 0; s < 3; ++s) {
    double d1 = 0, d2 = 0, dm = 0, s1 = 0, s2 = 0, sm = 0, least = 1, most = 0;
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < n; ++i) {
        const double q = state.at(0, j, i)[s], q0 = initial[state.layout.cell(0, j, i) + s],
                     d = std::abs(q - q0);
        d1 += d, d2 += d * d, dm = std::max(dm, d);
        s1 += q0, s2 += q0 * q0, sm = std::max(sm, q0);
        least = std::min(least, q), most = std::max(most, q);
      }
    norms[s] = {d1 / s1, std::sqrt(d2 / s2), dm / sm, least, most};
  }
  return norms;
}

}  // namespace lantian::tests
