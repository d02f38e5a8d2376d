/// Solubility, vapour and deliquescence of the solid salts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>

#include "model/aerosol/binary_molality.hpp"
#include "model/aerosol/thermodynamic_data.hpp"

namespace lantian::model::aerosol {

/// Molal solubility products of salts that can precipitate from a solution [FountoukisNenes2007]; at_298 is 0
/// for those that never limit anything (Ca and Mg salts, dissolved as soon as there is water).
constexpr EquilibriumConstant solubility(Salt salt) {
  switch (salt) {
    case Na2SO4:
      return {0.4799, 0.98, 39.50};
    case NH42SO4:
      return {1.817, -2.65, 38.57};
    case NaCl:
      return {37.661, -1.56, 16.90};
    case NaNO3:
      return {11.977, -8.22, 16.01};
    case NaHSO4:
      return {2.413e4, 0.79, 14.746};
    case NH4HSO4:
      return {138.2, -2.87, 15.83};
    case letovicite:
      return {29.268, -5.19, 54.40};
    case K2SO4:
      return {1.569e-2, -9.585, 45.81};
    case KHSO4:
      return {24.016, -8.423, 17.96};
    case KNO3:
      return {0.872, -14.08, 19.39};
    case KCl:
      return {8.680, -6.902, 19.95};
    default:
      return {0.0, 0.0, 0.0};
  }
}

static constexpr EquilibriumConstant ammonium_chloride_vapour{1.086e-16, -71.00, 2.400};  // NH4Cl(s), atm2
/// NH4NO3(s) beside crustal salts, as the older model has it [atm2].
static constexpr EquilibriumConstant ammonium_nitrate_vapour_crustal{4.199e-17, -74.7351, 6.025};

/// Relative humidity at which a salt alone deliquesces: at_298 exp(slope (1/T - 1/298.15 K)).
struct Deliquescence {
  double at_298, slope;  // 1, K
};

// [FountoukisNenes2007]
constexpr Deliquescence deliquescence_of(Salt salt) {
  switch (salt) {
    case NaCl:
      return {0.7528, 25.0};
    case NaNO3:
      return {0.7379, 304.0};
    case NH4Cl:
      return {0.7710, 239.0};
    case NH4NO3:
      return {0.6183, 852.0};
    case NH42SO4:
      return {0.7997, 80.0};
    case NH4HSO4:
      return {0.4000, 384.0};
    case letovicite:
      return {0.6900, 186.0};
    case Na2SO4:
      return {0.9300, 80.0};
    case NaHSO4:
      return {0.5200, -45.0};
    case CaNO32:
      return {0.4906, 509.4};
    case CaCl2:
      return {0.2830, 551.1};
    case K2SO4:
      return {0.9750, 35.6};
    case KHSO4:
      return {0.8600, 0.0};
    case KNO3:
      return {0.9248, 0.0};
    case KCl:
      return {0.8426, 159.0};
    case MgSO4:
      return {0.8613, -714.45};
    case MgNO32:
      return {0.5400, 230.2};
    case MgCl2:
      return {0.3284, 42.23};
    default:
      return {0.0, 0.0};
  }
}

inline double deliquescence_humidity(Salt salt, double temperature) {
  const Deliquescence d = deliquescence_of(salt);
  return d.at_298 * std::exp(d.slope * (1.0 / temperature - 1.0 / reference_temperature));
}

}  // namespace lantian::model::aerosol
