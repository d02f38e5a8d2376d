#include "model/aerosol/particle_quantities.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "model/aerosol/aerosol_species.hpp"
#include "model/aerosol/background_air.hpp"
#include "model/quantities/constants.hpp"

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

SpeciesTable species() {
  std::vector<Species> all = {{"HNO3", 63.012e-3, SpeciesKind::gas, 1.0, 0.0}, {"NO2", 46.0055e-3}};
  for (const Species& s : aerosol_species()) all.push_back(s);
  return SpeciesTable(all);
}

/// A cell of background air and all that can be asked of it.
struct Cell {
  SpeciesTable table = species();
  std::vector<double> fraction = std::vector<double>(table.size(), 0.0);
  double temperature, pressure = 101000.0, humidity;

  Cell(const BackgroundAir& air, double t, double rh) : temperature(t), humidity(rh) {
    for (const auto& [name, value] : split_background(air, t, pressure, rh))
      if (const auto s = table.find(name)) fraction[*s] = value;
  }
  CellAir air() const { return {fraction, temperature, pressure, humidity}; }
  double of(const std::string& name, Phase phase = Phase::metastable) const {
    for (const OutputQuantity& q : output_quantities(table))
      if (q.name == name) return mass_in(q, air());
    for (const OutputQuantity& q : particle_quantities(table, phase))
      if (q.name == name) return q.derived(air());
    ADD_FAILURE() << "no quantity " << name;
    return 0.0;
  }
};

const BackgroundAir haze{.pm2p5 = 100e-9, .composition = winter, .coarse = 60e-9, .ammonia = 8e-9};

TEST(ParticleQuantities, KeepWaterOutOfTheDrySumAndPutItIntoTheOthers) {
  const Cell cell(haze, 276.0, 0.75);
  const double dry = cell.of("PM2p5"), monitored = cell.of("PM2p5_monitored");
  EXPECT_NEAR(cell.of("PM2p5_ambient") - dry, cell.of("aerosol_water"), 1e-20);
  EXPECT_GT(monitored, 1.02 * dry);  // salts at 35 % hold about a tenth of their mass
  EXPECT_LT(monitored, 1.15 * dry);
  EXPECT_GT(cell.of("aerosol_water"), monitored - dry);
  EXPECT_NEAR(cell.of("PM10_monitored") - cell.of("PM10"), monitored - dry, 1e-20);
  EXPECT_NEAR(cell.of("PM10") - dry, 60e-9, 1e-15);
}

TEST(ParticleQuantities, MonitorsTakeTheAirsOwnHumidityWhereItIsDrier) {
  const Cell cell(haze, 276.0, 0.2);
  EXPECT_EQ(cell.of("PM2p5_monitored"), cell.of("PM2p5_ambient"));
}

TEST(ParticleQuantities, GiveTheAcidityOfTheEquilibrium) {
  const Cell cell(haze, 276.0, 0.75);
  EXPECT_GT(cell.of("aerosol_pH"), 3.0);  // haze in North China: 3.5 to 5.5 by thermodynamic models
  EXPECT_LT(cell.of("aerosol_pH"), 6.0);
  const Cell dry(haze, 290.0, 0.2);
  EXPECT_TRUE(std::isnan(dry.of("aerosol_pH", Phase::stable)));
  EXPECT_FALSE(std::isnan(dry.of("aerosol_pH", Phase::metastable)));
}

TEST(ParticleQuantities, CountCoarseNitrateInPM10Only) {
  Cell cell(haze, 276.0, 0.5);
  const double fine = cell.of("PM2p5"), all = cell.of("PM10");
  cell.fraction[cell.table.at("ANO3K")] = 1e-9;
  EXPECT_EQ(cell.of("PM2p5"), fine);
  EXPECT_NEAR(cell.of("PM10") - all, 1e-9 * cell.air().density() * 62.004e-3, 1e-18);
}

TEST(Extinction, IsTheImproveEquation) {
  // 10 Mm-1 of clear air; 3 f (1.375 x 10) + 3 f (1.29 x 20) + 4 x 15 + 10 x 4 + 10 + 0.6 x 50 for ug m-3
  // [Malm1994]; f(0.80) = 2.7330; 0.33 Mm-1 for 1 nmol mol-1 of NO2 [Pitchford2007]
  OpticalMasses m;
  EXPECT_NEAR(extinction(m, 0.8), 10e-6, 1e-18);
  m.sulfate = 10e-9, m.nitrate = 20e-9, m.organic = 15e-9, m.elemental_carbon = 4e-9, m.mineral = 10e-9,
  m.coarse = 50e-9, m.nitrogen_dioxide = 20e-9;
  const double expected =
      10.0 + 3 * 2.7330 * (1.375 * 10 + 1.29 * 20) + 4 * 15 + 10 * 4 + 10 + 0.6 * 50 + 0.33 * 20;
  EXPECT_NEAR(extinction(m, 0.8) * 1e6, expected, 1e-9);  // rounding
  EXPECT_NEAR(visibility(extinction(m, 0.8)), -std::log(0.05) / (expected * 1e-6), 1e-6);
}

TEST(Extinction, GrowsWithHumidityAndStopsAtNinetyFivePercent) {
  for (int n = 1; n < 100; ++n) EXPECT_GE(scattering_growth(0.01 * n), scattering_growth(0.01 * (n - 1)));
  EXPECT_EQ(scattering_growth(1.0), scattering_growth(0.95));
  EXPECT_EQ(scattering_growth(0.05), 1.0);
}

TEST(BackgroundAir, InWinterStaysAsGivenAndLeavesLittleNitricAcid) {
  const Cell cell(haze, 276.0, 0.7);
  EXPECT_NEAR(cell.of("PM2p5"), 100e-9, 2e-9);  // within 2 % of what was given
  EXPECT_NEAR(cell.of("SO4_PM2p5"), 11e-9, 1e-15);
  const double nitric_acid = cell.fraction[cell.table.at("HNO3")] * cell.air().density() * 63.012e-3;
  EXPECT_LT(nitric_acid, 0.5e-9);  // kg m-3: winter HNO3 gas stays below 0.5 ug m-3
}

TEST(BackgroundAir, KeepsTotalsOfNitrogenWhateverTheWeather) {
  const BackgroundAir air{.pm2p5 = 50e-9, .composition = winter, .ammonia = 20e-9, .nitric_acid = 3e-9};
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
