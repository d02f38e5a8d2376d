#include "model/boundary_layer/mixing_height.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/boundary_layer/history.hpp"
#include "model/quantities/constants.hpp"
#include "tests/unit/model/boundary_layer/henan_station.hpp"

using namespace lantian::model;

namespace {
constexpr double f = 8.3e-5;  // s-1, Henan

UpperAir winter_morning() {
  UpperAir air;
  air.inversion_strength = 4.0;
  air.inversion_depth = 300.0;
  return air;
}
}  // namespace

TEST(MixingHeight, ConvectiveDepthHoldsTheHeatOfTheMorning) {
  const UpperAir air = winter_morning();
  const double gamma_d = constants::gravity / constants::heat_capacity_air, rho = 1.2;
  for (const double z : {50.0, 299.0, 301.0, 700.0, 1500.0}) {
    // theta(z) - theta(z') summed over thin slabs: the integral of the definition, by brute force.
    const auto theta = [&](double h) {
      return h < 300.0 ? (4.0 / 300.0 + gamma_d) * h
                       : 4.0 + 300.0 * gamma_d + (gamma_d - 0.005) * (h - 300.0);
    };
    double deficit = 0.0;
    for (int n = 0; n < 20000; ++n) deficit += (theta(z) - theta((n + 0.5) * z / 20000)) * z / 20000;
    const double heat = deficit * rho * constants::heat_capacity_air / 1.4;
    EXPECT_NEAR(convective_mixing_height(heat, rho, air), z, 1e-3);  // slabs of up to 7 cm
  }
}

TEST(MixingHeight, ConvectiveDepthEatsThroughAResidualLayerByTheSameIntegral) {
  UpperAir air;
  air.inversion_strength = 3.0;
  air.inversion_depth = 200.0;
  air.free_air = FreeAir({{1500.0, 0.008}, {4000.0, 0.0055}});
  const double gamma_d = constants::gravity / constants::heat_capacity_air, rho = 1.2;
  const auto theta = [&](double h) {
    return gamma_d * h + 3.0 * std::min(h / 200.0, 1.0) - (air.free_air.fall(std::max(h, 200.0)) - 1.6);
  };
  for (const double z : {150.0, 900.0, 1499.0, 1501.0, 2200.0}) {
    double deficit = 0.0;
    for (int n = 0; n < 20000; ++n) deficit += (theta(z) - theta((n + 0.5) * z / 20000)) * z / 20000;
    const double heat = deficit * rho * constants::heat_capacity_air / 1.4;
    EXPECT_NEAR(convective_mixing_height(heat, rho, air), z, 2e-3);  // slabs of up to 11 cm
  }
}

TEST(MixingHeight, MechanicalHeightRelaxesToItsEquilibrium) {
  SurfaceLayer windy;
  windy.friction_velocity = 0.4;
  MixingHeight state;
  state.mechanical = 100.0;
  for (int n = 0; n < 12; ++n)
    state = advanced(state, windy, windy, winter_morning(), winter_morning(), 1.2, f, Seconds(3600.0));
  EXPECT_NEAR(state.mechanical, mechanical_equilibrium(windy, winter_morning(), f),
              1.0);  // 12 h of tau = 8 min
}

TEST(MixingHeight, StableHeightIsTheSmallestOfItsForms) {
  SurfaceLayer night;
  night.friction_velocity = 0.1;
  night.inverse_obukhov_length = 1.0 / 10.0;
  EXPECT_NEAR(mechanical_equilibrium(night, winter_morning(), f), 0.4 * std::sqrt(0.1 * 10.0 / f),
              1e-9);  // the same formula
  night.inverse_obukhov_length = 1e-4;
  EXPECT_NEAR(mechanical_equilibrium(night, winter_morning(), f), 2300.0 * std::pow(0.1, 1.5), 1e-9);
}

TEST(MixingHeight, StratificationAboveHoldsTheWindBack) {
  SurfaceLayer windy;
  windy.friction_velocity = 0.7;
  UpperAir free;
  free.inversion_depth = 0.0;
  const double N =
      std::sqrt(constants::gravity / 285.0 * (constants::gravity / constants::heat_capacity_air - 0.005));
  EXPECT_NEAR(mechanical_equilibrium(windy, free, f), 1.36 * 0.7 / std::sqrt(f * N),
              1e-9);  // the same formula
  EXPECT_LT(mechanical_equilibrium(windy, free, f), 2300.0 * std::pow(0.7, 1.5));
}

TEST(MixingHeight, HeatIsForgottenWhenTheFluxTurns) {
  SurfaceLayer day, night;
  day.friction_velocity = night.friction_velocity = 0.3;
  day.sensible_heat_flux = 100.0;
  night.sensible_heat_flux = -5.0;
  MixingHeight state = advanced({}, day, day, winter_morning(), winter_morning(), 1.2, f, Seconds(3600.0));
  EXPECT_DOUBLE_EQ(state.heat_since_sunrise, 3.6e5);
  EXPECT_GT(state.convective, 100.0);
  state = advanced(state, day, night, winter_morning(), winter_morning(), 1.2, f, Seconds(3600.0));
  EXPECT_EQ(state.heat_since_sunrise, 0.0);
  EXPECT_EQ(state.convective, 0.0);
}
