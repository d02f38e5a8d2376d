/// Files of a run's plumes: plumes.nc, and tables at the places.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>

#include "run/plumes/plume_increments.hpp"

namespace lantian::run {

/// plumes.nc, plumes.csv (hours at the places), plumes_groups.csv (means and highest hours by enterprise,
/// after the spin-up), plumes_ledger.csv (kg emitted).
void write_plume_results(const io::CaseInputs& inputs, const PlumeSetup& setup, const PlumeIncrements& made,
                         const std::map<std::string, std::string>& identity,
                         const std::filesystem::path& folder);

}  // namespace lantian::run
