/// The highest daily values of each year, their means over the years, and percentiles of the days.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <vector>

#include "scenarios/dispersion/ranked_values.hpp"

namespace lantian::scenarios {

class YearlyHighest {
 public:
  YearlyHighest(std::size_t cells, std::size_t ranks) : cells_(cells), ranks_(ranks) {}

  /// A daily value of each cell; a NaN is a day without one. `endings`: the hour of each, where it is not the
  /// day's last.
  void add_day(const LocalHour& ending, std::span<const double> values, Lacking lacking,
               std::span<const std::int32_t> endings = {});
  /// The days since the last call make a whole year.
  void end_year();

  struct Year {
    bool is_whole = false;
    std::vector<int> days_of_cell;
    HighestValues highest;
  };
  /// Whole years; where there is none, the part of one.
  std::vector<const Year*> years() const;

  /// The n-th highest (1: the highest) of each year, averaged over the years.
  double mean_of_rank(std::size_t cell, std::size_t rank) const;

  /// Percentile p of each year's days [HJ663], averaged over the years; NaN where a year has no day.
  /// Enough ranks must be kept: ranks_for_percentile.
  double mean_percentile(std::size_t cell, double p) const;

 private:
  std::size_t cells_, ranks_;
  std::vector<Year> years_;
};

/// How many of 366 days' highest values hold the percentile p.
std::size_t ranks_for_percentile(double p);

}  // namespace lantian::scenarios
