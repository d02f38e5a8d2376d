/// The weather of a case from wrfout files.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/case.hpp"
#include "io/projection.hpp"
#include "model/state/weather.hpp"

namespace lantian::io {

/// Instants that cover the run, ascending, on the run's grid; none where the case names no wrfout or a
/// mistake was told: window or period not covered, hours unsorted or missing, NaN, units, projection, a
/// broken file.
std::vector<model::Weather> read_wrf_weather(const CaseFile& file, const Projection& projection,
                                             const model::Grid& grid, Diagnostics& diagnostics);

}  // namespace lantian::io
