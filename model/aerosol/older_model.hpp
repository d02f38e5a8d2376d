/// The equilibrium by ISORROPIA II's conventions (forward, metastable, as shipped with CMAQ): to compare with
/// its converged tables, not for runs. It jumps where sulfate is just neutralised and at each 1 % of
/// humidity.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/equilibrium.hpp"

namespace lantian::model::aerosol {

InorganicParticle older_model_equilibrium(const InorganicAir& air, double tolerance);

}  // namespace lantian::model::aerosol
