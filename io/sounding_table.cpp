#include "io/sounding_table.hpp"

#include <cmath>

#include "io/local_time.hpp"
#include "io/table.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::io {
namespace {

constexpr double radian = model::constants::pi / 180.0;

/// Height of a pressure above the row before it, mean temperature in between.
double climbed(double pressure, double temperature, double pressure_before, double temperature_before) {
  return model::constants::gas_constant_air * 0.5 * (temperature + temperature_before) /
         model::constants::gravity * std::log(pressure_before / pressure);
}

void check_launch(const model::Launch& launch, const TextPlace& place, std::int64_t utc_offset,
                  Diagnostics& diagnostics) {
  if (launch.height.size() < 2)
    diagnostics.add("sounding_too_short", place,
                    {{"key", "time"}, {"value", local_time_text(launch.time, utc_offset)}});
}

}  // namespace

std::vector<model::Launch> read_soundings(const CaseFile& file, Diagnostics& diagnostics) {
  std::vector<model::Launch> launches;
  const std::string& path = file.contents.weather.sounding;
  if (path.empty()) return launches;
  const auto table = Table::read(path,
                                 {{"time", ""},
                                  {"height", "m", true},
                                  {"pressure", "Pa", true},
                                  {"air_temperature", "K"},
                                  {"wind_speed", "m/s", true},
                                  {"wind_from_direction", "degree", true},
                                  {"source", "", true}},
                                 diagnostics, file.place("weather.sounding"));
  if (table.empty()) return launches;
  const bool by_height = table[0].is_given("height");
  if (by_height == table[0].is_given("pressure")) {
    diagnostics.add(by_height ? "exclusive_keys" : "missing_column", {table.file(), 1, 0},
                    {{"key", by_height ? "pressure" : "height"}});
    return launches;
  }
  const std::int64_t offset = file.contents.time.utc_offset;
  double pressure_before = 0.0;
  TextPlace begun;
  for (const Row row : table) {
    const auto time = local_time_of(row, "time", offset);
    if (!time) continue;
    if (launches.empty() || *time != launches.back().time) {
      if (!launches.empty()) {
        if (*time < launches.back().time) row.fault("not_ascending", "time");
        check_launch(launches.back(), begun, offset, diagnostics);
      }
      launches.emplace_back().time = *time;
      begun = row.place();
      pressure_before = 0.0;
    }
    auto& launch = launches.back();
    const double temperature = row.number("air_temperature", {150.0, 335.0});
    double height = 0.0;
    if (by_height) {
      height = row.number("height", {0.0, 40e3});
    } else {
      const double pressure = row.number("pressure", {500.0, 110e3});
      if (pressure_before > 0.0 && pressure > 0.0)
        height = launch.height.back() +
                 climbed(pressure, temperature, pressure_before, launch.air_temperature.back());
      pressure_before = pressure;
    }
    if (!launch.height.empty() && height <= launch.height.back())
      row.fault("not_ascending", by_height ? "height" : "pressure");
    if (launch.height.empty() && height > 0.0)  // the ground is as warm as the lowest reading
      launch.height.push_back(0.0), launch.air_temperature.push_back(temperature);
    launch.height.push_back(height);
    launch.air_temperature.push_back(temperature);
    const auto speed = row.optional_number("wind_speed", {0.0, 150.0});
    const auto direction = row.optional_number("wind_from_direction", {0.0, 360.0});
    if (speed.has_value() != direction.has_value())
      row.fault("empty_cell", speed ? "wind_from_direction" : "wind_speed");
    if (speed && direction) {
      launch.wind_height.push_back(height);
      launch.wind.push_back(model::wind_vector(*speed, *direction * radian));
    }
  }
  if (!launches.empty()) check_launch(launches.back(), begun, offset, diagnostics);
  return launches;
}

}  // namespace lantian::io
