/// A deck's results as CF NetCDF: ranked values, means and percentiles at the receptors; on request every
/// hour.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/aermod/deck.hpp"
#include "scenarios/dispersion/dispersion_results.hpp"

namespace lantian::io {

struct HourlyField {
  std::vector<std::int64_t> hours;  // LocalHour::count
  std::vector<float> values;        // (hour, group, receptor); NaN in calm and missing hours
};

/// Times are local: hours since 1970-01-01 on the weather file's clock. Throws WriteFailure.
void write_deck_netcdf(const Deck& deck, const scenarios::DispersionResults& results,
                       const HourlyField* hourly, const std::string& program,
                       const std::filesystem::path& target);

}  // namespace lantian::io
