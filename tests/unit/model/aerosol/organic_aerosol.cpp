#include "model/aerosol/organic_aerosol.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "model/aerosol/aerosol_species.hpp"
#include "model/aerosol/organic_partition.hpp"
#include "model/grid/parallel.hpp"
#include "model/state/ledger.hpp"

namespace lantian::model::aerosol {
namespace {

using chemistry::Mechanism;

/// TOL and ISOP are only consumed; XYLMN is made again by another reaction.
Mechanism mechanism() {
  Mechanism m;
  for (const char* name : {"OH", "NO", "HO2", "RO2", "TOL", "ISOP", "XYLMN"}) m.species.push_back({name});
  const auto reaction = [&](int reactant, std::vector<chemistry::Term> products) {
    m.reactions.push_back({"", {{0, 1.0}, {reactant, 1.0}}, std::move(products), chemistry::Arrhenius{}});
  };
  reaction(4, {{2, 1.0}}), reaction(5, {{3, 1.0}}), reaction(6, {{2, 1.0}}), reaction(5, {{6, 0.1}});
  return m;
}

SpeciesTable species() {
  std::vector<Species> all = {{"OH", 17.007e-3},  {"NO", 30.006e-3},   {"HO2", 33.006e-3},  {"RO2", 87.1e-3},
                              {"TOL", 92.141e-3}, {"ISOP", 68.119e-3}, {"XYLMN", 106.17e-3}};
  for (const Species& s : aerosol_species()) all.push_back(s);
  for (const Species& s : volatility_species()) all.push_back(s);
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
      w.air_temperature.push_back(270.0 + 0.6 * static_cast<double>(c));
      w.air_pressure.push_back(100000.0 - 20.0 * static_cast<double>(c));
    }
  }
  Forcing forcing() const { return {weather, emission, boundary}; }
};

/// Organics of some 10 to 60 ug m-3, radicals of noon, differing from cell to cell and by variant.
double filling(const SpeciesTable& table, int s, int variant, int cell) {
  const std::string& name = table[s].name;
  const double wave = 1.0 + 0.1 * ((7 * s + 3 * variant + cell) % 11);
  if (name == "OH") return 3e-13 * wave;
  if (name == "HO2" || name == "RO2") return 2e-11 * wave;
  return (name == "NO" ? 1e-10 : 3e-10) * wave;
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

/// A step in which chemistry takes `share` of each precursor; `state` as it was before the step.
template <class Real>
MassExchange advanced(State<Real>& state, const Window& w, const SpeciesTable& table, double share,
                      typename OrganicAerosol<Real>::Scratch* kept = nullptr) {
  const OrganicAerosol<Real> process(table, mechanism());
  typename OrganicAerosol<Real>::Scratch scratch;
  process.remember(state, scratch);
  for (int k = 0; k < w.grid.nz(); ++k)
    for (int j = 0; j < w.grid.ny; ++j)
      for (int i = 0; i < w.grid.nx; ++i)
        for (const char* name : {"TOL", "ISOP", "XYLMN"})
          for (int m = 0; m < state.layout.members; ++m)
            state.at(k, j, i)[state.layout.lane(table.at(name), m)] *= static_cast<Real>(1.0 - share);
  const MassExchange moved = process.advance(state, w.forcing(), Interval{0, Seconds(600.0)}, scratch);
  if (kept) *kept = scratch;
  return moved;
}

/// kg of a member in the window of all species that the basis set moves.
double organic_mass(const std::vector<double>& moles, const Layout& l, const SpeciesTable& table, int m) {
  double sum = 0.0;
  for (const Species& one : volatility_species()) {
    const int s = table.at(one.name);
    sum += moles[l.lane(s, m)] * table[s].molar_mass;
  }
  return sum;
}

TEST(OrganicAerosol, PrecursorsAreThoseThatAreOnlyConsumed) {
  const OrganicAerosol<float> process(species(), mechanism());
  EXPECT_TRUE(process.is_active());
  EXPECT_EQ(process.precursors(), (std::vector<std::string>{"TOL", "ISOP"}));
}

TEST(OrganicAerosol, WithoutTheBasisSetItDoesNothing) {
  const Window w;
  const SpeciesTable table(aerosol_species());
  const OrganicAerosol<float> process(table, mechanism());
  EXPECT_FALSE(process.is_active());
  State<float> state = filled<float>(w, table, {0});
  const State<float> before = state;
  OrganicAerosol<float>::Scratch scratch;
  process.remember(state, scratch);
  EXPECT_TRUE(scratch.before.empty());
  EXPECT_EQ(process.advance(state, w.forcing(), Interval{0, Seconds(600.0)}, scratch).lanes(), 0);
  EXPECT_EQ(std::memcmp(state.mole_fraction.data(), before.mole_fraction.data(),
                        state.mole_fraction.size() * sizeof(float)),
            0);
}

TEST(OrganicAerosol, WhatIsThereMoreIsWhatFormedAndTheOxygenTakenUp) {
  const Window w;
  const SpeciesTable table = species();
  State<double> state = filled<double>(w, table, {0, 1, 2});
  const auto before = amount_in_window(state);
  OrganicAerosol<double>::Scratch scratch;
  advanced(state, w, table, 0.1, &scratch);
  const auto after = amount_in_window(state);
  for (int m = 0; m < 3; ++m) {
    const double all = organic_mass(after, state.layout, table, m);
    EXPECT_GT(scratch.formed[m], 0.0);
    EXPECT_GT(scratch.oxygen[m], 0.0);
    EXPECT_NEAR(
        (all - organic_mass(before, state.layout, table, m) - scratch.formed[m] - scratch.oxygen[m]) / all,
        0.0, 1e-13);  // rounding of sums
  }
}

TEST(OrganicAerosol, BooksWhatItMoved) {
  const Window w;
  const SpeciesTable table = species();
  State<double> state = filled<double>(w, table, {0, 1});
  State<double> reacted = state;  // precursors fall in the test's own "chemistry"
  Ledger ledger;
  ledger.initial = amount_in_window(state);
  ledger.moved = advanced(state, w, table, 0.1);
  ledger.final = amount_in_window(state);
  for (const Species& one : volatility_species())
    for (int m = 0; m < 2; ++m)
      EXPECT_LE(std::abs(ledger.relative_residual(state.layout.lane(table.at(one.name), m))), 1e-13)
          << one.name;
}

TEST(OrganicAerosol, YieldsOfOneReactionByHand) {
  const Window w;
  const SpeciesTable table = species();
  State<double> state(w.grid, table.size(), 1);
  const std::vector<double> air = air_amount(w.grid, w.weather.middle);
  state.air_amount.assign(air.begin(), air.end());
  const auto set = [&](const char* name, double value) { state.at(0, 0, 0)[table.at(name)] = value; };
  set("TOL", 2e-9), set("NO", 4e-10), set("HO2", 1e-11), set("RO2", 3e-11);
  advanced(state, w, table, 0.25);
  // 270 K: NO 2.7e-12 exp(360/T), HO2 1.9e-13 exp(1300/T), RO2 6.5e-14 exp(500/T).
  const double to_no = 2.7e-12 * std::exp(360.0 / 270.0) * 4e-10;
  const double to_ho2 = 1.9e-13 * std::exp(1300.0 / 270.0) * 1e-11;
  const double to_ro2 = 6.5e-14 * std::exp(500.0 / 270.0) * 3e-11;
  const double high = to_no / (to_no + to_ho2 + to_ro2);
  const double scale = 0.5e-9 * 92.141 / 200.0;  // mol of product per unit of yield by mass
  const auto both = [&](const char* vapour, const char* particle) {
    return state.at(0, 0, 0)[table.at(vapour)] + state.at(0, 0, 0)[table.at(particle)];
  };
  const auto yield = [&](double low, double with_no) {
    return scale * (high * with_no + (1.0 - high) * low);
  };
  EXPECT_NEAR(state.at(0, 0, 0)[table.at("AAVB0")] / yield(0.075, 0.003), 1.0, 1e-12);
  EXPECT_NEAR(both("VAVB1", "AAVB1") / yield(0.225, 0.165), 1.0, 1e-12);
  EXPECT_NEAR(both("VAVB2", "AAVB2") / yield(0.375, 0.300), 1.0, 1e-12);
  EXPECT_NEAR(both("VAVB3", "AAVB3") / yield(0.525, 0.435), 1.0, 1e-12);
  EXPECT_EQ(both("VBVB1", "ABVB1"), 0.0);
}

TEST(OrganicAerosol, AVapourAgesAtTheRateOfItsConstant) {
  const Window w;
  const SpeciesTable table = species();
  State<double> state(w.grid, table.size(), 1);
  const std::vector<double> air = air_amount(w.grid, w.weather.middle);
  state.air_amount.assign(air.begin(), air.end());
  state.at(0, 0, 0)[table.at("OH")] = 2e-13;
  state.at(0, 0, 0)[table.at("VIVPO")] = 1e-9;
  const double molecules = 100000.0 / (1.380649e-23 * 270.0) * 1e-6 * 2e-13;  // cm-3
  for (int step = 1; step <= 6; ++step) {
    advanced(state, w, table, 0.0);
    const double left = std::exp(-2e-11 * molecules * 600.0 * step);
    EXPECT_NEAR(state.at(0, 0, 0)[table.at("VIVPO")] / 1e-9, left, 1e-13);
  }
  // What left has grown by 40 % and, where it aged on, by 7.5 % a bin.
  const double lost = 1e-9 - state.at(0, 0, 0)[table.at("VIVPO")];
  double made = 0.0;
  for (const char* name : {"VAVB3", "AAVB3", "VAVB2", "AAVB2", "VAVB1", "AAVB1", "AAVB0"})
    made += state.at(0, 0, 0)[table.at(name)];
  EXPECT_GT(made, 1.4 * lost);
  EXPECT_LT(made, 1.4 * 1.075 * lost);
}

TEST(OrganicAerosol, DividesByTheAbsorbingMassOfAllOrganics) {
  const Window w;
  const SpeciesTable table = species();
  State<double> state = filled<double>(w, table, {0});
  advanced(state, w, table, 0.1);
  const double* x = state.at(1, 2, 3);
  const std::size_t cell = w.grid.cell(1, 2, 3);
  const double density =
      w.weather.middle.air_pressure[cell] / (8.31446261815324 * w.weather.middle.air_temperature[cell]);
  double organic = 0.0;
  for (const char* name :
       {"APOA", "ASOA", "AAVB0", "ABVB0", "AAVB1", "AAVB2", "AAVB3", "ABVB1", "ABVB2", "ASVPO"})
    organic += density * 0.2 * x[table.at(name)];
  for (const auto& bin : volatility_bins) {
    const double particle = x[table.at(bin.particle)], vapour = x[table.at(bin.vapour)];
    const double saturation = saturation_concentration(bin, w.weather.middle.air_temperature[cell]);
    EXPECT_NEAR(vapour / particle * organic / saturation, 1.0, 1e-12) << bin.particle;
  }
}

TEST(OrganicAerosol, GivesTheSameBitsForAnyThreadsAndMembers) {
  const Window w;
  const SpeciesTable table = species();
  const int threads = thread_count();
  set_thread_count(1);
  State<float> three = filled<float>(w, table, {0, 1, 2});
  advanced(three, w, table, 0.1);
  set_thread_count(3);
  for (int variant = 0; variant < 3; ++variant) {
    State<float> alone = filled<float>(w, table, {variant});
    advanced(alone, w, table, 0.1);
    for (int k = 0; k < w.grid.nz(); ++k)
      for (int j = 0; j < w.grid.ny; ++j)
        for (int i = 0; i < w.grid.nx; ++i)
          for (int s = 0; s < table.size(); ++s)
            EXPECT_EQ(alone.at(k, j, i)[s], three.at(k, j, i)[three.layout.lane(s, variant)]);
  }
  set_thread_count(threads);
}

}  // namespace
}  // namespace lantian::model::aerosol
