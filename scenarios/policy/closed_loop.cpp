#include "scenarios/policy/closed_loop.hpp"

#include <algorithm>
#include <set>

#include "scenarios/policy/trigger.hpp"

namespace lantian::scenarios {
namespace {

std::size_t strictest(const std::vector<WarningCalendar>& calendars, std::size_t first) {
  const auto from = calendars.begin() + static_cast<std::ptrdiff_t>(first);
  return static_cast<std::size_t>(
      std::max_element(from, calendars.end(),
                       [](const auto& a, const auto& b) { return strictness(a) < strictness(b); }) -
      calendars.begin());
}

/// By its own rules, or by those of one it is bound by.
bool is_closed(const Scenario& scenario, const Trigger& trigger, int depth = 0) {
  if (trigger.rules && trigger.rules->closed_loop) return true;
  if (depth > static_cast<int>(most_parts)) return false;  // bound in a circle: told by `check`
  return std::any_of(trigger.bound_by.begin(), trigger.bound_by.end(), [&](const std::string& id) {
    const auto other = scenario.triggers.find(id);
    return other != scenario.triggers.end() && is_closed(scenario, other->second, depth + 1);
  });
}

bool hangs_on_loop(const Scenario& scenario, const std::string& id, std::set<std::string>& seen) {
  const auto found = scenario.windows.find(id);
  if (found == scenario.windows.end() || !seen.insert(id).second) return false;
  const auto trigger = scenario.triggers.find(found->second.trigger);
  if (trigger != scenario.triggers.end() && is_closed(scenario, trigger->second)) return true;
  for (const auto* parts : {&found->second.all_of, &found->second.any_of, &found->second.none_of})
    for (const auto& part : *parts)
      if (hangs_on_loop(scenario, part, seen)) return true;
  return false;
}

}  // namespace

std::int64_t strictness(const WarningCalendar& calendar) {
  std::int64_t sum = 0;
  for (const auto& spell : calendar)
    sum += (spell.end - spell.start) / model::seconds_per_hour * (spell.place + 1);
  return sum;
}

WarningCalendar closed_calendar(const std::vector<Scenario>& scenarios, const Surroundings& around) {
  WarningCalendar calendar;
  std::set<std::string> told;  // a trigger that several scenarios inherit
  for (const auto& scenario : scenarios)
    for (const auto& [id, trigger] : scenario.triggers) {
      if (!is_closed(scenario, trigger) || !told.insert(id).second) continue;
      for (const auto& warning : warnings_in(scenario, trigger, around)) {
        const Period spell = spell_of(warning, around.run);
        const auto start = std::max(spell.start, around.run.start), end = std::min(spell.end, around.run.end);
        const auto place = std::find(trigger.levels.begin(), trigger.levels.end(), warning.level);
        if (start < end)
          calendar.push_back(
              {id, warning.level, static_cast<int>(place - trigger.levels.begin()), start, end});
      }
    }
  return calendar;
}

bool has_closed_loop(const std::vector<Scenario>& scenarios) {
  return std::any_of(scenarios.begin(), scenarios.end(), [](const Scenario& scenario) {
    return std::any_of(scenario.triggers.begin(), scenario.triggers.end(),
                       [](const auto& one) { return one.second.rules && one.second.rules->closed_loop; });
  });
}

bool awaits_closed_loop(const Scenario& scenario, const std::string& window) {
  std::set<std::string> seen;
  return hangs_on_loop(scenario, window, seen);
}

void take(ClosedLoop& loop, WarningCalendar next) {
  ++loop.runs;
  const auto known = std::find(loop.calendars.begin(), loop.calendars.end(), next);
  const auto place = static_cast<std::size_t>(known - loop.calendars.begin());
  if (place + 1 == loop.calendars.size()) {
    loop.end = LoopEnd::settled;
    loop.kept = place;
  } else if (known != loop.calendars.end()) {
    loop.end = LoopEnd::swinging;
    loop.repeated = place;
    loop.kept = strictest(loop.calendars, place);
  } else {
    loop.calendars.push_back(std::move(next));
    if (loop.runs < ClosedLoop::most_runs) return;
    loop.end = LoopEnd::unsettled;
    loop.kept = strictest(loop.calendars, 0);
  }
}

}  // namespace lantian::scenarios
