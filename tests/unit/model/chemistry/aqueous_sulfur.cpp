#include "model/chemistry/aqueous_sulfur.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "model/grid/parallel.hpp"

namespace {

using namespace lantian::model;
using chemistry::AqueousSulfur;
using chemistry::AqueousSulfurSettings;

SpeciesTable species() {
  std::vector<Species> all = {{"SO2", 64.058e-3, SpeciesKind::gas, 0.0, 1.0},
                              {"SULF", 98.072e-3, SpeciesKind::gas, 0.0, 1.0},
                              {"HNO3", 63.012e-3, SpeciesKind::gas, 1.0, 0.0},
                              {"NO2", 46.005e-3, SpeciesKind::gas, 1.0, 0.0},
                              {"HONO", 47.013e-3, SpeciesKind::gas, 1.0, 0.0},
                              {"H2O2", 34.014e-3},
                              {"O3", 47.997e-3}};
  for (const Species& s : aerosol::aerosol_species()) all.push_back(s);
  return SpeciesTable(all);
}

/// Haze below, cloud in the top layer.
template <class Real>
struct Window {
  SpeciesTable table = species();
  Grid grid{.nx = 6, .ny = 4, .dx = 2000.0, .layer_face = {0, 100, 500, 1500}};
  StepWeather weather;
  EmissionField emission;
  BoundaryValues boundary;
  State<Real> state{grid, table.size(), 3};

  Window() {
    for (std::size_t c = 0; c < grid.cells(); ++c) {
      weather.middle.air_temperature.push_back(276.0 + 0.2 * static_cast<double>(c % 24));
      weather.middle.air_pressure.push_back(98000.0);
      weather.middle.relative_humidity.push_back(0.55 + 0.015 * static_cast<double>(c % 24));
      weather.middle.drop_water.push_back(c / 24 == 2 ? 0.3e-3 : 0.0);
    }
    weather.middle.cloud_water = weather.middle.drop_water;
    weather.middle.surface_downwelling_shortwave.assign(grid.columns(), 0.0);
    const auto air = air_amount(grid, weather.middle);
    state.air_amount.assign(air.begin(), air.end());
    int cell = 0;
    for (int k = 0; k < 3; ++k)
      for (int j = 0; j < 4; ++j)
        for (int i = 0; i < 6; ++i, ++cell)
          for (int s = 0; s < table.size(); ++s)
            for (int m = 0; m < 3; ++m)  // the last as the first
              state.at(k, j, i)[state.layout.lane(s, m)] =
                  static_cast<Real>((table[s].name == "H2O2" ? 3e-10 : 4e-9) *
                                    (1.0 + 0.1 * ((5 * s + 3 * (m % 2) + cell) % 13)));
  }
  MassExchange advance(AqueousSulfurSettings settings) {
    typename AqueousSulfur<Real>::Scratch scratch;
    return AqueousSulfur<Real>(table, settings)
        .advance(state, {weather, emission, boundary}, Interval{0, Seconds(600.0)}, scratch);
  }
  double atoms(double Species::*element, int m) const {
    double sum = 0.0;
    for (int k = 0; k < 3; ++k)
      for (int j = 0; j < 4; ++j)
        for (int i = 0; i < 6; ++i)
          for (int s = 0; s < table.size(); ++s)
            sum += static_cast<double>(state.at(k, j, i)[state.layout.lane(s, m)]) * table[s].*element *
                   state.air_amount[grid.cell(k, j, i)];
    return sum;
  }
};

constexpr AqueousSulfurSettings both{.in_cloud = true, .in_particles = true};

TEST(AqueousSulfur, KeepsSulfurAndNitrogen) {
  Window<double> w;
  const double sulfur = w.atoms(&Species::sulfur, 1), nitrogen = w.atoms(&Species::nitrogen, 1);
  const double sulfate = w.state.at(2, 0, 0)[w.state.layout.lane(w.table.at("ASO4"), 1)];
  const auto moved = w.advance(both);
  EXPECT_GT(w.state.at(2, 0, 0)[w.state.layout.lane(w.table.at("ASO4"), 1)], 1.01 * sulfate);
  EXPECT_NEAR(w.atoms(&Species::sulfur, 1) / sulfur, 1.0, 1e-12);
  EXPECT_NEAR(w.atoms(&Species::nitrogen, 1) / nitrogen, 1.0, 1e-12);
  const int so2 = w.state.layout.lane(w.table.at("SO2"), 1),
            aso4 = w.state.layout.lane(w.table.at("ASO4"), 1);
  EXPECT_NEAR(moved.of(Exchange::lost)[so2] / moved.of(Exchange::produced)[aso4], 1.0, 1e-12);
}

TEST(AqueousSulfur, WorksInCloudOrInParticlesAsAsked) {
  Window<double> cloud, particles, none;
  cloud.advance({.in_cloud = true});
  particles.advance({.in_particles = true});
  const int so2 = none.state.layout.lane(none.table.at("SO2"), 0);
  EXPECT_EQ(cloud.state.at(0, 1, 1)[so2], none.state.at(0, 1, 1)[so2]);
  EXPECT_LT(cloud.state.at(2, 1, 1)[so2], none.state.at(2, 1, 1)[so2]);
  EXPECT_LT(particles.state.at(0, 1, 1)[so2], none.state.at(0, 1, 1)[so2]);
  // Particles hold their water in a cloud, too, where drops are left out.
  EXPECT_LT(particles.state.at(2, 1, 1)[so2], none.state.at(2, 1, 1)[so2]);
}

TEST(AqueousSulfur, IceIsNoSolution) {
  Window<double> ice, none;
  ice.weather.middle.drop_water.assign(ice.grid.cells(), 0.0);  // all of the cloud water frozen
  ice.advance({.in_cloud = true});
  EXPECT_EQ(std::memcmp(ice.state.mole_fraction.data(), none.state.mole_fraction.data(),
                        none.state.mole_fraction.size() * sizeof(double)),
            0);
}

TEST(AqueousSulfur, SunlightLeavesANinthOfTheNightsIron) {
  // Iron alone, without H2O2, O3 and NO2: SO2 falls by exp(-2600 [Fe(III)] ..), so its logarithms are 9 to 1.
  const auto fallen = [](double shortwave) {
    Window<double> w;
    const auto lane = [&](const char* name) { return w.state.layout.lane(w.table.at(name), 0); };
    const auto x = w.state.at(2, 1, 1);
    for (const char* none : {"H2O2", "O3", "NO2", "HONO"}) x[lane(none)] = 0.0;
    x[lane("ASO4")] = 30e-9, x[lane("HNO3")] = 40e-9;  // acid enough for all iron to dissolve
    for (const char* base : {"ANA", "AK", "ACA", "AMG", "ANH4", "NH3"}) x[lane(base)] = 0.0;
    w.weather.middle.surface_downwelling_shortwave.assign(w.grid.columns(), shortwave);
    const double before = x[lane("SO2")];
    w.advance({.in_cloud = true, .manganese = 0.0});
    return std::log(before / x[lane("SO2")]);
  };
  EXPECT_GT(fallen(400.0), 0.0);
  EXPECT_NEAR(fallen(0.0) / fallen(400.0), 9.0, 0.1);  // acidity moves a little as sulfate forms
}

TEST(AqueousSulfur, UsesUpPeroxideInCloud) {
  Window<float> w;
  w.advance(both);
  const int h2o2 = w.state.layout.lane(w.table.at("H2O2"), 0);
  EXPECT_LT(w.state.at(2, 2, 3)[h2o2], 1e-11f);  // 0.3 ppb and more, gone within minutes
}

TEST(AqueousSulfur, GivesEqualMembersAndThreadsEqualBits) {
  Window<float> one, two;
  set_thread_count(1);
  one.advance(both);
  set_thread_count(2);
  two.advance(both);
  EXPECT_EQ(std::memcmp(one.state.mole_fraction.data(), two.state.mole_fraction.data(),
                        one.state.mole_fraction.size() * sizeof(float)),
            0);
  for (int s = 0; s < one.table.size(); ++s)
    EXPECT_EQ(one.state.at(2, 1, 2)[one.state.layout.lane(s, 0)],
              one.state.at(2, 1, 2)[one.state.layout.lane(s, 2)]);
}

}  // namespace
