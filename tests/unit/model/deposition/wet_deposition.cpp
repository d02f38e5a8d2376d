#include "model/deposition/wet_deposition.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "model/boundary_layer/rain_cloud.hpp"
#include "model/deposition/rain.hpp"
#include "tests/unit/model/transport/window.hpp"

namespace {
using namespace lantian::tests;

enum : int { HNO3, SO2, NH3, H2O2, CO, ANO3, PMC, PML, PMG, species };

SpeciesTable table() {
  using enum SpeciesKind;
  return SpeciesTable({{"HNO3", 0.063},
                       {"SO2", 0.064},
                       {"NH3", 0.017},
                       {"H2O2", 0.034},
                       {"CO", 0.028},
                       {"ANO3", 0.062, fine_particle},
                       {"PMC", 0.1, coarse_particle},
                       {"PML", 0.1, large_particle},
                       {"PMG", 0.1, giant_particle}});
}

constexpr double millimetre_per_hour = 1.0 / 3600.0;  // kg m-2 s-1

/// Air of 10 C in the layers of a city run, with rain; `cloud`: the one that a station's rain falls from.
Window rainy(double rate, bool cloud, int members = 1, double T = 283.15) {
  Window window(box(3, 3, default_layer_faces()), species, members);
  Weather& w = window.weather.middle;
  w.air_temperature.assign(window.grid.cells(), T), w.air_pressure.assign(window.grid.cells(), 9.5e4);
  w.relative_humidity.assign(window.grid.cells(), 0.9);
  w.precipitation_rate.assign(window.grid.columns(), rate);
  w.cloud_water.assign(window.grid.cells(), 0.0);
  if (cloud) fill_rain_cloud(window.grid, {}, w);
  window.weather.air_amount_at_end = air_amount(window.grid, w);
  return window;
}

template <class Real>
struct Rained {
  State<Real> state;
  MassExchange moved;
  Dustfall dustfall;
};
template <class Real>
Rained<Real> rain_on(const Window& window, State<Real> state, double dt, int steps = 1) {
  use_one_thread();
  Rained<Real> made{std::move(state), MassExchange(window.layout.lanes),
                    Dustfall(table(), window.grid.columns(), window.layout.members)};
  const WetDeposition<Real> process(window.grid, table());
  typename WetDeposition<Real>::Scratch scratch;
  scratch.dustfall = &made.dustfall;
  for (int n = 0; n < steps; ++n)
    made.moved += process.advance(made.state, window.forcing(), {0, Seconds(dt)}, scratch);
  return made;
}

template <class Real>
State<Real> uniform(const Window& window) {
  return window.template state<Real>(species, window.layout.members,
                                     [](int, int, int, int, int) { return 1e-9; });
}

/// Hours until half of a species is gone from layer k at a constant rate.
double half_life(const Window& window, int s, int k) {
  const auto made = rain_on(window, uniform<double>(window), 60.0);
  return 60.0 * std::log(2.0) / -std::log(made.state.at(k, 1, 1)[s] / 1e-9) / 3600.0;
}

// Published: nitric acid below cloud at 1 mm/h, 1 to 4 h (5e-5 to 2e-4 s-1) [Seinfeld2016, Simpson2012]; SO2
// some ten hours at the pH of rain; fine particles 10 to 60 h (3e-6 to 2e-5 s-1), coarse 1 to 3 h
// [Simpson2012], in cloud tens of minutes to an hour at 1 mm/h (2.8e-4 to 4e-4 s-1) [Simpson2012].
TEST(WetDeposition, HalfLivesAtAMillimetreAnHourAreThePublishedOnes) {
  const Window window = rainy(millimetre_per_hour, true);
  const auto below = [&](int s) { return half_life(window, s, 0); };
  EXPECT_GT(below(HNO3), 1.0);
  EXPECT_LT(below(HNO3), 4.0);
  EXPECT_GT(below(ANO3), 10.0);
  EXPECT_LT(below(ANO3), 60.0);
  EXPECT_GT(below(PMC), 0.7);
  EXPECT_LT(below(PMC), 3.0);
  EXPECT_LT(below(PMG), below(PML) * 1.01);
  EXPECT_LT(below(PML), below(PMC));
  EXPECT_EQ(rain_on(window, uniform<double>(window), 600.0).state.at(0, 1, 1)[CO], 1e-9);
  const int in_cloud = 11;  // 1580 to 2200 m
  for (const int s : {HNO3, ANO3, PMC}) {
    EXPECT_GT(half_life(window, s, in_cloud), 0.3);
    EXPECT_LT(half_life(window, s, in_cloud), 1.0);
  }
  EXPECT_GT(half_life(window, SO2, in_cloud), 10.0 * half_life(window, HNO3, in_cloud));
}

TEST(WetDeposition, HeavierRainWashesFaster) {
  for (const int s : {HNO3, NH3, H2O2, ANO3, PMC, PMG})
    EXPECT_LT(half_life(rainy(10.0 * millimetre_per_hour, false), s, 0),
              0.5 * half_life(rainy(millimetre_per_hour, false), s, 0));
}

// In cloud all goes as exp(-t / tau), tau = W depth / P: 0.28 g m-3 x 2500 m over 1 mm/h = 2520 s.
TEST(WetDeposition, InCloudIsTheExactExponential) {
  const Window window = rainy(millimetre_per_hour, true);
  double path = 0.0;
  for (int k = 0; k < window.grid.nz(); ++k)
    path += window.weather.middle.cloud_water[window.grid.cell(k, 1, 1)] * window.grid.layer_depth(k);
  EXPECT_NEAR(path, 0.28e-3 * 2500.0, 1e-12);
  const auto once = rain_on(window, uniform<double>(window), 1800.0);
  const auto often = rain_on(window, uniform<double>(window), 100.0, 18);
  for (const int k : {10, 11, 12}) {
    EXPECT_NEAR(once.state.at(k, 1, 1)[ANO3], 1e-9 * std::exp(-1800.0 / 2520.0), 1e-23);
    EXPECT_NEAR(often.state.at(k, 1, 1)[ANO3], once.state.at(k, 1, 1)[ANO3], 1e-22);
  }
}

// The rain takes in nothing above the cloud it falls from.
TEST(WetDeposition, LeavesTheAirAboveTheCloudAlone) {
  Window window = rainy(5.0 * millimetre_per_hour, false);
  fill_rain_cloud(window.grid, {.base = 1000.0, .depth = 2000.0}, window.weather.middle);
  const auto made = rain_on(window, uniform<double>(window), 600.0);
  for (int s = 0; s < species; ++s) EXPECT_EQ(made.state.at(13, 1, 1)[s], 1e-9);  // 3000 to 4000 m
  EXPECT_LT(made.state.at(12, 1, 1)[ANO3], 1e-9);                                 // 2200 to 3000 m: in cloud
}

// Rain in equilibrium with polluted air gives SO2 back to clean air below it, never more than it holds.
TEST(WetDeposition, RainGivesWeaklySolubleGasBackToCleanAir) {
  const Window window = rainy(2.0 * millimetre_per_hour, false);
  auto state = window.template state<double>(
      species, 1, [](int k, int, int, int s, int) { return k > 5 && (s == SO2 || s == HNO3) ? 1e-8 : 0.0; });
  const auto made = rain_on(window, std::move(state), 600.0);
  EXPECT_GT(made.state.at(3, 1, 1)[SO2], 0.0);
  EXPECT_LT(made.state.at(3, 1, 1)[SO2], 1e-8);
  EXPECT_EQ(made.state.at(3, 1, 1)[HNO3], 0.0);
  EXPECT_GT(made.moved.of(Exchange::washed_out)[SO2], 0.0);
}

// At the ground the rain holds what its equilibrium with the air allows: c = H R T q n, SO2 being at the same
// mole fraction in a deep layer of air.
TEST(WetDeposition, RainOutOfUniformAirIsInEquilibriumWithIt) {
  const double rate = millimetre_per_hour, dt = 60.0;
  const Window window = rainy(rate, false);
  const auto made = rain_on(window, uniform<double>(window), dt);
  const double litres = rate * dt * window.grid.cell_area() * 9.0;
  const double partial_pressure = 1e-9 * 9.5e4 / 101325.0;                                       // atm
  const double most = gas_solubility("SO2").effective(283.15, 5.6) * partial_pressure * litres;  // mol
  EXPECT_LT(made.moved.of(Exchange::washed_out)[SO2], most);
  EXPECT_GT(made.moved.of(Exchange::washed_out)[SO2], 0.5 * most);
}

TEST(WetDeposition, SnowTakesParticlesAndAcidsOnly) {
  const Window window = rainy(millimetre_per_hour, false, 1, 268.15);
  const auto made = rain_on(window, uniform<double>(window), 600.0);
  EXPECT_LT(made.state.at(0, 1, 1)[PMC], 1e-9);
  EXPECT_LT(made.state.at(0, 1, 1)[HNO3], 1e-9);
  for (const int s : {SO2, NH3, H2O2}) EXPECT_EQ(made.moved.of(Exchange::washed_out)[s], 0.0);
}

template <class Real>
void expect_closed(double bar) {
  Window window = rainy(millimetre_per_hour, true, 2);
  Weather& w = window.weather.middle;
  for (std::size_t c = 0; c < window.grid.columns(); ++c) w.precipitation_rate[c] *= (c % 3) * 1.7;
  auto state = window.template state<Real>(species, 2, [&](int k, int j, int i, int s, int m) {
    return 1e-9 * scatter(window.grid.cell(k, j, i) * 31 + s * 2 + m);
  });
  const auto before = amount_in_window(state);
  const auto made = rain_on(window, std::move(state), 300.0, 40);
  const auto after = amount_in_window(made.state);
  double fallen = 0.0, washed = 0.0;
  for (int v = 0; v < species * 2; ++v) {
    const double out = made.moved.of(Exchange::washed_out)[v];
    EXPECT_NEAR((after[v] + out) / before[v], 1.0, bar) << v;
    if (v / 2 != CO) {
      EXPECT_GT(out, 1e-3 * before[v]) << v;
    }
    if (v / 2 >= ANO3) washed += out * table()[v / 2].molar_mass;
  }
  for (const double mass : made.dustfall.all) fallen += mass;
  EXPECT_NEAR(fallen / washed, 1.0, 1e-12);  // what the ledger has of particles, the columns have too
}
TEST(WetDeposition, KeepsAllMassToRoundOff) {
  expect_closed<float>(1e-12);  // each cell's loss is counted after its rounding
  expect_closed<double>(1e-12);
}

TEST(WetDeposition, WithoutRainNothingIsTouched) {
  const Window window = rainy(0.0, true);
  const auto made = rain_on(window, uniform<float>(window), 600.0);
  const auto before = uniform<float>(window);
  EXPECT_EQ(std::memcmp(made.state.mole_fraction.data(), before.mole_fraction.data(),
                        before.mole_fraction.size() * sizeof(float)),
            0);
}

TEST(WetDeposition, AMemberFullOfNaNLeavesTheOtherAlone) {
  const Window window = rainy(millimetre_per_hour, true, 2);
  auto poisoned = uniform<float>(window);
  for (int k = 0; k < window.grid.nz(); ++k)
    for (int s = 0; s < species; ++s)
      poisoned.at(k, 1, 1)[poisoned.layout.lane(s, 1)] = std::numeric_limits<float>::quiet_NaN();
  const auto sound = rain_on(window, uniform<float>(window), 600.0);
  const auto beside = rain_on(window, std::move(poisoned), 600.0);
  for (int k = 0; k < window.grid.nz(); ++k)
    for (int s = 0; s < species; ++s) {
      const int lane = window.layout.lane(s, 0);
      EXPECT_EQ(sound.state.at(k, 1, 1)[lane], beside.state.at(k, 1, 1)[lane]);
    }
  for (std::size_t c = 0; c < window.grid.columns(); ++c)
    EXPECT_EQ(sound.dustfall.all[2 * c], beside.dustfall.all[2 * c]);
}

// Marshall and Palmer at 1 mm/h: 0.895 mm, 3.51 m/s.
TEST(Rain, DropOfAMillimetreAnHour) {
  const RainDrop drop = rain_drop(millimetre_per_hour);
  EXPECT_NEAR(drop.diameter, 0.895e-3, 0.001e-3);
  EXPECT_NEAR(drop.fall_speed, 3.51, 0.01);
}

// Slinn's curve for a drop of about a millimetre: little between 0.1 and 1 um, most of what is above 5 um.
TEST(Rain, CollectsCoarseParticlesAndHardlyFineOnes) {
  const RainDrop drop = rain_drop(millimetre_per_hour);
  const auto efficiency = [&](double d) {
    const ParticleSize size{d, 1000.0};
    return collision_efficiency(drop, size, particle_motion(size, 283.0, 1e5), 283.0);
  };
  EXPECT_EQ(efficiency(5e-7), 0.02);
  EXPECT_GT(efficiency(2e-9), 2.0 * efficiency(4e-9));
  EXPECT_GT(efficiency(8e-6), 0.4);
  EXPECT_LT(efficiency(5e-5), 1.0 + 1e-15);
}

// H* at 298.15 K: SO2 at pH 5 1.3 (1 + 1300 + 8.6) = 1702; NH3 60 (1 + 1.7e-5 1e-5 / 1e-14) = 1.02e6.
TEST(GasSolubility, EqualsHandCounts) {
  EXPECT_NEAR(gas_solubility("SO2").effective(298.15, 5.0), 1702.5, 0.1);
  EXPECT_NEAR(gas_solubility("NH3").effective(298.15, 5.0), 1.02006e6, 10.0);
  EXPECT_GT(gas_solubility("HNO3").effective(298.15, 5.0), 1e11);
  // Ten degrees colder SO2 dissolves better: exp((2900 + 1960) (1/288.15 - 1/298.15)), but for the gas
  // itself.
  EXPECT_NEAR(gas_solubility("SO2").effective(288.15, 5.0) / gas_solubility("SO2").effective(298.15, 5.0),
              std::exp(4860.0 * (1.0 / 288.15 - 1.0 / 298.15)), 0.01);
  EXPECT_EQ(gas_solubility("CO").effective(298.15, 5.0), 0.0);
  EXPECT_EQ(gas_solubility("ISPX").effective(280.0, 5.0), 1.7e6);  // by its dry deposition
}

TEST(RainCloud, FillsItsPartOfEachLayerWhereItRains) {
  Window window = rainy(0.0, false);
  Weather& w = window.weather.middle;
  w.precipitation_rate[4] = millimetre_per_hour;
  w.precipitation_rate[5] = millimetre_per_hour;
  w.cloud_water[window.grid.cell(6, 1, 2)] = 1e-4;  // column 5 knows its own cloud
  fill_rain_cloud(window.grid, {.base = 900.0, .depth = 1000.0, .water = 3e-4}, w);
  EXPECT_EQ(w.cloud_water[window.grid.cell(8, 1, 1)], 0.0);
  EXPECT_NEAR(w.cloud_water[window.grid.cell(9, 1, 1)], 3e-4 * 230.0 / 330.0, 1e-18);
  EXPECT_NEAR(w.cloud_water[window.grid.cell(10, 1, 1)], 3e-4, 1e-18);
  EXPECT_NEAR(w.cloud_water[window.grid.cell(11, 1, 1)], 3e-4 * 320.0 / 620.0, 1e-18);
  EXPECT_EQ(w.cloud_water[window.grid.cell(10, 1, 2)], 0.0);
  EXPECT_EQ(w.cloud_water[window.grid.cell(10, 0, 0)], 0.0);
  EXPECT_EQ(w.drop_water[window.grid.cell(10, 1, 1)], w.cloud_water[window.grid.cell(10, 1, 1)]);
}

TEST(RainCloud, IsIceWhereItIsColderThanDropsAre) {
  Window window = rainy(0.0, false, 1, 257.0);
  Weather& w = window.weather.middle;
  w.precipitation_rate[4] = millimetre_per_hour;
  fill_rain_cloud(window.grid, {}, w);
  EXPECT_GT(w.cloud_water[window.grid.cell(10, 1, 1)], 0.0);
  for (const double drops : w.drop_water) EXPECT_EQ(drops, 0.0);
}

}  // namespace
