/// What particles take from light near 400 nm, where most photolysis of the lower air happens.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/aerosol_species.hpp"
#include "model/state/layout.hpp"

namespace lantian::model::aerosol {

/// m-1 at 400 nm.
struct ParticleLight {
  double extinction = 0.0, absorption = 0.0;
};

/// Mass efficiencies at 550 nm of the IMPROVE network [Malm1994]: ions 3, organics 4, fine soil and what is
/// not named 1, coarse 0.6 m2 g-1 that scatter, carbon 10 m2 g-1 that absorb; to 400 nm by an Angstrom
/// exponent of 1.3 for what scatters in North China [Xia2006] and of 1 for carbon [BondBergstrom2006].
/// Scattering by fine particles grows as their surface, `growth` = wet over dry surface: at a relative
/// humidity of 80 % 1.6 to 1.7 for haze of half ions, as measured at Beijing [Yan2009].
/// `air`: mol of air in a cubic metre; members as in the state.
template <class Real>
ParticleLight particle_light(const Real* cell, const Layout& layout, int member, const SpeciesTable& table,
                             const AerosolIndex& index, double air, double growth);

}  // namespace lantian::model::aerosol
