/// The hour's concentration of an area source at all receptors.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>

#include "model/plume/plume.hpp"

namespace lantian::model::plume {

/// How the integral over an area source is found.
enum class AreaIntegral {
  converged,    // to a stated error; in the city
  aermods_own,  // AERMOD's quadrature, for its numbers: up to several % off near and inside a source
};

/// As unit_concentration [s m-1].
void area_concentration(const AreaSource& source, const HourOfAir& air, const ReceptorSet& receptors,
                        AreaIntegral integral, Evaluation evaluation, std::span<double> result);

}  // namespace lantian::model::plume
