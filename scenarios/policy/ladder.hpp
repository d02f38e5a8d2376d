/// Ladders of emergency plans: what an industry of a grade keeps of its output at a warning level.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/policy/scenario.hpp"

namespace lantian::scenarios {

/// What `ladder_value` finds its value in; null for a gap.
const LadderTable::Row* ladder_row(const LadderTable& table, const std::string& industry,
                                   const std::string& grade, const std::string& level);

/// The grade's value in the row of the longest branch that holds `industry`; a grade that this row does not
/// name is looked up in the default row. Enterprises without grade look for "ungraded".
std::optional<double> ladder_value(const LadderTable& table, const std::string& industry,
                                   const std::string& grade, const std::string& level);

/// Grades that the ladder has a value for in the rows that hold for `industry`, in the order of the rows.
std::vector<std::string> ladder_grades(const LadderTable& table, const std::string& industry);

/// "table.kept.brick.B.orange", "table.kept.default.A".
std::string ladder_path(const LadderTable& table, const LadderTable::Row& row);

/// Steps that climb against `table.monotone`.
std::vector<Finding> check_monotone(const LadderTable& table);

}  // namespace lantian::scenarios
