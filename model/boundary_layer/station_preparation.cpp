#include "model/boundary_layer/station_preparation.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/boundary_layer/clear_sky.hpp"
#include "model/photolysis/solar_position.hpp"

namespace lantian::model {

std::optional<std::size_t> first_gap(const std::vector<StationHour>& hours) {
  for (std::size_t n = 1; n < hours.size(); ++n)
    if (hours[n].end != hours[n - 1].end + seconds_per_hour) return n;
  return std::nullopt;
}

namespace {

/// Index of the nearest windy row from `n` in steps of `step`; -1 where there is none.
std::ptrdiff_t windy_row(const std::vector<StationHour>& hours, std::ptrdiff_t n, int step) {
  const auto count = static_cast<std::ptrdiff_t>(hours.size());
  for (; n >= 0 && n < count; n += step)
    if (!hours[n].calm) return n;
  return -1;
}

double between_directions(double a, double b, double weight) {
  const double x = (1.0 - weight) * std::sin(a) + weight * std::sin(b);
  const double y = (1.0 - weight) * std::cos(a) + weight * std::cos(b);
  // Opposite winds of equal weight have no mean: the nearer one, the earlier where both are near.
  if (std::hypot(x, y) < 1e-3) return weight <= 0.5 ? a : b;
  return std::atan2(x, y);
}

/// An hour whose light says something: its middle, its clearness.
struct LitHour {
  UtcSeconds middle = 0;
  double measured = 0.0, clear = 0.0;
  double clearness() const { return std::min(measured / clear, 1.2); }  // broken cloud may add light
};

/// Clearness of up to three lit hours from `n` in steps of `step`, by energy: one low sun alone is noise.
double clearness_near_night(const std::vector<LitHour>& lit, std::ptrdiff_t n, int step) {
  double measured = 0.0, clear = 0.0;
  for (int m = 0; m < 3 && n >= 0 && n < static_cast<std::ptrdiff_t>(lit.size()); ++m, n += step) {
    if (m > 0 && std::abs(lit[n].middle - lit[n - step].middle) > seconds_per_hour) break;
    measured += lit[n].measured;
    clear += lit[n].clear;
  }
  return std::min(measured / clear, 1.2);
}

double clearness_at(const std::vector<LitHour>& lit, UtcSeconds time, bool sun_is_up) {
  if (lit.empty()) return 1.0;
  const auto later = std::lower_bound(lit.begin(), lit.end(), time,
                                      [](const LitHour& hour, UtcSeconds t) { return hour.middle < t; });
  const auto b = later - lit.begin();
  if (b == 0) return sun_is_up ? lit[0].clearness() : clearness_near_night(lit, 0, 1);
  const auto a = b - 1;
  if (later == lit.end()) return sun_is_up ? lit[a].clearness() : clearness_near_night(lit, a, -1);
  const double span = static_cast<double>(lit[b].middle - lit[a].middle);
  const double weight = static_cast<double>(time - lit[a].middle) / span;
  if (span <= 2.0 * seconds_per_hour)
    return (1.0 - weight) * lit[a].clearness() + weight * lit[b].clearness();
  if (sun_is_up) return weight < 0.5 ? lit[a].clearness() : lit[b].clearness();
  return 0.5 * (clearness_near_night(lit, a, -1) + clearness_near_night(lit, b, 1));
}

double cosine_at(const Site& site, UtcSeconds time) {
  return cosine_of_solar_zenith(time, site.latitude, site.longitude);
}

}  // namespace

std::vector<double> wind_directions(const std::vector<StationHour>& hours) {
  std::vector<double> directions(hours.size(), 0.0);
  for (std::size_t n = 0; n < hours.size(); ++n) {
    const auto row = static_cast<std::ptrdiff_t>(n);
    const auto before = windy_row(hours, row, -1), after = windy_row(hours, row, 1);
    if (before < 0 && after < 0) continue;  // a calm series: north
    const auto a = before < 0 ? after : before, b = after < 0 ? before : after;
    const double weight = a == b ? 0.0
                                 : static_cast<double>(hours[n].end - hours[a].end) /
                                       static_cast<double>(hours[b].end - hours[a].end);
    directions[n] = between_directions(hours[a].wind_from_direction, hours[b].wind_from_direction, weight);
  }
  return directions;
}

std::vector<double> pressure_through_days(const StationSeries& series) {
  struct Day {
    double sum = 0.0;
    int hours = 0;
  };
  const LocalClock clock = series.site.clock;
  std::map<std::int64_t, Day> days;
  for (const StationHour& hour : series.hours) {
    Day& day = days[clock.local_day(hour.end - 1)];  // hour 24 ends at midnight and belongs to its day
    day.sum += hour.air_pressure;
    ++day.hours;
  }
  std::vector<double> pressure;
  for (const StationHour& hour : series.hours) {
    const UtcSeconds time = hour.end + series.instant_from_end;
    const auto noon = [&](std::int64_t day) { return clock.midnight(day) + seconds_per_day / 2; };
    const auto mean = [](const Day& day) { return day.sum / day.hours; };
    const auto next =
        std::find_if(days.begin(), days.end(), [&](const auto& d) { return noon(d.first) > time; });
    if (next == days.begin() || next == days.end()) {
      pressure.push_back(mean(next == days.end() ? days.rbegin()->second : next->second));
      continue;
    }
    const auto previous = std::prev(next);
    const double weight = static_cast<double>(time - noon(previous->first)) /
                          static_cast<double>(noon(next->first) - noon(previous->first));
    pressure.push_back((1.0 - weight) * mean(previous->second) + weight * mean(next->second));
  }
  return pressure;
}

std::vector<double> clearness_at_instants(const StationSeries& series,
                                          const PreparationParameters& parameters) {
  std::vector<LitHour> lit;
  for (const StationHour& hour : series.hours) {
    const UtcSeconds middle = hour.end + series.radiation_middle_from_end;
    const double clear = clear_sky_shortwave_of_hour(series.site, middle);
    if (clear >= parameters.least_clear_sky) lit.push_back({middle, hour.downwelling_shortwave, clear});
  }
  std::vector<double> clearness;
  for (const StationHour& hour : series.hours) {
    const UtcSeconds time = hour.end + series.instant_from_end;
    clearness.push_back(clearness_at(lit, time, cosine_at(series.site, time) > 0.0));
  }
  return clearness;
}

std::vector<PreparedHour> prepare(const StationSeries& series, const PreparationParameters& parameters) {
  const auto directions = wind_directions(series.hours);
  const auto pressure = pressure_through_days(series);
  const auto clearness = clearness_at_instants(series, parameters);
  std::vector<PreparedHour> prepared;
  for (std::size_t n = 0; n < series.hours.size(); ++n) {
    const StationHour& read = series.hours[n];
    PreparedHour hour;
    hour.time = read.end + series.instant_from_end;
    hour.air_temperature = read.air_temperature;
    hour.relative_humidity_as_read = read.relative_humidity;
    hour.relative_humidity = std::min(read.relative_humidity, parameters.largest_relative_humidity);
    hour.air_pressure = parameters.pressure_is_daily ? pressure[n] : read.air_pressure;
    hour.calm = read.calm;
    hour.wind_speed = read.calm ? parameters.calm_wind_speed : read.wind_speed;
    hour.wind_from_direction = directions[n];
    hour.cosine_of_zenith = cosine_at(series.site, hour.time);
    hour.clearness = clearness[n];
    hour.downwelling_shortwave = clearness[n] * clear_sky_shortwave(hour.cosine_of_zenith);
    hour.cloud_fraction =
        read.cloud_fraction.value_or(cloud_fraction_of(clearness[n] / parameters.haze_transmittance));
    hour.photolysis_factor = photolysis_factor_of(clearness[n]);
    hour.precipitation_rate = read.precipitation_rate;
    hour.snow_fraction = read.snow_fraction;
    prepared.push_back(hour);
  }
  if (prepared.empty()) return prepared;
  const auto hold = [&](PreparedHour hour, UtcSeconds time) {
    hour.time = time;
    hour.cosine_of_zenith = cosine_at(series.site, time);
    hour.downwelling_shortwave = hour.clearness * clear_sky_shortwave(hour.cosine_of_zenith);
    return hour;
  };
  const UtcSeconds start = series.hours.front().end - seconds_per_hour, end = series.hours.back().end;
  if (prepared.front().time > start) prepared.insert(prepared.begin(), hold(prepared.front(), start));
  if (prepared.back().time < end) prepared.push_back(hold(prepared.back(), end));
  return prepared;
}

}  // namespace lantian::model
