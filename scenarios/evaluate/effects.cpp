#include <algorithm>
#include <map>
#include <set>

#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::scenarios {

namespace {

/// Everything that is compared, by place and member.
struct Quantity {
  std::string pollutant, average;
  std::optional<std::int64_t> local_day;
  std::string spell;
  auto operator<=>(const Quantity&) const = default;
};
using ByMember = std::map<std::string, double>;
using ByPlace = std::map<std::string, ByMember>;

bool is_of_county(MonitorKind kind) {
  return kind == MonitorKind::county_control || kind == MonitorKind::township;
}

/// Mean over the county's monitors where at least three quarters have the value.
void add_county_mean(ByPlace& places, const std::set<std::string>& county) {
  constexpr double enough = 0.75;
  std::map<std::string, std::pair<double, int>> sums;
  for (const auto& monitor : county) {
    const auto place = places.find(monitor);
    if (place == places.end()) continue;
    for (const auto& [member, value] : place->second) {
      sums[member].first += value;
      ++sums[member].second;
    }
  }
  for (const auto& [member, sum] : sums)
    if (sum.second >= enough * static_cast<double>(county.size()))
      places[county_mean][member] = sum.first / sum.second;
}

std::optional<double> baseline_less(const ByMember& values, const std::string& baseline,
                                    const std::string& without) {
  const auto with = values.find(baseline), less = values.find(without);
  if (with == values.end() || less == values.end()) return std::nullopt;
  return with->second - less->second;
}

void compare(const Question& question, const Quantity& quantity, const ByPlace& places,
             const std::vector<std::string>& order, std::vector<Effect>& found) {
  for (const auto& name : order) {
    const auto place = places.find(name);
    if (place == places.end()) continue;
    const ByMember& values = place->second;
    for (const auto& comparison : question.comparisons) {
      const auto before = values.find(comparison.against), after = values.find(comparison.member);
      if (before == values.end() || after == values.end()) continue;
      found.push_back({name, comparison.member, comparison.against, quantity.pollutant, quantity.average,
                       quantity.local_day, quantity.spell, before->second, after->second,
                       baseline_less(values, question.baseline, question.without_window),
                       baseline_less(values, question.baseline, question.without_county)});
    }
  }
}

}  // namespace

std::optional<double> Effect::relative() const {
  if (before == 0.0) return std::nullopt;
  return change() / before;
}

std::vector<Effect> effects(const Question& question, const std::vector<Monitor>& monitors,
                            const std::vector<MonitorSeries>& series,
                            const std::vector<DailyStatistic>& days) {
  std::vector<Quantity> quantities;
  std::map<Quantity, ByPlace> values;
  const auto note = [&](Quantity quantity, const std::string& place, const std::string& member,
                        double value) {
    if (!values.contains(quantity)) quantities.push_back(quantity);
    values[quantity][place][member] = value;
  };
  for (const auto& day : days)
    if (day.result.value)
      note({day.pollutant, day.average, day.local_day, ""}, day.monitor, day.member, *day.result.value);
  for (const auto& spell : question.spells)
    for (const auto& one : series)
      if (const auto mean = mean_over(one.hourly, spell.period))
        note({one.pollutant, "mean", std::nullopt, spell.id}, one.monitor, one.member, *mean);

  std::set<std::string> county;
  std::vector<std::string> order{county_mean};
  for (const auto& monitor : monitors) {
    order.push_back(monitor.id);
    if (is_of_county(monitor.kind)) county.insert(monitor.id);
  }
  std::vector<Effect> found;
  for (const auto& quantity : quantities) {
    ByPlace& places = values.at(quantity);
    if (!county.empty()) add_county_mean(places, county);
    compare(question, quantity, places, order, found);
  }
  return found;
}

}  // namespace lantian::scenarios
