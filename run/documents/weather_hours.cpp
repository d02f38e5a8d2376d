#include "run/documents/weather_hours.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "run/report_cells.hpp"

namespace lantian::run {

namespace {

double from_direction(double u, double v) {
  return std::fmod(std::atan2(-u, -v) * 180.0 / std::numbers::pi + 360.0, 360.0);
}

struct Column {
  const Engine& engine;
  int i = 0, j = 0;

  /// Wind in the middle of the cell, from the faces beside it.
  std::pair<double, double> wind(const model::Weather& weather, int k) const {
    const int nx = engine.grid.nx, ny = engine.grid.ny;
    const auto x = [&](int face) {
      return weather.x_wind[(static_cast<std::size_t>(k) * ny + j) * (nx + 1) + face];
    };
    const auto y = [&](int face) {
      return weather.y_wind[(static_cast<std::size_t>(k) * (ny + 1) + face) * nx + i];
    };
    return {0.5 * (x(i) + x(i + 1)), 0.5 * (y(j) + y(j + 1))};
  }

  /// Mean speed of the layers below `top`, each by its part below.
  double mean_speed(const model::Weather& weather, double top) const {
    const auto& faces = engine.grid.layer_face;
    double sum = 0.0, depth = 0.0;
    for (std::size_t k = 0; k + 1 < faces.size() && faces[k] < top; ++k) {
      const double part = std::min(top, faces[k + 1]) - faces[k];
      const auto [u, v] = wind(weather, static_cast<int>(k));
      sum += part * std::hypot(u, v);
      depth += part;
    }
    return depth > 0.0 ? sum / depth : 0.0;
  }
};

}  // namespace

const scenarios::Monitor* weather_monitor(const Engine& engine) {
  for (const auto& monitor : engine.inputs.monitors)
    if (monitor.kind != scenarios::MonitorKind::upwind) return &monitor;
  return nullptr;
}

std::vector<WeatherHour> weather_hours(const Engine& engine) {
  const auto* monitor = weather_monitor(engine);
  if (monitor == nullptr) return {};
  const auto& grid = engine.grid;
  const Column column{engine, static_cast<int>((monitor->place.x - grid.x_west) / grid.dx),
                      static_cast<int>((monitor->place.y - grid.y_south) / grid.dx)};
  const std::size_t c = static_cast<std::size_t>(column.j) * grid.nx + column.i;
  const auto& time = engine.inputs.file.contents.time;
  std::vector<WeatherHour> hours;
  for (auto start = time.start; start < time.end; start += model::seconds_per_hour) {
    const auto weather = engine.weather.at(start + model::seconds_per_hour / 2);
    const auto [u, v] = column.wind(weather, 0);
    WeatherHour hour;
    hour.start = start;
    hour.wind_speed = std::hypot(u, v);
    hour.wind_from_direction = from_direction(u, v);
    hour.air_temperature = weather.air_temperature[c];
    hour.relative_humidity = weather.relative_humidity[c];
    hour.mixing_height = weather.boundary_layer_thickness[c];
    hour.ventilation = hour.mixing_height * column.mean_speed(weather, hour.mixing_height);
    hours.push_back(hour);
  }
  return hours;
}

io::ReportWind wind_barbs(const Engine& engine, int first_hour, int stride) {
  constexpr int most_in_row = 10;  // barbs stand 40 px apart and more on a page's map
  const auto& grid = engine.grid;
  const int step = std::max(1, (std::max(grid.nx, grid.ny) + most_in_row - 1) / most_in_row);
  std::vector<Column> columns;
  io::ReportWind wind;
  for (int j = step / 2; j < grid.ny; j += step)
    for (int i = step / 2; i < grid.nx; i += step) {
      columns.push_back({engine, i, j});
      wind.places.emplace_back(grid.x_west + (i + 0.5) * grid.dx, grid.y_south + (j + 0.5) * grid.dx);
      if (j == step / 2) ++wind.places_in_row;
    }
  const auto& time = engine.inputs.file.contents.time;
  const auto hour = static_cast<model::UtcSeconds>(model::seconds_per_hour);
  for (auto start = time.start + first_hour * hour; start < time.end; start += stride * hour) {
    const auto weather = engine.weather.at(start + hour / 2);
    auto& all = wind.hours.emplace_back();
    for (const auto& column : columns) {
      const auto [u, v] = column.wind(weather, 0);
      all.push_back({std::hypot(u, v), from_direction(u, v)});
    }
  }
  return wind;
}

std::string weather_csv(const Engine& engine, const std::vector<WeatherHour>& hours) {
  const auto clock = engine.inputs.file.contents.time.clock();
  std::string text =
      "local_time,wind_speed [m/s],wind_from_direction [degree],air_temperature [degC],relative_humidity "
      "[%],mixing_height [m],ventilation [m2/s]\n";
  for (const auto& hour : hours) {
    text += hour_words(clock, hour.start);
    for (const double value : {hour.wind_speed, hour.wind_from_direction, hour.air_temperature - 273.15,
                               hour.relative_humidity * 100.0, hour.mixing_height, hour.ventilation})
      text += ',' + ten_digits(value);
    text += '\n';
  }
  return text;
}

}  // namespace lantian::run
