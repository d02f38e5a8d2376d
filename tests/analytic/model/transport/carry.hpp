/// Shapes that a rotation or a swirl carries around once, and how far from their start they end.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <array>
#include <string_view>

#include "tests/unit/model/transport/window.hpp"

namespace lantian::tests {

inline constexpr std::array<std::string_view, 3> shape_names{"slotted_cylinder", "cone", "gaussian"};

/// Shapes on the unit square after [Zalesak1979] and [LeVeque1996].
inline double shape(int which, double x, double y) {
  if (which == 0)
    return std::hypot(x - 0.5, y - 0.75) < 0.15 && (std::abs(x - 0.5) >= 0.025 || y >= 0.85) ? 1.0 : 0.0;
  if (which == 1) return std::max(0.0, 1.0 - std::hypot(x - 0.5, y - 0.25) / 0.15);
  const double r = std::hypot(x - 0.25, y - 0.5);
  return std::exp(-r * r / (2.0 * 0.05 * 0.05));
}

struct Norms {
  double l1 = 0.0, l2 = 0.0, largest = 0.0, least = 1.0, most = 0.0;
};

inline Norms norms_of(const std::vector<double>& field, const std::vector<double>& exact) {
  Norms norms;
  double d1 = 0.0, d2 = 0.0, dm = 0.0, s1 = 0.0, s2 = 0.0, sm = 0.0;
  norms.least = norms.most = field[0];
  for (std::size_t c = 0; c < field.size(); ++c) {
    const double d = std::abs(field[c] - exact[c]);
    d1 += d, d2 += d * d, dm = std::max(dm, d);
    s1 += std::abs(exact[c]), s2 += exact[c] * exact[c], sm = std::max(sm, std::abs(exact[c]));
    norms.least = std::min(norms.least, field[c]), norms.most = std::max(norms.most, field[c]);
  }
  norms.l1 = d1 / s1, norms.l2 = std::sqrt(d2 / s2), norms.largest = dm / sm;
  return norms;
}

/// Winds of a stream function given at the corners (j, i) of the cells: free of divergence.
template <class Stream>
void blow(Window& window, double sign, Stream&& stream) {
  const Grid& g = window.grid;
  for (int j = 0; j < g.ny; ++j)
    for (int i = 0; i <= g.nx; ++i) window.x_wind(0, j, i) = -sign * (stream(j + 1, i) - stream(j, i)) / g.dx;
  for (int j = 0; j <= g.ny; ++j)
    for (int i = 0; i < g.nx; ++i) window.y_wind(0, j, i) = sign * (stream(j, i + 1) - stream(j, i)) / g.dx;
}

/// The lowest level of one species.
template <class Real>
std::vector<double> level_of(const State<Real>& state, int species) {
  std::vector<double> field;
  for (int j = 0; j < state.layout.ny; ++j)
    for (int i = 0; i < state.layout.nx; ++i) field.push_back(state.at(0, j, i)[species]);
  return field;
}

enum class Wind { rotation, swirl };

struct Carried {
  std::array<std::vector<double>, 3> start, end;
  std::array<Norms, 3> norms;
};

/// One turn, or out and back; order of sweeps alternates.
template <class Real>
Carried carry(Wind wind, int n, int steps, AdvectionScheme scheme = AdvectionScheme::monotone) {
  use_one_thread();
  const double length = 1.0, turn = wind == Wind::rotation ? 1.0 : 1.5;
  Window window(box(n, n, {0.0, 1.0}, length / n), 3, 1);
  const auto stream = [&](int j, int i) {
    const double x = i * window.grid.dx, y = j * window.grid.dx, pi = constants::pi;
    if (wind == Wind::rotation) return pi * (std::pow(x - 0.5, 2) + std::pow(y - 0.5, 2));
    return std::pow(std::sin(pi * x) * std::sin(pi * y), 2) / pi;
  };
  auto state = window.state<Real>(3, 1, [&](int, int j, int i, int s, int) {
    return shape(s, (i + 0.5) * window.grid.dx, (j + 0.5) * window.grid.dx);
  });
  Carried carried;
  for (int s = 0; s < 3; ++s) carried.start[s] = level_of(state, s);
  SplitStep<Real> split(window.grid);
  split.use(scheme);
  const double dt = turn / steps;
  for (int step = 0; step < steps; ++step) {
    blow(window, wind == Wind::rotation ? 1.0 : std::cos(constants::pi * (step + 0.5) * dt / turn), stream);
    const auto& process = step % 2 == 0 ? split.horizontal : split.horizontal_back;
    process.advance(state, window.forcing(), {0, Seconds(dt)}, split.horizontal_scratch);
  }
  for (int s = 0; s < 3; ++s) {
    carried.end[s] = level_of(state, s);
    carried.norms[s] = norms_of(carried.end[s], carried.start[s]);
  }
  return carried;
}

template <class Real>
std::array<Norms, 3> carry_around(Wind wind, int n, int steps,
                                  AdvectionScheme scheme = AdvectionScheme::monotone) {
  return carry<Real>(wind, n, steps, scheme).norms;
}

}  // namespace lantian::tests
