/// What each measure of a member does within the run: tonnes, cost, lost output, stops.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <set>
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
  std::optional<double> cost;                  // none: it states no price; over the whole run, as the rest,
  double lost_hours = 0.0, stops = 0.0, job_hours = 0.0;  // as plans/ID.cost.csv
  std::vector<int> enterprises;                           // that it acts on, ascending
};

/// Of every member that runs and excludes nothing, in the members' order, then by measure.
std::vector<MeasureRow> measure_rows(const Engine& engine, scenarios::Period evaluated);

/// Those of the member at this place that state a price; none where its scenarios count in several
/// currencies.
std::set<std::string> priced_measures(const Engine& engine, std::size_t place);

/// What is known of both: a sum of which a part is not stated is that of the rest.
inline void add_stated(std::optional<double>& sum, const std::optional<double>& more, double sign = 1.0) {
  if (more) sum = sum.value_or(0.0) + sign * *more;
}

/// Those of the comparison's member less those of what it is held against: measures that both have alike are
/// left out.
std::vector<MeasureRow> added_measures(const std::vector<MeasureRow>& rows,
                                       const scenarios::Comparison& comparison);

/// measures.csv, without its mark.
std::string measures_csv(const std::vector<MeasureRow>& rows);

}  // namespace lantian::run
