#include "io/weather_signals.hpp"

#include <cmath>
#include <limits>

#include "model/quantities/constants.hpp"

namespace lantian::io {

void add_weather_signals(const std::vector<model::StationSeries>& stations, scenarios::Surroundings& around) {
  if (stations.empty()) return;
  constexpr auto hour = model::seconds_per_hour;
  constexpr double freezing = 273.15, degree = model::constants::pi / 180.0;  // K, rad
  const auto& [start, end] = around.run;
  auto& signals = around.signals;
  if (signals.hourly.empty()) signals.start = start;
  if (signals.start != start || end <= start) return;  // another series rules the hours
  const auto count = static_cast<std::size_t>((end - start + hour - 1) / hour);
  const std::vector<double> unknown(count, std::numeric_limits<double>::quiet_NaN());
  auto temperature = unknown, speed = unknown, from = unknown;
  const auto& station = stations.front();
  for (const auto& row : station.hours) {
    const auto n = model::floor_div(row.end - hour - start, hour);
    if (n < 0 || n >= static_cast<std::int64_t>(count)) continue;
    const auto at = static_cast<std::size_t>(n);
    temperature[at] = row.air_temperature - freezing;
    speed[at] = row.calm ? 0.0 : row.wind_speed;
    from[at] = row.calm ? 0.0 : (row.wind_from_direction - station.site.grid_convergence) / degree;
  }
  signals.hourly.try_emplace("air_temp", std::move(temperature));
  signals.hourly.try_emplace("wind_speed", std::move(speed));
  signals.hourly.try_emplace("wind_from_direction", std::move(from));
}

}  // namespace lantian::io
