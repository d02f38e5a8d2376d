#include "scenarios/evaluate/peaks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace lantian::scenarios {

namespace {

constexpr const char* pollutant = "PM2p5";

double at(const HourlyValues& series, model::UtcSeconds hour) {
  const auto n = (hour - series.start) / model::seconds_per_hour;
  if (hour < series.start || n >= static_cast<std::int64_t>(series.values.size()))
    return std::numeric_limits<double>::quiet_NaN();
  return series.values[static_cast<std::size_t>(n)];
}

void find_largest(Period period, const HourlyValues& series, double& value, model::UtcSeconds& hour) {
  value = std::numeric_limits<double>::quiet_NaN();
  for (auto h = period.start; h < period.end; h += model::seconds_per_hour)
    if (const double now = at(series, h); now > value || (std::isnan(value) && !std::isnan(now)))
      value = now, hour = h;
}

/// End of the last hour at or above `threshold`; nothing where there is none or it is the period's last.
std::optional<model::UtcSeconds> cleared(Period period, const HourlyValues& series, double threshold,
                                         int& hours) {
  std::optional<model::UtcSeconds> end;
  for (auto h = period.start; h < period.end; h += model::seconds_per_hour)
    if (at(series, h) >= threshold) ++hours, end = h + model::seconds_per_hour;
  return end && *end < period.end ? end : std::nullopt;
}

/// Hourly mean of the county's monitors, hours in which three quarters of them have a value.
HourlyValues county_series(const std::vector<Monitor>& monitors, const std::vector<MonitorSeries>& series,
                           const std::string& member) {
  constexpr double enough = 0.75;
  std::vector<const HourlyValues*> own;
  std::size_t sites = 0;
  for (const auto& monitor : monitors) {
    if (monitor.kind != MonitorKind::county_control && monitor.kind != MonitorKind::township) continue;
    ++sites;
    for (const auto& one : series)
      if (one.monitor == monitor.id && one.member == member && one.pollutant == pollutant)
        own.push_back(&one.hourly);
  }
  HourlyValues mean;
  if (own.empty()) return mean;
  mean.start = own.front()->start;
  for (std::size_t h = 0; h < own.front()->values.size(); ++h) {
    double sum = 0.0;
    int count = 0;
    for (const auto* one : own)
      if (const double value = at(*one, mean.start + static_cast<std::int64_t>(h) * model::seconds_per_hour);
          !std::isnan(value))
        sum += value, ++count;
    mean.values.push_back(count >= enough * static_cast<double>(sites)
                              ? sum / count
                              : std::numeric_limits<double>::quiet_NaN());
  }
  return mean;
}

}  // namespace

std::optional<int> Clearing::hours_earlier() const {
  if (!before || !after) return std::nullopt;
  return static_cast<int>((*before - *after) / model::seconds_per_hour);
}

Peak peak_of(Period period, const HourlyValues& before, const HourlyValues& after) {
  Peak peak;
  peak.pollutant = pollutant;
  find_largest(period, before, peak.before, peak.hour_before);
  find_largest(period, after, peak.after, peak.hour_after);
  for (const double threshold : peak_thresholds) {
    Clearing clearing{threshold, 0, 0, {}, {}};
    clearing.before = cleared(period, before, threshold, clearing.hours_before);
    clearing.after = cleared(period, after, threshold, clearing.hours_after);
    peak.clearings.push_back(clearing);
  }
  return peak;
}

std::vector<Peak> peaks(const Question& question, const std::vector<Monitor>& monitors,
                        const std::vector<MonitorSeries>& series) {
  std::map<std::pair<std::string, std::string>, HourlyValues> all;  // by place and member
  std::vector<std::string> places{county_mean};
  for (const auto& monitor : monitors) places.push_back(monitor.id);
  for (const auto& one : series) {
    if (one.pollutant != pollutant) continue;
    all.emplace(std::pair{one.monitor, one.member}, one.hourly);
    all.try_emplace({county_mean, one.member}, county_series(monitors, series, one.member));
  }
  std::vector<Peak> found;
  for (const auto& place : places)
    for (const auto& comparison : question.comparisons) {
      const auto before = all.find({place, comparison.against}), after = all.find({place, comparison.member});
      if (before == all.end() || after == all.end()) continue;
      Peak peak = peak_of(question.period, before->second, after->second);
      if (std::isnan(peak.before) || std::isnan(peak.after)) continue;
      peak.place = place;
      peak.member = comparison.member;
      peak.against = comparison.against;
      found.push_back(std::move(peak));
    }
  return found;
}

}  // namespace lantian::scenarios
