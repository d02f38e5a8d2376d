#include <gtest/gtest.h>

#include <cmath>

#include "model/state/mass_concentration.hpp"

namespace {
using namespace lantian::model;

constexpr int nx = 4, ny = 3, nz = 3, members = 2;

Grid grid_of_three_layers() { return {nx, ny, 1000.0, 0.0, 0.0, {0.0, 20.0, 60.0, 150.0}}; }

/// Another number for every cell, species and member, of one step and the next.
double fraction(int k, int j, int i, int s, int member, int step) {
  return 1e-8 * (1 + k + 10 * j + 100 * i + 1000 * s + 2000 * member) * step;
}

State<double> state_of(const Grid& grid, int step) {
  State<double> state(grid, 2, members);
  for (int k = 0; k < nz; ++k)
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i)
        for (int s = 0; s < 2; ++s)
          for (int m = 0; m < members; ++m)
            state.at(k, j, i)[state.layout.lane(s, m)] = fraction(k, j, i, s, m, step);
  return state;
}

Weather air(const Grid& grid) {
  Weather weather;
  for (int k = 0; k < nz; ++k)
    for (std::size_t c = 0; c < grid.columns(); ++c) {
      weather.air_temperature.push_back(290.0 - 2.0 * k);
      weather.air_pressure.push_back(100000.0 - 500.0 * k);
    }
  return weather;
}

ConcentrationMeans means_of_two_steps(int levels) {
  const Grid grid = grid_of_three_layers();
  ConcentrationMeans means(grid, levels, members,
                           {{"gas", "", true, {{0, 0.048}}}, {"dust", "", false, {{0, 0.012}, {1, 0.029}}}});
  for (const int step : {1, 2}) means.add(state_of(grid, step), air(grid));
  return means;
}

TEST(ConcentrationMeans, AreTheMassesOfTheStateLevelByLevel) {
  const auto means = means_of_two_steps(nz);
  const auto gas = means.mean(0), dust = means.mean(1);
  ASSERT_EQ(gas.size(), static_cast<std::size_t>(nz) * members * ny * nx);
  for (int k = 0; k < nz; ++k)
    for (int m = 0; m < members; ++m)
      for (int j = 0; j < ny; ++j)
        for (int i = 0; i < nx; ++i) {
          const std::size_t at = ((static_cast<std::size_t>(k) * members + m) * ny + j) * nx + i;
          // mol m-3 of air: 101325 Pa at 298.15 K for gases, the layer's own for particles
          const double reference = 101325.0 / (8.31446261815324 * 298.15);
          const double own = (100000.0 - 500.0 * k) / (8.31446261815324 * (290.0 - 2.0 * k));
          const double first = 1.5 * fraction(k, j, i, 0, m, 1), second = 1.5 * fraction(k, j, i, 1, m, 1);
          EXPECT_FLOAT_EQ(gas[at], static_cast<float>(0.048 * reference * first));
          EXPECT_FLOAT_EQ(dust[at], static_cast<float>(own * (0.012 * first + 0.029 * second)));
        }
}

TEST(ConcentrationMeans, OfTheLowestLevelAreTheFirstOfAll) {
  const auto surface = means_of_two_steps(1).mean(1), all = means_of_two_steps(nz).mean(1);
  ASSERT_EQ(surface.size(), static_cast<std::size_t>(members) * ny * nx);
  EXPECT_TRUE(std::equal(surface.begin(), surface.end(), all.begin()));
}

}  // namespace
