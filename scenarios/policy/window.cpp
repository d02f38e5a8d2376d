#include "scenarios/policy/window.hpp"

#include <algorithm>
#include <chrono>

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

/// One hour under question.
struct Moment {
  const Scenario& scenario;
  model::LocalClock clock;
  Period run;
  model::UtcSeconds time;
};

/// Place in the trigger's order of the strictest level of `window` in force, or -1.
int warning_in_force(const Window& window, const Trigger& trigger, const Moment& now) {
  int strictest = -1;
  for (const Warning& warning : trigger.schedule) {
    const auto anchor = warning.from_run_start ? now.run.start : 0;
    const auto start = anchor + warning.start;
    const auto end = warning.end ? anchor + *warning.end : now.run.end;
    if (now.time < start || now.time >= end) continue;
    if (std::find(window.levels.begin(), window.levels.end(), warning.level) == window.levels.end()) continue;
    const auto place = std::find(trigger.levels.begin(), trigger.levels.end(), warning.level);
    strictest = std::max(strictest, static_cast<int>(place - trigger.levels.begin()));
  }
  return strictest;
}

bool open(const std::string& id, const Moment& now, std::string& level);

bool parts_open(const Window& window, const Moment& now, std::string& level) {
  std::string unused;
  for (const auto& part : window.all_of)
    if (!open(part, now, level)) return false;
  for (const auto& part : window.none_of)
    if (open(part, now, unused)) return false;
  if (window.any_of.empty()) return true;
  for (const auto& part : window.any_of)
    if (open(part, now, level)) return true;
  return false;
}

bool open(const std::string& id, const Moment& now, std::string& level) {
  const Window& window = now.scenario.windows.at(id);
  const auto day = now.clock.local_day(now.time);
  const int hour = now.clock.local_hour(now.time);
  const int weekday = static_cast<int>(now.clock.local_weekday(now.time));
  const auto any = [](const auto& list, auto&& test) {
    return list.empty() || std::any_of(list.begin(), list.end(), test);
  };
  if (!any(window.dates, [&](const DateRange& r) { return holds(r, day); })) return false;
  if (!any(window.hours, [&](const HourRange& r) { return holds(r, hour); })) return false;
  if (!any(window.weekdays, [&](int d) { return d == weekday; })) return false;
  if (!window.trigger.empty()) {
    const Trigger& trigger = now.scenario.triggers.at(window.trigger);
    const int place = warning_in_force(window, trigger, now);
    if (place < 0) return false;
    level = trigger.levels[static_cast<std::size_t>(place)];
  }
  return parts_open(window, now, level);
}

}  // namespace

std::vector<WindowSpan> window_spans(const Scenario& scenario, const std::string& window,
                                     model::LocalClock clock, Period run, Period range) {
  std::vector<WindowSpan> spans;
  if (window.empty()) return {{range.start, range.end, ""}};
  constexpr auto hour = model::seconds_per_hour;
  auto time = model::floor_div(range.start + clock.offset, hour) * hour - clock.offset;
  for (; time < range.end; time += hour) {
    const auto start = std::max(time, range.start), end = std::min(time + hour, range.end);
    std::string level;
    if (!open(window, {scenario, clock, run, start}, level)) continue;
    if (!spans.empty() && spans.back().end == start && spans.back().level == level)
      spans.back().end = end;
    else
      spans.push_back({start, end, level});
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
