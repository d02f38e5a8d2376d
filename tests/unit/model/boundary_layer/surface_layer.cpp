#include "model/boundary_layer/surface_layer.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/quantities/constants.hpp"

using namespace lantian::model;

namespace {
SurfaceAir night_air(double wind) {
  SurfaceAir air;
  air.air_temperature = 280.0;
  air.wind_speed = wind;
  return air;
}
SurfaceAir noon_air(double wind) {
  SurfaceAir air = night_air(wind);
  air.air_temperature = 300.0;
  air.cosine_of_zenith = 0.97;
  air.downwelling_shortwave = 850.0;
  return air;
}
}  // namespace

TEST(SurfaceLayer, NeutralLimitIsTheLogarithmicLaw) {
  EXPECT_NEAR(wind_ratio(50.0, 10.0, 0.1, 1e-12), std::log(500.0) / std::log(100.0), 1e-9);   // psi ~ z/L
  EXPECT_NEAR(wind_ratio(50.0, 10.0, 0.1, -1e-12), std::log(500.0) / std::log(100.0), 1e-9);  // same
}

TEST(SurfaceLayer, StrongWindAtNightIsNearlyNeutral) {
  const double wind = 20.0;
  const SurfaceLayer layer = surface_layer(Ground{}, night_air(wind));
  const double neutral = constants::von_karman * wind / std::log(10.0 / 0.1);
  EXPECT_NEAR(layer.friction_velocity, neutral, 0.01 * neutral);  // 1 %: (critical/u)^2/4 is 0.5 %
  EXPECT_GT(layer.inverse_obukhov_length, 0.0);
}

TEST(SurfaceLayer, StabilityFunctionsAreContinuousAtTheirJoins) {
  EXPECT_NEAR(psi_momentum(1e-9), psi_momentum(-1e-9), 1e-7);             // slopes of 5
  EXPECT_NEAR(psi_momentum(1.0 - 1e-9), psi_momentum(1.0 + 1e-9), 1e-7);  // slopes of 5
  EXPECT_NEAR(psi_heat(-1e-9), 0.0, 1e-7);
}

// zeta = -1 worked by hand: x = 17^(1/4) = 2.030543 [Paulson1970].
TEST(SurfaceLayer, UnstableFunctionsEqualPaulson) {
  EXPECT_NEAR(psi_momentum(-1.0), 1.116232, 2e-6);  // retyped to six digits
  EXPECT_NEAR(psi_heat(-1.0), 1.881227, 2e-6);
}

TEST(SurfaceLayer, HeatFlowsUpAtNoonAndDownAtNight) {
  const SurfaceLayer noon = surface_layer(Ground{}, noon_air(3.0)),
                     night = surface_layer(Ground{}, night_air(3.0));
  EXPECT_GT(noon.sensible_heat_flux, 100.0);
  EXPECT_LT(noon.inverse_obukhov_length, 0.0);
  EXPECT_LT(night.sensible_heat_flux, 0.0);
  EXPECT_GE(night.sensible_heat_flux, -64.0 - 1e-9);  // the cap, round-off
}

TEST(SurfaceLayer, IterationHasConvergedToItsOwnLength) {
  for (const double wind : {0.5, 1.0, 2.0, 4.0, 8.0}) {
    const SurfaceAir air = noon_air(wind);
    const SurfaceLayer layer = surface_layer(Ground{}, air);
    const double rho = air_density(air.air_temperature, air.air_pressure);
    const double inverse_L =
        -constants::von_karman * constants::gravity * layer.sensible_heat_flux /
        (rho * constants::heat_capacity_air * air.air_temperature * std::pow(layer.friction_velocity, 3));
    const double u_star = constants::von_karman * wind /
                          (std::log(100.0) - psi_momentum(10.0 * layer.inverse_obukhov_length) +
                           psi_momentum(0.1 * layer.inverse_obukhov_length));
    EXPECT_NEAR(layer.inverse_obukhov_length, std::max(-1.0, inverse_L), 1e-9) << wind;  // 40 contractions
    EXPECT_NEAR(layer.friction_velocity, u_star, 1e-9) << wind;                          // same
  }
}

TEST(SurfaceLayer, SmallestLengthOfATownHoldsAndStirs) {
  Ground town;
  town.smallest_obukhov_length = 30.0;
  const SurfaceLayer rural = surface_layer(Ground{}, night_air(1.0)),
                     urban = surface_layer(town, night_air(1.0));
  EXPECT_DOUBLE_EQ(1.0 / urban.inverse_obukhov_length, 30.0);
  EXPECT_GT(urban.friction_velocity, rural.friction_velocity);
}

TEST(SurfaceLayer, DownwardHeatIsCappedInStrongWindUnderAClearNight) {
  const SurfaceLayer layer = surface_layer(Ground{}, night_air(12.0));
  EXPECT_GE(layer.sensible_heat_flux, -64.0);
  EXPECT_LT(layer.sensible_heat_flux, -63.0);  // at the cap, found to 1e-9 of it after the re-solution
}

TEST(SurfaceLayer, AlbedoRisesAsTheSunSinks) {
  EXPECT_NEAR(albedo_under_sun(0.2, 1.0), 0.2, 1e-4);  // exp(-9) remains
  EXPECT_GT(albedo_under_sun(0.2, 0.1), 0.5);
}

// (0.8 x 800 + 5.31e-13 300^6 - sigma 300^4) / 1.12 with the sun overhead: 640.1 + 387.1 - 459.3
// [HoltslagVanUlden1983].
TEST(SurfaceLayer, NetRadiationEqualsAHandCount) {
  Ground ground;
  ground.albedo = 0.2;
  SurfaceAir air = noon_air(3.0);
  air.cosine_of_zenith = 1.0;
  air.downwelling_shortwave = 800.0;
  EXPECT_NEAR(net_radiation(ground, air), (640.0 + 387.1 - 459.3) / 1.12, 0.2);  // terms rounded to 0.1
}
