/// Two tracers in a fixed non-linear relation that a swirl stretches: how much of the relation transport
/// keeps [Lauritzen2012], and how much of a filament.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/analytic/model/transport/carry.hpp"

namespace lantian::tests {

/// b + a q^2.
struct Relation {
  double a = -0.8, b = 0.9;
  double at(double q) const { return b + a * q * q; }
};

/// Mean normalised distance from the curve, by where a cell's pair of values lies.
struct MixingDiagnostics {
  double real = 0.0;          // between the curve and its chord, as mixing of true air parcels does
  double unmixing = 0.0;      // within the ranges of both, but where no mixing leads
  double overshooting = 0.0;  // beyond the ranges of one
};

struct Stretched {
  std::vector<double> one, two;  // at the swirl's half time
  std::vector<double> kept;      // share of the area above each threshold that is left
  static constexpr double least = 0.1, most = 1.0;
  static constexpr double thresholds[] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
};

/// Two cosine bells, 0.1 between and 1 at their tops.
inline double bells(double x, double y) {
  const double radius = 0.2;
  double value = 0.1;
  for (const double centre : {0.3, 0.7}) {
    const double r = std::hypot(x - centre, y - 0.5);
    if (r < radius) value += 0.9 * 0.5 * (1.0 + std::cos(constants::pi * r / radius));
  }
  return value;
}

/// The bells and their curved partner under the swirl, at its start and after `until` of its `steps`.
struct Swirled {
  std::vector<double> start, one, two;
};

inline Swirled swirl_bells(int n, int steps, int until, AdvectionScheme scheme) {
  use_one_thread();
  Window window(box(n, n, {0.0, 1.0}, 1.0 / n), 2, 1);
  const Relation relation;
  const auto stream = [&](int j, int i) {
    const double x = i * window.grid.dx, y = j * window.grid.dx, pi = constants::pi;
    return std::pow(std::sin(pi * x) * std::sin(pi * y), 2) / pi;
  };
  auto state = window.state<double>(2, 1, [&](int, int j, int i, int s, int) {
    const double q = bells((i + 0.5) * window.grid.dx, (j + 0.5) * window.grid.dx);
    return s == 0 ? q : relation.at(q);
  });
  const auto start = level_of(state, 0);
  SplitStep<double> split(window.grid);
  split.use(scheme);
  const double turn = 1.5, dt = turn / steps;
  for (int step = 0; step < until; ++step) {
    blow(window, std::cos(constants::pi * (step + 0.5) * dt / turn), stream);
    const auto& process = step % 2 == 0 ? split.horizontal : split.horizontal_back;
    process.advance(state, window.forcing(), {0, Seconds(dt)}, split.horizontal_scratch);
  }
  return {start, level_of(state, 0), level_of(state, 1)};
}

/// L2 error of the bells once they are back where they began.
inline double error_of_bells(int n, AdvectionScheme scheme) {
  const int steps = 9 * n / 2;
  const Swirled end = swirl_bells(n, steps, steps, scheme);
  return norms_of(end.one, end.start).l2;
}

/// Cells along the unit square at which that error is 0.033, between two grids by a power law
/// [Lauritzen2012].
inline double minimal_resolution(AdvectionScheme scheme) {
  constexpr double bar = 0.033;
  int n = 25;
  double coarse = error_of_bells(n, scheme);
  while (true) {
    const double fine = error_of_bells(2 * n, scheme);
    if (fine <= bar) return n * std::pow(2.0, std::log(coarse / bar) / std::log(coarse / fine));
    n *= 2, coarse = fine;
  }
}

inline Stretched stretch(int n, int steps, AdvectionScheme scheme) {
  const auto [start, one, two] = swirl_bells(n, steps, steps / 2, scheme);
  Stretched stretched{one, two, {}};
  const auto above = [](const std::vector<double>& field, double threshold) {
    return static_cast<double>(
        std::count_if(field.begin(), field.end(), [&](double q) { return q >= threshold; }));
  };
  for (const double threshold : Stretched::thresholds)
    stretched.kept.push_back(above(stretched.one, threshold) / above(start, threshold));
  return stretched;
}

inline MixingDiagnostics mixing_of(const Stretched& s) {
  const Relation relation;
  const double q0 = Stretched::least, q1 = Stretched::most, high = relation.at(q0), low = relation.at(q1);
  const double width = q1 - q0, height = high - low, round_off = 1e-12;
  MixingDiagnostics sums;
  for (std::size_t c = 0; c < s.one.size(); ++c) {
    const double x = s.one[c], y = s.two[c];
    const auto squared = [&](double root) {
      return std::pow((x - root) / width, 2) + std::pow((y - relation.at(root)) / height, 2);
    };
    double best = q0;  // nearest point of the curve: a scan, then thirds
    for (int n = 0; n <= 200; ++n)
      if (const double root = q0 + width * n / 200; squared(root) < squared(best)) best = root;
    double left = std::max(q0, best - width / 200), right = std::min(q1, best + width / 200);
    while (right - left > 1e-14) {
      const double a = left + (right - left) / 3, b = right - (right - left) / 3;
      (squared(a) < squared(b) ? right : left) = squared(a) < squared(b) ? b : a;
    }
    const double distance = std::sqrt(squared(0.5 * (left + right)));
    const double chord = high + (low - high) * (x - q0) / width;
    if (x < q0 - round_off || x > q1 + round_off || y < low - round_off || y > high + round_off)
      sums.overshooting += distance;
    else if (y >= chord - round_off && y <= relation.at(x) + round_off)
      sums.real += distance;
    else
      sums.unmixing += distance;
  }
  const double cells = static_cast<double>(s.one.size());
  return {sums.real / cells, sums.unmixing / cells, sums.overshooting / cells};
}

}  // namespace lantian::tests
