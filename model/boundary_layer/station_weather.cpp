#include "model/boundary_layer/station_weather.hpp"

#include "model/boundary_layer/weather_column.hpp"

namespace lantian::model {
namespace {

/// Each value of a column repeated over a level.
std::vector<double> spread(const std::vector<double>& column, std::size_t level) {
  std::vector<double> field;
  field.reserve(column.size() * level);
  for (const double value : column) field.insert(field.end(), level, value);
  return field;
}

Weather uniform_weather(const Grid& grid, const WeatherColumn& column, const BoundaryLayerInstant& now) {
  const std::size_t nx = grid.nx, ny = grid.ny, columns = grid.columns();
  const auto flat = [&](double value) { return std::vector<double>(columns, value); };
  Weather weather;
  weather.time = column.time;
  weather.air_temperature = spread(column.air_temperature, columns);
  weather.air_pressure = spread(column.air_pressure, columns);
  weather.relative_humidity = spread(column.relative_humidity, columns);
  weather.cloud_water.assign(grid.cells(), 0.0);
  weather.drop_water.assign(grid.cells(), 0.0);
  weather.x_wind = spread(column.x_wind, (nx + 1) * ny);
  weather.y_wind = spread(column.y_wind, nx * (ny + 1));
  weather.eddy_diffusivity = spread(column.eddy_diffusivity, columns);
  weather.boundary_layer_thickness = flat(now.mixing_height);
  weather.friction_velocity = flat(now.surface.friction_velocity);
  weather.inverse_obukhov_length = flat(now.surface.inverse_obukhov_length);
  weather.surface_sensible_heat_flux = flat(now.surface.sensible_heat_flux);
  weather.surface_downwelling_shortwave = flat(now.hour.downwelling_shortwave);
  weather.photolysis_factor = flat(now.hour.photolysis_factor);
  weather.precipitation_rate = flat(now.hour.precipitation_rate);
  weather.snow_fraction = flat(now.hour.snow_fraction);
  return weather;
}

}  // namespace

std::vector<Weather> station_weather(const Grid& grid, const StationSeries& series,
                                     const UpperAirSeries& upper_air, const SurfaceParameters& parameters) {
  const auto history = boundary_layer_history(series, upper_air, parameters);
  const auto thermal = thermal_profiles(history, series.site);
  std::vector<Weather> instants;
  for (std::size_t n = 0; n < history.size(); ++n)
    instants.push_back(uniform_weather(
        grid, weather_column(grid.layer_face, history[n], thermal[n], series.site, parameters), history[n]));
  for (Weather& instant : instants) fill_rain_cloud(grid, parameters.rain_cloud, instant);
  return instants;
}

}  // namespace lantian::model
