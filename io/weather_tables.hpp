/// Weather tables of a case: hours of its stations, winds and lapse above them, the ground.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/case.hpp"
#include "io/projection.hpp"
#include "model/boundary_layer/station_series.hpp"
#include "model/boundary_layer/surface_parameters.hpp"
#include "model/boundary_layer/upper_air.hpp"

namespace lantian::io {

/// Of each station, rows hour by hour without a gap, covering the run; times are hour ending, local. EPW
/// files as in io/epw.hpp.
std::vector<model::StationSeries> read_stations(const CaseFile& file, const Projection& projection,
                                                Diagnostics& diagnostics);

/// Regimes in the order in which upper_air.csv names them; temperatures as model::upper_air_regime takes
/// them; soundings if the case has any.
model::UpperAirSeries read_upper_air(const CaseFile& file, Diagnostics& diagnostics);

model::SurfaceParameters surface_parameters(const scenarios::Case& contents);

}  // namespace lantian::io
