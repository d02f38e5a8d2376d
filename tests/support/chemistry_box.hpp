/// A box of air for tests of the gas chemistry: conditions, densities, sources, and the reference's files.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "io/mechanism.hpp"
#include "model/chemistry/solver.hpp"
#include "tests/support/places.hpp"

namespace lantian::tests {

using model::chemistry::Mechanism;

inline const Mechanism& cb6r3() {
  static const Mechanism mechanism =
      io::read_mechanism((tests::source_root() / "data/mechanisms/cb6r3.yaml").string());
  return mechanism;
}

using Row = std::vector<std::string>;

/// Fields of a plain CSV; a quoted field may hold commas.
inline std::vector<Row> read_csv(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    Row row{""};
    bool quoted = false;
    for (const char c : line) {
      if (c == '"')
        quoted = !quoted;
      else if (c == ',' && !quoted)
        row.emplace_back();
      else if (c != '\r')
        row.back() += c;
    }
    rows.push_back(row);
  }
  return rows;
}

/// Constant conditions; densities in molecule cm-3, rates in s-1.
struct Condition {
  double temperature = 298.15, pressure = 101325.0;
  std::map<std::string, double> given, photolysis, user, initial, emission;

  static Condition read(const std::filesystem::path& path) {
    std::ifstream file(path);
    const auto json = nlohmann::json::parse(file);
    Condition c;
    c.temperature = json.at("temperature_K");
    c.pressure = json.at("pressure_Pa");
    c.given = json.at("fixed_molecule_cm3").get<std::map<std::string, double>>();
    c.photolysis = json.at("j_s1").get<std::map<std::string, double>>();
    c.user = json.at("user_s1").get<std::map<std::string, double>>();
    c.initial = json.at("initial_molecule_cm3").get<std::map<std::string, double>>();
    c.emission = json.at("emission_molecule_cm3_s").get<std::map<std::string, double>>();
    return c;
  }
};

/// The mechanism with one constant source for each emitted species, as a reaction without reactants.
inline Mechanism with_sources(Mechanism mechanism, const std::map<std::string, double>& emission) {
  for (const auto& [name, rate] : emission)
    mechanism.reactions.push_back(
        {"E_" + name, {}, {{*mechanism.find(name), 1.0}}, model::chemistry::UserDefined{"E_" + name}});
  return mechanism;
}

inline model::chemistry::Conditions conditions_of(const Condition& c,
                                                  const std::vector<std::string>& photolysis_names) {
  model::chemistry::Conditions conditions;
  conditions.resize(1, photolysis_names.size());
  const std::size_t n = conditions.padded();
  std::fill(conditions.temperature.begin(), conditions.temperature.end(), c.temperature);
  std::fill(conditions.pressure.begin(), conditions.pressure.end(), c.pressure);
  for (std::size_t g = 0; g < model::chemistry::given_names.size(); ++g)
    std::fill_n(conditions.given.begin() + g * n, n,
                c.given.at(std::string(model::chemistry::given_names[g])));
  for (std::size_t p = 0; p < photolysis_names.size(); ++p)
    std::fill_n(conditions.photolysis.begin() + p * n, n, c.photolysis.at(photolysis_names[p]));
  return conditions;
}

/// One cell, advanced by calls of the solver.
template <class Real>
struct Box {
  Mechanism mechanism;
  model::chemistry::Solver<Real> solver;
  std::vector<Real> rates, state, user;
  typename model::chemistry::Solver<Real>::Scratch scratch;
  model::chemistry::Outcome outcome{};

  Box(const Mechanism& bare, const Condition& c, model::chemistry::Tolerances tolerances = {},
      model::InstructionSet set = model::fastest_instruction_set())
      : mechanism(with_sources(bare, c.emission)), solver(mechanism, tolerances, set) {
    set_condition(c);
    for (const int s : solver.tables().species) {
      const auto initial = c.initial.find(mechanism.species[s].name);
      state.push_back(static_cast<Real>(initial == c.initial.end() ? 0.0 : initial->second));
    }
  }
  void set_condition(const Condition& c) {
    const auto conditions = conditions_of(c, solver.rate_tables().photolysis_names);
    rates.resize(conditions.padded() * solver.rates());
    solver.evaluate_rates(conditions, rates, scratch);
    user.clear();
    for (const int source : solver.rate_tables().user_source) {
      const std::string& name = solver.rate_tables().user_names[source];
      user.push_back(
          static_cast<Real>(name.starts_with("E_") ? c.emission.at(name.substr(2)) : c.user.at(name)));
    }
  }
  void advance(double interval) {
    const std::int32_t cell = 0;
    solver.solve({state, rates, {&cell, 1}, user, {&outcome, 1}, {}, {}, {}, {}, {}}, interval, scratch);
  }
  Real& operator[](const std::string& name) {
    const auto& order = solver.tables().species;
    const auto at = std::find(order.begin(), order.end(), *mechanism.find(name));
    return state[at - order.begin()];
  }
};

}  // namespace lantian::tests
