/// All that a bulletin says of monitor data: days, months, quarters, years, changes, trends, rankings, for
/// stations and for the cities that they make.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "scenarios/standards/period_evaluation.hpp"
#include "scenarios/standards/ranking.hpp"

namespace lantian::scenarios {

struct MonitorQuestion {
  std::optional<std::int64_t>
      as_of;  // all days by the standards of this one; none: each day by its own date's
  std::map<std::string, std::set<std::int64_t>> dust_days;  // by station or area; "": everywhere
};

/// A period beside those that it is compared with. They are recomputed by the period's own standards, at its
/// own reference state, and where the period is not over yet, over the same dates.
struct ComparedPeriod {
  PeriodEvaluation now;
  std::optional<PeriodEvaluation> year_earlier;  // none: no data
  std::optional<PeriodEvaluation> previous;      // of months and quarters
  std::optional<int> good_days_by_own_date;  // where some days fall under other standards than the period's
};

struct PeriodOfPlace {
  ComparedPeriod all;
  std::optional<ComparedPeriod> without_dust;  // where dust days are named
  /// Of annual means, over as many years as the assessment says; none: not asked for, or a year is not valid.
  PerItem<std::optional<double>> moving_average;  // kg m-3
};

/// A station, or the mean of an area's stations.
struct EvaluatedPlace {
  std::string name, area;
  bool is_area = false;
  bool is_evaluated = true;
  int stations = 1;                    // that make the area's mean
  std::vector<JudgedDay> days;         // by each day's own standards, or those asked for
  std::vector<PeriodOfPlace> periods;  // by kind, then time; those with any data
  PerItem<std::optional<Trend>>
      trends;  // of whole valid years' published values, by the last one's standards
  std::optional<Trend> index_trend;
  const PeriodOfPlace* period(const CalendarPeriod& period) const;
};

struct MonitorEvaluation {
  std::vector<EvaluatedPlace> places;  // each area, then its stations
};

/// `observations`: hourly or daily, one of each station. Areas of one station of the same name, and an
/// unnamed area of one station, are that station.
MonitorEvaluation evaluate_monitors(const MonitorQuestion& question,
                                    const std::vector<Observations>& observations,
                                    const Standards& standards);

/// A place among others in one period; ranks by the published composite index, the lowest first.
struct RankedPlace {
  const EvaluatedPlace* place = nullptr;
  const PeriodOfPlace* period = nullptr;
  std::optional<double> index, change;  // published; change on the year before
  std::optional<int> rank, rank_of_change, combined;
  std::optional<int> rank_year_earlier;
};

/// Best first, places without an index last. `weight` of the improvement in `combined`, 0 to 1. Without dust
/// where dust days are named.
std::vector<RankedPlace> ranking(const std::vector<const EvaluatedPlace*>& places,
                                 const CalendarPeriod& period, double weight, const Standards& standards);

/// The composite index that ranks, as published; none: an item is missing.
std::optional<double> published_index(const PeriodEvaluation& of, const Standards& standards);

/// The compared period that counts: without dust where dust days are named.
const ComparedPeriod& counted(const PeriodOfPlace& period);

}  // namespace lantian::scenarios
