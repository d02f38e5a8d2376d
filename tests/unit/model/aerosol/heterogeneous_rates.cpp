#include "model/aerosol/heterogeneous_rates.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::model::aerosol {
namespace {

constexpr auto davis = N2O5Uptake::davis_2008;
constexpr auto evans_jacob = N2O5Uptake::evans_jacob_2005;

TEST(N2O5Uptake, OfDavisReachesItsCapsOnPureParticles) {
  EXPECT_NEAR(n2o5_uptake(davis, {1, 0, 0}, 285.0, 0.7), 1 / (1 + std::exp(3.64849 - 0.97579)),
              1e-12);                                                                          // NH4HSO4
  EXPECT_NEAR(n2o5_uptake(davis, {1, 0, 2}, 285.0, 0.7), 1 / (1 + std::exp(3.64849)), 1e-12);  // (NH4)2SO4
  EXPECT_NEAR(n2o5_uptake(davis, {0, 1, 1}, 285.0, 0.5), 1 / (1 + std::exp(8.10774 - 2.451)),
              1e-12);                                                      // nitrate
  EXPECT_NEAR(n2o5_uptake(davis, {0, 1, 1}, 285.0, 0.95), 0.0154, 1e-12);  // nitrate's upper limit
}

TEST(N2O5Uptake, OfEvansAndJacobFollowsHumidityTemperatureAndNitrate) {
  // 2.79e-4 + 0.5 (1.3e-2 + 0.5 (-3.43e-2 + 0.5 7.52e-2)) = 7.604e-3 at 294 K
  EXPECT_NEAR(n2o5_uptake(evans_jacob, {1, 0, 2}, 294.0, 0.5), 7.604e-3, 1e-9);
  EXPECT_NEAR(n2o5_uptake(evans_jacob, {1, 0, 2}, 270.0, 0.5), 7.604e-3 * std::pow(10, 0.48), 1e-8);
  EXPECT_NEAR(n2o5_uptake(evans_jacob, {1, 0, 2}, 282.0, 0.5),
              n2o5_uptake(evans_jacob, {1, 0, 2}, 281.99, 0.5), 1e-8);
  EXPECT_NEAR(n2o5_uptake(evans_jacob, {0, 1, 1}, 294.0, 0.5), 7.604e-4, 1e-10);  // nitrate alone: a tenth
}

TEST(N2O5Uptake, OfWinterHazeIsAboutTwoPercentByEitherScheme) {
  const UptakeComposition haze{0.11 / 96, 0.26 / 62, 0.115 / 18};
  for (const auto scheme : {davis, evans_jacob}) {
    const double gamma = n2o5_uptake(scheme, haze, 275.0, 0.75);
    EXPECT_GT(gamma, 0.005);  // field studies in North China: 0.005 to 0.05
    EXPECT_LT(gamma, 0.05);
  }
}

TEST(UptakeRate, OfSlowReactionIsGammaSpeedSurfaceOverFour) {
  const double speed = std::sqrt(8 * constants::gas_constant * 280.0 / (constants::pi * 46e-3));
  EXPECT_NEAR(uptake_rate(1e-6, 1e-3, 0.2e-6, 46e-3, 280.0) / (1e-6 * speed * 1e-3 / 4), 1.0, 1e-5);
  EXPECT_NEAR(uptake_rate(1.0, 1e-3, 1.0, 46e-3, 280.0), 1e-3 * 1e-5, 1e-7);  // a large sphere: diffusion
}

TEST(GroundNitrousAcid, FollowsLeavesAndWalls) {
  EXPECT_DOUBLE_EQ(ground_nitrous_acid_rate(2.0, 0.0, 20.0), 1e-5);
  EXPECT_DOUBLE_EQ(ground_nitrous_acid_rate(0.0, 0.5, 20.0), 5e-6);
}

struct Haze {
  SpeciesTable table{aerosol_species()};
  Grid grid{.nx = 2, .ny = 1, .dx = 1000.0, .layer_face = {0, 20, 60}};
  State<float> state{grid, table.size(), 2};
  Weather weather;

  Haze() {
    weather.air_temperature.assign(grid.cells(), 275.0);
    weather.air_pressure.assign(grid.cells(), 101000.0);
    weather.relative_humidity.assign(grid.cells(), 0.75);
    const double n = 101000.0 / (constants::gas_constant * 275.0);
    const auto put = [&](const char* name, double mass, int member) {
      for (int k = 0; k < 2; ++k)
        for (int i = 0; i < 2; ++i)
          state.at(k, 0, i)[state.layout.lane(table.at(name), member)] =
              static_cast<float>(mass / (table[table.at(name)].molar_mass * n));
    };
    put("ASO4", 15e-9, 0), put("ANO3", 35e-9, 0), put("ANH4", 15.8e-9, 0);
    put("APOA", 20e-9, 0), put("AEC", 5e-9, 0), put("ASOIL", 10e-9, 0);
  }
};

TEST(HeterogeneousRates, HaveHazeSurfaceInTheObservedRange) {
  const Haze h;
  const auto s = particle_surface(h.state.at(0, 0, 0), h.state.layout, 0, h.table, AerosolIndex(h.table),
                                  275.0, 101000.0, 0.75, 0.18e-6);
  EXPECT_GT(s.surface, 300e-6);   // m2 m-3; winter haze 300 to 2000 um2 cm-3
  EXPECT_LT(s.surface, 2000e-6);  // the same
  EXPECT_GT(s.radius, 0.18e-6);
  EXPECT_GT(s.water, 20e-9);
}

TEST(HeterogeneousRates, AreZeroWithoutParticlesExceptOnTheGround) {
  const Haze h;
  HeterogeneousSettings settings;
  settings.leaf_area_index = {1.0};
  settings.urban_fraction = {0.2, 0.8};
  const auto rates = heterogeneous_rates(h.state, h.weather, h.grid, h.table, settings);
  ASSERT_EQ(rates.n2o5.size(), h.grid.cells() * 2);
  const std::size_t low = h.grid.cell(0, 0, 1) * 2, high = h.grid.cell(1, 0, 1) * 2;
  EXPECT_GT(rates.n2o5[low], 1e-4);  // some minutes to hours in haze
  EXPECT_LT(rates.n2o5[low], 1e-2);
  EXPECT_EQ(rates.n2o5[low + 1], 0.0);
  EXPECT_DOUBLE_EQ(rates.no2[low + 1], ground_nitrous_acid_rate(1.0, 0.8, 20.0));
  EXPECT_EQ(rates.no2[high + 1], 0.0);
  EXPECT_GT(rates.no2[high], 0.0);
  EXPECT_LT(rates.no2[high], 1e-5);
}

TEST(N2O5Uptake, OfBertramAndThorntonFallsWithNitrateAndRisesWithChloride) {
  // 55 M water without nitrate: 3.2e-8 1.15e6 (1 - exp(-7.15)) = 0.0368
  EXPECT_NEAR(bertram_thornton_uptake({55.0, 0.0, 0.0}), 0.03677, 1e-5);
  // 30 M water, 5 M nitrate: 0.0368 (1 - exp(-3.9)) 1.8/6.8 = 9.55e-3
  EXPECT_NEAR(bertram_thornton_uptake({30.0, 5.0, 0.0}), 9.55e-3, 1e-5);
  EXPECT_GT(bertram_thornton_uptake({30.0, 5.0, 0.5}), 2.0 * bertram_thornton_uptake({30.0, 5.0, 0.0}));
  EXPECT_EQ(bertram_thornton_uptake({}), 0.0);
}

TEST(NitrylChloride, YieldIsHalfWhereChlorideTimes450IsTheWater) {
  EXPECT_NEAR(nitryl_chloride_yield_per_chloride({45.0, 0.0, 0.1}) * 0.1, 0.5, 1e-12);
  EXPECT_NEAR(nitryl_chloride_yield_per_chloride({45.0, 0.0, 0.0}), 10.0, 1e-12);
}

TEST(SulfurDioxideUptake, RisesWithHumidityFromHalfSaturation) {
  EXPECT_EQ(so2_uptake_probability(0.3), 0.0);
  EXPECT_NEAR(so2_uptake_probability(0.45), 1e-5, 1e-12);
  EXPECT_DOUBLE_EQ(so2_uptake_probability(0.5), 2e-5);
  EXPECT_DOUBLE_EQ(so2_uptake_probability(0.75), 3.5e-5);
  EXPECT_DOUBLE_EQ(so2_uptake_probability(1.0), 5e-5);
}

TEST(HeterogeneousRates, ShareN2O5BetweenNitrateAndChlorideAndFillWhatIsAskedFor) {
  Haze h;
  const int chloride = h.state.layout.lane(h.table.at("ACL"), 0);
  h.state.at(0, 0, 1)[chloride] = 2e-9f;
  HeterogeneousSettings settings;
  const auto plain = heterogeneous_rates(h.state, h.weather, h.grid, h.table, settings);
  EXPECT_TRUE(plain.ho2.empty() && plain.no3.empty() && plain.so2.empty() && plain.n2o5_chloride.empty());
  settings.nitryl_chloride = settings.so2_uptake = true;
  settings.ho2_uptake = 0.2, settings.no3_uptake = 1e-3;
  const auto rates = heterogeneous_rates(h.state, h.weather, h.grid, h.table, settings);
  const std::size_t c = h.grid.cell(0, 0, 1), at = 2 * c;
  const double air = h.weather.air_pressure[c] / (constants::gas_constant * h.weather.air_temperature[c]);
  const double molecules = h.state.at(0, 0, 1)[chloride] * air * constants::avogadro * 1e-6;
  EXPECT_NEAR((rates.n2o5[at] + rates.n2o5_chloride[at] * molecules) / plain.n2o5[at], 1.0, 1e-12);
  EXPECT_GT(rates.n2o5_chloride[at] * molecules, 0.3 * plain.n2o5[at]);  // yields of haze: 0.3 to 0.9
  // SO2 on haze: per cent an hour; HO2 faster than gas reaches large particles allows for its gamma alone
  EXPECT_GT(rates.so2[at] * 3600.0, 3e-3);
  EXPECT_LT(rates.so2[at] * 3600.0, 3e-2);
  EXPECT_GT(rates.ho2[at], 1e3 * rates.so2[at]);
  EXPECT_EQ(rates.no3[at + 1], 0.0);  // a member without particles
}

}  // namespace
}  // namespace lantian::model::aerosol
