/// The volatility basis set: organic matter in bins by saturation concentration, what oxidation puts into
/// them, how their vapours age, how emitted organics are spread over them [Donahue2006].
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "model/state/species.hpp"

namespace lantian::model::aerosol {

/// Vapour and particle of one volatility.
struct VolatilityBin {
  std::string_view vapour, particle;
  double saturation;  // kg m-3 at 298 K, C*
  double enthalpy;    // J mol-1, of vaporisation
};

/// Temperature at which bins are named.
inline constexpr double basis_temperature = 298.0;  // K

/// Three bins of anthropogenic secondary matter, two of biogenic, one of primary. What is less volatile than
/// these (1 ug m-3 and below; of primary matter 10 and below) stands as AAVB0, ABVB0 and APOA and never
/// evaporates, nor does ASOA, aged matter from outside. Of biogenic matter what is more volatile (1000 ug
/// m-3) is not carried. C* of the secondary bins: [Tsimpidi2010]; of the primary one: mean logarithm of its
/// two bins of [Robinson2007]. Enthalpies: 30 kJ mol-1 for secondary [Tsimpidi2010], for primary that of its
/// C* [Shrivastava2011].
inline constexpr std::array volatility_bins{
    VolatilityBin{"VAVB1", "AAVB1", 10e-9, 30e3},   VolatilityBin{"VAVB2", "AAVB2", 100e-9, 30e3},
    VolatilityBin{"VAVB3", "AAVB3", 1000e-9, 30e3}, VolatilityBin{"VBVB1", "ABVB1", 10e-9, 30e3},
    VolatilityBin{"VBVB2", "ABVB2", 100e-9, 30e3},  VolatilityBin{"VSVPO", "ASVPO", 422e-9, 84e3}};
inline constexpr std::size_t volatility_bin_count = volatility_bins.size();

/// C* at a temperature over that at 298 K, by Clausius and Clapeyron: (298 K / T) exp(dH/R (1/298 K - 1/T)).
double volatility_ratio(double enthalpy, double temperature);
/// C* [kg m-3] at a temperature.
inline double saturation_concentration(const VolatilityBin& bin, double temperature) {
  return bin.saturation * volatility_ratio(bin.enthalpy, temperature);
}

/// A gas whose oxidation makes organic matter: mass made over mass reacted, of C* 1, 10, 100 and 1000 ug m-3.
struct OrganicPrecursor {
  std::string_view name;
  bool is_biogenic;
  std::array<double, 4> low_nox, high_nox;
};

/// [Tsimpidi2010] for its lumped aromatics (ARO1: toluene, benzene; ARO2: xylenes), isoprene and terpenes.
/// Alkanes beyond C12 are emitted as VIVPO; shorter ones (PAR) and alkenes make nothing.
inline constexpr std::array organic_precursors{
    OrganicPrecursor{"TOL", false, {0.075, 0.225, 0.375, 0.525}, {0.003, 0.165, 0.300, 0.435}},
    OrganicPrecursor{"BENZENE", false, {0.075, 0.225, 0.375, 0.525}, {0.003, 0.165, 0.300, 0.435}},
    OrganicPrecursor{"XYLMN", false, {0.075, 0.300, 0.375, 0.525}, {0.0015, 0.195, 0.300, 0.435}},
    OrganicPrecursor{"NAPH", false, {0.075, 0.300, 0.375, 0.525}, {0.0015, 0.195, 0.300, 0.435}},
    OrganicPrecursor{"ISOP", true, {0.009, 0.030, 0.015, 0.0}, {0.0003, 0.0225, 0.015, 0.0}},
    OrganicPrecursor{"TERP", true, {0.1073, 0.0918, 0.3587, 0.6075}, {0.012, 0.1215, 0.201, 0.507}},
    OrganicPrecursor{"APIN", true, {0.1073, 0.0918, 0.3587, 0.6075}, {0.012, 0.1215, 0.201, 0.507}}};
inline constexpr std::size_t organic_precursor_count = organic_precursors.size();

/// What a peroxy radical of these precursors meets first: rate constants [cm3 molecule-1 s-1] of TO2, the
/// radical of toluene, in the gas mechanism [Yarwood2010].
struct PeroxyRates {
  double with_no, with_ho2, with_ro2;
};
PeroxyRates peroxy_rates(double temperature);

/// A vapour that OH turns into a less volatile one, mass growing by the oxygen taken up.
struct Ageing {
  std::string_view from, to;  // gas; gas, or particle where it never evaporates again
  double rate;                // cm3 molecule-1 s-1, with OH
  double mass_ratio;          // 1 + mass of oxygen gained
};

/// Anthropogenic secondary vapours fall one bin and gain 7.5 % [Tsimpidi2010], biogenic ones do not age
/// [Lane2008]; primary vapours fall two decades and gain 40 % [Grieshop2009].
inline constexpr std::array organic_ageing{
    Ageing{"VIVPO", "VAVB3", 2e-11, 1.4}, Ageing{"VSVPO", "VAVB1", 2e-11, 1.4},
    Ageing{"VAVB3", "VAVB2", 1e-11, 1.075}, Ageing{"VAVB2", "VAVB1", 1e-11, 1.075},
    Ageing{"VAVB1", "AAVB0", 1e-11, 1.075}};

/// Parts of emitted primary organic mass, as inventories have it: particles of C* up to 10 ug m-3, the
/// semivolatile of 100 and 1000, and gases of 1e4 to 1e6, the last mass that no inventory counts. From the
/// shares .03 .06 .09 .14 | .18 .30 | .40 .50 .80 of C* 0.01 to 1e6 ug m-3 [Robinson2007].
struct PrimaryShare {
  std::string_view species;
  double per_primary;  // kg per kg of primary organic mass
};
inline constexpr std::array primary_shares{PrimaryShare{"APOA", 0.32}, PrimaryShare{"ASVPO", 0.48},
                                           PrimaryShare{"VIVPO", 1.70}};
inline constexpr std::string_view primary_organic = "APOA";

/// Species that a run with the volatility basis set carries beside those of aerosol_species().
std::vector<Species> volatility_species();

/// Whether `table` is such a run's.
bool has_volatility_basis(const SpeciesTable& table);

}  // namespace lantian::model::aerosol
