/// A mechanism written out in the formats that are read, and its rate constants, for tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "io/mechanism.hpp"
#include "model/chemistry/rate_range.hpp"
#include "model/chemistry/solver.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::tests {

using namespace model::chemistry;

/// A file of this test alone, gone afterwards.
struct TemporaryFile {
  std::filesystem::path path;
  TemporaryFile(const std::string& name, const std::string& text)
      : path(std::filesystem::temp_directory_path() / ("lantian-" + std::to_string(getpid()) + "-" + name)) {
    std::ofstream(path) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path); }
};

inline std::string digits(double x) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", x);
  return text;
}

/// Air of temperatures [K] at one pressure [Pa], half saturated; photolysis rates 1e-3, 2e-3, ... s-1.
inline Conditions air_of(const std::vector<double>& temperatures, double pressure, std::size_t photolysis) {
  Conditions c;
  c.resize(temperatures.size(), photolysis);
  const std::size_t n = c.padded();
  for (std::size_t cell = 0; cell < n; ++cell) {
    c.temperature[cell] = temperatures[std::min(cell, temperatures.size() - 1)];
    c.pressure[cell] = pressure;
    const auto given = given_densities(c.temperature[cell], pressure, 0.5, {});
    for (std::size_t g = 0; g < given.size(); ++g) c.given[g * n + cell] = given[g];
    for (std::size_t p = 0; p < photolysis; ++p)
      c.photolysis[p * n + cell] = 1e-3 * static_cast<double>(p + 1);
  }
  return c;
}

/// OpenAtmos v1 as JSON, for laws of the carbon-bond family.
inline std::string json_of(const Mechanism& m) {
  using Json = nlohmann::ordered_json;
  const double molecules = model::constants::avogadro * 1e-6;
  Json species = Json::array(), members = Json::array(), reactions = Json::array();
  for (const auto& s : m.species) {
    species.push_back({{"name", s.name}, {"molecular weight [kg mol-1]", s.molar_mass}});
    members.push_back({{"name", s.name}});
  }
  const auto side = [&](const std::vector<Term>& terms) {
    Json all = Json::array();
    for (const Term& t : terms)
      all.push_back({{"species name", m.species[t.species].name}, {"coefficient", t.coefficient}});
    return all;
  };
  for (const auto& r : m.reactions) {
    double order = 0.0;
    for (const Term& t : r.reactants) order += t.coefficient;
    const double k = std::pow(molecules, order - 1.0);
    Json one{{"__id", r.id},
             {"gas phase", "gas"},
             {"reactants", side(r.reactants)},
             {"products", side(r.products)}};
    if (const auto* a = std::get_if<Arrhenius>(&r.rate))
      one.update(
          {{"type", "ARRHENIUS"}, {"A", a->A * k}, {"B", a->B}, {"C", a->C}, {"D", a->D}, {"E", a->E}});
    else if (const auto* t = std::get_if<Troe>(&r.rate))
      one.update({{"type", "TROE"},
                  {"k0_A", t->k0_A * (k * molecules)},
                  {"k0_B", t->k0_B},
                  {"k0_C", t->k0_C},
                  {"kinf_A", t->kinf_A * k},
                  {"kinf_B", t->kinf_B},
                  {"kinf_C", t->kinf_C},
                  {"Fc", t->Fc},
                  {"N", t->N}});
    else if (const auto* j = std::get_if<Photolysis>(&r.rate))
      one.update({{"type", "PHOTOLYSIS"}, {"name", j->name}, {"scaling factor", j->scaling}});
    else
      one.update({{"type", "USER_DEFINED"}, {"name", std::get<UserDefined>(r.rate).name}});
    reactions.push_back(one);
  }
  return Json{{"version", "1.0.0"},
              {"name", m.name},
              {"species", species},
              {"phases", {{{"name", "gas"}, {"species", members}}}},
              {"reactions", reactions}}
      .dump(1);
}

inline std::string kpp_rate_of(const RateLaw& rate) {
  if (const auto* a = std::get_if<Arrhenius>(&rate))
    return "ARR_abc(" + digits(a->A) + ", " + digits(-a->C) + ", " + digits(a->B) + ")";
  if (const auto* j = std::get_if<Photolysis>(&rate)) return digits(j->scaling) + "*J(" + j->name + ")";
  if (const auto* user = std::get_if<UserDefined>(&rate)) return user->name;
  const Troe& t = std::get<Troe>(rate);
  if (t.N == 1.0)
    return "FALL(" + digits(t.k0_A) + ", " + digits(-t.k0_C) + ", " + digits(t.k0_B) + ", " +
           digits(t.kinf_A) + ", " + digits(-t.kinf_C) + ", " + digits(t.kinf_B) + ", " + digits(t.Fc) + ")";
  // Any other width is written out.
  const auto law = [](double A, double B, double C) {
    return digits(A) + "*(TEMP/300.0)**(" + digits(B) + ")*EXP(" + digits(C) + "/TEMP)";
  };
  const std::string low = law(t.k0_A, t.k0_B, t.k0_C) + "*M";
  const std::string x = "(" + low + "/(" + law(t.kinf_A, t.kinf_B, t.kinf_C) + "))";
  return low + "/(1.0_dp + " + x + ")*" + digits(t.Fc) + "**(" + digits(t.N) + "/(" + digits(t.N) +
         " + LOG10" + x + "**2))";
}

/// The same in the language of KPP, with every species' atoms where they are known; `as_hydrogen`: as many
/// atoms of hydrogen as weigh the species' molar mass, for lumped species that a run must weigh.
inline std::string kpp_of(const Mechanism& m, bool as_hydrogen = false) {
  constexpr double hydrogen = 1.008e-3;  // kg mol-1

  std::string text = "{ written by a test }\n#INCLUDE atoms.kpp\n";
  for (const auto& s : m.species) {
    text += s.given ? "#DEFFIX\n" : "#DEFVAR\n";
    std::string atoms;
    for (const auto& [element, count] : s.atoms)
      atoms += (atoms.empty() ? "" : " + ") + digits(count) + " " + element;
    if (as_hydrogen && s.molar_mass > 0.0) atoms = digits(s.molar_mass / hydrogen) + " H";
    text += s.name + " = " + (atoms.empty() ? "IGNORE" : atoms) + " ; // " + digits(s.molar_mass) + "\n";
  }
  text += "#EQUATIONS\n";
  for (const auto& r : m.reactions) {
    std::string left, right;
    for (const Term& t : r.reactants)
      left += (left.empty() ? "" : " + ") + digits(t.coefficient) + " " + m.species[t.species].name;
    if (std::holds_alternative<Photolysis>(r.rate)) left += " + hv";
    for (const Term& t : r.products)
      right += std::string(t.coefficient < 0 ? " - "
                           : right.empty()   ? ""
                                             : " + ") +
               digits(std::fabs(t.coefficient)) + " " + m.species[t.species].name;
    text += "<" + r.id + "> " + left + " = " + (right.empty() ? "PROD" : right) + " : " +
            kpp_rate_of(r.rate) + " ;\n";
  }
  return text;
}

}  // namespace lantian::tests
