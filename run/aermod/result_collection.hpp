/// Averages, ranks and percentiles as the hours of a deck go by.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>

#include "io/aermod/result_files.hpp"
#include "run/aermod/hourly_concentrations.hpp"
#include "scenarios/standards/statistics.hpp"

namespace lantian::run {

/// A percentile that HJ 663 evaluates a pollutant by; nothing for others.
struct PercentileRule {
  std::string average;  // "24h", "mda8"
  double percentile = 0.0;
  scenarios::Validity validity;
};
std::optional<PercentileRule> percentile_rule(const std::string& pollutant, const scenarios::LocalHour& day);

class ResultCollection {
 public:
  /// `files` may be null: results alone.
  ResultCollection(const io::Deck& deck, const scenarios::LocalHour& first, io::ResultFiles* files);
  void add(const DeckHour& hour);
  scenarios::DispersionResults finish();

  /// Bytes that the results of a deck take, for the check before the run.
  static double bytes_needed(const io::Deck& deck);

 private:
  void ended(std::size_t block, const scenarios::EndedAverage& average);
  void end_day(const scenarios::LocalHour& hour);
  void end_year();
  bool ends_year(const scenarios::LocalHour& hour) const;

  const io::Deck& deck_;
  io::ResultFiles* files_;
  scenarios::DispersionResults results_;
  std::size_t cells_;
  scenarios::LocalHour year_end_;
  std::vector<int> block_hours_;
  std::unique_ptr<scenarios::BlockAverages> blocks_;
  std::unique_ptr<scenarios::LongMean> period_, year_;
  std::vector<double> annual_sum_;
  std::optional<PercentileRule> percentile_;
  std::unique_ptr<scenarios::YearlyHighest> days_;
  std::vector<double> hours_of_day_, largest_of_day_;  // hour * cells + cell; cell
  std::vector<std::int32_t> hour_of_largest_;
};

/// Ranks of daily extremes averaged over the years take the place of ranks of all hours
/// [EPA2024b].
bool has_design_values(const io::Deck& deck);

}  // namespace lantian::run
