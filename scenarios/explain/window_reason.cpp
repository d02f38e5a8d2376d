#include "scenarios/explain/window_reason.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace lantian::scenarios {

namespace {

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string day_text(const std::array<int, 2>& month_day) {
  return two_digits(month_day[0]) + "-" + two_digits(month_day[1]);
}

std::string date_text(std::int64_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  return std::to_string(int(date.year())) + "-" +
         day_text({static_cast<int>(unsigned(date.month())), static_cast<int>(unsigned(date.day()))});
}

Label alike(std::string text) { return {text, text}; }

template <class T, class Text>
std::string listed(const std::vector<T>& list, Text text, const char* comma = ", ") {
  std::string all;
  for (const auto& one : list) all += (all.empty() ? "" : comma) + text(one);
  return all;
}

Label dates_text(const Window& window) {
  return alike(listed(window.dates, [](const DateRange& r) {
    return r.recurring ? day_text(r.first_month_day) + "/" + day_text(r.last_month_day)
                       : date_text(r.first) + "/" + date_text(r.last);
  }));
}

Label hours_text(const Window& window) {
  return alike(
      listed(window.hours, [](const HourRange& r) { return two_digits(r.first) + "-" + two_digits(r.end); }));
}

Label weekdays_text(const Window& window) {
  constexpr std::array en{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array zh{"周日", "周一", "周二", "周三", "周四", "周五", "周六"};
  return {listed(window.weekdays, [&](int d) { return std::string(en[static_cast<std::size_t>(d)]); }),
          listed(
              window.weekdays, [&](int d) { return std::string(zh[static_cast<std::size_t>(d)]); }, "、")};
}

Label warning_text(const Window& window) {
  return {window.trigger + ": " + listed(window.levels, [](const std::string& level) { return level; }),
          window.trigger + "：" +
              listed(
                  window.levels, [](const std::string& level) { return level_label(level).zh; }, "、")};
}

Label quota_text(const Window& window) {
  constexpr std::array en{"any", "worst_forecast", "enterprise_choice"};
  constexpr std::array zh{"取最先的日子", "取预报最差的日子", "由企业自选"};
  const std::string days = std::to_string(window.quota->min_days);
  const auto pick = static_cast<std::size_t>(window.quota->pick);
  return {days + " per " + (window.quota->per_month ? "month" : "window") + ", " + en[pick],
          (window.quota->per_month ? "每月 " : "每个时段 ") + days + " 天，" + zh[pick]};
}

/// One kind of condition: whether a window has it, how it reads, how it stands alone, how it is taken away.
struct Kind {
  const char* name;
  bool (*is_given)(const Window&);
  Label (*text)(const Window&);
  void (*keep)(const Window& from, Window& alone);
  void (*drop)(Window& rest);
};

constexpr std::array kinds{
    Kind{"dates", [](const Window& w) { return !w.dates.empty(); }, dates_text,
         [](const Window& from, Window& alone) { alone.dates = from.dates; },
         [](Window& rest) { rest.dates.clear(); }},
    Kind{"hours", [](const Window& w) { return !w.hours.empty(); }, hours_text,
         [](const Window& from, Window& alone) { alone.hours = from.hours; },
         [](Window& rest) { rest.hours.clear(); }},
    Kind{"weekdays", [](const Window& w) { return !w.weekdays.empty(); }, weekdays_text,
         [](const Window& from, Window& alone) { alone.weekdays = from.weekdays; },
         [](Window& rest) { rest.weekdays.clear(); }},
    Kind{"holidays", [](const Window& w) { return w.holidays.has_value(); },
         [](const Window& w) {
           return *w.holidays ? Label{"true", "是"} : Label{"false", "否"};
         },
         [](const Window& from, Window& alone) { alone.holidays = from.holidays; },
         [](Window& rest) { rest.holidays.reset(); }},
    Kind{"when", [](const Window& w) { return w.when.has_value(); },
         [](const Window& w) { return alike(text_of(*w.when)); },
         [](const Window& from, Window& alone) { alone.when = from.when; },
         [](Window& rest) { rest.when.reset(); }},
    Kind{"quota", [](const Window& w) { return w.quota.has_value(); }, quota_text,
         [](const Window& from, Window& alone) { alone = from; },  // it picks among the window's own days
         [](Window& rest) { rest.quota.reset(); }},
    Kind{"warning", [](const Window& w) { return !w.trigger.empty(); }, warning_text,
         [](const Window& from, Window& alone) { alone.trigger = from.trigger, alone.levels = from.levels; },
         [](Window& rest) { rest.trigger.clear(), rest.levels.clear(); }}};

/// No two windows of an author can clash with these: an id holds no slash.
std::string name_of(const std::string& window, const char* kind) { return window + "/" + kind; }

}  // namespace

Label level_label(const std::string& level) {
  if (level == "blue") return {level, "蓝色"};
  if (level == "yellow") return {level, "黄色"};
  if (level == "orange") return {level, "橙色"};
  if (level == "red") return {level, "红色"};
  return {level, level};
}

WindowReasons::WindowReasons(const Scenario& scenario, const Inventory& inventory, const Surroundings& around)
    : probed_(scenario), inventory_(inventory), around_(around) {
  for (const auto& [id, window] : scenario.windows) {
    Window rest = window;
    rest.all_of.clear(), rest.any_of.clear(), rest.none_of.clear();
    for (const auto& kind : kinds) {
      kind.drop(rest);
      if (!kind.is_given(window)) continue;
      Window alone;
      kind.keep(window, alone);
      alone.id = name_of(id, kind.name);
      probed_.windows[alone.id] = alone;
    }
    rest.id = name_of(id, "other");
    probed_.windows[rest.id] = rest;
  }
}

const WindowSpan* WindowReasons::span(const std::string& window, const std::string& enterprise,
                                      model::UtcSeconds time) {
  const std::pair key{window, enterprise};
  auto known = spans_.find(key);
  if (known == spans_.end())
    known = spans_.emplace(key, window_spans({probed_, inventory_, around_}, window, around_.run, enterprise))
                .first;
  return span_at(known->second, time);
}

WindowReason WindowReasons::at(const std::string& id, const std::string& enterprise, model::UtcSeconds time) {
  WindowReason reason;
  reason.window = id;
  const auto* open = span(id, enterprise, time);
  reason.is_open = open != nullptr;
  if (open) reason.level = open->level;
  if (id.empty()) return reason;
  const Window& window = probed_.windows.at(id);
  reason.label = window.label;
  for (const auto& kind : kinds)
    if (kind.is_given(window)) {
      const auto* alone = span(name_of(id, kind.name), enterprise, time);
      reason.parts.push_back(
          {kind.name, kind.text(window), alone != nullptr, alone ? alone->level : std::string()});
    }
  // Only told where it is what closes the window: a window without further conditions is open here.
  if (span(name_of(id, "other"), enterprise, time) == nullptr)
    reason.parts.push_back({"other", {}, false, ""});
  for (const auto& part : window.all_of) reason.windows.emplace_back("all_of", at(part, enterprise, time));
  for (const auto& part : window.any_of) reason.windows.emplace_back("any_of", at(part, enterprise, time));
  for (const auto& part : window.none_of) reason.windows.emplace_back("none_of", at(part, enterprise, time));
  return reason;
}

WindowReason WindowReasons::at(const Measure& measure, const Source& source, model::UtcSeconds time) {
  const std::string enterprise =
      source.enterprise < 0 ? "" : inventory_.enterprises[static_cast<std::size_t>(source.enterprise)].id;
  WindowReason reason = at(measure.window, enterprise, time);
  if (!measure.veto) return reason;
  Measure always = measure;
  always.window.clear();
  const Ground ground{probed_, inventory_, around_};
  MeasureSpans spans(always, ground, around_.run);
  const bool is_free = span_at(spans.of(source), time) != nullptr;
  const std::string asked = text_of(*measure.veto);
  reason.parts.push_back({"veto", {asked, asked}, !is_free, ""});
  reason.is_vetoed = !is_free;
  return reason;
}

}  // namespace lantian::scenarios
