/// The weather of a case from wrfout files.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/case.hpp"
#include "io/projection.hpp"
#include "model/deposition/land_use.hpp"
#include "model/state/weather.hpp"

namespace lantian::io {

struct WrfWeather {
  std::vector<model::Weather> instants;
  std::vector<model::LandUse> land_use;  // by column; none where the files do not say
};

/// Instants that cover the run, ascending, on the run's grid, and the ground by LANDUSEF or LU_INDEX; none
/// where the case names no wrfout or a mistake was told: window or period not covered, hours unsorted or
/// missing, NaN, units, projection, a broken file.
WrfWeather read_wrf_weather(const CaseFile& file, const Projection& projection, const model::Grid& grid,
                            Diagnostics& diagnostics);

}  // namespace lantian::io
