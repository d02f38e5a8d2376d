/// Steps across the borders of ISORROPIA's regimes: what jumps there?
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "model/aerosol/equilibrium.hpp"

namespace lantian::bench {

/// Largest jump over all airs of one kind of border: nitrate or ammonium as share of the total, water as
/// share of itself.
struct BorderJump {
  std::string border;
  double share, water;
};

/// R4 = 1 and 2, RN = 2, RC = 2, each salt's deliquescence humidity, 298 and 299 K; 1e-8 of the variable to
/// either side, less twice what the slope beside the border gives over the same distance.
std::vector<BorderJump> border_jumps(model::aerosol::Convention convention, model::aerosol::Phase phase);

}  // namespace lantian::bench
