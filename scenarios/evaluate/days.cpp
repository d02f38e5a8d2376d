#include <cmath>
#include <limits>
#include <map>

#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::scenarios {

namespace {

/// Only the hours of the question count; a day that the spin-up cuts has fewer.
HourlyValues within(const HourlyValues& series, Period period) {
  HourlyValues kept{series.start, series.values};
  for (std::size_t h = 0; h < kept.values.size(); ++h) {
    const auto time = series.start + static_cast<std::int64_t>(h) * model::seconds_per_hour;
    if (time < period.start || time >= period.end) kept.values[h] = std::numeric_limits<double>::quiet_NaN();
  }
  return kept;
}

double ozone_limit(const Standards& standards, std::int64_t day) {
  const Limit* limit = in_force(standards.air_quality, day).limit("O3", "mda8");
  return limit ? limit->class_2 : std::numeric_limits<double>::infinity();
}

}  // namespace

std::optional<double> mean_over(const HourlyValues& series, Period period) {
  double sum = 0.0;
  int count = 0;
  for (double value : within(series, period).values)
    if (!std::isnan(value)) {
      sum += value;
      ++count;
    }
  return count > 0 ? std::optional(sum / count) : std::nullopt;
}

std::vector<DailyStatistic> daily_statistics(const Question& question,
                                             const std::vector<MonitorSeries>& series,
                                             const Standards& standards) {
  std::vector<DailyStatistic> days;
  for (const auto& one : series) {
    const auto hourly = within(one.hourly, question.period);
    for (const auto day : local_days(hourly, question.clock)) {
      const DayHours hours = hours_of_local_day(hourly, question.clock, day);
      const Validity& validity = in_force(standards.assessment, day).validity;
      if (mean_24h(hours, validity).hours == 0) continue;  // a day of spin-up only
      const auto add = [&](const char* average, const DailyValue& value) {
        days.push_back({one.monitor, one.member, day, one.pollutant, average, value});
      };
      if (one.pollutant == "O3") {
        add("mda8", largest_8h_mean(hours, ozone_limit(standards, day), validity));
        add("1h", largest_1h(hours, validity));
      } else {
        add("24h", mean_24h(hours, validity));
      }
    }
  }
  return days;
}

std::vector<DailyIndex> daily_indices(const std::vector<DailyStatistic>& days, const Standards& standards) {
  using Key = std::tuple<std::string, std::string, std::int64_t>;
  std::vector<Key> order;
  std::map<Key, std::vector<Concentration>> values;
  for (const auto& day : days) {
    if (!day.result.value) continue;
    const Key key{day.monitor, day.member, day.local_day};
    if (!values.contains(key)) order.push_back(key);
    values[key].push_back({day.pollutant, day.average, *day.result.value});
  }
  std::vector<DailyIndex> indices;
  for (const auto& key : order) {
    const auto& [monitor, member, day] = key;
    const IndexScheme& scheme = in_force(standards.index, day);
    auto index = daily_index(scheme, values.at(key));
    if (index.value) indices.push_back({monitor, member, day, scheme.id, std::move(index)});
  }
  return indices;
}

std::vector<HourIndex> hourly_indices(const Question& question, const std::vector<MonitorSeries>& series,
                                      const Standards& standards) {
  using Key = std::tuple<std::string, std::string, model::UtcSeconds>;
  std::map<Key, std::vector<Concentration>> values;
  for (const auto& one : series)
    for (std::size_t h = 0; h < one.hourly.values.size(); ++h) {
      const auto time = one.hourly.start + static_cast<std::int64_t>(h) * model::seconds_per_hour;
      if (time < question.period.start || time >= question.period.end) continue;
      values[{one.monitor, one.member, time}].push_back({one.pollutant, "1h", one.hourly.values[h]});
    }
  std::vector<HourIndex> indices;
  for (const auto& [key, concentrations] : values) {
    const auto& [monitor, member, time] = key;
    const IndexScheme& scheme = in_force(standards.index, question.clock.local_day(time));
    auto index = hourly_index(scheme, concentrations);
    if (index.value) indices.push_back({monitor, member, time, scheme.id, std::move(index)});
  }
  return indices;
}

}  // namespace lantian::scenarios
