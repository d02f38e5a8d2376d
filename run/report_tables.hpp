/// The words and tables of the report, from the evaluation.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "io/report.hpp"
#include "run/results.hpp"

namespace lantian::run {

/// First line of every table: invented numbers never travel without saying so.
inline std::string synthetic_mark(const io::CaseInputs& inputs) {
  return inputs.file.contents.synthetic ? "# SYNTHETIC case: neither observations nor an official inventory\n"
                                        : "";
}

inline constexpr double micrograms_per_kilogram = 1e9;

std::string local_date_text(model::LocalClock clock, model::UtcSeconds time);

io::Report report_of(const Engine& engine, const Simulated& simulated,
                     const std::vector<scenarios::MonitorSeries>& series,
                     const scenarios::Evaluation& evaluation, const Uncertainty& uncertainty,
                     const std::vector<LedgerRow>& ledger,
                     const std::map<std::string, std::string>& identity);

}  // namespace lantian::run
