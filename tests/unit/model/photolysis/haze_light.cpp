#include "model/photolysis/haze_light.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/aerosol/extinction.hpp"

namespace {

using namespace lantian::model;

/// Haze of 160 ug m-3 in the lowest 800 m, humidity 80 %, at noon in November; the second member has half of
/// it.
struct Haze {
  SpeciesTable table{aerosol::aerosol_species()};
  Grid grid{.nx = 3, .ny = 3, .dx = 2000.0, .layer_face = {0, 100, 400, 800, 2000, 4000}};
  State<float> state{grid, table.size(), 2};
  Weather weather;
  aerosol::HeterogeneousSettings settings;
  Interval noon{1700625600, Seconds(600.0)};  // 22 November 2023, 12:00 at 112 E

  Haze() {
    weather.air_temperature.assign(grid.cells(), 278.0);
    weather.air_pressure.assign(grid.cells(), 100000.0);
    weather.relative_humidity.assign(grid.cells(), 0.8);
    weather.photolysis_factor.assign(grid.columns(), 1.0);
    const double air = 100000.0 / (8.314462618 * 278.0);
    for (const auto& [name, mass] : {std::pair{"ASO4", 29e-9},
                                     {"ANO3", 43e-9},
                                     {"ANH4", 23e-9},
                                     {"APOA", 43e-9},
                                     {"AEC", 6.5e-9},
                                     {"AOTHR", 16e-9}}) {
      const int s = table.at(name);
      for (int k = 0; k < 3; ++k)
        for (int j = 0; j < 3; ++j)
          for (int i = 0; i < 3; ++i)
            for (int m = 0; m < 2; ++m)
              state.at(k, j, i)[state.layout.lane(s, m)] =
                  static_cast<float>(mass * (m == 0 ? 1.0 : 0.5) / table[s].molar_mass / air);
    }
  }
  LightFactors factors(HazeDimming dimming, double albedo = 0.1) const {
    const auto uptake = aerosol::heterogeneous_rates(state, weather, grid, table, settings);
    const HazeLight light(dimming, albedo, std::vector<double>(9, 0.61), std::vector<double>(9, 1.96));
    return light.factors(state, weather, grid, table, uptake, settings.dry_effective_radius, noon);
  }
};

TEST(HazeLight, DimsAllOfAHazyColumnWhereLightIsThatOfCleanAir) {
  const Haze h;
  const auto f = h.factors(HazeDimming::all);
  EXPECT_GT(f.cell[h.grid.cell(0, 1, 1)], 0.5);  // J(NO2) at the ground: 20 to 50 % less
  EXPECT_LT(f.cell[h.grid.cell(0, 1, 1)], 0.8);
  EXPECT_GT(f.cell[h.grid.cell(4, 1, 1)], 1.0);  // above the haze: brighter
  EXPECT_EQ(f.member[2 * h.grid.cell(0, 1, 1)], 1.0);
}

/// The light in a cell of a member over that of a clear sky.
double light(const Haze& h, const LightFactors& f, int k, int m) {
  const std::size_t c = h.grid.cell(k, 1, 1);
  return h.weather.photolysis_factor[h.grid.column(1, 1)] * f.cell[c] * f.member[2 * c + m];
}

TEST(HazeLight, FreesMeasuredLightOfTheBaselinesHazeBeforeEachMemberDimsIt) {
  Haze h;
  const auto whole = h.factors(HazeDimming::all);
  for (const double clearness : {0.3, 0.55, 0.7, 0.95}) {
    h.weather.photolysis_factor.assign(h.grid.columns(), std::pow(clearness, 0.8));
    const auto f = h.factors(HazeDimming::measured);
    const double cloud =
        light(h, f, 0, 0) / whole.cell[h.grid.cell(0, 1, 1)];  // alike at every height, for all
    for (int k = 0; k < h.grid.nz(); ++k)
      for (int m = 0; m < 2; ++m) {
        const std::size_t c = h.grid.cell(k, 1, 1);
        EXPECT_NEAR(light(h, f, k, m), cloud * whole.cell[c] * whole.member[2 * c + m], 1e-12);
      }
    EXPECT_LE(cloud, 1.0);
    EXPECT_GT(cloud, std::pow(clearness, 0.8));
    // 160 ug m-3 take a seventh of all sunlight: what the station's light implies, cloud (k / T)^0.8
    if (clearness < 0.8) {
      EXPECT_NEAR(std::pow(clearness, 0.8) / cloud, std::pow(0.86, 0.8), 0.03);
    }
  }
}

TEST(HazeLight, NoMemberOfAMeasuredDayHasMoreLightAtTheGroundThanAClearSky) {
  Haze h;  // the baseline in haze, the second member in clean air
  for (int k = 0; k < h.grid.nz(); ++k)
    for (int j = 0; j < 3; ++j)
      for (int i = 0; i < 3; ++i)
        for (int s = 0; s < h.table.size(); ++s) h.state.at(k, j, i)[h.state.layout.lane(s, 1)] = 0.0f;
  for (const double clearness : {0.2, 0.6, 0.8, 0.9, 1.0}) {
    h.weather.photolysis_factor.assign(h.grid.columns(), std::pow(clearness, 0.8));
    const auto f = h.factors(HazeDimming::measured);
    EXPECT_LE(light(h, f, 0, 1), 1.0 + 1e-12) << clearness;
    EXPECT_GT(light(h, f, 0, 1), light(h, f, 0, 0)) << clearness;
    // The baseline has less than the broadband rule gives it: 400 nm is dimmed more than all sunlight.
    EXPECT_LT(light(h, f, 0, 0), 0.95 * std::pow(clearness, 0.8)) << clearness;
  }
}

TEST(HazeLight, MeasuredLightInCleanAirStaysAsItIs) {
  Haze h;
  std::fill(h.state.mole_fraction.begin(), h.state.mole_fraction.end(), 0.0f);
  h.weather.photolysis_factor.assign(h.grid.columns(), 0.6);
  const auto f = h.factors(HazeDimming::measured);
  for (int k = 0; k < h.grid.nz(); ++k)
    for (int m = 0; m < 2; ++m) EXPECT_NEAR(light(h, f, k, m), 0.6, 1e-12);
}

TEST(HazeLight, OffTouchesNothingButTheGroundsAlbedo) {
  const Haze h;
  EXPECT_TRUE(h.factors(HazeDimming::off).cell.empty());
  EXPECT_TRUE(h.factors(HazeDimming::off).member.empty());
  const auto snow = h.factors(HazeDimming::off, 0.7);
  EXPECT_GT(snow.cell[h.grid.cell(0, 1, 1)], 1.3);
  EXPECT_TRUE(snow.member.empty());
}

TEST(HazeLight, IsBrighterAboveTheWeathersCloudAndBetweenInsideIt) {
  Haze h;
  h.weather.photolysis_factor.assign(h.grid.columns(), 0.4);
  h.weather.cloud_water.assign(h.grid.cells(), 0.0);
  for (const int k : {2, 3})
    h.weather.cloud_water[h.grid.cell(k, 1, 1)] = 0.3e-3;  // 400 to 2000 m, 0.48 kg m-2
  const auto f = h.factors(HazeDimming::off);
  const auto light = [&](int k) { return 0.4 * f.cell[h.grid.cell(k, 1, 1)]; };
  EXPECT_EQ(light(0), 0.4);
  EXPECT_GT(light(4), 1.3);  // 1 + 1.2 0.56 (1 - 5 / (4 + 0.42 93)) = 1.59
  EXPECT_LT(light(4), 1.65);
  EXPECT_NEAR(light(2), 0.4 + (light(4) - 0.4) * 200.0 / 1600.0, 1e-9);
  EXPECT_NEAR(light(3), 0.4 + (light(4) - 0.4) * 1000.0 / 1600.0, 1e-9);
  EXPECT_EQ(f.cell[h.grid.cell(4, 0, 0)], 1.0);
}

TEST(HazeLight, IsEvenBetweenTwoDecksOfCloud) {
  Haze h;
  h.weather.photolysis_factor.assign(h.grid.columns(), 0.4);
  h.weather.cloud_water.assign(h.grid.cells(), 0.0);
  h.weather.cloud_water[h.grid.cell(1, 1, 1)] = 0.2e-3;   // 100 to 400 m, 0.06 kg m-2
  h.weather.cloud_water[h.grid.cell(4, 1, 1)] = 0.09e-3;  // 2000 to 4000 m, 0.18 kg m-2
  const auto f = h.factors(HazeDimming::off);
  const auto at = [&](int k) { return 0.4 * f.cell[h.grid.cell(k, 1, 1)]; };
  const double top = (at(4) - 0.4) / 0.625 + 0.4;  // the upper deck's middle lies above 5/8 of the water
  EXPECT_EQ(at(0), 0.4);
  EXPECT_NEAR(at(1), 0.4 + 0.125 * (top - 0.4), 1e-12);
  EXPECT_NEAR(at(2), 0.4 + 0.25 * (top - 0.4), 1e-12);  // between the decks: a quarter of the water below
  EXPECT_EQ(at(2), at(3));
}

TEST(ParticleLight, IsThatOfTheNetworksEfficiencies) {
  const SpeciesTable table(aerosol::aerosol_species());
  const aerosol::AerosolIndex index(table);
  const Grid grid{.nx = 1, .ny = 1, .dx = 1000.0, .layer_face = {0, 20}};
  State<double> state(grid, table.size(), 1);
  double* const x = state.at(0, 0, 0);
  const double air = 40.0;
  x[index.ASO4] = 10e-9 / 96.06e-3 / air;  // 10 ug m-3
  x[index.AEC] = 2e-9 / 12.011e-3 / air;
  const auto light = aerosol::particle_light(x, state.layout, 0, table, index, air, 2.0);
  // 10 ug m-3 times 3 m2 g-1 doubled by water, and 2 times 10, in Mm-1 at 550 nm
  EXPECT_NEAR(light.absorption, 20e-6 * 550 / 400, 1e-12);
  EXPECT_NEAR(light.extinction - light.absorption, 60e-6 * std::pow(550.0 / 400.0, 1.3),
              1e-11);  // seven digits
}

}  // namespace
