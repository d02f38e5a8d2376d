/// The equilibrium with solids by ISORROPIA II's conventions (forward, stable): to compare with its tables,
/// not for runs. It jumps at each deliquescence humidity.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "model/aerosol/equilibrium.hpp"

namespace lantian::model::aerosol {

/// `label`, where given, becomes the case: "G2", with "dry" or "mixed" where it is that.
InorganicParticle older_model_stable_equilibrium(const InorganicAir& air, double tolerance,
                                                 std::string* label = nullptr);

}  // namespace lantian::model::aerosol
