/// Equilibrium constants and Kusik-Meissner parameters of the inorganic aerosol.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::aerosol {

/// ln K(T) = ln K298 + a (T0/T - 1) + b (1 + ln(T0/T) - T0/T), T0 = 298.15 K: a = -dH0/(R T0), b = -dCp0/R.
struct EquilibriumConstant {
  double at_298;  // mol kg-1 and atm to the powers of the reaction
  double a, b;
};

// [FountoukisNenes2007]
static constexpr EquilibriumConstant bisulfate_dissociation{1.015e-2, 8.85, 25.14};  // HSO4- = H+ + SO4--
static constexpr EquilibriumConstant ammonia_dissolution{57.639, 13.79, -5.393};     // NH3(g) = NH3(aq)
static constexpr EquilibriumConstant ammonia_hydrolysis{1.805e-5, -1.50, 26.92};     // + H2O = NH4+ + OH-
static constexpr EquilibriumConstant water_dissociation{1.010e-14, -22.52, 26.92};
static constexpr EquilibriumConstant hydrogen_chloride{1.971e6, 30.20, 19.91};  // HCl(g) = H+ + Cl-
static constexpr EquilibriumConstant nitric_acid{2.511e6, 29.17, 16.83};        // HNO3(g) = H+ + NO3-
static constexpr EquilibriumConstant ammonium_nitrate_vapour{5.746e-17, -74.38, 6.120};  // NH4NO3(s), atm2

static constexpr double reference_temperature = 298.15;  // K
static constexpr double gas_constant_atm = 8.20567e-5;   // m3 atm mol-1 K-1: goes with these constants

/// Pairs of one cation and one anion with a Kusik-Meissner parameter.
enum Pair {
  H_SO4,
  H_HSO4,
  H_NO3,
  H_Cl,
  NH4_SO4,
  NH4_NO3,
  NH4_Cl,
  Na_SO4,
  Na_NO3,
  Na_Cl,
  K_SO4,
  K_NO3,
  K_Cl,
  Ca_NO3,
  Ca_Cl,
  Mg_SO4,
  Mg_NO3,
  Mg_Cl,
  pair_count
};

/// q of each pair and z+ z- [KusikMeissner1978; FountoukisNenes2007].
static constexpr double kusik_meissner_q[pair_count] = {-0.1, 8.0,   2.6,   6.0,  -0.25, -1.15,
                                                        0.82, -0.19, -0.39, 2.23, -0.25, -2.33,
                                                        0.92, 0.93,  2.4,   0.15, 2.32,  2.9};
static constexpr double charge_product[pair_count] = {2, 1, 1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2, 2, 4, 2, 2};

static constexpr double largest_ionic_strength = 100.0;  // mol kg-1: coefficients stay constant beyond it

}  // namespace lantian::model::aerosol
