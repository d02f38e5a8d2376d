/// EnergyPlus weather files: a typical year at one station, taken for the days of a run.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

#include "io/diagnostics.hpp"
#include "model/boundary_layer/station_series.hpp"

namespace lantian::io {

/// By the name's ending.
bool is_epw(const std::filesystem::path& file);

/// The hours from the local day before `start` to the day after `end`, each that of the same month, day and
/// hour of the file's year (29 February that of the 28th where the file has none). Place, clock and altitude
/// are the header's. Up to three missing hours on end are joined by a line, wind by its vector; more are a
/// mistake, as are a file that is cut off and hours that do not follow each other. Missing snow is none;
/// missing rain is none. Cloud comes from the light (the files' sky cover is often filled in).
/// Readings hold at the end of the hour as EnergyPlus has it, those of CSWD files at its beginning
/// (docs/theory/weather.md).
model::StationSeries read_epw(const std::filesystem::path& path, model::UtcSeconds start,
                              model::UtcSeconds end, Diagnostics& diagnostics,
                              const TextPlace& mentioned = {});

}  // namespace lantian::io
