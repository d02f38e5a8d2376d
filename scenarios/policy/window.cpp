#include "scenarios/policy/window.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <set>

#include "scenarios/policy/quota.hpp"
#include "scenarios/policy/trigger.hpp"

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
  OpenHours(const Ground& ground, const Hours& hours, std::string enterprise)
      : ground_(ground), scenario_(ground.scenario), hours_(hours), enterprise_(std::move(enterprise)) {}

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

  /// Closes the hours in which `expression` is `truth` (or, if not `equal`, is not).
  void close_where(std::vector<HourState>& states, const Expression& expression, Truth truth,
                   bool equal) const {
    const auto& signals = ground_.around.signals;
    std::set<std::string> keys;
    collect_signals(expression, keys);
    if (std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return signals.awaited.contains(key); }))
      return;
    const auto truths = truth_by_hour(expression, signals);
    for (std::size_t n = 0; n < states.size(); ++n) {
      const auto at = model::floor_div(hours_.start(n) - signals.start, model::seconds_per_hour);
      const bool lies_inside = at >= 0 && at < static_cast<std::int64_t>(truths.size());
      const Truth here = lies_inside ? truths[static_cast<std::size_t>(at)] : Truth::unknown;
      if ((here == truth) == equal) states[n] = {};
    }
  }

 private:
  std::vector<HourState> own_conditions(const Window& window) const {
    const auto& calendar = ground_.inventory.calendar;
    std::vector<HourState> states(hours_.count());
    QuotaDays quota(window, ground_, enterprise_);
    std::int64_t known_day = std::numeric_limits<std::int64_t>::min();
    bool is_day = false;
    for (std::size_t n = 0; n < states.size(); ++n) {
      const auto time = hours_.start(n);
      const auto day = hours_.clock.local_day(time);
      if (day != known_day) is_day = is_day_of(window, calendar, day) && (!window.quota || quota.takes(day));
      known_day = day;
      const int hour = hours_.clock.local_hour(time);
      states[n].open = is_day && (window.hours.empty() ||
                                  std::any_of(window.hours.begin(), window.hours.end(),
                                              [&](const HourRange& r) { return is_hour_of(r, hour); }));
    }
    if (window.when) close_where(states, *window.when, Truth::yes, false);
    if (!window.trigger.empty()) combine(states, warned(window), true);
    return states;
  }

  /// Open while one of the window's levels is in force, at the strictest of them.
  std::vector<HourState> warned(const Window& window) const {
    const Trigger& trigger = scenario_.triggers.at(window.trigger);
    std::vector<HourState> states(hours_.count());
    for (const Warning& warning : warnings_in(scenario_, trigger, ground_.around)) {
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

  const Ground& ground_;
  const Scenario& scenario_;
  const Hours& hours_;
  std::string enterprise_;
  std::map<std::string, std::vector<HourState>> states_;
};

std::vector<WindowSpan> spans_of(const std::vector<HourState>& states, const Hours& hours) {
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

std::vector<WindowSpan> spans_less_veto(const Ground& ground, const std::string& window,
                                        const Expression* veto, Period range, const std::string& enterprise) {
  if (window.empty() && veto == nullptr) return {{range.start, range.end, ""}};
  const Hours hours{ground.around.clock, ground.around.run, range};
  OpenHours open(ground, hours, enterprise);
  std::vector<HourState> states =
      window.empty() ? std::vector<HourState>(hours.count(), HourState{true, {}}) : open.of(window);
  if (veto != nullptr) open.close_where(states, *veto, Truth::yes, true);
  return spans_of(states, hours);
}

/// Whether a window's days are each enterprise's own choice, its own or a part's.
bool hangs_on_enterprise(const Scenario& scenario, const std::string& id, std::set<std::string>& seen) {
  if (id.empty() || !seen.insert(id).second) return false;
  const Window& window = scenario.windows.at(id);
  if (window.quota && window.quota->pick == Quota::Pick::enterprise_choice) return true;
  for (const auto* parts : {&window.all_of, &window.any_of, &window.none_of})
    for (const auto& part : *parts)
      if (hangs_on_enterprise(scenario, part, seen)) return true;
  return false;
}

/// The hours of each of many local days as bits; what a run or a forecast decides counts as open.
class DayMasks {
 public:
  explicit DayMasks(const Scenario& scenario) : scenario_(scenario) {
    // 28 years meet every date on every weekday; fixed dates lie where they lie.
    add(day_number(2000, {1, 1}), day_number(2027, {12, 31}));
    for (const auto& [id, window] : scenario.windows)
      for (const auto& range : window.dates)
        if (!range.recurring) add(range.first, std::min(range.last, range.first + most_days));
  }

  bool is_ever_open(const std::string& id) {
    const auto& masks = of(id);
    return std::any_of(masks.begin(), masks.end(), [](std::uint32_t mask) { return mask != 0; });
  }

 private:
  static constexpr std::int64_t most_days = 10000;
  static constexpr std::uint32_t all_hours = 0xFFFFFF;

  void add(std::int64_t first, std::int64_t last) {
    for (auto day = first; day <= last; ++day) days_.push_back(day);
  }

  /// Without what is decided later: true in the one reading that leaves the most hours open.
  static bool is_certain(const Window& window) {
    return !window.when && !window.quota && window.trigger.empty() && !window.holidays;
  }

  const std::vector<std::uint32_t>& of(const std::string& id) {
    const auto known = masks_.find(id);
    if (known != masks_.end()) return known->second;
    auto& masks = masks_[id];  // a circle meets nothing open and is told elsewhere
    masks.assign(days_.size(), 0);
    const Window& window = scenario_.windows.at(id);
    std::uint32_t hours = window.hours.empty() ? all_hours : 0;
    for (const auto& range : window.hours)
      for (int hour = 0; hour < 24; ++hour)
        if (is_hour_of(range, hour)) hours |= 1u << hour;
    std::vector<std::uint32_t> own(days_.size(), 0);
    const Calendar no_holidays;
    for (std::size_t n = 0; n < days_.size(); ++n) {
      const bool is_day =
          window.holidays ? is_date_of(window, days_[n]) : is_day_of(window, no_holidays, days_[n]);
      if (is_day) own[n] = hours;
    }
    for (const auto& part : window.all_of) join(own, of(part));
    if (!window.any_of.empty()) {
      std::vector<std::uint32_t> any(days_.size(), 0);
      for (const auto& part : window.any_of)
        for (std::size_t n = 0; n < any.size(); ++n) any[n] |= of(part)[n];
      join(own, any);
    }
    for (const auto& part : window.none_of)
      if (is_plain(part))
        for (std::size_t n = 0; n < own.size(); ++n) own[n] &= ~of(part)[n];
    return masks_[id] = std::move(own);
  }

  static void join(std::vector<std::uint32_t>& masks, const std::vector<std::uint32_t>& part) {
    for (std::size_t n = 0; n < masks.size(); ++n) masks[n] &= part[n];
  }

  /// Whether a window that takes hours away is sure of them: of the calendar alone, itself and its parts.
  bool is_plain(const std::string& id) {
    const auto known = plain_.find(id);
    if (known != plain_.end()) return known->second;
    plain_[id] = false;
    const Window& window = scenario_.windows.at(id);
    bool plain = is_certain(window) && window.none_of.empty();
    for (const auto* parts : {&window.all_of, &window.any_of})
      for (const auto& part : *parts) plain = is_plain(part) && plain;
    return plain_[id] = plain;
  }

  const Scenario& scenario_;
  std::vector<std::int64_t> days_;
  std::map<std::string, std::vector<std::uint32_t>> masks_;
  std::map<std::string, bool> plain_;
};

}  // namespace

std::vector<WindowSpan> window_spans(const Ground& ground, const std::string& window, Period range,
                                     const std::string& enterprise) {
  return spans_less_veto(ground, window, nullptr, range, enterprise);
}

MeasureSpans::MeasureSpans(const Measure& measure, const Ground& ground, Period range)
    : measure_(measure), ground_(ground), range_(range) {
  std::set<std::string> seen;
  by_enterprise_ = hangs_on_enterprise(ground.scenario, measure.window, seen);
}

const std::vector<WindowSpan>& MeasureSpans::of(const Source& source) {
  const auto& all = ground_.inventory.enterprises;
  const std::string enterprise =
      by_enterprise_ && source.enterprise >= 0 ? all[static_cast<std::size_t>(source.enterprise)].id : "";
  const auto known = spans_.find(enterprise);
  if (known != spans_.end()) return known->second;
  const Expression* veto = measure_.veto ? &*measure_.veto : nullptr;
  return spans_[enterprise] = spans_less_veto(ground_, measure_.window, veto, range_, enterprise);
}

const WindowSpan* span_at(const std::vector<WindowSpan>& spans, model::UtcSeconds time) {
  const auto after =
      std::upper_bound(spans.begin(), spans.end(), time,
                       [](model::UtcSeconds t, const WindowSpan& span) { return t < span.start; });
  return after != spans.begin() && time < std::prev(after)->end ? &*std::prev(after) : nullptr;
}

bool is_hour_of(const HourRange& range, int local_hour) {
  if (range.first < range.end) return range.first <= local_hour && local_hour < range.end;
  return local_hour >= range.first || local_hour < range.end;
}

bool is_date_of(const Window& window, std::int64_t local_day) {
  return window.dates.empty() || std::any_of(window.dates.begin(), window.dates.end(),
                                             [&](const DateRange& r) { return holds(r, local_day); });
}

std::vector<Finding> never_open(const Scenario& scenario) {
  std::vector<Finding> findings;
  DayMasks masks(scenario);
  for (const auto& [id, window] : scenario.windows)
    if (!masks.is_ever_open(id)) findings.push_back({"never_open", "window." + id, {{"value", id}}});
  return findings;
}

std::map<std::string, std::string> signals_asked_for(const Scenario& scenario) {
  std::map<std::string, std::string> places;
  const auto note = [&](const Expression& expression, const std::string& place) {
    std::set<std::string> keys;
    collect_signals(expression, keys);
    for (const auto& key : keys) places.try_emplace(key, place);
  };
  for (const auto& [id, window] : scenario.windows) {
    if (window.when) note(*window.when, "window." + id + ".when");
    if (window.quota && window.quota->pick == Quota::Pick::worst_forecast)
      places.try_emplace("forecast(aqi_daily)", "window." + id + ".quota.pick");
  }
  for (const auto& [id, trigger] : scenario.triggers) {
    if (!trigger.rules) continue;
    places.try_emplace(trigger.rules->metric, "trigger." + id + ".metric");
    for (const auto& level : trigger.rules->levels)
      for (const auto& rule : level) note(rule, "trigger." + id + ".levels");
  }
  for (const auto& [id, measure] : scenario.measures)
    if (measure.veto) note(*measure.veto, "measure." + id + ".veto");
  return places;
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
