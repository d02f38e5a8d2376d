/// The older model's solutions beside solids, and its dry particles.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/older_model_cases.hpp"

namespace lantian::model::aerosol::older_model {

/// No solution at all: salts solid, NH4NO3 and NH4Cl as far as their vapours allow.
InorganicParticle dry_particle(const Air& air, Amounts& solids);

/// A solution with the salts of `present` beside it as far as they are saturated.
InorganicParticle poor_solution(const Air& air, const SaltsPresent& present, double tolerance);
InorganicParticle rich_solution(const Air& air, const SaltsPresent& present, double tolerance);

}  // namespace lantian::model::aerosol::older_model
