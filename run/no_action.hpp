/// The no-action run: the baseline alone, before the plans are known; its air is the perfect forecast that
/// plans may ask for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "run/engine.hpp"
#include "run/run.hpp"

namespace lantian::run {

struct NoAction {
  bool stopped = false;  // asked for before its end: nothing is kept
  std::string fields;    // SHA-256, as of a member
};

/// Nothing where no plan hangs on it. Otherwise simulates all emission without any rule, makes signals of the
/// county's hourly mean (its control monitors, or its townships', or the national ones) and expands the
/// plans. Throws io::InputErrors where these then show mistakes.
std::optional<NoAction> run_no_action(io::CaseInputs& inputs, const Request& request, Progress& progress);

/// As above for a command that shows plans and runs nothing else; `threads`: 0 leaves it to the machine.
void expand_by_no_action(io::CaseInputs& inputs, int threads);

/// What plans asked for and where it came from, by source: "forecast", "the no-action run (perfect
/// forecast)". Empty where nobody asked for air.
std::map<std::string, std::string> origins_of_signals(const io::CaseInputs& inputs);

/// The signals that plans asked for, hour by hour of the run, as CSV; "" where nobody asked.
std::string signals_csv(const io::CaseInputs& inputs);

}  // namespace lantian::run
