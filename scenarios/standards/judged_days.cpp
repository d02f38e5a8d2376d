#include "scenarios/standards/judged_days.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lantian::scenarios {

namespace {

constexpr model::LocalClock local{0};  // observations are in local time already
constexpr std::int64_t hours_per_day = 24;

std::string name_of(std::size_t item) { return std::string(item_names[item]); }

double ozone_limit(const Judge& judge, std::int64_t day) {
  const Limit* limit = judge.limits(day).limit("O3", "mda8");
  return limit ? limit->class_2 : std::numeric_limits<double>::infinity();
}

/// The index of the day's valid items.
void conclude(JudgedDay& day, const Judge& judge) {
  std::vector<Concentration> values;
  const Assessment& rules = judge.assessment(day.local_day);
  day.is_complete = true;
  for (std::size_t item = 0; item < item_count; ++item) {
    if (day.items[item].value)
      values.push_back({name_of(item), rules.items[item].average, *day.items[item].value});
    else
      day.is_complete = false;
  }
  if (day.ozone_1h.value) values.push_back({"O3", "1h", *day.ozone_1h.value});
  day.index = daily_index(judge.index(day.local_day), values);
}

/// A value that was given by the day.
DailyValue given(double value, double factor) {
  DailyValue day;
  if (!std::isnan(value)) day.value = value * factor;
  return day;
}

JudgedDay day_of_hours(const Observations& o, std::int64_t local_day, const Judge& judge) {
  JudgedDay day;
  day.local_day = local_day;
  const Validity& validity = judge.assessment(local_day).validity;
  for (std::size_t item = 0; item < item_count; ++item) {
    const double factor = is_particles(item) ? 1.0 : judge.gas_factor(local_day, o.gas_temperature);
    DayHours hours;
    hours.fill(std::numeric_limits<double>::quiet_NaN());
    for (std::int64_t h = 0; h < hours_per_day; ++h) {
      const auto at = local_day * hours_per_day + h - o.first;
      if (at >= 0 && at < static_cast<std::int64_t>(o.size()))
        hours[static_cast<std::size_t>(h)] = o.values[item][static_cast<std::size_t>(at)] * factor;
    }
    if (item != item_ozone) {
      day.items[item] = mean_24h(hours, validity);
      continue;
    }
    day.items[item] = largest_8h_mean(hours, ozone_limit(judge, local_day), validity);
    day.ozone_1h = largest_1h(hours, validity);
  }
  return day;
}

JudgedDay day_as_given(const Observations& o, std::int64_t local_day, const Judge& judge) {
  JudgedDay day;
  day.local_day = local_day;
  const auto at = static_cast<std::size_t>(local_day - o.first);
  const double factor = judge.gas_factor(local_day, o.gas_temperature);
  for (std::size_t item = 0; item < item_count; ++item)
    day.items[item] = given(o.values[item][at], is_particles(item) ? 1.0 : factor);
  if (at < o.ozone_1h.size()) day.ozone_1h = given(o.ozone_1h[at], factor);
  return day;
}

/// Mean of one value over the stations that run on the day.
template <class Value>
DailyValue mean_of_stations(std::span<const std::vector<JudgedDay>> stations, std::int64_t day, double share,
                            Value value) {
  DailyValue mean;
  double sum = 0.0;
  int running = 0;
  for (const auto& days : stations) {
    if (days.empty() || day < days.front().local_day || day > days.back().local_day) continue;
    ++running;
    const DailyValue& of_station = value(days[static_cast<std::size_t>(day - days.front().local_day)]);
    if (!of_station.value) continue;
    sum += *of_station.value;
    ++mean.hours;
  }
  if (mean.hours > 0 && mean.hours >= share * running) mean.value = sum / mean.hours;
  return mean;
}

}  // namespace

bool JudgedDay::has_value() const {
  return std::any_of(items.begin(), items.end(),
                     [](const DailyValue& item) { return item.value.has_value(); });
}

std::vector<JudgedDay> station_days(const Observations& observations, const Judge& judge) {
  std::vector<JudgedDay> days;
  if (observations.size() == 0) return days;
  for (auto day = observations.first_day(); day <= observations.last_day(); ++day) {
    days.push_back(observations.resolution == Resolution::hour ? day_of_hours(observations, day, judge)
                                                               : day_as_given(observations, day, judge));
    conclude(days.back(), judge);
  }
  return days;
}

std::vector<JudgedDay> area_days(std::span<const std::vector<JudgedDay>> stations, const Judge& judge) {
  auto first = std::numeric_limits<std::int64_t>::max(), last = std::numeric_limits<std::int64_t>::min();
  for (const auto& days : stations)
    if (!days.empty()) {
      first = std::min(first, days.front().local_day);
      last = std::max(last, days.back().local_day);
    }
  std::vector<JudgedDay> found;
  for (auto local_day = first; local_day <= last; ++local_day) {
    JudgedDay day;
    day.local_day = local_day;
    const double share = judge.assessment(local_day).validity.share_of_stations;
    for (std::size_t item = 0; item < item_count; ++item)
      day.items[item] = mean_of_stations(
          stations, local_day, share, [&](const JudgedDay& d) -> const DailyValue& { return d.items[item]; });
    day.ozone_1h = mean_of_stations(stations, local_day, share,
                                    [](const JudgedDay& d) -> const DailyValue& { return d.ozone_1h; });
    conclude(day, judge);
    found.push_back(std::move(day));
  }
  return found;
}

JudgedHour judged_hour(const Observations& o, std::size_t at, const Judge& judge) {
  JudgedHour hour;
  hour.hour = o.first + static_cast<std::int64_t>(at);
  const auto day = model::floor_div(hour.hour, hours_per_day);
  const double factor = judge.gas_factor(day, o.gas_temperature);
  std::vector<Concentration> values;
  for (std::size_t item = 0; item < item_count; ++item) {
    hour.items[item] = o.values[item][at] * (is_particles(item) ? 1.0 : factor);
    if (!std::isnan(hour.items[item])) values.push_back({name_of(item), "1h", hour.items[item]});
  }
  DayHours last_24;
  last_24.fill(std::numeric_limits<double>::quiet_NaN());
  for (std::size_t h = 0; h < last_24.size() && h <= at; ++h) last_24[h] = o.values[0][at - h] * factor;
  if (const auto mean = mean_24h(last_24, judge.assessment(day).validity); mean.value)
    values.push_back({"SO2", "24h", *mean.value});
  hour.index = hourly_index(judge.index(day), values);
  return hour;
}

}  // namespace lantian::scenarios
