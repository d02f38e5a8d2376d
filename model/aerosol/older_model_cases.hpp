/// ISORROPIA II's cases with solids: by humidity, which salts may stand beside the solution.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/aerosol/older_model_regimes.hpp"

namespace lantian::model::aerosol::older_model {

/// One case of a regime: `number` counts the deliquescence humidities that are passed.
struct SolidCase {
  int number = 1;
  bool liquid = false;         // all salts dissolved
  double next_humidity = 0.0;  // where the next case begins
};

SolidCase case_of(const Air& air);

/// Where a salt deliquesces; where two of these cross with temperature, the one that comes first keeps the
/// lesser.
double deliquescence(const Air& air, Salt salt);

/// Salts in equilibrium with the solution, and those that stay solid whole.
struct SaltsPresent {
  std::vector<Salt> in_equilibrium;
  bool sodium_sulfate_stays = false;
};
SaltsPresent solids_of(char regime, int number);

/// Humidity below which the case's mix of solids holds no water; 0 where the case has none.
double mutual_deliquescence(char regime, int number);

}  // namespace lantian::model::aerosol::older_model
