#include "model/winds/window_weather.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "model/boundary_layer/eddy_diffusivity.hpp"
#include "model/boundary_layer/humidity.hpp"
#include "model/boundary_layer/rain_cloud.hpp"
#include "model/grid/parallel.hpp"
#include "model/quantities/constants.hpp"
#include "model/winds/column_series.hpp"

namespace lantian::model {
namespace {

using constants::gas_constant_air;
using constants::gravity;

/// One column of the grid at one instant, joined from what each station over each tile says.
struct Joined {
  ColumnInstant air;
  double stress = 0.0;  // m2 s-2, u*^2

  explicit Joined(std::size_t layers) {
    air.screen_temperature = air.ground_pressure = air.photolysis_factor = 0.0;
    for (auto* values : {&air.column.air_temperature, &air.column.air_pressure, &air.column.relative_humidity,
                         &air.column.x_wind, &air.column.y_wind})
      values->assign(layers, 0.0);
  }

  /// `above`: m, of the column's ground over the station's.
  void add(const ColumnInstant& from, double weight, double above) {
    const double colder = from.upper_air.free_air.fall(above);
    for (std::size_t k = 0; k < air.column.x_wind.size(); ++k) {
      air.column.air_temperature[k] += weight * (from.column.air_temperature[k] - colder);
      air.column.relative_humidity[k] += weight * from.column.relative_humidity[k];
      air.column.x_wind[k] += weight * from.column.x_wind[k];
      air.column.y_wind[k] += weight * from.column.y_wind[k];
    }
    const double between = from.screen_temperature - 0.5 * colder;
    air.screen_temperature += weight * (from.screen_temperature - colder);
    air.ground_pressure +=
        weight * from.ground_pressure * std::exp(-gravity * above / (gas_constant_air * between));
    stress += weight * from.friction_velocity * from.friction_velocity;
    for (const auto field :
         {&ColumnInstant::sensible_heat_flux, &ColumnInstant::shortwave, &ColumnInstant::photolysis_factor,
          &ColumnInstant::snow_fraction, &ColumnInstant::precipitation_rate})
      air.*field += weight * from.*field;
  }

  /// u* and L of the mean fluxes; |L| not below 1 m.
  SurfaceLayer surface() const {
    SurfaceLayer layer;
    layer.friction_velocity = std::sqrt(stress);
    layer.sensible_heat_flux = air.sensible_heat_flux;
    const double rho = air_density(air.screen_temperature, air.ground_pressure);
    layer.temperature_scale =
        -air.sensible_heat_flux / (rho * constants::heat_capacity_air * layer.friction_velocity);
    layer.inverse_obukhov_length = std::clamp(
        constants::von_karman * gravity * layer.temperature_scale / (air.screen_temperature * stress), -1.0,
        1.0);
    return layer;
  }

  /// Hydrostatic pressure from the ground up; virtual potential temperatures.
  std::vector<double> balance(const std::vector<double>& face) {
    std::vector<double> theta;
    double pressure = air.ground_pressure;
    for (std::size_t k = 0; k + 1 < face.size(); ++k) {
      const double T = air.column.air_temperature[k];
      const double q = specific_humidity(air.column.relative_humidity[k], T, pressure);
      const double T_virtual = T * virtual_factor(q);
      const double half = std::exp(-0.5 * gravity * (face[k + 1] - face[k]) / (gas_constant_air * T_virtual));
      air.column.air_pressure[k] = pressure * half;
      pressure *= half * half;
      theta.push_back(T_virtual * std::pow(1e5 / air.column.air_pressure[k],
                                           gas_constant_air / constants::heat_capacity_air));
    }
    return theta;
  }
};

Weather sized(const Grid& grid, UtcSeconds time) {
  Weather weather;
  weather.time = time;
  for (auto* cells : {&weather.air_temperature, &weather.air_pressure, &weather.relative_humidity,
                      &weather.cloud_water, &weather.drop_water})
    cells->assign(grid.cells(), 0.0);
  const std::size_t nx = grid.nx, ny = grid.ny, nz = grid.nz();
  weather.x_wind.resize(nz * ny * (nx + 1)), weather.y_wind.resize(nz * (ny + 1) * nx);
  weather.eddy_diffusivity.assign((nz + 1) * grid.columns(), 0.0);
  for (auto* columns :
       {&weather.boundary_layer_thickness, &weather.friction_velocity, &weather.inverse_obukhov_length,
        &weather.surface_sensible_heat_flux, &weather.surface_downwelling_shortwave,
        &weather.photolysis_factor, &weather.precipitation_rate, &weather.snow_fraction})
    columns->assign(grid.columns(), 0.0);
  return weather;
}

/// Winds of cells at the side faces: the mean of both neighbours, at the window's edge the cell's.
void to_faces(const Grid& grid, const std::vector<double>& u, const std::vector<double>& v,
              Weather& weather) {
  const int nx = grid.nx, ny = grid.ny;
  double *x = weather.x_wind.data(), *y = weather.y_wind.data();
  for (int k = 0; k < grid.nz(); ++k) {
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i <= nx; ++i)
        *x++ = 0.5 * (u[grid.cell(k, j, std::max(i - 1, 0))] + u[grid.cell(k, j, std::min(i, nx - 1))]);
    for (int j = 0; j <= ny; ++j)
      for (int i = 0; i < nx; ++i)
        *y++ = 0.5 * (v[grid.cell(k, std::max(j - 1, 0), i)] + v[grid.cell(k, std::min(j, ny - 1), i)]);
  }
}

/// What does not change from instant to instant.
struct Window {
  Grid grid;
  WindowGround ground;
  std::vector<StationSeries> stations;
  std::vector<std::vector<ColumnSeries>> columns;  // (station)(tile)
  std::vector<std::vector<double>> weight;         // (station)(column)

  Weather at(UtcSeconds time) const {
    std::vector<std::vector<ColumnInstant>> now;
    for (const auto& tiles : columns) {
      auto& of_station = now.emplace_back();
      for (const ColumnSeries& series : tiles) of_station.push_back(series.at(time));
    }
    Weather weather = sized(grid, time);
    std::vector<double> u(grid.cells()), v(grid.cells());
    for (std::size_t c = 0; c < grid.columns(); ++c) {
      const double altitude = ground.altitude.empty() ? 0.0 : ground.altitude[c];
      Joined joined(grid.nz());
      joined.air.mixing_height = mixing_height(now, c);
      for (std::size_t s = 0; s < now.size(); ++s)
        for (std::size_t tile = 0; tile < now[s].size(); ++tile)
          if (const double share = weight[s][c] * ground.tiles.share[tile][c]; share > 0.0)
            joined.add(now[s][tile], share,
                       ground.altitude.empty() ? 0.0 : altitude - stations[s].site.altitude);
      write(joined, c, weather, u, v);
    }
    to_faces(grid, u, v, weather);
    if (!ground.altitude.empty()) follow_terrain(grid, ground.altitude, weather);
    fill_rain_cloud(grid, ground.tiles.parameters.front().rain_cloud, weather);
    return weather;
  }

  double mixing_height(const std::vector<std::vector<ColumnInstant>>& now, std::size_t c) const {
    double height = 0.0;
    for (std::size_t s = 0; s < now.size(); ++s) {
      std::vector<double> by_tile;
      for (const ColumnInstant& tile : now[s]) by_tile.push_back(tile.mixing_height);
      height += weight[s][c] * mixing_height_over(ground.tiles, c, by_tile);
    }
    return height;
  }

  void write(Joined& joined, std::size_t c, Weather& weather, std::vector<double>& u,
             std::vector<double>& v) const {
    const auto theta = joined.balance(grid.layer_face);
    const SurfaceLayer surface = joined.surface();
    const WeatherColumn& column = joined.air.column;
    SurfaceParameters parameters = ground.tiles.parameters.front();
    parameters.urban_fraction = ground.tiles.urban_fraction[c];
    const auto diffusivity = eddy_diffusivity({grid.layer_face, theta, column.x_wind, column.y_wind}, surface,
                                              joined.air.mixing_height, parameters);
    const std::size_t columns_of_level = grid.columns();
    for (int k = 0; k < grid.nz(); ++k) {
      const std::size_t n = k * columns_of_level + c;
      weather.air_temperature[n] = column.air_temperature[k];
      weather.air_pressure[n] = column.air_pressure[k];
      weather.relative_humidity[n] = column.relative_humidity[k];
      u[n] = column.x_wind[k];
      v[n] = column.y_wind[k];
      weather.eddy_diffusivity[n] = diffusivity[k];
    }
    weather.boundary_layer_thickness[c] = joined.air.mixing_height;
    weather.friction_velocity[c] = surface.friction_velocity;
    weather.inverse_obukhov_length[c] = surface.inverse_obukhov_length;
    weather.surface_sensible_heat_flux[c] = joined.air.sensible_heat_flux;
    weather.surface_downwelling_shortwave[c] = joined.air.shortwave;
    weather.photolysis_factor[c] = joined.air.photolysis_factor;
    weather.precipitation_rate[c] = joined.air.precipitation_rate;
    weather.snow_fraction[c] = joined.air.snow_fraction;
  }
};

/// Times of the first that all others cover.
std::vector<UtcSeconds> common_times(const std::vector<std::vector<ColumnSeries>>& columns) {
  auto times = columns.front().front().times();
  for (const auto& tiles : columns) {
    const auto own = tiles.front().times();
    std::erase_if(times, [&](UtcSeconds t) { return t < own.front() || t > own.back(); });
  }
  return times;
}

}  // namespace

std::vector<std::vector<double>> station_weights(const Grid& grid,
                                                 const std::vector<StationSeries>& stations) {
  constexpr double nearest = 1000.0;  // m
  std::vector<std::vector<double>> weight(stations.size(), std::vector<double>(grid.columns(), 1.0));
  if (stations.size() == 1) return weight;
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i < grid.nx; ++i) {
      const std::size_t c = grid.column(j, i);
      double sum = 0.0;
      for (std::size_t s = 0; s < stations.size(); ++s) {
        const Site& site = stations[s].site;
        const double r = std::max(nearest, std::hypot(grid.x_west + (i + 0.5) * grid.dx - site.x,
                                                      grid.y_south + (j + 0.5) * grid.dx - site.y));
        weight[s][c] = 1.0 / (r * r);
        sum += weight[s][c];
      }
      for (auto& of_station : weight) of_station[c] /= sum;
    }
  return weight;
}

WeatherInstants window_instants(const Grid& grid, const std::vector<StationSeries>& stations,
                                const UpperAirSeries& upper_air, const WindowGround& ground) {
  auto window = std::make_shared<Window>(Window{grid, ground, stations, {}, station_weights(grid, stations)});
  for (const StationSeries& station : stations) {
    auto& tiles = window->columns.emplace_back();
    for (const SurfaceParameters& parameters : ground.tiles.parameters)
      tiles.emplace_back(grid.layer_face, station, upper_air, parameters);
  }
  const auto times = common_times(window->columns);
  return {times, [window, times](std::size_t n) { return window->at(times[n]); }};
}

std::vector<Weather> window_weather(const Grid& grid, const std::vector<StationSeries>& stations,
                                    const UpperAirSeries& upper_air, const WindowGround& ground) {
  const WeatherInstants instants = window_instants(grid, stations, upper_air, ground);
  std::vector<Weather> all(instants.times.size());
  parallel_for(static_cast<std::ptrdiff_t>(all.size()),
               [&](std::ptrdiff_t n) { all[n] = instants.at(static_cast<std::size_t>(n)); });
  return all;
}

}  // namespace lantian::model
