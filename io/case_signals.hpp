/// What scenarios may ask of a case before it runs: its weather by hour, its forecast, its observations.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/case.hpp"
#include "model/boundary_layer/station_series.hpp"
#include "model/state/weather.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::io {

/// Weather: the mean of the stations, or of the window's lowest layer where WRF gives it (then without snow;
/// each hour the mean of its two ends). [forecast] and [observed]: rows of 1 h, or of a day from its
/// midnight, without a gap, over the whole run; columns are pollutants (hourly only), from which all signals
/// follow, and signals by name, which go before.
scenarios::Signals read_case_signals(const CaseFile& file, const std::vector<model::StationSeries>& stations,
                                     const std::vector<model::Weather>& mesoscale, Diagnostics& diagnostics);

}  // namespace lantian::io
