#include "model/aerosol/aerosol.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "model/grid/parallel.hpp"
#include "model/state/ledger.hpp"

namespace lantian::model::aerosol {
namespace {

SpeciesTable species() {
  std::vector<Species> all = {{"SULF", 98.072e-3, SpeciesKind::gas, 0.0, 1.0},
                              {"HNO3", 63.012e-3, SpeciesKind::gas, 1.0, 0.0},
                              {"O3", 47.997e-3}};
  for (const Species& s : aerosol_species()) all.push_back(s);
  return SpeciesTable(all);
}

struct Window {
  Grid grid{.nx = 5, .ny = 4, .dx = 2000.0, .layer_face = {0, 20, 60, 140}};
  StepWeather weather;
  EmissionField emission;
  BoundaryValues boundary;

  Window() {
    Weather& w = weather.middle;
    for (std::size_t c = 0; c < grid.cells(); ++c) {
      w.air_temperature.push_back(270.0 + 0.3 * static_cast<double>(c));
      w.air_pressure.push_back(100000.0 - 20.0 * static_cast<double>(c));
      w.relative_humidity.push_back(0.3 + 0.01 * static_cast<double>(c));
    }
  }
  Forcing forcing() const { return {weather, emission, boundary}; }
};

/// Mole fraction in a member, cell and species; some 20 to 60 ug m-3 in all.
double filling(const SpeciesTable& table, int s, int variant, int cell) {
  const double base = table[s].name == "SULF" ? 1e-11 : table[s].name == "NH3" ? 8e-9 : 1.5e-9;
  return base * (1.0 + 0.1 * ((7 * s + 3 * variant + cell) % 11));
}

template <class Real>
State<Real> filled(const Window& w, const SpeciesTable& table, const std::vector<int>& variants) {
  State<Real> state(w.grid, table.size(), static_cast<int>(variants.size()));
  const std::vector<double> air = air_amount(w.grid, w.weather.middle);
  state.air_amount.assign(air.begin(), air.end());
  int cell = 0;
  for (int k = 0; k < w.grid.nz(); ++k)
    for (int j = 0; j < w.grid.ny; ++j)
      for (int i = 0; i < w.grid.nx; ++i, ++cell)
        for (int s = 0; s < table.size(); ++s)
          for (std::size_t m = 0; m < variants.size(); ++m)
            state.at(k, j, i)[state.layout.lane(s, static_cast<int>(m))] =
                static_cast<Real>(filling(table, s, variants[m], cell));
  return state;
}

template <class Real>
MassExchange advanced(State<Real>& state, const Window& w, const SpeciesTable& table,
                      typename Aerosol<Real>::Scratch* kept = nullptr) {
  typename Aerosol<Real>::Scratch scratch;
  const MassExchange e =
      Aerosol<Real>(table).advance(state, w.forcing(), Interval{0, Seconds(300.0)}, scratch);
  if (kept) *kept = scratch;
  return e;
}

TEST(AerosolProcess, HasTheShapeOfAProcess) {
  EXPECT_TRUE((Process<Aerosol<float>, float>));
  EXPECT_TRUE((Process<Aerosol<double>, double>));
}

TEST(AerosolProcess, KeepsNitrogenSulfurAndChlorine) {
  const Window w;
  const SpeciesTable table = species();
  State<double> state = filled<double>(w, table, {0, 1, 2});
  const auto before = amount_in_window(state);
  advanced(state, w, table);
  const auto after = amount_in_window(state);
  const auto pair_kept = [&](const char* gas, const char* particle) {
    for (int m = 0; m < 3; ++m) {
      const int g = state.layout.lane(table.at(gas), m), p = state.layout.lane(table.at(particle), m);
      EXPECT_NEAR((after[g] + after[p]) / (before[g] + before[p]), 1.0, 1e-14) << gas;  // rounding of sums
      EXPECT_NE(after[p], before[p]) << particle;
    }
  };
  pair_kept("SULF", "ASO4");
  pair_kept("HNO3", "ANO3");
  pair_kept("NH3", "ANH4");
  pair_kept("HCL", "ACL");
  EXPECT_EQ(after[state.layout.lane(table.at("SULF"), 0)], 0.0);
  EXPECT_EQ(after[state.layout.lane(table.at("ASOIL"), 0)], before[state.layout.lane(table.at("ASOIL"), 0)]);
}

TEST(AerosolProcess, BooksWhatItMoved) {
  const Window w;
  const SpeciesTable table = species();
  State<float> state = filled<float>(w, table, {0, 1});
  Ledger ledger;
  ledger.initial = amount_in_window(state);
  ledger.moved = advanced(state, w, table);
  ledger.final = amount_in_window(state);
  for (int lane = 0; lane < table.size() * 2; ++lane) {
    EXPECT_LE(std::abs(ledger.relative_residual(lane)), 1e-7) << lane;  // float's rounding of the gas
    EXPECT_GE(ledger.moved.of(Exchange::produced)[lane], 0.0);
    EXPECT_GE(ledger.moved.of(Exchange::lost)[lane], 0.0);
  }
}

TEST(AerosolProcess, DoesNothingTheSecondTime) {
  const Window w;
  const SpeciesTable table = species();
  State<double> state = filled<double>(w, table, {0});
  advanced(state, w, table);
  const State<double> once = state;
  advanced(state, w, table);
  for (std::size_t n = 0; n < state.mole_fraction.size(); ++n)
    EXPECT_NEAR(state.mole_fraction[n], once.mole_fraction[n], 1e-6 * 3e-9);  // totals alone decide
}

TEST(AerosolProcess, CountsItsSolves) {
  const Window w;
  const SpeciesTable table = species();
  State<float> state = filled<float>(w, table, {0, 1, 2});
  Aerosol<float>::Scratch scratch;
  advanced(state, w, table, &scratch);
  EXPECT_EQ(scratch.solved, 3 * 5 * 4 * 3);
  EXPECT_EQ(scratch.unconverged, 0);
}

TEST(AerosolProcess, GivesTheSameBitsForAnyThreadsAndMembers) {
  const Window w;
  const SpeciesTable table = species();
  const int threads = thread_count();
  set_thread_count(1);
  State<float> three = filled<float>(w, table, {0, 1, 2});
  const MassExchange booked = advanced(three, w, table);
  for (const int t : {2, 3, 7}) {
    set_thread_count(t);
    State<float> again = filled<float>(w, table, {0, 1, 2});
    const MassExchange e = advanced(again, w, table);
    EXPECT_EQ(0, std::memcmp(again.mole_fraction.data(), three.mole_fraction.data(),
                             three.mole_fraction.size() * 4));
    for (int lane = 0; lane < three.layout.lanes; ++lane)
      EXPECT_EQ(e.of(Exchange::produced)[lane], booked.of(Exchange::produced)[lane]);
  }
  State<float> permuted = filled<float>(w, table, {2, 0, 1}), alone = filled<float>(w, table, {1});
  advanced(permuted, w, table);
  advanced(alone, w, table);
  set_thread_count(threads);
  for (int s = 0; s < table.size(); ++s)
    for (int i = 0; i < w.grid.nx; ++i) {
      const float* t = three.at(1, 2, i);
      EXPECT_EQ(t[three.layout.lane(s, 1)], alone.at(1, 2, i)[alone.layout.lane(s, 0)]);
      EXPECT_EQ(t[three.layout.lane(s, 1)], permuted.at(1, 2, i)[permuted.layout.lane(s, 2)]);
      EXPECT_EQ(t[three.layout.lane(s, 2)], permuted.at(1, 2, i)[permuted.layout.lane(s, 0)]);
    }
}

TEST(AerosolProcess, LeavesPadAndRimAlone) {
  const Window w;
  const SpeciesTable table = species();
  State<float> state = filled<float>(w, table, {0});
  advanced(state, w, table);
  for (int lane = table.size(); lane < state.layout.lanes; ++lane) EXPECT_EQ(state.at(0, 0, 0)[lane], 0.0f);
  for (int lane = 0; lane < state.layout.lanes; ++lane) EXPECT_EQ(state.at(0, -1, 0)[lane], 0.0f);
}

}  // namespace
}  // namespace lantian::model::aerosol
