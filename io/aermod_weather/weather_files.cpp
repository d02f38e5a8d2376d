#include "io/aermod_weather/weather_files.hpp"

#include <fmt/format.h>

#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::io {
namespace {

using model::plume::SurfaceHour;
constexpr double degree = model::constants::pi / 180.0;
constexpr double freezing_point = 273.15;    // K
constexpr double profile_freezing = 273.16;  // K, what AERMOD turns the profile's temperatures with [EPA2024]
constexpr const char* followed_version = "24142";

double known(double value, double mark) { return std::isnan(value) ? mark : value; }

struct Clock {
  int year, month, day, day_of_year, hour;
};

Clock clock_of(const model::Site& site, model::UtcSeconds end) {
  const model::UtcSeconds begin = end - model::seconds_per_hour;  // hour 24 belongs to the day that it ends
  const auto date = site.clock.local_date(begin);
  const auto january =
      std::chrono::sys_days{date.year() / std::chrono::January / 1}.time_since_epoch().count();
  return {static_cast<int>(date.year()) % 100, static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          static_cast<int>(site.clock.local_day(begin) - january) + 1, site.clock.local_hour(begin) + 1};
}

/// Of precipitation: 0 none, 11 liquid, 22 frozen [EPA2022].
int precipitation_code(const SurfaceHour& s) {
  if (!(s.precipitation_rate > 0.0)) return 0;
  return s.air_temperature > freezing_point ? 11 : 22;
}

std::string surface_row(const model::Site& site, const AermodHour& hour) {
  const SurfaceHour& s = hour.air.surface;
  const Clock at = clock_of(site, hour.end);
  std::string row =
      fmt::format("{:2d} {:2d} {:2d} {:3d} {:2d}", at.year, at.month, at.day, at.day_of_year, at.hour);
  row += fmt::format(" {:6.1f} {:6.3f} {:6.3f} {:6.3f} {:4.0f}. {:4.0f}. {:8.1f}",
                     known(s.sensible_heat_flux, -999.0), known(s.friction_velocity, -9.0),
                     known(s.convective_velocity, -9.0), known(s.potential_temperature_gradient_above, -9.0),
                     known(s.convective_mixing_height, -999.0), known(s.mechanical_mixing_height, -999.0),
                     known(s.obukhov_length, -99999.0));
  row += fmt::format(" {:7.4f} {:6.2f} {:6.2f} {:7.2f} {:6.1f} {:6.1f} {:6.1f} {:6.1f}", s.roughness_length,
                     known(s.bowen_ratio, -9.0), known(s.albedo, -9.0), known(s.wind_speed, 999.0),
                     known(s.wind_from_direction / degree, 999.0), s.wind_height,
                     known(s.air_temperature, 999.0), s.temperature_height);
  row += fmt::format(" {:5d} {:6.2f} {:5.0f}. {:5.0f}. {:5.0f} NAD-SFC NoSubs\n", precipitation_code(s),
                     known(s.precipitation_rate * model::seconds_per_hour, -9.0),
                     known(s.relative_humidity * 100.0, 999.0), known(s.air_pressure / 100.0, 99999.0),
                     known(s.cloud_fraction * 10.0, 99.0));
  return row;
}

/// "34.7200N": latitude or longitude with its side.
std::string side(double radians, char positive, char negative) {
  return fmt::format("{:.3f}{}", std::fabs(radians) / degree, radians < 0.0 ? negative : positive);
}

}  // namespace

std::string surface_text(const AermodWeather& weather) {
  const auto& site = weather.site;
  std::string text = fmt::format(
      "{:>10}{:>11}          UA_ID: {:>8}  SF_ID: {:>8}  OS_ID: {:>8}     VERSION: {:>5}    LANTIAN\n",
      side(site.latitude, 'N', 'S'), side(site.longitude, 'E', 'W'), "", weather.station.substr(0, 8), "",
      followed_version);
  for (const AermodHour& hour : weather.hours) text += surface_row(site, hour);
  return text;
}

std::string profile_text(const AermodWeather& weather) {
  std::string text;
  for (const AermodHour& hour : weather.hours) {
    const Clock at = clock_of(weather.site, hour.end);
    const bool is_calm = hour.air.surface.wind_speed == 0.0;  // AERMET's calm: 0 and 0; the rest is missing
    for (std::size_t n = 0; n < hour.air.tower.size(); ++n) {
      const auto& level = hour.air.tower[n];
      const bool reads_calm = is_calm && n == 0;
      text +=
          fmt::format("{:2d} {:2d} {:2d} {:2d} {:7.1f} {} {:7.1f} {:8.2f} {:8.2f} {:8.2f} {:8.2f}\n", at.year,
                      at.month, at.day, at.hour, level.height, n + 1 == hour.air.tower.size() ? 1 : 0,
                      reads_calm ? 0.0 : known(level.wind_from_direction / degree, 999.0),
                      reads_calm ? 0.0 : known(level.wind_speed, 99.0),
                      known(level.air_temperature - profile_freezing, 99.0),
                      known(level.sigma_theta / degree, 99.0), known(level.sigma_w, 99.0));
    }
  }
  return text;
}

}  // namespace lantian::io
