/// Ammonium nitrate and chloride as solids in equilibrium with their vapours.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::aerosol {

/// What could form them [mol m-3] and the products of their vapours [mol2 m-6].
struct FreeVolatiles {
  double ammonia = 0.0, chloride = 0.0, nitrate = 0.0;
  double chloride_product = 0.0, nitrate_product = 0.0;
};

struct AmmoniumSalts {
  double chloride = 0.0, nitrate = 0.0;  // mol m-3
};

/// The one gas g = NH3 with g + (C - K_Cl/g)+ + (N - K_NO3/g)+ = A decides both.
AmmoniumSalts ammonium_salts(const FreeVolatiles& free);

}  // namespace lantian::model::aerosol
