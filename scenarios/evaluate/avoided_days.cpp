#include "scenarios/evaluate/avoided_days.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace lantian::scenarios {

namespace {

using DayKey = std::tuple<std::string, std::string, std::int64_t>;  // place, member, local day

AvoidedDays empty_table(const std::string& place, const Comparison& comparison, const IndexScheme& scheme) {
  AvoidedDays table{place, comparison.member, comparison.against, scheme.id, {}, 0};
  int lowest = 0;
  for (const auto& category : scheme.categories) {
    table.categories.push_back({category.label, lowest, category.highest, 0, 0});
    lowest = category.highest + 1;
  }
  return table;
}

void count(AvoidedDays& table, const AirQualityIndex& before, const AirQualityIndex& after) {
  ++table.days;
  ++table.categories[static_cast<std::size_t>(before.category)].before;
  ++table.categories[static_cast<std::size_t>(after.category)].after;
}

}  // namespace

int AvoidedDays::avoided_above(int index) const {
  int avoided = 0;
  for (const auto& category : categories)
    if (category.lowest > index) avoided += category.before - category.after;
  return avoided;
}

std::vector<DailyStatistic> county_statistics(const std::vector<Monitor>& monitors,
                                              const std::vector<DailyStatistic>& days) {
  constexpr double enough = 0.75;
  std::set<std::string> county;
  for (const auto& monitor : monitors)
    if (monitor.kind == MonitorKind::county_control || monitor.kind == MonitorKind::township)
      county.insert(monitor.id);
  using Key = std::tuple<std::string, std::int64_t, std::string, std::string>;
  std::vector<Key> order;
  std::map<Key, std::pair<double, int>> sums;
  for (const auto& day : days) {
    if (!day.result.value || !county.contains(day.monitor)) continue;
    const Key key{day.member, day.local_day, day.pollutant, day.average};
    if (!sums.contains(key)) order.push_back(key);
    sums[key].first += *day.result.value;
    ++sums[key].second;
  }
  std::vector<DailyStatistic> means;
  for (const auto& key : order) {
    const auto& [sum, sites] = sums.at(key);
    if (sites < enough * static_cast<double>(county.size())) continue;
    const auto& [member, local_day, pollutant, average] = key;
    means.push_back({county_mean, member, local_day, pollutant, average, {sum / sites, 24}});
  }
  return means;
}

std::vector<AvoidedDays> avoided_days(const Question& question, const std::vector<Monitor>& monitors,
                                      const std::vector<DailyStatistic>& days, const Standards& standards) {
  auto all = county_statistics(monitors, days);
  all.insert(all.end(), days.begin(), days.end());
  std::vector<std::string> places;
  std::map<DayKey, const DailyIndex*> indices;
  const auto daily = daily_indices(all, standards);
  for (const auto& one : daily) {
    if (std::find(places.begin(), places.end(), one.monitor) == places.end()) places.push_back(one.monitor);
    indices[{one.monitor, one.member, one.local_day}] = &one;
  }
  std::vector<AvoidedDays> tables;
  for (const auto& place : places)
    for (const auto& comparison : question.comparisons) {
      std::map<std::string, AvoidedDays> by_scheme;
      for (const auto& one : daily) {
        if (one.monitor != place || one.member != comparison.against) continue;
        const auto after = indices.find({place, comparison.member, one.local_day});
        if (after == indices.end()) continue;
        const IndexScheme& scheme = in_force(standards.index, one.local_day);
        auto& table = by_scheme.try_emplace(scheme.id, empty_table(place, comparison, scheme)).first->second;
        count(table, one.index, after->second->index);
      }
      for (auto& [scheme, table] : by_scheme) tables.push_back(std::move(table));
    }
  return tables;
}

}  // namespace lantian::scenarios
