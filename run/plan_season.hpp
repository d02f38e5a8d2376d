/// The season of a run's off-peak rules: the calendar of lines over all of it, and what make-up would leave.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "io/case_inputs.hpp"
#include "scenarios/evaluate/evaluation.hpp"
#include "scenarios/study/calendar.hpp"
#include "scenarios/study/season.hpp"

namespace lantian::run {

/// The same rules where `share` of the output that they lose is made up from the season's end on, over the
/// year from the season's first day to the next one's.
struct MakeUpCase {
  double share = 0.0;
  bool is_own = false;               // as the scenario itself says
  scenarios::OptionFigures figures;  // beyond the plan that it is held against; without `plan`
  struct Avoided {
    scenarios::PollutantMasses season{}, year{};  // kg
  };
  Avoided county, all;  // of the works in the county, of all that the rules bind
};

/// Of a comparison whose member adds orders to stop or to limit output that go by the calendar. Measures that
/// wait for air, weather or a warning are in none of it, neither the member's nor those it is held against.
struct PlanSeason {
  scenarios::Comparison comparison;
  scenarios::Period season;          // of the measures' own dates, next to the run's
  scenarios::Period period;          // of the calendar: to the next season where output is made up
  bool knows_holidays = true;        // false: of a year of the calendar none are known
  std::vector<std::string> waiting;  // ids of the member's measures that are left out
  scenarios::OptionCalendar calendar;
  std::vector<MakeUpCase> makeups;  // by share, the scenario's own first
  double most_rate = 0.0;  // of the usual output, of make-ups that the scenario does not state itself
  std::string currency;    // of costs; "" none
};

/// In the comparisons' order. A plan that cannot be expanded over its season is left out.
std::vector<PlanSeason> plan_seasons(const io::CaseInputs& inputs,
                                     const std::vector<scenarios::Comparison>& comparisons);

/// season.csv, without its mark: rows as those of a study's calendar, the member as the option.
std::string season_csv(const std::vector<PlanSeason>& seasons, const io::CaseInputs& inputs);

/// makeup.csv, without its mark: one figure a row.
std::string makeup_csv(const std::vector<PlanSeason>& seasons);

}  // namespace lantian::run
