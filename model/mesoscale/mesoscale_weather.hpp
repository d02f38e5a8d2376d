/// The weather of a run's grid from a mesoscale model: mass of air, fluxes and water carried over, mixing
/// made anew.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/boundary_layer/surface_parameters.hpp"
#include "model/mesoscale/mesoscale_instant.hpp"
#include "model/state/weather.hpp"

namespace lantian::model::mesoscale {

/// Columns are bilinear between the mesoscale model's, level by level, then brought to the run's layers by
/// `layer_means`: moles of air, temperature, vapour; pressure is what those moles need at that temperature,
/// so that the air of a column is the mesoscale model's. Winds are turned to the run's axes and carried as
/// fluxes of air through the faces. Cloud water and rain of smaller cells are averaged by area. Eddy
/// diffusivity comes from `eddy_diffusivity` with the mesoscale model's u*, L and mixing height
/// (docs/theory/mesoscale.md).
Weather mesoscale_weather(const Grid& grid, const MesoscaleMap& map, const MesoscaleInstant& source,
                          const SurfaceParameters& parameters);

}  // namespace lantian::model::mesoscale
