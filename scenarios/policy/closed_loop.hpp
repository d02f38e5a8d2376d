/// Warnings that a response would call by its own air: the calendar is sought that calls itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

/// A level of a trigger in force in [start, end); `place` is that of the level among the trigger's, the
/// weakest 0.
struct CalledSpell {
  std::string trigger, level;
  int place = 0;
  model::UtcSeconds start = 0, end = 0;
  bool operator==(const CalledSpell&) const = default;
};
using WarningCalendar = std::vector<CalledSpell>;  // by trigger, then time

/// Hours in force, each counted once for every level up to its own.
std::int64_t strictness(const WarningCalendar& calendar);

/// What the triggers of a member with a closed loop call within the run, by the signals in `around`.
WarningCalendar closed_calendar(const std::vector<Scenario>& scenarios, const Surroundings& around);

/// Whether any trigger of a member is in a closed loop.
bool has_closed_loop(const std::vector<Scenario>& scenarios);

/// Whether a window hangs on a trigger in a closed loop: nobody can say beforehand that it opens.
bool awaits_closed_loop(const Scenario& scenario, const std::string& window);

enum class LoopEnd { running, settled, swinging, unsettled };

/// The iteration of one member. `calendars`: the first is that of the air without any rule (open loop); each
/// next is called by the air of the run under the one before it.
struct ClosedLoop {
  static constexpr int most_runs = 8;  // a calendar that has not come back by then is called unsettled
  std::vector<WarningCalendar> calendars;
  LoopEnd end = LoopEnd::running;
  int runs = 0;              // of the member's air
  std::size_t kept = 0;      // of `calendars`: the one in force in the end
  std::size_t repeated = 0;  // swinging: of `calendars`, the one that came back; the cycle runs from it on
};

/// Takes in what the air under the last calendar calls. Settled where it is that calendar; swinging where it
/// is an earlier one. Of a cycle, or of all where none comes back, the strictest calendar is kept, the
/// earlier of two that are equal: a warning that is called for nothing costs output, one that is not called
/// health.
void take(ClosedLoop& loop, WarningCalendar next);

}  // namespace lantian::scenarios
