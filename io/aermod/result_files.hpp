/// The files that a deck's OU pathway asks for, written as the hours go by and at the end, all inside one
/// folder.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/aermod/result_lines.hpp"
#include "io/streamed_file.hpp"
#include "scenarios/dispersion/dispersion_results.hpp"

namespace lantian::io {

class ResultFiles {
 public:
  /// Files are opened beside their names and take them in finish(); without it nothing is left.
  ResultFiles(const Deck& deck, const std::filesystem::path& folder, const std::string& program);

  /// Concurrent values and values above thresholds.
  void ended(const scenarios::EndedAverage& average);
  /// The mean of one year, or of the whole period; `count`: the how manieth year, or the hours.
  void ended_long(int average, int count, const scenarios::LocalHour& last, std::span<const double> values);
  /// The rest; all take their names.
  void finish(const scenarios::DispersionResults& results);

 private:
  struct Open {
    const DeckOutput* output;
    std::shared_ptr<StreamedFile> file;  // one for all outputs of its name
  };
  void write_plot(Open& open, const scenarios::DispersionResults& results);
  void write_ranks(Open& open, const scenarios::DispersionResults& results);
  void write_seasons(Open& open, const scenarios::DispersionResults& results);
  void write_header(Open& open, std::size_t years = 0);
  void write_concurrent(Open& open, int date, int hours, std::span<const double> values);

  const Deck& deck_;
  ResultLines lines_;
  const std::filesystem::path folder_;
  std::vector<Open> open_;              // in the order of AERMOD's rows: average, group, rank
  std::unique_ptr<StreamedFile> days_;  // DAYTABLE
};

/// Where DAYTABLE's tables go.
std::string day_tables_name(const Deck& deck);

/// Overall highest values without those of a date that stands already: what rank files list.
std::vector<scenarios::OverallValue> of_different_dates(const std::vector<scenarios::OverallValue>& values,
                                                        std::size_t most);

/// The result of an average by its hours; nothing where the deck does not compute it.
const scenarios::RankedAverage* average_of(const scenarios::DispersionResults& results, int hours);

}  // namespace lantian::io
