/// Members whose warnings follow from their own air: run, look, call anew, until the calendar calls itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "io/report.hpp"
#include "run/engine.hpp"
#include "run/run.hpp"
#include "scenarios/policy/signals.hpp"
#include "scenarios/standards/judge.hpp"

namespace lantian::run {

/// Each such member begins with the air of the no-action run: what its plan is then called by is the open
/// loop.
void open_loops(io::CaseInputs& inputs, const scenarios::AirHours& no_action,
                const scenarios::Standards& standards);

/// Runs those members, beside the one that all others follow, so that their air has the bits of the run to
/// come; leaves plans, signals and `inputs.loops` as they end. Plans must have been expanded by `open_loops`'
/// signals. False where it was asked to stop. Throws io::InputErrors where a plan shows mistakes.
bool close_loops(io::CaseInputs& inputs, const Request& request, const scenarios::Standards& standards,
                 Progress& progress);

/// "settled after 2 runs", "SWINGS between 2 calendars …": one line a member.
std::vector<LoopEnding> endings_of(const io::CaseInputs& inputs);

/// Every calendar of every loop: the open one, those between, the one in force.
std::string loops_csv(const io::CaseInputs& inputs);

/// The same for the report; without rows where no member is in a loop.
io::ReportTable loops_table(const io::CaseInputs& inputs);

}  // namespace lantian::run
