#include "io/weather_tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "io/epw.hpp"
#include "io/local_time.hpp"
#include "io/regime_times.hpp"
#include "io/sounding_table.hpp"
#include "io/table.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::io {
namespace {

constexpr double radian = model::constants::pi / 180.0;
constexpr double water_density = 1000.0;  // kg m-3: a millimetre of rain is a kilogram a square metre
constexpr std::array<std::string_view, 2> day_or_night{"day", "night"};

const std::vector<Column> station_columns{{"time_end", ""},
                                          {"air_temperature", "K"},
                                          {"dew_point", "K", true},
                                          {"relative_humidity", "1"},
                                          {"air_pressure", "Pa"},
                                          {"wind_from_direction", "degree"},
                                          {"wind_speed", "m/s"},
                                          {"shortwave", "W/m2"},
                                          {"precipitation", "m/s", true},
                                          {"snow_fraction", "1", true},
                                          {"cloud_fraction", "1", true},
                                          {"source", "", true}};

model::StationHour station_hour(const Row& row, model::UtcSeconds end) {
  model::StationHour hour;
  hour.end = end;
  hour.air_temperature = row.number("air_temperature", {200.0, 335.0});
  row.optional_number("dew_point", {180.0, 335.0});
  hour.relative_humidity = row.number("relative_humidity", {0.0, 1.2});
  hour.air_pressure = row.number("air_pressure", {40e3, 110e3});
  hour.wind_speed = row.number("wind_speed", {0.0, 75.0});
  hour.calm = hour.wind_speed == 0.0;
  hour.wind_from_direction = row.number("wind_from_direction", {0.0, 360.0}) * radian;
  hour.downwelling_shortwave = row.number("shortwave", {0.0, 1400.0});
  hour.precipitation_rate = row.number_or("precipitation", 0.0, {0.0, 200.0 / 3.6e6}) * water_density;
  hour.snow_fraction = row.number_or("snow_fraction", 0.0, {0.0, 1.0});
  hour.cloud_fraction = row.optional_number("cloud_fraction", {0.0, 1.0});
  return hour;
}

void check_cover(const CaseFile& file, const std::string& path, const model::StationSeries& series,
                 Diagnostics& diagnostics) {
  const auto& time = file.contents.time;
  if (series.hours.empty() || !file.is_sound("time") || time.end <= time.start) return;
  const auto first = series.hours.front().end - model::seconds_per_hour, last = series.hours.back().end;
  if (first > time.start || last < time.end)
    diagnostics.add("not_covered", {path, 0, 0},
                    {{"first", local_time_text(first, time.utc_offset)},
                     {"last", local_time_text(last, time.utc_offset)},
                     {"start", local_time_text(time.start, time.utc_offset)},
                     {"end", local_time_text(time.end, time.utc_offset)}});
}

void read_table(const CaseFile& file, const scenarios::CaseStation& station, const TextPlace& mentioned,
                model::StationSeries& series, Diagnostics& diagnostics) {
  const auto& time = file.contents.time;
  const auto table = Table::read(station.file, station_columns, diagnostics, mentioned);
  table.require_rows();
  for (const Row row : table) {
    const auto end = local_time_of(row, "time_end", time.utc_offset);
    if (!end) continue;
    if (!series.hours.empty() && *end != series.hours.back().end + model::seconds_per_hour)
      row.fault("gap_in_time", "time_end",
                {{"previous", local_time_text(series.hours.back().end, time.utc_offset)}, {"step", "1 h"}});
    series.hours.push_back(station_hour(row, *end));
  }
  check_cover(file, station.file, series, diagnostics);
}

model::StationSeries read_station(const CaseFile& file, const scenarios::CaseStation& station,
                                  const TextPlace& mentioned, const Projection& projection,
                                  Diagnostics& diagnostics) {
  const auto& time = file.contents.time;
  const auto& grid = file.contents.grid;
  model::StationSeries series;
  if (is_epw(station.file)) {
    series = read_epw(station.file, time.start, time.end, diagnostics, mentioned);
  } else {
    series.site.latitude = station.latitude * radian, series.site.longitude = station.longitude * radian;
    series.site.clock = time.clock();
    series.site.anemometer_height = station.anemometer_height;
    series.site.thermometer_height = station.thermometer_height;
    series.site.altitude = station.altitude;
    if (!station.file.empty()) read_table(file, station, mentioned, series, diagnostics);
  }
  series.site.grid_convergence = projection.convergence(grid.longitude, grid.latitude);
  const auto place = projection(series.site.longitude / radian, series.site.latitude / radian);
  series.site.x = place.x, series.site.y = place.y;
  return series;
}

/// Temperature of one regime, by day and by night, from the ground up.
using Gradients = std::array<std::vector<model::TemperaturePiece>, 2>;

std::map<std::string, Gradients> read_gradients(const CaseFile& file, const std::vector<std::string>& regimes,
                                                Diagnostics& diagnostics) {
  const auto table = Table::read(file.contents.weather.upper_air_temperature,
                                 {{"regime", ""},
                                  {"day_or_night", ""},
                                  {"bottom", "m"},
                                  {"top", "m"},
                                  {"gradient", "K/m"},
                                  {"source", "", true}},
                                 diagnostics, file.place("weather.upper_air_temperature"));
  std::map<std::string, Gradients> all;
  table.require_rows();
  for (const Row row : table) {
    row.reference("regime", regimes);
    auto& layers = all[row.cell("regime")][row.one_of("day_or_night", day_or_night)];
    const double bottom = row.number("bottom", {0.0, 30e3});
    const model::TemperaturePiece layer{bottom, row.number("top", {1.0, 30e3}),
                                        row.number("gradient", {-0.05, 0.2})};
    if (layer.top <= layer.bottom || (layers.empty() ? bottom != 0.0 : bottom != layers.back().top))
      row.fault("not_ascending", layer.top <= layer.bottom ? "top" : "bottom");
    layers.push_back(layer);
  }
  if (!table.empty())
    for (const auto& regime : regimes)
      if (!all.contains(regime))
        diagnostics.add("species_missing", {table.file(), 0, 0}, {{"key", regime}, {"value", "gradient"}});
  return all;
}

}  // namespace

std::vector<model::StationSeries> read_stations(const CaseFile& file, const Projection& projection,
                                                Diagnostics& diagnostics) {
  const auto& weather = file.contents.weather;
  if (!weather.wrf.empty()) return {};
  std::vector<model::StationSeries> all;
  if (weather.stations.empty())
    all.push_back(
        read_station(file, weather.station, file.place("weather.station"), projection, diagnostics));
  for (std::size_t n = 0; n < weather.stations.size(); ++n)
    all.push_back(read_station(file, weather.stations[n],
                               file.place("weather.stations." + std::to_string(n) + ".file"), projection,
                               diagnostics));
  return all;
}

model::UpperAirSeries read_upper_air(const CaseFile& file, Diagnostics& diagnostics) {
  const auto& weather = file.contents.weather;
  model::UpperAirSeries series;
  series.launches = read_soundings(file, diagnostics);
  const bool sounded_winds = std::all_of(series.launches.begin(), series.launches.end(),
                                         [](const model::Launch& launch) { return !launch.wind.empty(); });
  if (!series.launches.empty() && sounded_winds != weather.upper_air.empty())
    diagnostics.add(sounded_winds ? "exclusive_keys" : "missing_key",
                    file.place(sounded_winds ? "weather.upper_air" : "weather"),
                    {{"key", "upper_air"}, {"table", "[weather]"}});
  if (weather.upper_air.empty()) return series;
  const auto table = Table::read(weather.upper_air,
                                 {{"regime", ""},
                                  {"height", "m"},
                                  {"wind_speed", "m/s"},
                                  {"wind_from_direction", "degree"},
                                  {"turn", "1", true},
                                  {"source", "", true}},
                                 diagnostics, file.place("weather.upper_air"));
  std::vector<std::string> names;
  for (const Row row : table) {
    const std::string name = row.text("regime");
    auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) found = names.insert(names.end(), name), series.regimes.emplace_back();
    auto& winds = series.regimes[static_cast<std::size_t>(found - names.begin())].winds;
    model::UpperAirLevel level;
    level.height = row.number("height", {1.0, 30e3});
    level.wind_speed = row.number("wind_speed", {0.0, 120.0});
    level.wind_from_direction = row.number("wind_from_direction", {0.0, 360.0}) * radian;
    level.turn = row.number_or("turn", 1.0, {0.0, 1.0});
    if (!winds.empty() && level.height <= winds.back().height) row.fault("not_ascending", "height");
    winds.push_back(level);
  }
  if (!weather.upper_air_temperature.empty())
    for (const auto& [name, gradients] : read_gradients(file, names, diagnostics))
      if (const auto found = std::find(names.begin(), names.end(), name); found != names.end()) {
        auto& regime = series.regimes[static_cast<std::size_t>(found - names.begin())];
        regime = model::upper_air_regime(std::move(regime.winds), gradients[0], gradients[1]);
      }
  for (const auto& [time, regime] : read_regime_times(weather.regimes, file.place("weather.regimes"), names,
                                                      file.contents.time, diagnostics)) {
    series.blends.push_back({time, std::vector<double>(names.size(), 0.0)});
    series.blends.back().share[static_cast<std::size_t>(regime)] = 1.0;
  }
  return series;
}

model::SurfaceParameters surface_parameters(const scenarios::Case& contents) {
  const auto& weather = contents.weather;
  model::SurfaceParameters parameters;
  if (contents.ground.land_use.empty()) {
    parameters.ground.roughness_length = weather.surface.roughness;
    parameters.ground.albedo = weather.surface.albedo;
    parameters.ground.bowen_ratio = weather.surface.bowen;
    parameters.ground.ground_heat_fraction = weather.surface.ground_heat_fraction;
    parameters.ground.smallest_obukhov_length = weather.surface.smallest_obukhov_length;
    parameters.urban_fraction = weather.surface.urban_fraction;
  }
  parameters.minimum_eddy_diffusivity_rural = weather.minimum_eddy_diffusivity;
  parameters.minimum_eddy_diffusivity_urban = weather.minimum_eddy_diffusivity_urban;
  parameters.preparation.calm_wind_speed = weather.calm_wind_speed;
  parameters.preparation.largest_relative_humidity = weather.relative_humidity_cap;
  parameters.preparation.pressure_is_daily = weather.pressure_is_daily;
  parameters.preparation.haze_transmittance = weather.haze_transmittance;
  parameters.rain_cloud.base = weather.cloud_base;
  parameters.rain_cloud.depth = weather.cloud_depth;
  return parameters;
}

}  // namespace lantian::io
