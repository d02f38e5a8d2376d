/// What a plan asks of each enterprise within the run: tonnes, money, hours.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "run/engine.hpp"
#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::run {

/// Of one member at one enterprise, against no rule at all. kg in the evaluated hours; cost and hours over
/// the whole run, as plans/ID.cost.csv.
struct EnterpriseRow {
  std::string member;
  int enterprise = -1;
  scenarios::PollutantMasses base{}, cut{};
  std::optional<double> cost;  // none: nothing that bears on it states a price
  double lost_hours = 0.0;
};

/// The county's enterprises that emit anything, by member and enterprise.
std::vector<EnterpriseRow> enterprise_rows(const Engine& engine, scenarios::Period evaluated);

/// Of a comparison: `base` is what is left under the plan it is held against, `cut` and the rest what its
/// member adds.
std::vector<EnterpriseRow> added_burden(const std::vector<EnterpriseRow>& rows,
                                        const scenarios::Comparison& comparison);

/// enterprises.csv, without its mark.
std::string enterprises_csv(const Engine& engine, const std::vector<EnterpriseRow>& rows);

}  // namespace lantian::run
