/// Dustfall of a run: by township as a table, a part of the report and a field.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/concentration_file.hpp"
#include "io/report.hpp"
#include "run/simulate.hpp"
#include "scenarios/evaluate/dustfall.hpp"

namespace lantian::run {

/// Of the county and its townships, every member, over the hours after the spin-up; empty where the run has
/// none.
std::vector<scenarios::DustfallOfTownship> dustfall_of(const Engine& engine, const Simulated& simulated);

/// dustfall.csv, without its mark.
std::string dustfall_csv(const Engine& engine, const std::vector<scenarios::DustfallOfTownship>& dustfall);

io::ReportTable dustfall_table(const Engine& engine,
                               const std::vector<scenarios::DustfallOfTownship>& dustfall);

/// Mean flux over the evaluated hours, all members; nothing where the run has none.
std::optional<io::MemberField> dustfall_field(const Engine& engine, const Simulated& simulated);

}  // namespace lantian::run
