#include "model/aerosol/particulate_matter.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "model/aerosol/background_air.hpp"
#include "model/quantities/constants.hpp"
#include "model/state/state.hpp"

namespace lantian::model::aerosol {
namespace {

const Composition winter{.nitrate = 0.26,
                         .sulfate = 0.11,
                         .ammonium = 0.115,
                         .chloride = 0.03,
                         .primary_organic = 0.10,
                         .secondary_organic = 0.14,
                         .elemental_carbon = 0.045,
                         .potassium = 0.0133,
                         .sodium = 0.0067,
                         .mineral = 0.08,
                         .other = 0.10};

ParticulateMatter of_background(const BackgroundAir& air, double t, double p, double rh) {
  const SpeciesTable table(aerosol_species());
  const Grid grid{.nx = 1, .ny = 1, .dx = 1000.0, .layer_face = {0, 20}};
  State<double> state(grid, table.size(), 1);
  for (const auto& [name, fraction] : split_background(air, t, p, rh))
    if (const auto s = table.find(name)) state.at(0, 0, 0)[state.layout.lane(*s, 0)] = fraction;
  return particulate_matter(state.at(0, 0, 0), state.layout, 0, table, AerosolIndex(table), t, p);
}

TEST(ParticulateMatter, IsDryMassAtTheAirsOwnTemperatureAndPressure) {
  const SpeciesTable table(aerosol_species());
  const Grid grid{.nx = 1, .ny = 1, .dx = 1000.0, .layer_face = {0, 20}};
  State<float> state(grid, table.size(), 2);
  state.at(0, 0, 0)[state.layout.lane(table.at("AEC"), 1)] = 1e-8f;
  state.at(0, 0, 0)[state.layout.lane(table.at("PMC"), 1)] = 1e-9f;
  const AerosolIndex index(table);
  const auto at = [&](int member, double t, double p) {
    return particulate_matter(state.at(0, 0, 0), state.layout, member, table, index, t, p);
  };
  const double n = 90000.0 / (constants::gas_constant * 280.0);
  EXPECT_NEAR(at(1, 280.0, 90000.0).pm2p5 / (1e-8 * n * 12.011e-3), 1.0, 1e-7);  // float's rounding
  EXPECT_NEAR(at(1, 280.0, 90000.0).coarse / (1e-9 * n * 0.1), 1.0, 1e-7);       // float's rounding
  EXPECT_DOUBLE_EQ(at(1, 280.0, 90000.0).pm10, at(1, 280.0, 90000.0).pm2p5 + at(1, 280.0, 90000.0).coarse);
  EXPECT_NEAR(at(1, 280.0, 90000.0).pm2p5 / at(1, 310.0, 90000.0).pm2p5, 310.0 / 280.0, 1e-12);
  EXPECT_EQ(at(0, 280.0, 90000.0).pm2p5, 0.0);
}

TEST(ParticulateMatter, KeepsResidualWaterApart) {
  const ParticulateMatter pm =
      of_background({.pm2p5 = 100e-9, .composition = winter, .ammonia = 8e-9}, 276.0, 101000.0, 0.75);
  EXPECT_GT(pm.residual_water, 0.02 * pm.pm2p5);  // salts at 35 %: about a tenth of their mass
  EXPECT_LT(pm.residual_water, 0.15 * pm.pm2p5);
  const double sum = pm.sulfate + pm.nitrate + pm.ammonium + pm.chloride + pm.base_cations +
                     pm.elemental_carbon + pm.primary_organic + pm.secondary_organic + pm.mineral + pm.other;
  EXPECT_NEAR(sum, pm.pm2p5, 1e-20);
}

TEST(BackgroundAir, InWinterStaysAsGivenAndLeavesLittleNitricAcid) {
  const BackgroundAir air{.pm2p5 = 100e-9, .composition = winter, .coarse = 60e-9, .ammonia = 8e-9};
  const ParticulateMatter pm = of_background(air, 276.0, 101000.0, 0.7);
  EXPECT_NEAR(pm.pm2p5, 100e-9, 2e-9);  // within 2 % of what was given
  EXPECT_NEAR(pm.pm10 - pm.pm2p5, 60e-9, 1e-15);
  EXPECT_NEAR(pm.sulfate, 11e-9, 1e-15);
  double nitric_acid = 0.0;
  for (const auto& [name, fraction] : split_background(air, 276.0, 101000.0, 0.7))
    if (name == "HNO3") nitric_acid = fraction * 101000.0 / (constants::gas_constant * 276.0) * 63.012e-3;
  EXPECT_LT(nitric_acid, 0.5e-9);  // kg m-3: winter HNO3 gas stays below 0.5 ug m-3
}

TEST(BackgroundAir, KeepsTotalsOfNitrogenWhateverTheWeather) {
  const BackgroundAir air{.pm2p5 = 50e-9, .composition = winter, .ammonia = 20e-9, .nitric_acid = 3e-9};
  const SpeciesTable table(aerosol_species());
  for (const double t : {270.0, 290.0, 308.0}) {
    std::map<std::string, double> x;
    for (const auto& [name, fraction] : split_background(air, t, 101000.0, 0.5))
      x[std::string(name)] = fraction;
    const double n = 101000.0 / (constants::gas_constant * t);
    EXPECT_NEAR(n * (x["HNO3"] + x["ANO3"]) / (0.26 * 50e-9 / 62.004e-3 + 3e-9 / 63.012e-3), 1.0, 1e-12);
    EXPECT_NEAR(n * (x["NH3"] + x["ANH4"]) / (0.115 * 50e-9 / 18.039e-3 + 20e-9 / 17.031e-3), 1.0, 1e-12);
  }
}

}  // namespace
}  // namespace lantian::model::aerosol
