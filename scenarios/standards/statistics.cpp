#include "scenarios/standards/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lantian::scenarios {

DayHours hours_of_local_day(const HourlyValues& series, model::LocalClock clock, std::int64_t local_day) {
  DayHours hours;
  hours.fill(std::numeric_limits<double>::quiet_NaN());
  const auto midnight = clock.midnight(local_day);
  for (std::size_t h = 0; h < hours.size(); ++h) {
    const auto time = midnight + static_cast<std::int64_t>(h) * model::seconds_per_hour;
    const auto place = model::floor_div(time - series.start, model::seconds_per_hour);
    if (place >= 0 && place < static_cast<std::int64_t>(series.values.size()))
      hours[h] = series.values[static_cast<std::size_t>(place)];
  }
  return hours;
}

std::vector<std::int64_t> local_days(const HourlyValues& series, model::LocalClock clock) {
  std::vector<std::int64_t> days;
  if (series.values.empty()) return days;
  const auto last =
      series.start + (static_cast<std::int64_t>(series.values.size()) - 1) * model::seconds_per_hour;
  for (auto day = clock.local_day(series.start); day <= clock.local_day(last); ++day) days.push_back(day);
  return days;
}

DailyValue mean_24h(const DayHours& hours, const Validity& validity) {
  DailyValue day;
  double sum = 0.0;
  for (double value : hours)
    if (!std::isnan(value)) {
      sum += value;
      ++day.hours;
    }
  if (day.hours >= validity.hours_of_day) day.value = sum / day.hours;
  return day;
}

DailyValue largest_8h_mean(const DayHours& hours, double limit, const Validity& validity) {
  DailyValue day;
  double largest = 0.0;
  for (std::size_t end = 8; end <= 24; ++end) {
    double sum = 0.0;
    int count = 0;
    for (std::size_t h = end - 8; h < end; ++h)
      if (!std::isnan(hours[h])) {
        sum += hours[h];
        ++count;
      }
    if (count < validity.hours_of_8h) continue;
    largest = day.hours == 0 ? sum / count : std::max(largest, sum / count);
    ++day.hours;
  }
  if (day.hours >= validity.means_of_day || (day.hours > 0 && largest > limit)) day.value = largest;
  return day;
}

DailyValue largest_1h(const DayHours& hours, const Validity& validity) {
  DailyValue day;
  double largest = 0.0;
  for (double value : hours)
    if (!std::isnan(value)) {
      largest = day.hours == 0 ? value : std::max(largest, value);
      ++day.hours;
    }
  if (day.hours >= validity.hours_of_day) day.value = largest;
  return day;
}

double round_half_even(double value, double step) {
  const double steps = value / step;
  const double below = std::floor(steps);
  // 74.5 arrives as 74.49999999999999 through SI units: a half within rounding error is a half.
  constexpr double noise = 1e-9;
  double whole = std::nearbyint(steps);
  if (std::abs(steps - below - 0.5) < noise) whole = std::fmod(below, 2.0) == 0.0 ? below : below + 1.0;
  return std::round(1.0 / step) * step == 1.0 ? whole / std::round(1.0 / step) : whole * step;
}

}  // namespace lantian::scenarios
