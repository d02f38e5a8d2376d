#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "model/aerosol/heterogeneous_rates.hpp"
#include "tests/support/mechanism_writers.hpp"

namespace {

using namespace lantian;

constexpr double avogadro = 6.02214076e23, gas_constant = 8.31446261815324;  // SI, exact

/// A rate constant as OpenAtmos v1 defines it: T [K], p [Pa], M [mol m-3] to SI.
using Definition = std::function<long double(long double T, long double p, long double M)>;

long double log10_squared(long double x) { return std::log10(x) * std::log10(x); }

long double nitrate_tendency(long double T, long double M, long double n) {  // M in molecule cm-3
  const long double a = 2e-22L * std::exp(n) * M, b = 0.43L * std::pow(T / 298.0L, -8.0L);
  return a / (1.0L + a / b) * std::pow(0.41L, 1.0L / (1.0L + log10_squared(a / b)));
}
long double molecules(long double moles_per_cubic_metre) { return moles_per_cubic_metre * avogadro * 1e-6L; }

/// Reads `reactions` of A (+ B), compares each constant over 200 ... 310 K and three pressures.
void expect_rates(const std::string& reactions, int reactant_molecules,
                  const std::vector<Definition>& definitions) {
  const tests::TemporaryFile file("law.yaml", R"(version: 1.0.0
name: laws
species:
- {name: M, is third body: true}
- {name: A, "molecular weight [kg mol-1]": 0.046}
- {name: B}
- {name: C}
reactions:
)" + reactions);
  const auto mechanism = io::read_mechanism(file.path);
  ASSERT_EQ(mechanism.reactions.size(), definitions.size());
  std::vector<double> temperatures;
  for (double T = 200.0; T <= 310.0; T += 2.5) temperatures.push_back(T);
  const double to_molecules = std::pow(avogadro * 1e-6, -(reactant_molecules - 1.0));
  for (const double pressure : {30000.0, 70000.0, 101325.0}) {
    const auto conditions = tests::air_of(temperatures, pressure, 0);
    const auto found = model::chemistry::rate_constants(mechanism, conditions);
    for (std::size_t cell = 0; cell < temperatures.size(); ++cell)
      for (std::size_t r = 0; r < definitions.size(); ++r) {
        const double T = temperatures[cell], M = pressure / (gas_constant * T);
        const double exact = static_cast<double>(definitions[r](T, pressure, M)) * to_molecules;
        // Elementary functions below 1.1 ulp, exponents to 50: some 1e-14.
        EXPECT_NEAR(found[cell * definitions.size() + r], exact, 1e-12 * exact)
            << mechanism.reactions[r].id << ' ' << T << " K " << pressure << " Pa";
      }
  }
}

const std::string one = "reactants: [{species name: A}], products: [{species name: B}], gas phase: gas";
const std::string two =
    "reactants: [{species name: A}, {species name: B}], products: [{species name: C}], gas phase: gas";

TEST(RateLaws, Arrhenius) {
  expect_rates("- {type: ARRHENIUS, A: 2.1e5, B: -1.7, C: 640, D: 290, E: 3.0e-6, " + two + "}\n" +
                   "- {type: ARRHENIUS, A: 7.0e6, Ea: 2.0e-20, " + two + "}\n- {type: ARRHENIUS, " + two +
                   "}\n",
               2,
               {[](auto T, auto p, auto) {
                  return 2.1e5L * std::exp(640.0L / T) * std::pow(T / 290.0L, -1.7L) * (1.0L + 3.0e-6L * p);
                },
                [](auto T, auto, auto) { return 7.0e6L * std::exp(-2.0e-20L / (1.380649e-23L * T)); },
                [](auto, auto, auto) { return 1.0L; }});
}

TEST(RateLaws, TroeAndChemicalActivation) {
  const std::string numbers =
      "k0_A: 4.5e4, k0_B: -3.2, k0_C: 120, kinf_A: 1.7e7, kinf_B: -0.4, kinf_C: 30, Fc: 0.5, N: 1.3, ";
  const auto k0 = [](long double T) { return 4.5e4L * std::pow(T / 300.0L, -3.2L) * std::exp(120.0L / T); };
  const auto kinf = [](long double T) { return 1.7e7L * std::pow(T / 300.0L, -0.4L) * std::exp(30.0L / T); };
  const auto width = [=](long double T, long double M) {
    return std::pow(0.5L, 1.0L / (1.0L + log10_squared(k0(T) * M / kinf(T)) / 1.3L));
  };
  expect_rates(
      "- {type: TROE, " + numbers + two + "}\n- {type: TERNARY_CHEMICAL_ACTIVATION, " + numbers + two + "}\n",
      2,
      {[=](auto T, auto, auto M) { return k0(T) * M / (1.0L + k0(T) * M / kinf(T)) * width(T, M); },
       [=](auto T, auto, auto M) { return k0(T) / (1.0L + k0(T) * M / kinf(T)) * width(T, M); }});
}

TEST(RateLaws, BothBranchesOfRO2WithNO) {
  // Z from M = 2.45e19 molecule cm-3 at 293 K, the 40.6832 mol m-3 of the format's definition.
  const auto share = [](long double T, long double M) {
    const long double A = nitrate_tendency(T, molecules(M), 6.0L);
    const long double Z = nitrate_tendency(293.0L, 2.45e19L, 6.0L) * (1.0L - 0.14L) / 0.14L;
    return A / (A + Z);
  };
  const auto whole = [](long double T) { return 1.6e6L * std::exp(-(-350.0L) / T); };
  expect_rates(
      "- {type: BRANCHED_NO_RO2, name: b, X: 1.6e6, Y: -350, a0: 0.14, n: 6, gas phase: gas,\n"
      "   reactants: [{species name: A}, {species name: B}],\n"
      "   alkoxy products: [{species name: B}], nitrate products: [{species name: C}]}\n",
      2,
      {[=](auto T, auto, auto M) { return whole(T) * (1.0L - share(T, M)); },
       [=](auto T, auto, auto M) { return whole(T) * share(T, M); }});
}

TEST(RateLaws, ABranchedReactionGivesItsShareAtTheReferencePoint) {  // a0 is the share at 293 K, 2.45e19
  const tests::TemporaryFile file(
      "share.yaml",
      "version: 1.0.0\nname: b\nspecies: [{name: M}, {name: A}, {name: B}, {name: C}]\n"
      "reactions:\n- {type: BRANCHED_NO_RO2, X: 1.0e6, a0: 0.2, n: 4, gas phase: gas,\n"
      "   reactants: [{name: A}, {name: B}], alkoxy products: [{name: B}],\n"
      "   nitrate products: [{name: C}]}\n");
  const auto mechanism = io::read_mechanism(file.path);
  auto conditions = tests::air_of({293.0}, 1e5, 0);
  std::fill_n(conditions.given.begin(), conditions.padded(), 2.45e19);
  const auto found = model::chemistry::rate_constants(mechanism, conditions);
  EXPECT_NEAR(found[1] / (found[0] + found[1]), 0.2, 1e-14);  // round-off
  EXPECT_EQ(mechanism.reactions[0].id, "1.alkoxy");
  EXPECT_EQ(mechanism.reactions[1].products, (std::vector<model::chemistry::Term>{{3, 1.0}}));
}

TEST(RateLaws, Tunneling) {
  expect_rates("- {type: TUNNELING, A: 3.0e9, B: 9000, C: 1.0e8, " + one + "}\n", 1, {[](auto T, auto, auto) {
                 return 3.0e9L * std::exp(-9000.0L / T) * std::exp(1.0e8L / (T * T * T));
               }});
}

TEST(RateLaws, TaylorSeries) {
  expect_rates(
      "- {type: TAYLOR_SERIES, A: 2.0e5, B: 1.5, C: -100, D: 298, E: 1.0e-6, taylor coefficients: [0.3, "
      "-0.002, "
      "7.0e-6], " +
          two + "}\n- {type: TAYLOR_SERIES, A: 4.0e5, " + two + "}\n",
      2,
      {[](auto T, auto p, auto) {
         return (0.3L - 0.002L * T + 7.0e-6L * T * T) * 2.0e5L * std::exp(-100.0L / T) *
                std::pow(T / 298.0L, 1.5L) * (1.0L + 1.0e-6L * p);
       },
       [](auto, auto, auto) { return 4.0e5L; }});
}

/// k = 4 N pi r^2/(r/D + 4/(v gamma)), v = sqrt(8 R T/(pi MW)), as the format defines it.
TEST(RateLaws, SurfaceUptake) {
  constexpr double N = 3e9, r = 1.5e-7, D = 1.2e-5, gamma = 0.02, molar_mass = 0.108,
                   pi = 3.14159265358979323846;
  for (const double T : {200.0, 255.0, 310.0}) {
    const double v = std::sqrt(8.0 * gas_constant * T / (pi * molar_mass));
    const double exact = 4.0 * N * pi * r * r / (r / D + 4.0 / (v * gamma));
    EXPECT_NEAR(model::aerosol::uptake_rate(gamma, 4.0 * pi * r * r * N, r, molar_mass, T, D), exact,
                1e-14 * exact);
  }
}

}  // namespace
