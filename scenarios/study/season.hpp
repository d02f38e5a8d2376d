/// The season of off-peak production: what of a plan goes by the calendar alone, and from when to when.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

/// Whether the measure waits for air, weather, a forecast or a warning: no calendar tells when it holds.
bool waits(const Scenario& scenario, const Measure& measure);

/// A stop or a limit of output that holds on dates and waits for nothing.
bool is_off_peak(const Scenario& scenario, const Measure& measure);

/// The scenarios of a member without measures that wait, those that need one of them, and what only these
/// refer to. What is left may be idle in whatever period it is expanded over.
std::vector<Scenario> calendar_part(std::vector<Scenario> scenarios);

/// From the first to the last local day, both included, of the dates of the off-peak measures, as they stand
/// next to `local_day`: of each range its nearest turn, no further away than half a year. None where no such
/// measure has dates there.
struct OffPeakSeason {
  std::int64_t first = 0, last = 0;  // local days since 1970-01-01
};
std::optional<OffPeakSeason> season_near(const std::vector<Scenario>& scenarios, std::int64_t local_day);

/// The first day of the next year's turn of a season.
std::int64_t next_turn(const OffPeakSeason& season);

/// The off-peak measures make up so much of what they lose: those with a make-up of their own at their own
/// rate and delay, others at `otherwise`'s. 0: nothing is made up.
Scenario making_up(Scenario scenario, double share, const MakeUp& otherwise);

}  // namespace lantian::scenarios
