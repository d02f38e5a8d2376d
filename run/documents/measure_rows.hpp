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
  std::string trigger;      // that its window waits for; "" none
  double compliance = 1.0;  // assumed, its mean
  bool stops_output = false;
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

/// Standstill of a line in the run, as its plan orders it.
struct StopSpan {
  std::string member, measure;
  int line = -1;  // index into Inventory::lines
  model::UtcSeconds start = 0, end = 0;
  double kept = 0.0;  // share of output that the assumed compliance leaves
};

/// Orders to stop (output 0 asked for) by member, line and time; sources of a line that stand still together
/// count once.
std::vector<StopSpan> stop_spans(const Engine& engine);

/// stops.csv, without its mark.
std::string stops_csv(const Engine& engine, const std::vector<StopSpan>& spans);

}  // namespace lantian::run
