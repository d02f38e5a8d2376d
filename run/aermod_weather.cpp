#include "run/aermod_weather.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "io/atomic_file.hpp"
#include "io/case_inputs.hpp"
#include "io/epw.hpp"
#include "io/output_place.hpp"
#include "io/weather_tables.hpp"
#include "model/boundary_layer/weather_column.hpp"
#include "model/quantities/constants.hpp"
#include "run/case_weather.hpp"
#include "run/weather_series.hpp"

namespace lantian::run {
namespace {

constexpr double degree = model::constants::pi / 180.0;

/// What the month's warmth and the hour's snow make of the plants.
class Seasons {
 public:
  explicit Seasons(const model::StationSeries& series) : clock_(series.site.clock) {
    std::map<unsigned, std::pair<double, int>> sums;
    for (const auto& hour : series.hours) {
      auto& [sum, count] = sums[month(hour.end)];
      sum += hour.air_temperature, ++count;
    }
    for (const auto& [month, sum] : sums) mean_[month] = sum.first / sum.second;
  }
  model::Season of(const model::StationHour& hour) const {
    const unsigned m = month(hour.end);
    return model::season_of(std::chrono::month{m}, mean_.at(m), hour.snow_fraction);
  }

 private:
  model::LocalClock clock_;
  std::map<unsigned, double> mean_;  // K, by month
  unsigned month(model::UtcSeconds end) const {
    return static_cast<unsigned>(clock_.local_date(end - 1).month());
  }
};

model::UpperAirSeries upper_air_of(const PlainUpperAir& plain) {
  model::UpperAirRegime regime;
  regime.inversion_strength = plain.inversion_strength;
  regime.inversion_depth = plain.inversion_strength > 0.0 ? plain.inversion_depth : 0.0;
  regime.mixed_lapse = model::constants::gravity / model::constants::heat_capacity_air;  // well mixed
  regime.free_air = model::FreeAir({{1e5, plain.lapse}});
  model::UpperAirSeries series;
  series.regimes = {regime};
  return series;
}

model::Ground ground_in(const MastGround& wanted, model::Season season) {
  model::Ground ground;
  if (wanted.land_use) ground = model::ground_of(*wanted.land_use, season);
  ground.roughness_length = wanted.roughness_length.value_or(ground.roughness_length);
  ground.albedo = wanted.albedo.value_or(ground.albedo);
  ground.bowen_ratio = wanted.bowen_ratio.value_or(ground.bowen_ratio);
  return ground;
}

void keep_hours(std::vector<io::AermodHour>& hours, model::UtcSeconds start, model::UtcSeconds end) {
  std::erase_if(hours, [&](const io::AermodHour& hour) { return hour.end <= start || hour.end > end; });
}

/// Each season's ground makes a year of its own; every hour is taken from its season's.
std::vector<io::AermodHour> hours_through_seasons(const model::StationSeries& series,
                                                  const AermodWeatherRequest& request) {
  const Seasons seasons(series);
  std::map<model::Season, std::vector<io::AermodHour>> made;
  for (const auto& hour : series.hours) made[seasons.of(hour)];
  model::SurfaceParameters parameters;
  for (auto& [season, hours] : made) {
    parameters.ground = ground_in(request.ground, season);
    hours = aermod_hours(series, upper_air_of(request.upper_air), parameters, request.heights);
  }
  std::vector<io::AermodHour> hours;
  for (std::size_t n = 0; n < series.hours.size(); ++n)
    hours.push_back(made.at(seasons.of(series.hours[n]))[n]);
  return hours;
}

void missing_option(io::Diagnostics& diagnostics, const char* option) {
  diagnostics.add("missing_argument", {}, {{"key", option}});
}

io::AermodWeather weather_of_epw(const AermodWeatherRequest& request, io::Diagnostics& diagnostics) {
  io::AermodWeather weather;
  const MastGround& ground = request.ground;
  if (!request.year) missing_option(diagnostics, "--year");
  if (!ground.land_use && !ground.roughness_length) missing_option(diagnostics, "--roughness or --land-use");
  if (!ground.land_use && !ground.albedo) missing_option(diagnostics, "--albedo or --land-use");
  if (!ground.land_use && !ground.bowen_ratio) missing_option(diagnostics, "--bowen or --land-use");
  // Its clock is the file's own: the year's bounds are cut when it is known.
  const auto year = std::chrono::year(request.year.value_or(2001));
  const auto day = [](std::chrono::year y) {
    return std::chrono::sys_days{y / std::chrono::January / 1}.time_since_epoch().count();
  };
  const auto begin = day(year) * model::seconds_per_day,
             end = day(year + std::chrono::years(1)) * model::seconds_per_day;
  const auto series = io::read_epw(request.source, begin, end, diagnostics);
  if (!diagnostics.empty()) return weather;
  const double mast = series.site.anemometer_height;
  if (ground.roughness_length && 2.0 * *ground.roughness_length >= mast)
    diagnostics.add("mast_in_roughness", {},
                    {{"key", "--roughness"},
                     {"value", std::to_string(*ground.roughness_length) + " m"},
                     {"other", "anemometer_height"},
                     {"limit", std::to_string(mast) + " m"}});
  if (!diagnostics.empty()) return weather;
  weather.site = series.site;
  weather.hours = hours_through_seasons(series, request);
  keep_hours(weather.hours, begin - series.site.clock.offset, end - series.site.clock.offset);
  return weather;
}

/// The window's middle, of weather that was made by a larger model.
io::AermodWeather weather_of_window(const io::CaseInputs& inputs) {
  const auto& contents = inputs.file.contents;
  io::AermodWeather weather;
  weather.site.clock = contents.time.clock();
  weather.site.latitude = contents.grid.latitude * degree;
  weather.site.longitude = contents.grid.longitude * degree;
  const std::size_t column = inputs.grid.column(inputs.grid.ny / 2, inputs.grid.nx / 2);
  const WeatherSeries series(inputs.grid, case_weather(inputs));
  const auto cover = io::land_use_of_case(inputs);
  const double roughness =
      model::ground_of(cover.size() == 1 ? cover[0] : cover[column], io::season_of_case(inputs))
          .roughness_length;
  for (auto hour = contents.time.start; hour < contents.time.end; hour += model::seconds_per_hour)
    weather.hours.push_back(
        {hour + model::seconds_per_hour,
         model::plume::hour_over_column(inputs.grid, series.at(hour + model::seconds_per_hour / 2), column,
                                        roughness)});
  return weather;
}

io::AermodWeather weather_of_case(const AermodWeatherRequest& request, io::Diagnostics& diagnostics) {
  const auto inputs = io::read_case_inputs(request.source, request.choice, diagnostics);
  if (!diagnostics.empty()) return {};
  const auto& contents = inputs.file.contents;
  if (inputs.stations.empty()) return weather_of_window(inputs);
  io::AermodWeather weather;
  const auto& series = inputs.stations.front();
  weather.site = series.site;
  auto parameters = io::surface_parameters(contents);
  if (!contents.ground.land_use.empty())  // masts stand in the open country between the patches
    parameters.ground = model::ground_of(contents.ground.mixture, io::season_of_case(inputs));
  weather.hours = aermod_hours(series, inputs.upper_air, parameters, request.heights);
  keep_hours(weather.hours, contents.time.start, contents.time.end);
  return weather;
}

}  // namespace

std::vector<io::AermodHour> aermod_hours(model::StationSeries series, const model::UpperAirSeries& upper_air,
                                         const model::SurfaceParameters& parameters,
                                         const std::vector<double>& heights) {
  series.instant_from_end = -model::seconds_per_hour / 2;
  const auto history = model::boundary_layer_history(series, upper_air, parameters);
  const auto thermal = model::thermal_profiles(history, series.site);
  std::vector<io::AermodHour> hours;
  const auto first = series.hours.empty() ? 0 : series.hours.front().end + series.instant_from_end;
  for (std::size_t n = 0; n < history.size() && hours.size() < series.hours.size(); ++n) {
    if (history[n].hour.time < first) continue;  // held at the series' edge
    hours.push_back(
        {history[n].hour.time - series.instant_from_end,
         model::plume::hour_over_station(history[n], thermal[n], series.site, parameters, heights)});
  }
  return hours;
}

AermodWeatherSummary make_aermod_weather(const AermodWeatherRequest& request) {
  io::Diagnostics diagnostics;
  io::check_output_folder(request.output, diagnostics);
  const auto weather = io::is_epw(request.source) ? weather_of_epw(request, diagnostics)
                                                  : weather_of_case(request, diagnostics);
  diagnostics.throw_if_any();
  AermodWeatherSummary summary;
  for (const auto& hour : weather.hours) {
    ++summary.hours;
    if (hour.air.surface.wind_speed == 0.0) ++summary.calm;
    if (hour.air.surface.obukhov_length < 0.0) ++summary.convective;
  }
  summary.surface = request.output / "weather.sfc";
  summary.profile = request.output / "weather.pfl";
  io::write_atomically(summary.surface, io::surface_text(weather));
  io::write_atomically(summary.profile, io::profile_text(weather));
  return summary;
}

}  // namespace lantian::run
