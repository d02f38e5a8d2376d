#include <gtest/gtest.h>

#include "tests/unit/model/transport/window.hpp"

namespace {
using namespace lantian::tests;

enum class Turn { none, east_west, north_south, diagonal };

/// The same winds, sources and shapes, turned over, and the field they make, turned back.
std::vector<double> turned_run(Turn turn, AdvectionScheme scheme, int steps) {
  use_one_thread();
  const int n = 14;
  Window window(box(n, n, {0, 20, 50, 100, 180, 320}), 1, 1), plain = window;
  plain.disturb_winds(4.0, true);
  const auto back = [&](int j, int i) -> std::pair<int, int> {
    switch (turn) {
      case Turn::east_west:
        return {j, n - 1 - i};
      case Turn::north_south:
        return {n - 1 - j, i};
      case Turn::diagonal:
        return {i, j};
      case Turn::none:
        break;
    }
    return {j, i};
  };
  for (int k = 0; k < window.grid.nz(); ++k) {
    for (int j = 0; j < n; ++j)
      for (int i = 0; i <= n; ++i)
        window.x_wind(k, j, i) = turn == Turn::east_west     ? -plain.x_wind(k, j, n - i)
                                 : turn == Turn::north_south ? plain.x_wind(k, n - 1 - j, i)
                                 : turn == Turn::diagonal    ? plain.y_wind(k, i, j)
                                                             : plain.x_wind(k, j, i);
    for (int j = 0; j <= n; ++j)
      for (int i = 0; i < n; ++i)
        window.y_wind(k, j, i) = turn == Turn::east_west     ? plain.y_wind(k, j, n - 1 - i)
                                 : turn == Turn::north_south ? -plain.y_wind(k, n - j, i)
                                 : turn == Turn::diagonal    ? plain.x_wind(k, i, j)
                                                             : plain.y_wind(k, j, i);
  }
  window.emission.layers = 1;
  window.emission.rate.assign(window.grid.columns() * window.layout.lanes, 0.0f);
  const auto [source_j, source_i] = back(4, 6);
  window.emission.rate[(static_cast<std::size_t>(source_j) * n + source_i) * window.layout.lanes] = 1e3f;
  auto state = window.state<double>(1, 1, [&](int k, int j, int i, int, int) {
    const auto [from_j, from_i] = back(j, i);
    return 1e-3 * scatter(window.grid.cell(k, from_j, from_i));
  });
  SplitStep<double> split(window.grid);
  split.use(scheme, true);
  for (int step = 0; step < steps; ++step) split.step(state, window.forcing(), 60.0);
  std::vector<double> field;
  for (int k = 0; k < window.grid.nz(); ++k)
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < n; ++i) {
        const auto [at_j, at_i] = back(j, i);
        field.push_back(state.at(k, at_j, at_i)[0]);
      }
  return field;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  double difference = 0.0, size = 0.0;
  for (std::size_t c = 0; c < a.size(); ++c) {
    difference = std::max(difference, std::abs(a[c] - b[c]));
    size = std::max(size, std::abs(a[c]));
  }
  return difference / size;
}

/// Not to the bit: the update of a cell takes its lower face first, a mirror its upper one. Round-off that a
/// limiter may amplify at most by its slopes, so it stays near 1e-16 a step.
TEST(MirroredCase, GivesTheMirroredField) {
  for (const AdvectionScheme scheme : {AdvectionScheme::monotone, AdvectionScheme::positive}) {
    const auto plain = turned_run(Turn::none, scheme, 60);
    EXPECT_LT(largest_difference(plain, turned_run(Turn::east_west, scheme, 60)), 1e-13);
    EXPECT_LT(largest_difference(plain, turned_run(Turn::north_south, scheme, 60)), 1e-13);
  }
}

/// Turned over the diagonal, x goes before y where y went before x: the splitting's error shows, second order
/// in the step.
TEST(MirroredCase, TurnedOverTheDiagonalDiffersByTheSplittingAlone) {
  for (const AdvectionScheme scheme : {AdvectionScheme::monotone, AdvectionScheme::positive}) {
    const auto once =
        largest_difference(turned_run(Turn::none, scheme, 1), turned_run(Turn::diagonal, scheme, 1));
    EXPECT_GT(once, 0.0);
    EXPECT_LT(once, 0.05);
  }
}

}  // namespace
