#include "model/deposition/gas_solubility.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/deposition/gas_properties.hpp"

namespace lantian::model {
namespace {

struct Row {
  std::string_view species;
  GasSolubility solubility;
};

// Henry constants and their slopes from the compilation [Sander2015], dissociation from [Seinfeld2016, table
// 7.4]. N2O5, sulfuric and hydrochloric acid stand as nitric acid does: all of it dissolves.
constexpr GasSolubility acid{
    .henry = 2.1e5, .enthalpy = 8700.0, .first = 15.4, .irreversible = true, .sticks_to_ice = true};
constexpr std::array rows{
    Row{"HNO3", acid},
    Row{"N2O5", acid},
    Row{"SULF", acid},
    Row{"HCL", acid},
    Row{"H2O2", {.henry = 8.3e4, .enthalpy = 7400.0, .irreversible = true}},
    Row{"NH3",
        {.henry = 60.0,
         .enthalpy = 4200.0,
         .first = 1.7e-5,
         .first_slope = -450.0,
         .base = true,
         .irreversible = true}},
    Row{"SO2",
        {.henry = 1.3,
         .enthalpy = 2900.0,
         .first = 1.3e-2,
         .first_slope = 1960.0,
         .second = 6.6e-8,
         .second_slope = 1500.0}},
    Row{"HONO", {.henry = 49.0, .enthalpy = 4900.0, .first = 5.1e-4, .first_slope = -1260.0}},
    Row{"FACD", {.henry = 8.9e3, .enthalpy = 6100.0, .first = 1.8e-4, .first_slope = -20.0}},
    Row{"AACD", {.henry = 4.1e3, .enthalpy = 6200.0, .first = 1.75e-5, .first_slope = 10.0}},
    Row{"PNA", {.henry = 1.2e4, .enthalpy = 6900.0}},
    Row{"FORM", {.henry = 3.2e3, .enthalpy = 6800.0}},
    Row{"ALD2", {.henry = 13.0, .enthalpy = 5800.0}},
    Row{"MEPX", {.henry = 300.0, .enthalpy = 5300.0}},
    Row{"PACD", {.henry = 840.0, .enthalpy = 5300.0}},
    Row{"PAN", {.henry = 2.8, .enthalpy = 5700.0}},
    Row{"O3", {.henry = 1.0e-2, .enthalpy = 2800.0}},
    Row{"NO2", {.henry = 1.2e-2, .enthalpy = 2400.0}},
    Row{"NO", {.henry = 1.9e-3, .enthalpy = 1600.0}}};

}  // namespace

double GasSolubility::effective(double T, double ph) const {
  const double warmth = 1.0 / T - 1.0 / 298.15;
  const double hydrogen = std::pow(10.0, -ph);  // M
  double shares = 1.0;
  if (first > 0.0) {
    const double K = first * std::exp(first_slope * warmth);
    // Kw = 1.0e-14 M2 at 298 K, -6710 K [Seinfeld2016, table 7.4]
    const double over = base ? hydrogen / (1e-14 * std::exp(-6710.0 * warmth)) : 1.0 / hydrogen;
    shares += K * over * (1.0 + second * std::exp(second_slope * warmth) * over);
  }
  return henry * std::exp(enthalpy * warmth) * shares;
}

GasSolubility gas_solubility(std::string_view species) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.species == species; });
  if (row != rows.end()) return row->solubility;
  return {.henry = gas_uptake(species).value_or(GasUptake{}).henry};
}

}  // namespace lantian::model
