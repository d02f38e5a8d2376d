/// What each measure of a member does within the run: tonnes, cost, lost output, stops.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "run/engine.hpp"
#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::run {

struct MeasureRow {
  std::string member, measure;
  scenarios::Label label;
  double compliance = 1.0;                     // assumed, its mean
  scenarios::PollutantMasses county{}, all{};  // kg less in the evaluated hours
  double cost = 0.0, lost_hours = 0.0, stops = 0.0,
         job_hours = 0.0;        // over the whole run, as plans/ID.cost.csv
  std::vector<int> enterprises;  // that it acts on, ascending
};

/// Of every member that runs and excludes nothing, in the members' order, then by measure.
std::vector<MeasureRow> measure_rows(const Engine& engine, scenarios::Period evaluated);

/// Those of the comparison's member less those of what it is held against: measures that both have alike are
/// left out.
std::vector<MeasureRow> added_measures(const std::vector<MeasureRow>& rows,
                                       const scenarios::Comparison& comparison);

/// measures.csv, without its mark.
std::string measures_csv(const std::vector<MeasureRow>& rows);

}  // namespace lantian::run
