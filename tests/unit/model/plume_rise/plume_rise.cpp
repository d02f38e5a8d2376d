#include "model/plume_rise/plume_rise.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "model/quantities/constants.hpp"

using namespace lantian::model;

namespace {

const Stack power_plant{.height = 210.0, .diameter = 7.0, .exit_temperature = 323.15, .exit_velocity = 18.0};

Grid one_column() {
  Grid grid;
  grid.nx = grid.ny = 1;
  grid.dx = 1000.0;
  grid.layer_face = default_layer_faces();
  return grid;
}

/// Constant wind and d(theta)/dz, 283 K at the ground.
Weather a_column(double wind, double gradient, double mixing_height, double heat_flux) {
  const Grid grid = one_column();
  Weather w;
  for (int k = 0; k < grid.nz(); ++k) {
    const double z = grid.layer_centre(k), p = 1e5 * std::exp(-z / 8300.0);
    w.air_pressure.push_back(p);
    w.air_temperature.push_back((283.0 + gradient * z) * std::pow(p / 1e5, constants::gas_constant_air /
                                                                               constants::heat_capacity_air));
    w.x_wind.insert(w.x_wind.end(), 2, wind);
    w.y_wind.insert(w.y_wind.end(), 2, 0.0);
  }
  w.boundary_layer_thickness = {mixing_height};
  w.friction_velocity = {0.3};
  w.surface_sensible_heat_flux = {heat_flux};
  return w;
}

double top_rise(const Stack& stack, const Weather& weather) {
  const Grid grid = one_column();
  return plume_top_rise(stack, grid, {grid, weather, 0, 0});
}

double buoyancy(const Stack& s, double T) {
  return 0.25 * constants::gravity * (s.exit_temperature - T) / s.exit_temperature * s.exit_velocity *
         s.diameter * s.diameter;
}

}  // namespace

// 2.6 (F / (u s))^(1/3): layers of equal air must not change the rise [Briggs1984].
TEST(PlumeRise, InUniformStableAirIsBriggsWhateverTheLayers) {
  const double gradient = 0.02, wind = 4.0;
  const Weather w = a_column(wind, gradient, 80.0, -20.0);
  const Grid grid = one_column();
  const WeatherColumnView column(grid, w, 0, 0);
  const double T = 283.0;
  const double expected =
      2.6 * std::cbrt(buoyancy(power_plant, T) / (wind * constants::gravity / T * gradient));
  EXPECT_NEAR(top_rise(power_plant, w) / 1.5, expected, 0.03 * expected);  // T falls by 1 % over the rise
}

TEST(PlumeRise, InNeutralWindIsTheBreakUpFormula) {
  const Weather w = a_column(8.0, 0.0, 900.0, 0.0);
  Stack stack = power_plant;
  stack.exit_velocity = 6.0;
  const double length = buoyancy(stack, 281.0) / (8.0 * 0.09);
  const double expected = 1.2 * std::pow(length, 0.6) * std::pow(210.0 + 1.3 * length, 0.4);
  // 10 %: above the stack's layer the height in the formula is the plume's own (two thirds of its top).
  EXPECT_NEAR(top_rise(stack, w) / 1.5, expected, 0.10 * expected);
}

TEST(PlumeRise, OfAPowerPlantIsAHundredMetresInStableAndHundredsInNeutralAir) {
  const double stable = top_rise(power_plant, a_column(3.0, 0.015, 80.0, -20.0)) / 1.5;
  const double neutral = top_rise(power_plant, a_column(6.0, 0.0, 900.0, 0.0)) / 1.5;
  EXPECT_GT(stable, 60.0);
  EXPECT_LT(stable, 200.0);
  EXPECT_GT(neutral, stable);
}

TEST(PlumeRise, FallsWithWindAndGrowsWithHeat) {
  const Weather slow = a_column(3.0, 0.01, 80.0, -20.0), fast = a_column(9.0, 0.01, 80.0, -20.0);
  EXPECT_GT(top_rise(power_plant, slow), top_rise(power_plant, fast));
  Stack hot = power_plant;
  hot.exit_temperature = 400.0;
  EXPECT_GT(top_rise(hot, slow), top_rise(power_plant, slow));
}

TEST(PlumeRise, StopsAtAnInversionThatNeutralAirWouldPass) {
  Weather w = a_column(4.0, 0.0, 400.0, 100.0);
  const Grid grid = one_column();
  for (int k = 0; k < grid.nz(); ++k)  // 8 K above 500 m
    if (grid.layer_centre(k) > 450.0) w.air_temperature[k] += 8.0 + 0.01 * (grid.layer_centre(k) - 475.0);
  EXPECT_LT(top_rise(power_plant, w), 0.7 * top_rise(power_plant, a_column(4.0, 0.0, 4000.0, 100.0)));
}

TEST(PlumeRise, OfColdGasIsItsMomentum) {
  Stack cold = power_plant;
  cold.exit_temperature = 270.0;
  EXPECT_NEAR(top_rise(cold, a_column(6.0, 0.0, 900.0, 0.0)) / 1.5, 3.0 * 7.0 * 18.0 / 6.0,
              1e-9);  // round-off
}

TEST(PlumeLayers, SumToOneToTheBit) {
  const Grid grid = one_column();
  for (int n = 0; n < 2000; ++n) {
    const Stack stack{.height = 5.0 + n % 41 * 6.0,
                      .diameter = 0.3 + n % 17 * 0.4,
                      .exit_temperature = 290.0 + n % 13 * 15.0,
                      .exit_velocity = 1.0 + n % 7 * 4.0};
    const Weather w = a_column(0.2 + n % 11, (n % 5 - 1) * 0.005, 50.0 + n % 19 * 100.0, (n % 3 - 1) * 50.0);
    const PlumeLayers plume = plume_layers(stack, grid, {grid, w, 0, 0});
    double sum = 0.0;
    for (const double share : plume.fraction) {
      EXPECT_GE(share, 0.0);
      sum += share;
    }
    EXPECT_EQ(sum, 1.0);
    EXPECT_LE(plume.top, 4000.0);
    EXPECT_GE(plume.bottom, 0.0);
  }
}

TEST(PlumeLayers, LieBetweenBottomAndTop) {
  const Grid grid = one_column();
  const Weather w = a_column(4.0, 0.01, 80.0, -20.0);
  const PlumeLayers plume = plume_layers(power_plant, grid, {grid, w, 0, 0});
  EXPECT_GT(plume.effective_height, power_plant.height);
  for (int k = 0; k < grid.nz(); ++k) {
    const bool outside = grid.layer_face[k + 1] <= plume.bottom || grid.layer_face[k] >= plume.top;
    EXPECT_EQ(plume.fraction[k] == 0.0, outside) << k;
  }
}

TEST(PlumeLayers, OfAPlumeAboveTheGridAreItsTopLayer) {
  Grid grid = one_column();
  grid.layer_face = {0, 20, 45, 80};
  Weather w;
  w.air_pressure = {1e5, 9.9e4, 9.8e4};
  w.air_temperature = {283, 283, 283};
  w.x_wind.assign(6, 2.0);
  w.y_wind.assign(6, 0.0);
  w.boundary_layer_thickness = {500.0};
  w.friction_velocity = {0.3};
  w.surface_sensible_heat_flux = {0.0};
  EXPECT_EQ(plume_layers(power_plant, grid, {grid, w, 0, 0}).fraction, (std::vector<double>{0.0, 0.0, 1.0}));
}
