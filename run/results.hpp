/// From what a run remembered to files: fields, series, ledger, plans, evaluation, report.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "run/simulate.hpp"
#include "run/uncertainty.hpp"
#include "scenarios/evaluate/appraisal.hpp"
#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::run {

/// The ledger per member and species [kg], and the families N and S.
std::vector<LedgerRow> ledger_rows(const Engine& engine, const model::Ledger& ledger);

/// Hourly series at the monitors, every quantity and member.
std::vector<scenarios::MonitorSeries> monitor_series(const Engine& engine, const Simulated& simulated);

/// Hourly means of each township's ground, of what exposure and health look at.
std::vector<scenarios::MonitorSeries> township_series(const Engine& engine, const Simulated& simulated);

/// Limits, indices and reductions of data/standards.
scenarios::Standards shipped_standards();

/// What a run is asked: its hours after the spin-up, which plan against which, its spells.
scenarios::Question question_of(const Engine& engine, const scenarios::Standards& standards);

scenarios::Appraisal appraisal_of(const Engine& engine, const Simulated& simulated,
                                  const std::vector<scenarios::MonitorSeries>& series);

scenarios::Evaluation evaluation_of(const Engine& engine, const Simulated& simulated,
                                    const std::vector<scenarios::MonitorSeries>& series);

/// Writes all files of a finished run into `folder`; gives the report's path where this build has one.
std::optional<std::filesystem::path> write_results(const Engine& engine, const Simulated& simulated,
                                                   const std::vector<LedgerRow>& ledger,
                                                   const std::vector<scenarios::PerturbedRun>& perturbed,
                                                   const std::map<std::string, std::string>& identity,
                                                   const std::filesystem::path& folder);

}  // namespace lantian::run
