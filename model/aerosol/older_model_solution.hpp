/// The older model's solutions beside solids, and its dry particles.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/older_model_cases.hpp"
#include "model/aerosol/salt_activity.hpp"

namespace lantian::model::aerosol::older_model {

/// What one formula unit of a salt becomes in solution.
struct Dissociation {
  int ions;
  double sodium, potassium, ammonium, chloride, nitrate, sulfate, bisulfate;
};
Dissociation dissociation(Salt salt);

/// log10 of its mean activity coefficient.
double log_g(Salt salt, const SaltActivity& g);

/// ln of the product of its ions [mol m-3].
double ln_product(Salt salt, const Ions<double>& ions);

/// No solution at all: salts solid, NH4NO3 and NH4Cl as far as their vapours allow.
InorganicParticle dry_particle(const Air& air, Amounts& solids);

inline constexpr int all_liquid = 99;  // as a case's number: past the last

/// The solution of case `number` with its solids beside it; no water where there is none.
InorganicParticle poor_solution(const Air& air, int number);

/// The same before HNO3, HCl and NH3 are exchanged with the air.
struct RichParticle {
  InorganicParticle particle;
  double dissolved_ammonium;  // mol m-3
  Coefficients<double> activity;
  bool is_mixed = false;  // a mean with the dry particle
};
RichParticle rich_solution(const Air& air, int number);

}  // namespace lantian::model::aerosol::older_model
