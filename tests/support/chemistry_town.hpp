/// A small window of different air for tests of the chemistry process.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <numbers>
#include <random>

#include "model/chemistry/gas_chemistry.hpp"
#include "tests/support/chemistry_box.hpp"

namespace lantian::tests {

/// Cells differ in temperature, humidity and pollution; members in their nitrogen oxides.
template <class Real>
struct Town {
  model::Grid grid;
  model::SpeciesTable table;
  model::State<Real> state;
  model::StepWeather weather;
  model::EmissionField emission;
  model::BoundaryValues boundary;
  model::aerosol::HeterogeneousRates uptake;
  model::chemistry::Sky sky;
  const model::LightFactors* light = nullptr;

  /// `nox`: factor on NO and NO2 of each member.
  explicit Town(const std::vector<double>& nox) {
    grid.nx = 10;
    grid.ny = 9;
    grid.dx = 2000.0;
    grid.layer_face = {0, 40, 120, 300, 800, 2000, 4000};
    std::vector<model::Species> species;
    for (const auto& s : cb6r3().species)
      if (!s.given)
        species.push_back({s.name, s.molar_mass, model::SpeciesKind::gas, s.atoms_of("N"), s.atoms_of("S")});
    species.push_back({"inert", 0.05});
    table = model::SpeciesTable(species);
    state = model::State<Real>(grid, table.size(), static_cast<int>(nox.size()));
    fill_weather();
    fill_air(nox);
  }

  void fill_weather() {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> share(0.0, 1.0);
    auto& w = weather.middle;
    for (std::size_t c = 0; c < grid.cells(); ++c) {
      w.air_temperature.push_back(268.0 + 40.0 * share(random));
      w.air_pressure.push_back(70000.0 + 31000.0 * share(random));
      w.relative_humidity.push_back(0.2 + 0.75 * share(random));
    }
    for (std::size_t c = 0; c < grid.columns(); ++c) {
      w.photolysis_factor.push_back(0.3 + 0.8 * share(random));
      sky.latitude.push_back(0.6 + 0.001 * share(random));
      sky.longitude.push_back(2.0 * std::numbers::pi * share(random));  // day here, night there
    }
    for (int k = 0; k < grid.nz(); ++k) sky.layer_altitude.push_back(grid.layer_centre(k));
    const auto amounts = model::air_amount(grid, w);
    state.air_amount.assign(amounts.begin(), amounts.end());
  }
  void fill_air(const std::vector<double>& nox) {
    const std::map<std::string, double> ppb{
        {"O3", 30},  {"NO", 5},   {"NO2", 15},  {"CO", 600},   {"SO2", 8},    {"FORM", 3},
        {"ALD2", 2}, {"PAR", 40}, {"OLE", 1},   {"TOL", 2},    {"XYLMN", 1},  {"ISOP", 1},
        {"ETH", 2},  {"HNO3", 1}, {"PAN", 0.5}, {"N2O5", 0.1}, {"HONO", 0.3}, {"inert", 7}};
    const int members = static_cast<int>(nox.size());
    std::mt19937 random(11);
    std::normal_distribution<double> spread(0.0, 0.7);
    for (int k = 0; k < grid.nz(); ++k)
      for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
          for (const auto& [name, amount] : ppb) {
            const double x = amount * 1e-9 * std::exp(spread(random));
            const bool is_nox = name == "NO" || name == "NO2";
            for (int m = 0; m < members; ++m)
              state.at(k, j, i)[state.layout.lane(table.at(name), m)] =
                  static_cast<Real>(is_nox ? x * nox[m] : x);
          }
    for (std::size_t c = 0; c < grid.cells() * members; ++c) {
      uptake.n2o5.push_back(1e-6 * static_cast<double>(1 + c / members % 300));
      uptake.no2.push_back(1e-7 * static_cast<double>(1 + c / members % 50));
    }
  }

  model::MassExchange advance(int steps = 2, model::InstructionSet set = model::fastest_instruction_set(),
                              model::chemistry::Tolerances tolerances = {}) {
    const model::chemistry::GasChemistry<Real> process(cb6r3(), table, sky, tolerances, {}, set);
    typename model::chemistry::GasChemistry<Real>::Scratch scratch{&uptake, light};
    model::MassExchange moved;
    for (int n = 0; n < steps; ++n)
      moved += process.advance(state, {weather, emission, boundary},
                               {1700000000 + 300 * n, model::Seconds(300.0)}, scratch);
    return moved;
  }
  /// All mole fractions of one member, cell by cell.
  std::vector<Real> member(int m) const {
    std::vector<Real> values;
    for (int k = 0; k < grid.nz(); ++k)
      for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
          for (int s = 0; s < table.size(); ++s) values.push_back(state.at(k, j, i)[state.layout.lane(s, m)]);
    return values;
  }
};

}  // namespace lantian::tests
