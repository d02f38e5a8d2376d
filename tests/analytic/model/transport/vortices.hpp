/// Smolarkiewicz' sixteen steady vortices that tear a cone apart [Smolarkiewicz1982, Staniforth1987].
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/analytic/model/transport/carry.hpp"

namespace lantian::tests {

struct Vortices {
  static constexpr int n = 100;      // cells of one metre
  static constexpr double dt = 0.7;  // s
  static constexpr int all_steps = 2637;
  static constexpr double k = 4.0 * constants::pi / 100.0, strength = 8.0;

  static double stream(double x, double y) { return strength * std::sin(k * x) * std::cos(k * y); }
  static double cone(double x, double y) {
    return std::max(0.0, 1.0 - std::hypot(x - 50.0, y - 50.0) / 15.0);
  }

  /// Where the air at (x, y) was `time` ago: along its streamline by fourth-order Runge-Kutta.
  static std::array<double, 2> departure(double x, double y, double time) {
    const int parts = std::max(1, static_cast<int>(std::ceil(time / 1.0)));
    const double h = -time / parts;
    const auto wind = [](double px, double py) {
      return std::array{strength * k * std::sin(k * px) * std::sin(k * py),
                        strength * k * std::cos(k * px) * std::cos(k * py)};
    };
    for (int part = 0; part < parts; ++part) {
      const auto a = wind(x, y), b = wind(x + 0.5 * h * a[0], y + 0.5 * h * a[1]);
      const auto c = wind(x + 0.5 * h * b[0], y + 0.5 * h * b[1]), d = wind(x + h * c[0], y + h * c[1]);
      x += h / 6.0 * (a[0] + 2.0 * b[0] + 2.0 * c[0] + d[0]);
      y += h / 6.0 * (a[1] + 2.0 * b[1] + 2.0 * c[1] + d[1]);
    }
    return {x, y};
  }
  /// Mean over each cell from 4 x 4 points.
  static std::vector<double> exact(double time) {
    std::vector<double> field;
    constexpr int points = 4;
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < n; ++i) {
        double sum = 0.0;
        for (int b = 0; b < points; ++b)
          for (int a = 0; a < points; ++a) {
            const auto from = departure(i + (a + 0.5) / points, j + (b + 0.5) / points, time);
            sum += cone(from[0], from[1]);
          }
        field.push_back(sum / (points * points));
      }
    return field;
  }
  /// After each of the ascending numbers of steps; no wind through the sides is let in but cone-free air.
  static std::vector<std::vector<double>> carried(AdvectionScheme scheme, const std::vector<int>& steps) {
    use_one_thread();
    Window window(box(n, n, {0.0, 1.0}, 1.0), 1, 1);
    blow(window, 1.0, [](int j, int i) { return stream(i, j); });
    const auto start = exact(0.0);
    auto state = window.state<double>(
        1, 1, [&](int, int j, int i, int, int) { return start[static_cast<std::size_t>(j) * n + i]; });
    SplitStep<double> split(window.grid);
    split.use(scheme);
    std::vector<std::vector<double>> fields;
    for (int step = 0; fields.size() < steps.size(); ++step) {
      if (step == steps[fields.size()]) fields.push_back(level_of(state, 0));
      const auto& process = step % 2 == 0 ? split.horizontal : split.horizontal_back;
      process.advance(state, window.forcing(), {0, Seconds(dt)}, split.horizontal_scratch);
    }
    return fields;
  }
};

}  // namespace lantian::tests
