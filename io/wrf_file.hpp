/// wrfout files as they are: projection, staggering, times, units; one instant at a time.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/foreign_grid.hpp"
#include "io/netcdf_reader.hpp"

namespace lantian::io {

/// The grid of a wrfout, met_em or geo_em file from MAP_PROJ and its companions on WRF's sphere, anchored at
/// its own coordinates. Nothing (and a diagnostic) where the projection is unknown or contradicts the
/// coordinates.
std::optional<ForeignGrid> wrf_grid(const NetcdfFile& file, Diagnostics& diagnostics);

/// `Times` of a file; each that is none is told.
std::vector<model::UtcSeconds> wrf_times(const NetcdfFile& file, Diagnostics& diagnostics);

/// A rectangle of columns.
struct ColumnWindow {
  int west = 0, south = 0, nx = 0, ny = 0;
};

/// Everything that the weather needs of record `record` in `window`. Precipitation is not a rate yet: see
/// `accumulated_rain`.
std::optional<model::mesoscale::MesoscaleInstant> read_wrf_instant(const NetcdfFile& file, std::size_t record,
                                                                   model::UtcSeconds time,
                                                                   const ColumnWindow& window,
                                                                   Diagnostics& diagnostics);

/// Rain and snow since the run began [kg m-2], by column of the window, buckets counted.
std::vector<double> accumulated_rain(const NetcdfFile& file, std::size_t record, model::UtcSeconds time,
                                     const ColumnWindow& window, Diagnostics& diagnostics);

/// What a wrfout lacks of what the weather needs: all told at once.
void require_wrf_variables(const NetcdfFile& file, Diagnostics& diagnostics);

}  // namespace lantian::io
