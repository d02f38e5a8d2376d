/// Axes, times and map projection of a file by the CF conventions.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/foreign_grid.hpp"
#include "io/netcdf_reader.hpp"
#include "model/quantities/time.hpp"

namespace lantian::io {

/// From the last two dimensions of the first field of at least three: longitude and latitude in degrees, or x
/// and y with a grid_mapping. Axes that fall are refused like those that are no axes.
std::optional<ForeignGrid> cf_grid(const NetcdfFile& file, Diagnostics& diagnostics);

/// Of the variable "time" or the one of that standard name; "… since …" in UTC, standard calendar.
std::vector<model::UtcSeconds> cf_times(const NetcdfFile& file, Diagnostics& diagnostics);

/// The variable with that standard name, "" where there is none.
std::string cf_variable(const NetcdfFile& file, const std::string& standard_name);

}  // namespace lantian::io
