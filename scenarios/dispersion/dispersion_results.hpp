/// What a dispersion run has found at its receptors, by group of sources.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/dispersion/averages.hpp"
#include "scenarios/dispersion/yearly_highest.hpp"

namespace lantian::scenarios {

/// The highest values of one average.
struct RankedAverage {
  int hours = 1;                        // or whole_month
  HighestValues highest{0, 0};          // by cell
  std::vector<OverallHighest> overall;  // by group
};

/// A percentile of days, as HJ 663 evaluates a pollutant.
struct PercentileResult {
  std::string average;         // "24h", "mda8"
  double percentile = 0.0;     // 0 to 100
  std::vector<double> values;  // by cell; NaN without a day
  int days = 0;                // that it rests on where there is no whole year
};

/// Cell = group * receptors + receptor. Concentrations are in the deck's unit.
struct DispersionResults {
  std::size_t groups = 0, receptors = 0;
  std::vector<RankedAverage> averages;
  std::optional<std::vector<double>> period_mean, annual_mean;
  HourCount hours;        // of the whole period
  int years = 0;          // whole ones
  LocalHour first, last;  // that were taken
  std::optional<SeasonHours> season_hours;
  std::optional<YearlyHighest> design_values;  // in the place of the only average's ranks
  std::optional<PercentileResult> percentile;
  std::vector<double> emitted;  // kg in the computed hours, by group

  std::size_t cell(std::size_t group, std::size_t receptor) const { return group * receptors + receptor; }
};

}  // namespace lantian::scenarios
