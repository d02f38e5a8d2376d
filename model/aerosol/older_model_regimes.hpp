/// ISORROPIA II's regimes: which salts the all-liquid solution counts, by ratios of bases to sulfate.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/binary_molality.hpp"
#include "model/aerosol/equilibrium.hpp"

namespace lantian::model::aerosol::older_model {

/// Air with its regime: A to C sulfate and ammonia; D to F nitrate too; G to J sodium or chloride too; K, L,
/// M, O, P crustal bases too.
struct Air : InorganicAir {
  bool crustal = false, sea = false, has_nitrate = false;
  char regime = 'A';
};

/// Dissolved salts [mol m-3].
struct Amounts {
  double of[salt_count] = {};
  double& operator[](Salt s) { return of[s]; }
  double operator[](Salt s) const { return of[s]; }
};

/// With excess base cut off and trace floors in place.
Air classified(const InorganicAir& given);

/// Salts of the sulfate-poor solution except NH4NO3 and NH4Cl.
Amounts poor_salts(const Air& air);

/// Salts of the sulfate-rich solution; H2SO4 is the free acid.
Amounts rich_salts(const Air& air);

}  // namespace lantian::model::aerosol::older_model
