/// A heavy-pollution response in figures: what each level takes away by law, and what every member does to
/// the county's air.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/report.hpp"
#include "run/engine.hpp"
#include "scenarios/evaluate/monitor_series.hpp"

namespace lantian::run {

/// One table for programs and for people, of the same figures.
struct ResponseTable {
  std::string csv;  // "" where there is no row
  io::ReportTable table;
};

/// A pollutant of a group of sources (industry, mobile, dust, other; "all") under a level; masses in t/d, of
/// SO2 and NOx together none.
struct SocietyRow {
  std::string member, level, group, pollutant;
  double base, planned, kept, planned_share, kept_share;
  std::optional<double> required{};   // of the whole society's pollutants that the rule names
  std::optional<bool> holds() const;  // with the plan's compliances
};

/// Base, planned cut, cut with compliance, ratios, what is required; SO2 and NOx together where they are
/// traded. Of each member that adds warnings to the one before.
std::vector<SocietyRow> society_rows(const io::CaseInputs& inputs);
ResponseTable society_reduction(const io::CaseInputs& inputs, const std::vector<SocietyRow>& rows);

/// "reached", "not reached"; a dash where nothing is required.
scenarios::Label verdict_of(const SocietyRow& row);

/// Every member beside the baseline over the evaluated hours, mean of the county's monitors: mean and peak of
/// PM2.5, NO2, and the largest 8-h mean of ozone. `series`: of all members, as `monitor_series`.
ResponseTable members_air(const Engine& engine, const std::vector<scenarios::MonitorSeries>& series);

}  // namespace lantian::run
