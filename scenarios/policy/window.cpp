#include "scenarios/policy/window.hpp"

#include <algorithm>
#include <chrono>
#include <map>

namespace lantian::scenarios {

namespace {

using MonthDay = std::array<int, 2>;

std::int64_t day_number(int year, MonthDay month_day) {
  using namespace std::chrono;
  return sys_days{std::chrono::year{year} / month_day[0] / month_day[1]}.time_since_epoch().count();
}

bool holds(const DateRange& range, std::int64_t day) {
  if (!range.recurring) return range.first <= day && day <= range.last;
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const MonthDay today{static_cast<int>(unsigned(date.month())), static_cast<int>(unsigned(date.day()))};
  if (range.first_month_day <= range.last_month_day)
    return range.first_month_day <= today && today <= range.last_month_day;
  return today >= range.first_month_day || today <= range.last_month_day;
}

bool holds(const HourRange& range, int hour) {
  if (range.first < range.end) return range.first <= hour && hour < range.end;
  return hour >= range.first || hour < range.end;
}

/// The warning in force: whose, and its place in that trigger's order, the weakest first.
struct WarningLevel {
  const Trigger* trigger = nullptr;
  std::size_t place = 0;
};

/// Of two levels of one trigger the stricter; of two triggers the one that is named first.
WarningLevel stricter(WarningLevel first, WarningLevel second) {
  if (first.trigger == nullptr) return second;
  return first.trigger == second.trigger && second.place > first.place ? second : first;
}

/// A window in one hour; a closed one has no level.
struct HourState {
  bool open = false;
  WarningLevel level;
};

/// The whole local hours that touch a period; the first and last may be cut.
struct Hours {
  model::LocalClock clock;
  Period run, range;
  model::UtcSeconds first() const {
    constexpr auto hour = model::seconds_per_hour;
    return model::floor_div(range.start + clock.offset, hour) * hour - clock.offset;
  }
  std::size_t count() const {
    constexpr auto hour = model::seconds_per_hour;
    return range.end <= range.start ? 0 : static_cast<std::size_t>((range.end - first() + hour - 1) / hour);
  }
  model::UtcSeconds start(std::size_t n) const {
    return std::max(range.start, first() + static_cast<std::int64_t>(n) * model::seconds_per_hour);
  }
  model::UtcSeconds end(std::size_t n) const {
    return std::min(range.end, first() + static_cast<std::int64_t>(n + 1) * model::seconds_per_hour);
  }
};

/// Every window that is asked for, and what it is built of, hour by hour; each is worked out once.
class OpenHours {
 public:
  OpenHours(const Scenario& scenario, const Hours& hours) : scenario_(scenario), hours_(hours) {}

  const std::vector<HourState>& of(const std::string& id) {
    const auto known = states_.find(id);
    if (known != states_.end()) return known->second;
    const Window& window = scenario_.windows.at(id);
    std::vector<HourState> states = own_conditions(window);
    for (const auto& part : window.all_of) combine(states, of(part), true);
    for (const auto& part : window.none_of) exclude(states, of(part));
    if (!window.any_of.empty()) combine(states, any_of(window.any_of), true);
    return states_[id] = std::move(states);
  }

 private:
  std::vector<HourState> own_conditions(const Window& window) const {
    const auto any = [](const auto& list, auto&& test) {
      return list.empty() || std::any_of(list.begin(), list.end(), test);
    };
    std::vector<HourState> states(hours_.count());
    for (std::size_t n = 0; n < states.size(); ++n) {
      const auto time = hours_.start(n);
      const auto day = hours_.clock.local_day(time);
      const int hour = hours_.clock.local_hour(time);
      const int weekday = static_cast<int>(hours_.clock.local_weekday(time));
      states[n].open = any(window.dates, [&](const DateRange& r) { return holds(r, day); }) &&
                       any(window.hours, [&](const HourRange& r) { return holds(r, hour); }) &&
                       any(window.weekdays, [&](int d) { return d == weekday; });
    }
    if (!window.trigger.empty()) combine(states, warned(window), true);
    return states;
  }

  /// Open while one of the window's levels is in force, at the strictest of them.
  std::vector<HourState> warned(const Window& window) const {
    const Trigger& trigger = scenario_.triggers.at(window.trigger);
    std::vector<HourState> states(hours_.count());
    for (const Warning& warning : trigger.schedule) {
      if (std::find(window.levels.begin(), window.levels.end(), warning.level) == window.levels.end())
        continue;
      const auto place = std::find(trigger.levels.begin(), trigger.levels.end(), warning.level);
      const WarningLevel level{&trigger, static_cast<std::size_t>(place - trigger.levels.begin())};
      const Period spell = spell_of(warning, hours_.run);
      for (std::size_t n = 0; n < states.size(); ++n)
        if (spell.start <= hours_.start(n) && hours_.start(n) < spell.end)
          states[n] = {true, stricter(states[n].level, level)};
    }
    return states;
  }

  std::vector<HourState> any_of(const std::vector<std::string>& parts) {
    std::vector<HourState> states(hours_.count());
    for (const auto& part : parts) combine(states, of(part), false);
    return states;
  }

  /// Hours open in `both` or in either.
  static void combine(std::vector<HourState>& states, const std::vector<HourState>& part, bool both) {
    for (std::size_t n = 0; n < states.size(); ++n) {
      const bool open = both ? states[n].open && part[n].open : states[n].open || part[n].open;
      states[n] = {open, open ? stricter(states[n].level, part[n].level) : WarningLevel{}};
    }
  }
  static void exclude(std::vector<HourState>& states, const std::vector<HourState>& part) {
    for (std::size_t n = 0; n < states.size(); ++n)
      if (part[n].open) states[n] = {};
  }

  const Scenario& scenario_;
  const Hours& hours_;
  std::map<std::string, std::vector<HourState>> states_;
};

}  // namespace

Period spell_of(const Warning& warning, Period run) {
  const auto anchor = warning.from_run_start ? run.start : 0;
  return {anchor + warning.start, warning.end ? anchor + *warning.end : run.end};
}

std::vector<WindowSpan> window_spans(const Scenario& scenario, const std::string& window,
                                     model::LocalClock clock, Period run, Period range) {
  if (window.empty()) return {{range.start, range.end, ""}};
  const Hours hours{clock, run, range};
  OpenHours open(scenario, hours);
  const auto& states = open.of(window);
  std::vector<WindowSpan> spans;
  for (std::size_t n = 0; n < states.size(); ++n) {
    if (!states[n].open) continue;
    const auto [trigger, place] = states[n].level;
    const std::string level = trigger == nullptr ? "" : trigger->levels[place];
    if (!spans.empty() && spans.back().end == hours.start(n) && spans.back().level == level)
      spans.back().end = hours.end(n);
    else
      spans.push_back({hours.start(n), hours.end(n), level});
  }
  return spans;
}

SeasonDays season_days(const Window& window) {
  SeasonDays days;
  for (const DateRange& range : window.dates) {
    if (!range.recurring) {
      days.common += static_cast<int>(range.last - range.first + 1);
      days.leap += static_cast<int>(range.last - range.first + 1);
      continue;
    }
    const bool wraps = range.last_month_day < range.first_month_day;
    // 2021 and 2022 are common; 2024 is leap, and a season that wraps meets its February in the later year.
    const auto count = [&](int year) {
      return static_cast<int>(day_number(year, range.last_month_day) -
                              day_number(wraps ? year - 1 : year, range.first_month_day) + 1);
    };
    days.common += count(2022);
    days.leap += count(2024);
  }
  return days;
}

}  // namespace lantian::scenarios
