/// In weak wind the plume wanders all round: how much of it spreads evenly in every direction.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/numerics/quick_functions.hpp"
#include "model/plume/profile_lookup.hpp"

namespace lantian::model::plume {

/// Share of the energy in random motion at distance x, 0 to 1:
///     F = [2 sigma_v^2 + u_m^2 (1 - exp(-T/24 h))]/u^2,   u_m^2 = u^2 - 2 sigma_v^2, at least 0.01 m2 s-2,
///     T = x/u                                                                                   [EPA2024]
template <class V>
static V random_share(const MetAir<V>& air, V x) {
  using namespace numerics;
  const V random = 2.0 * air.sigma_v * air.sigma_v, total = air.wind * air.wind;
  const V mean = larger(V(total - random), broadcast<V>(0.01));
  const V decayed = 1.0 - quick_exp(V(x * air.slowness * (-1.0 / 86400.0)));
  return smaller(V((random + mean * decayed) * air.slowness * air.slowness), broadcast<V>(1.0));
}

}  // namespace lantian::model::plume
