#include "model/winds/column_series.hpp"

#include <algorithm>
#include <stdexcept>

namespace lantian::model {

ColumnSeries::ColumnSeries(const std::vector<double>& layer_face, const StationSeries& station,
                           const UpperAirSeries& upper_air, const SurfaceParameters& parameters) {
  const auto history = boundary_layer_history(station, upper_air, parameters);
  const auto thermal = thermal_profiles(history, station.site);
  for (std::size_t n = 0; n < history.size(); ++n) {
    const BoundaryLayerInstant& now = history[n];
    instants_.push_back({.column = weather_column(layer_face, now, thermal[n], station.site, parameters),
                         .upper_air = now.upper_air,
                         .screen_temperature = now.hour.air_temperature,
                         .ground_pressure = now.hour.air_pressure,
                         .mixing_height = now.mixing_height,
                         .friction_velocity = now.surface.friction_velocity,
                         .sensible_heat_flux = now.surface.sensible_heat_flux,
                         .shortwave = now.hour.downwelling_shortwave,
                         .photolysis_factor = now.hour.photolysis_factor,
                         .snow_fraction = now.hour.snow_fraction,
                         .precipitation_rate = now.hour.precipitation_rate});
  }
}

std::vector<UtcSeconds> ColumnSeries::times() const {
  std::vector<UtcSeconds> all;
  for (const ColumnInstant& instant : instants_) all.push_back(instant.column.time);
  return all;
}

ColumnInstant ColumnSeries::at(UtcSeconds time) const {
  const auto later = std::lower_bound(instants_.begin(), instants_.end(), time,
                                      [](const ColumnInstant& a, UtcSeconds t) { return a.column.time < t; });
  if (later == instants_.end() || (later == instants_.begin() && later->column.time != time))
    throw std::out_of_range("the station says nothing of this time");
  if (later->column.time == time) return *later;
  const ColumnInstant& a = *(later - 1);
  const double weight =
      static_cast<double>(time - a.column.time) / static_cast<double>(later->column.time - a.column.time);
  ColumnInstant now = a;
  now.column.time = time;
  for (const auto field :
       {&WeatherColumn::air_temperature, &WeatherColumn::air_pressure, &WeatherColumn::relative_humidity,
        &WeatherColumn::x_wind, &WeatherColumn::y_wind, &WeatherColumn::eddy_diffusivity}) {
    auto& values = now.column.*field;
    const auto& next = later->column.*field;
    for (std::size_t k = 0; k < values.size(); ++k) values[k] += weight * (next[k] - values[k]);
  }
  for (const auto field :
       {&ColumnInstant::screen_temperature, &ColumnInstant::ground_pressure, &ColumnInstant::mixing_height,
        &ColumnInstant::friction_velocity, &ColumnInstant::sensible_heat_flux, &ColumnInstant::shortwave,
        &ColumnInstant::photolysis_factor, &ColumnInstant::snow_fraction, &ColumnInstant::precipitation_rate})
    now.*field += weight * ((*later).*field - now.*field);
  return now;
}

}  // namespace lantian::model
