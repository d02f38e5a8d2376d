#include "scenarios/study/season.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <set>

#include "scenarios/study/study.hpp"

namespace lantian::scenarios {
namespace {

constexpr std::int64_t half_a_year = 183;  // days: the nearest turn of a yearly date is never further

/// Calls `visit` for a window and all that it is built of; `with_excluded`: also what it leaves out.
void for_each_window(const Scenario& scenario, const std::string& id, bool with_excluded,
                     std::set<std::string>& seen, const std::function<void(const Window&)>& visit) {
  const auto found = scenario.windows.find(id);
  if (found == scenario.windows.end() || !seen.insert(id).second) return;
  const Window& window = found->second;
  visit(window);
  for (const auto* parts : {&window.all_of, &window.any_of})
    for (const auto& part : *parts) for_each_window(scenario, part, with_excluded, seen, visit);
  if (with_excluded)
    for (const auto& part : window.none_of) for_each_window(scenario, part, with_excluded, seen, visit);
}

std::vector<DateRange> dates_of(const Scenario& scenario, const Measure& measure) {
  std::vector<DateRange> dates;
  std::set<std::string> seen;
  for_each_window(scenario, measure.window, false, seen, [&](const Window& window) {
    dates.insert(dates.end(), window.dates.begin(), window.dates.end());
  });
  return dates;
}

/// 29 February of a common year is its last day.
std::int64_t day_of(int year, const std::array<int, 2>& month_day) {
  namespace chrono = std::chrono;
  const auto month = chrono::year{year} / month_day[0];
  const chrono::year_month_day wanted = month / month_day[1], last = month / chrono::last;
  return chrono::sys_days{wanted.ok() ? wanted : last}.time_since_epoch().count();
}

int year_of(std::int64_t day) {
  return int(std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day}}}.year());
}

std::int64_t days_away(const OffPeakSeason& turn, std::int64_t day) {
  return std::max({turn.first - day, day - turn.last, std::int64_t{0}});
}

OffPeakSeason nearest_turn(const DateRange& range, std::int64_t day) {
  if (!range.recurring) return {range.first, range.last};
  const int wraps = range.last_month_day < range.first_month_day ? 1 : 0;
  const int year = year_of(day);
  std::optional<OffPeakSeason> nearest;
  for (int first = year - 2; first <= year + 1; ++first) {
    const OffPeakSeason turn{day_of(first, range.first_month_day),
                             day_of(first + wraps, range.last_month_day)};
    if (!nearest || days_away(turn, day) < days_away(*nearest, day)) nearest = turn;
  }
  return *nearest;
}

std::optional<MakeUp>* makeup_in(Measure& measure) {
  if (auto* stop = std::get_if<Stop>(&measure.op)) return &stop->makeup;
  if (auto* limit = std::get_if<LimitOutput>(&measure.op)) return &limit->makeup;
  return nullptr;
}

}  // namespace

bool waits(const Scenario& scenario, const Measure& measure) {
  bool found = measure.veto.has_value();
  std::set<std::string> seen;
  for_each_window(scenario, measure.window, true, seen, [&](const Window& window) {
    found = found || window.when || !window.trigger.empty() ||
            (window.quota && window.quota->pick == Quota::Pick::worst_forecast);
  });
  return found;
}

bool is_off_peak(const Scenario& scenario, const Measure& measure) {
  const bool lowers =
      std::holds_alternative<Stop>(measure.op) || std::holds_alternative<LimitOutput>(measure.op);
  return lowers && !waits(scenario, measure) && !dates_of(scenario, measure).empty();
}

std::vector<Scenario> calendar_part(std::vector<Scenario> scenarios) {
  for (auto& scenario : scenarios)
    std::erase_if(scenario.measures, [&](const auto& one) { return waits(scenario, one.second); });
  const auto is_kept = [&](const std::string& id) {
    return std::any_of(scenarios.begin(), scenarios.end(),
                       [&](const Scenario& scenario) { return scenario.measures.contains(id); });
  };
  const auto lacks = [&](const auto& one) {
    return !std::all_of(one.second.needs.begin(), one.second.needs.end(), is_kept);
  };
  for (bool again = true; again;) {
    again = false;
    for (auto& scenario : scenarios) again = std::erase_if(scenario.measures, lacks) > 0 || again;
  }
  for (auto& scenario : scenarios) {
    for (auto& [id, measure] : scenario.measures)
      if (measure.allow_idle.empty()) measure.allow_idle = "another season";
    scenario = referred_part(scenario);
  }
  return scenarios;
}

std::optional<OffPeakSeason> season_near(const std::vector<Scenario>& scenarios, std::int64_t local_day) {
  std::optional<OffPeakSeason> season;
  for (const auto& scenario : scenarios)
    for (const auto& [id, measure] : scenario.measures) {
      if (!is_off_peak(scenario, measure)) continue;
      for (const auto& range : dates_of(scenario, measure)) {
        const OffPeakSeason turn = nearest_turn(range, local_day);
        if (days_away(turn, local_day) > half_a_year) continue;
        season = season
                     ? OffPeakSeason{std::min(season->first, turn.first), std::max(season->last, turn.last)}
                     : turn;
      }
    }
  return season;
}

std::int64_t next_turn(const OffPeakSeason& season) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{season.first}}};
  return day_of(int(date.year()) + 1, {int(unsigned(date.month())), int(unsigned(date.day()))});
}

Scenario making_up(Scenario scenario, double share, const MakeUp& otherwise) {
  for (auto& [id, measure] : scenario.measures) {
    if (!is_off_peak(scenario, measure)) continue;
    auto& makeup = *makeup_in(measure);
    if (share == 0.0) {
      makeup.reset();
      continue;
    }
    if (!makeup) makeup = otherwise;
    makeup->share = share;
  }
  return scenario;
}

}  // namespace lantian::scenarios
