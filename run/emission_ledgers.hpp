/// Ledgers of all plans of a case before and after, from inventory and plans alone: no run is needed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "io/case_inputs.hpp"
#include "io/report.hpp"
#include "scenarios/evaluate/emission_ledger.hpp"
#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::run {

struct PlanLedger {
  std::string member, against;
  std::vector<scenarios::EmissionLedger> county, all;  // the evaluated period first, then its days
};

/// Of each comparison, over the hours after the spin-up.
std::vector<PlanLedger> plan_ledgers(const io::CaseInputs& inputs,
                                     const std::vector<scenarios::Comparison>& comparisons);

/// The comparisons of a case's members, in the case's order.
std::vector<scenarios::Comparison> case_comparisons(const io::CaseInputs& inputs);

/// t, all pollutants, run and days, one row a heading and key.
std::string emission_ledger_csv(const io::CaseInputs& inputs, const std::vector<PlanLedger>& ledgers);

/// The same for people: the evaluated period, the county, without the full categories.
std::string emission_ledger_text(const io::CaseInputs& inputs, const std::vector<PlanLedger>& ledgers);

io::ReportTable emission_ledger_table(const io::CaseInputs& inputs, const std::vector<PlanLedger>& ledgers);

}  // namespace lantian::run
