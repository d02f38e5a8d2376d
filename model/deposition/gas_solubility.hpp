/// How gases dissolve in cloud and rain.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace lantian::model {

struct GasSolubility {
  double henry = 0.0;         // M atm-1 at 298.15 K, of the gas itself
  double enthalpy = 0.0;      // K, d ln H / d(1/T); 0: taken as constant
  double first = 0.0;         // M, first dissociation at 298.15 K; of a base: Kb
  double first_slope = 0.0;   // K, d ln K / d(1/T)
  double second = 0.0;        // M at 298.15 K
  double second_slope = 0.0;  // K
  bool base = false;
  /// Rain gives nothing of it back: a strong acid, or used up or bound at once.
  bool irreversible = false;
  bool sticks_to_ice = false;

  /// Effective Henry constant at a pH [M atm-1].
  double effective(double temperature, double ph) const;
};

/// Of a species by name. Gases without an entry of their own take the constant of their dry deposition
/// (gas_uptake), unknown gases and those that hardly dissolve 0.
GasSolubility gas_solubility(std::string_view species);

}  // namespace lantian::model
