#include "scenarios/policy/quota.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "scenarios/policy/keyed_draw.hpp"
#include "scenarios/policy/selection.hpp"
#include "scenarios/policy/window.hpp"

namespace lantian::scenarios {

namespace {

namespace chrono = std::chrono;
using Days = std::vector<std::int64_t>;

chrono::year_month_day date_of(std::int64_t day) { return chrono::sys_days{chrono::days{day}}; }

std::int64_t first_of_month(std::int64_t day) {
  const auto date = date_of(day);
  return chrono::sys_days{date.year() / date.month() / 1}.time_since_epoch().count();
}

std::int64_t days_of_month(std::int64_t first) {
  const auto date = date_of(first);
  return static_cast<std::int64_t>(unsigned((date.year() / date.month() / chrono::last).day()));
}

constexpr std::int64_t longest_season = 36600;  // as `expect_days` has it

/// The month, or the unbroken season of the window's dates, that `day` lies in: its first day and the day
/// after.
std::pair<std::int64_t, std::int64_t> period_of(const Window& window, std::int64_t day) {
  if (window.quota->per_month) {
    const auto first = first_of_month(day);
    return {first, first + days_of_month(first)};
  }
  auto first = day, end = day + 1;
  while (day - first < longest_season && is_date_of(window, first - 1)) --first;
  while (end - day < longest_season && is_date_of(window, end)) ++end;
  return {first, end};
}

Days candidates(const Window& window, const Calendar& calendar,
                std::pair<std::int64_t, std::int64_t> period) {
  Days days;
  for (auto day = period.first; day < period.second; ++day)
    if (is_day_of(window, calendar, day)) days.push_back(day);
  return days;
}

constexpr const char* ranking_signal = "forecast(aqi_daily)";

/// Forecast index of a local day; NaN where there is none.
double forecast_of(std::int64_t day, const Surroundings& around) {
  const auto series = around.signals.hourly.find(ranking_signal);
  if (series == around.signals.hourly.end()) return std::nan("");
  const auto at =
      model::floor_div(around.clock.midnight(day) - around.signals.start, model::seconds_per_hour);
  for (std::int64_t h = at; h < at + 24; ++h)  // the run may begin within the day
    if (h >= 0 && h < static_cast<std::int64_t>(series->second.size()))
      if (const double value = series->second[static_cast<std::size_t>(h)]; !std::isnan(value)) return value;
  return std::nan("");
}

std::set<std::int64_t> first_of(const Days& days, std::size_t count) {
  return {days.begin(), days.begin() + static_cast<std::ptrdiff_t>(std::min(count, days.size()))};
}

std::set<std::int64_t> worst_of(Days days, std::size_t count, const Surroundings& around) {
  std::map<std::int64_t, double> forecast;
  for (const auto day : days) {
    const double value = forecast_of(day, around);
    forecast[day] = std::isnan(value) ? -1.0 : value;
  }
  std::stable_sort(days.begin(), days.end(),
                   [&](std::int64_t a, std::int64_t b) { return forecast.at(a) > forecast.at(b); });
  return first_of(days, count);
}

/// So many days in a row among the candidates, from one that is drawn.
std::set<std::int64_t> block_of(const Days& days, std::size_t count, const Quota& quota,
                                const std::string& enterprise, std::int64_t period) {
  if (count >= days.size()) return {days.begin(), days.end()};
  const auto places = static_cast<std::uint32_t>(days.size() - count + 1);
  const auto first = keyed_choice({quota.seed, enterprise, period}, 0, places);
  const auto from = days.begin() + static_cast<std::ptrdiff_t>(first);
  return {from, from + static_cast<std::ptrdiff_t>(count)};
}

std::string date_text(std::int64_t day) {
  const auto date = date_of(day);
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(int(date.year())) + "-" + two(unsigned(date.month())) + "-" +
         two(unsigned(date.day()));
}

/// A quota window that a measure stands under: itself or a part of its window.
void collect_quotas(const Scenario& scenario, const std::string& id, std::set<std::string>& found,
                    std::set<std::string>& seen) {
  if (id.empty() || !seen.insert(id).second) return;
  const Window& window = scenario.windows.at(id);
  if (window.quota) found.insert(id);
  for (const auto* parts : {&window.all_of, &window.any_of})
    for (const auto& part : *parts) collect_quotas(scenario, part, found, seen);
}

std::set<std::string> quotas_of(const Scenario& scenario, const std::string& id) {
  std::set<std::string> found, seen;
  collect_quotas(scenario, id, found, seen);
  return found;
}

/// Two years of local days, one of them with 29 February, and whatever fixed dates name.
bool share_a_day(const Window& a, const Window& b) {
  Days days;
  const auto first = chrono::sys_days{chrono::year{2023} / 1 / 1}.time_since_epoch().count();
  for (std::int64_t day = first; day < first + 731; ++day) days.push_back(day);
  for (const auto* window : {&a, &b})
    for (const auto& range : window->dates)
      if (!range.recurring)
        for (auto day = range.first; day <= std::min(range.last, range.first + longest_season); ++day)
          days.push_back(day);
  return std::any_of(days.begin(), days.end(),
                     [&](std::int64_t day) { return is_date_of(a, day) && is_date_of(b, day); });
}

/// A measure and one quota that it stands under.
struct QuotaUse {
  std::size_t scenario = 0;
  std::string measure;
  const Window* window = nullptr;
  std::vector<int> sources;
};

bool is_same(const QuotaUse& a, const QuotaUse& b) {
  return a.window->id == b.window->id && a.window->dates == b.window->dates &&
         a.window->quota->min_days == b.window->quota->min_days;
}

}  // namespace

bool is_day_of(const Window& window, const Calendar& calendar, std::int64_t local_day) {
  const auto holds_in = [&](const std::vector<std::int64_t>& days) {
    return std::find(days.begin(), days.end(), local_day) != days.end();
  };
  if (!is_date_of(window, local_day)) return false;
  int weekday = static_cast<int>(chrono::weekday{chrono::sys_days{chrono::days{local_day}}}.c_encoding());
  if (window.holidays) {
    if (holds_in(calendar.holidays) != *window.holidays) return false;
    if (holds_in(calendar.makeup_workdays)) weekday = 1;
  }
  return window.weekdays.empty() ||
         std::find(window.weekdays.begin(), window.weekdays.end(), weekday) != window.weekdays.end();
}

bool QuotaDays::takes(std::int64_t local_day) {
  const auto period = period_of(window_, local_day);
  const auto known = taken_.find(period.first);
  if (known != taken_.end()) return known->second.contains(local_day);
  const Quota& quota = *window_.quota;
  const auto count = static_cast<std::size_t>(quota.min_days);
  const Days days = candidates(window_, ground_.inventory.calendar, period);
  auto& taken = taken_[period.first];
  taken = quota.pick == Quota::Pick::any ? first_of(days, count)
          : quota.pick == Quota::Pick::worst_forecast
              ? worst_of(days, count, ground_.around)
              : block_of(days, count, quota, enterprise_, period.first);
  return taken.contains(local_day);
}

std::vector<Finding> check_quotas(const Ground& ground) {
  std::vector<Finding> findings;
  const auto& around = ground.around;
  if (around.run.end <= around.run.start) return findings;
  const auto last = around.clock.local_day(around.run.end - 1);
  for (const auto& [id, window] : ground.scenario.windows) {
    if (!window.quota) continue;
    const std::string key = "window." + id + ".quota";
    std::set<std::int64_t> seen;
    for (auto day = around.clock.local_day(around.run.start); day <= last; ++day) {
      if (!is_date_of(window, day)) continue;
      const auto period = period_of(window, day);
      if (!seen.insert(period.first).second) continue;
      const Days days = candidates(window, ground.inventory.calendar, period);
      const std::vector<std::pair<std::string, std::string>> of_period{
          {"first", date_text(period.first)}, {"last", date_text(period.second - 1)}};
      auto arguments = of_period;
      if (days.size() < static_cast<std::size_t>(window.quota->min_days)) {
        arguments.insert(arguments.begin(), {"value", std::to_string(window.quota->min_days)});
        arguments.push_back({"limit", std::to_string(days.size())});
        findings.push_back({"quota_too_long", key + ".min_days", std::move(arguments)});
        continue;
      }
      if (window.quota->pick != Quota::Pick::worst_forecast ||
          around.signals.awaited.contains(ranking_signal))
        continue;
      const auto known = std::count_if(
          days.begin(), days.end(), [&](std::int64_t one) { return !std::isnan(forecast_of(one, around)); });
      if (known == static_cast<std::ptrdiff_t>(days.size())) continue;
      arguments.insert(arguments.begin(), {"value", std::to_string(known)});
      arguments.push_back({"limit", std::to_string(days.size())});
      findings.push_back({"quota_without_forecast", key + ".pick", std::move(arguments)});
    }
  }
  return findings;
}

std::vector<Finding> overlapping_quotas(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                                        const Surroundings& around) {
  std::vector<QuotaUse> uses;
  for (std::size_t n = 0; n < scenarios.size(); ++n) {
    Selector selector(scenarios[n], inventory, around);
    for (const auto& [id, measure] : scenarios[n].measures)
      for (const auto& quota : quotas_of(scenarios[n], measure.window))
        uses.push_back({n, id, &scenarios[n].windows.at(quota), selector.take(measure.select)});
  }
  std::vector<Finding> findings;
  for (std::size_t b = 1; b < uses.size(); ++b)
    for (std::size_t a = 0; a < b; ++a) {
      if (is_same(uses[a], uses[b]) || !share_a_day(*uses[a].window, *uses[b].window)) continue;
      std::vector<int> both;
      std::set_intersection(uses[a].sources.begin(), uses[a].sources.end(), uses[b].sources.begin(),
                            uses[b].sources.end(), std::back_inserter(both));
      if (both.empty()) continue;
      findings.push_back({"overlapping_quotas",
                          "measure." + uses[b].measure + ".window",
                          {{"value", uses[b].window->id},
                           {"other", uses[a].window->id},
                           {"source", inventory.sources[static_cast<std::size_t>(both.front())].id}},
                          {},
                          uses[b].scenario});
      break;
    }
  return findings;
}

}  // namespace lantian::scenarios
