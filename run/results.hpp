/// From what a run remembered to files: fields, series, ledger, plans, evaluation, report.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "run/simulate.hpp"
#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::run {

/// The ledger per member and species [kg], and the families N and S.
std::vector<LedgerRow> ledger_rows(const Engine& engine, const model::Ledger& ledger);

/// Hourly series at the monitors, every quantity and member.
std::vector<scenarios::MonitorSeries> monitor_series(const Engine& engine, const Simulated& simulated);

scenarios::Evaluation evaluation_of(const Engine& engine, const Simulated& simulated,
                                    const std::vector<scenarios::MonitorSeries>& series);

/// Writes all files of a finished run into `folder`; gives the report's path where this build has one.
std::optional<std::filesystem::path> write_results(const Engine& engine, const Simulated& simulated,
                                                   const std::vector<LedgerRow>& ledger,
                                                   const std::map<std::string, std::string>& identity,
                                                   const std::filesystem::path& folder);

}  // namespace lantian::run
