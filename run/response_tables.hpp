/// A heavy-pollution response in figures: what each level takes away by law, and what every member does to
/// the county's air.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "io/report.hpp"
#include "run/engine.hpp"
#include "run/simulate.hpp"

namespace lantian::run {

/// Pollutant by (industry, mobile, dust, other): base, planned cut, cut with compliance [t/d], ratios, what
/// is required; SO2 and NOx together where they are traded. Of each member that adds warnings to the one
/// before.
std::string society_reduction_csv(const io::CaseInputs& inputs);
io::ReportTable society_reduction_table(const io::CaseInputs& inputs);

/// Every member beside the baseline over the evaluated hours, mean of the county's monitors: mean and peak of
/// PM2.5, NO2, and the largest 8-h mean of ozone.
std::string members_csv(const Engine& engine, const Simulated& simulated);
io::ReportTable members_table(const Engine& engine, const Simulated& simulated);

}  // namespace lantian::run
