#include "model/transport/horizontal_diffusion.hpp"

#include <gtest/gtest.h>

#include "tests/unit/model/transport/window.hpp"

namespace {
using namespace lantian::tests;

TEST(HorizontalDiffusivity, IsSmagorinskysBetweenItsFloorAndTheGridsCap) {
  // evaluated apart: K_N = 2000 (4000 / dx)^2, K_D = 0.0784 dx^2 def, K = K_N K_D / (K_N + K_D)
  EXPECT_NEAR(horizontal_diffusivity(1000.0, 0.0), 9.996876, 1e-6);
  EXPECT_NEAR(horizontal_diffusivity(1000.0, 1e-3), 78.208389, 1e-6);
  EXPECT_NEAR(horizontal_diffusivity(2000.0, 0.0), 195.121951, 1e-6);
  EXPECT_NEAR(horizontal_diffusivity(4000.0, 0.0), 181.818182, 1e-6);
  EXPECT_NEAR(horizontal_diffusivity(4000.0, 1e-2), 1724.972497, 1e-6);
  EXPECT_NEAR(horizontal_diffusivity(500.0, 1e-2), 195.700334, 1e-6);
}

TEST(HorizontalDiffusivity, SeesStretchingAndShearButNoRotation) {
  Window window(box(9, 7, {0, 50}), 1, 1);
  const double a = 2e-4, b = 3e-4, spin = 7e-4;
  const auto winds = [&](double u_x, double u_y, double v_x, double v_y) {
    for (int j = 0; j < 7; ++j)
      for (int i = 0; i <= 9; ++i) window.x_wind(0, j, i) = 1000.0 * (u_x * i + u_y * (j + 0.5));
    for (int j = 0; j <= 7; ++j)
      for (int i = 0; i < 9; ++i) window.y_wind(0, j, i) = 1000.0 * (v_x * (i + 0.5) + v_y * j);
    const HorizontalDiffusion diffusion(window.grid, window.weather.middle, Seconds(60.0));
    for (const auto& [j, i] : {std::pair{3, 4}, {0, 0}, {6, 8}})  // the edge is one-sided
      EXPECT_NEAR(diffusion.deformation(0, j, i), std::hypot(u_x - v_y, v_x + u_y), 1e-15);
  };
  winds(a, 0.0, 0.0, -b);
  winds(0.0, a, b, 0.0);
  winds(0.0, -spin, spin, 0.0);
  winds(a, b, -spin, 2 * a);
}

/// Still air, a cosine along x or y in a closed window: it decays as exp(-K (pi/L)^2 t).
TEST(HorizontalDiffusion, ACosineDecaysAtItsAnalyticRate) {
  use_one_thread();
  for (const bool along_x : {true, false}) {
    const int n = 32;
    Window window(along_x ? box(n, 3, {0, 50}) : box(3, n, {0, 50}), 1, 1);
    const double length = n * 1000.0, wave = constants::pi / length, K = horizontal_diffusivity(1000.0, 0.0);
    const auto mode = [&](int j, int i) { return std::cos(wave * 1000.0 * ((along_x ? i : j) + 0.5)); };
    auto state = window.state<double>(1, 1, [&](int, int j, int i, int, int) { return 2.0 + mode(j, i); });
    SplitStep<double> split(window.grid);
    split.use(AdvectionScheme::positive, true);
    const double dt = 3600.0;
    const int steps = 2000;
    for (int step = 0; step < steps; ++step)
      split.horizontal.advance(state, window.forcing(), {0, Seconds(dt)}, split.horizontal_scratch);
    const double expected = std::exp(-K * wave * wave * dt * steps);
    for (int p = 0; p < n; ++p) {
      const double q = along_x ? state.at(0, 1, p)[0] : state.at(0, p, 1)[0];
      // second order in space: (wave dx)^2 / 12 of the exponent
      EXPECT_NEAR(q, 2.0 + expected * (along_x ? mode(1, p) : mode(p, 1)), 1e-3);
    }
  }
}

TEST(HorizontalDiffusion, IsBoundedWhereTheStepIsTooLongForIt) {
  use_one_thread();
  Window window(box(12, 12, {0, 50}, 100.0), 1, 1);
  // still air: K dt / dx2 = 1
  auto state =
      window.state<double>(1, 1, [](int, int j, int i, int, int) { return i == 6 && j == 6 ? 1.0 : 0.0; });
  const auto before = amount_in_window(state);
  SplitStep<double> split(window.grid);
  split.use(AdvectionScheme::monotone, true);
  for (int n = 0; n < 50; ++n) split.step(state, window.forcing(), 2000.0);
  for (int j = 0; j < 12; ++j)
    for (int i = 0; i < 12; ++i) {
      EXPECT_GE(state.at(0, j, i)[0], 0.0);
      EXPECT_LE(state.at(0, j, i)[0], 1.0);
    }
  EXPECT_NEAR(amount_in_window(state)[0], before[0], 1e-13 * before[0]);  // double round-off of 50 steps
}

}  // namespace
