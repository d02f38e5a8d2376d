#include "io/aermod/aermet_files.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "io/aermod/number_lines.hpp"
#include "io/fortran_number.hpp"

namespace lantian::io {
namespace {

using model::plume::absent;
using model::plume::SurfaceHour;
using model::plume::TowerLevel;
using scenarios::LocalHour;

constexpr double degree = std::numbers::pi / 180.0;
constexpr double freezing = 273.16;  // K, as AERMOD has it [EPA2024]
constexpr std::size_t most_hours = 1000000;
constexpr std::size_t most_levels = 6000000;
constexpr std::size_t most_levels_of_hour = 100;

// Columns of the surface file [EPA2024b].
enum SurfaceColumn {
  year,
  month,
  day,
  day_of_year,
  hour,
  heat_flux,
  friction,
  convective,
  gradient,
  convective_height,
  mechanical_height,
  obukhov,
  roughness,
  bowen,
  albedo,
  wind_speed,
  wind_direction,
  wind_height,
  temperature,
  temperature_height,
  precipitation_code,
  precipitation,
  humidity,
  pressure,
  cloud
};
constexpr std::size_t least_surface_columns = 20, surface_columns = 25;
constexpr std::array<const char*, surface_columns> surface_names{
    "year",  "month",  "day", "day of year", "hour", "H", "u*", "w*",     "VPTG",  "zic", "zim", "L",   "z0",
    "Bowen", "albedo", "Ws",  "Wd",          "zref", "T", "zT", "ipcode", "prate", "RH",  "P",   "CCVR"};
constexpr std::size_t profile_columns = 11;
constexpr std::array<const char*, profile_columns> profile_names{
    "year", "month", "day", "hour", "height", "top", "WD", "WS", "T", "sigma theta", "sigma w"};

double within(double value, double least, double below) {
  return value >= least && value < below ? value : absent;
}
double direction(double degrees) {
  // 0 and 360 both are the north; what AERMOD warns of (below 0, above 360) is turned into the circle.
  if (!(degrees > -9.0 && degrees <= 900.0)) return absent;
  double turned = std::fmod(degrees, 360.0);
  if (turned <= 0.0) turned += 360.0;
  return turned * degree;
}
double rotated(double from_direction, double rotation) {
  double turned = from_direction - rotation;
  if (turned <= 0.0) turned += 2.0 * std::numbers::pi;
  if (turned > 2.0 * std::numbers::pi) turned -= 2.0 * std::numbers::pi;
  return rotation == 0.0 ? from_direction : turned;
}

template <std::size_t count>
bool read_numbers(NumberLines& lines, std::size_t least, const std::array<const char*, count>& names,
                  const char* file, std::array<double, count>& values) {
  values.fill(absent);
  const std::size_t given = lines.words().size();
  if (given < least) {
    lines.mistake("met_row", lines.place(),
                  {{"key", file}, {"value", std::to_string(given)}, {"expected", std::to_string(least)}});
    return false;
  }
  bool sound = true;
  for (std::size_t n = 0; n < std::min(given, count); ++n) {
    const auto value = lines.number(n, names[n]);
    sound &= value.has_value();
    values[n] = value.value_or(absent);
  }
  return sound;
}

bool to_hour(NumberLines& lines, const double (&parts)[4], int first_year, const char* key, LocalHour& hour) {
  int whole[4] = {};
  for (int n = 0; n < 4; ++n) whole[n] = std::fabs(parts[n]) < 1e5 ? static_cast<int>(parts[n]) : -1;
  hour = {full_year(whole[0], first_year), whole[1], whole[2], whole[3]};
  const bool is_whole =
      whole[0] == parts[0] && whole[1] == parts[1] && whole[2] == parts[2] && whole[3] == parts[3];
  if (is_whole && hour.is_sound()) return true;
  lines.mistake("deck_no_such_day", lines.place(), {{"key", key}, {"value", hour.text()}});
  return false;
}

SurfaceHour surface_of(const std::array<double, surface_columns>& v, double rotation, bool adjusted,
                       bool bulk) {
  SurfaceHour s;
  s.sensible_heat_flux = within(v[heat_flux], -998.0, 9000.0);
  s.friction_velocity = within(v[friction], 0.0, 9.0);
  s.convective_velocity = within(v[convective], 0.0, 90.0);
  s.potential_temperature_gradient_above = within(v[gradient], -8.9, 9.0);
  s.convective_mixing_height = within(v[convective_height], 0.0, 90000.1);
  s.mechanical_mixing_height = within(v[mechanical_height], 0.0, 90000.1);
  s.obukhov_length = within(v[obukhov], -99990.0, 1e9);
  s.roughness_length = within(v[roughness], 0.0, 90.0);
  s.bowen_ratio = within(v[bowen], -90.0, 900.0);
  s.albedo = within(v[albedo], 0.0, 1.1);
  s.wind_speed = within(v[wind_speed], 0.0, 90.0);
  s.wind_from_direction = rotated(direction(v[wind_direction]), rotation);
  s.wind_height = within(v[wind_height], 1e-3, 9000.0);
  s.air_temperature = v[temperature] > 0.0 ? within(v[temperature], 0.0, 900.1) : absent;
  s.temperature_height = within(v[temperature_height], 0.0, 9000.0);
  s.precipitation_rate = within(v[precipitation], 0.0, 900.0) / 3600.0;
  s.relative_humidity = within(v[humidity], 0.0, 150.0) / 100.0;
  s.air_pressure = within(v[pressure], 300.0, 1200.0) * 100.0;
  s.cloud_fraction = within(v[cloud], 0.0, 11.0) / 10.0;
  s.adjusted_friction_velocity = adjusted;
  s.bulk_richardson = bulk;
  return s;
}

/// Which hours the deck takes.
class Selection {
 public:
  explicit Selection(const DeckWeather& weather) : weather_(weather) {}
  bool operator()(const LocalHour& hour) const {
    if (weather_.start && hour < weather_.start->hour) return false;
    if (weather_.end && hour > weather_.end->hour) return false;
    if (weather_.days.empty() && weather_.dates.empty()) return true;
    const LocalHour in_leap_year{2000, hour.month, hour.day, 1};
    return weather_.days.contains(hour.day_of_year()) || weather_.dates.contains(in_leap_year.day_of_year());
  }

 private:
  const DeckWeather& weather_;
};

class SurfaceReader {
 public:
  SurfaceReader(const Deck& deck, Diagnostics& mistakes, std::vector<Diagnostic>& notes)
      : deck_(deck), lines_(deck.weather.surface.path, deck.weather.surface.place, mistakes), notes_(notes) {}

  AermetWeather read() {
    const Selection selected(deck_.weather);
    while (!lines_.is_hopeless() && lines_.next()) {
      if (lines_.line().find(':') != std::string_view::npos)
        header();
      else
        record(selected);
    }
    if (weather_.hours.empty() && lines_.is_readable() && !lost_)
      lines_.mistake("met_empty", {deck_.weather.surface.path.string(), 0, 0}, {{"key", "SURFFILE"}});
    return std::move(weather_);
  }

 private:
  void header() {
    const auto& words = lines_.words();
    adjusted_ = lines_.line().find("ADJ_U*") != std::string_view::npos;
    bulk_ = lines_.line().find("BULKRN") != std::string_view::npos;
    for (std::size_t n = 0; n + 1 < words.size(); ++n)
      if (words[n] == "VERSION:") version(words[n + 1]);
    if (has_header_ && !ends_year())
      lines_.mistake("met_header_again", lines_.place(), {{"key", "SURFFILE"}});
    if (!has_header_ && !weather_.hours.empty())
      lines_.mistake("met_header_again", lines_.place(), {{"key", "SURFFILE"}});
    has_header_ = true;
  }

  /// AERMOD reads what AERMET wrote from 12345 on, and takes it as outdated before 14134 [EPA2024b].
  void version(std::string_view written) {
    weather_.version = std::string(written);
    const auto number = fortran_number(weather_.version);
    if (number && (*number < 12345.0 || *number > 90000.0))
      lines_.mistake("out_of_range", lines_.place(written),
                     {{"key", "VERSION"}, {"value", weather_.version}, {"range", "12345 … 90000"}});
    else if (!number || *number < 14134.0)
      notes_.push_back({"met_version", lines_.place(written), {{"value", weather_.version}}});
  }

  bool ends_year() const {
    if (weather_.hours.empty()) return false;
    const LocalHour& last = weather_.hours.back().hour;
    return last.month == 12 && last.day == 31 && last.hour == 24;
  }

  void record(const Selection& selected) {
    if (!has_header_) {
      lines_.mistake("met_no_header", lines_.place(), {{"key", "SURFFILE"}});
      has_header_ = true;
    }
    std::array<double, surface_columns> values;
    AermetHour read;
    const bool follows = !lost_;
    lost_ = true;
    if (!read_numbers(lines_, least_surface_columns, surface_names, "SURFFILE", values)) return;
    if (!to_hour(lines_, {values[year], values[month], values[day], values[hour]}, deck_.weather.first_year,
                 "SURFFILE", read.hour))
      return;
    lost_ = false;
    if (follows && !weather_.hours.empty()) check_order(weather_.hours.back().hour, read.hour);
    if (weather_.hours.size() == most_hours) {
      lines_.mistake("too_many", lines_.place(),
                     {{"key", "SURFFILE"},
                      {"value", "> " + std::to_string(most_hours)},
                      {"limit", std::to_string(most_hours)}});
      return;
    }
    read.surface = surface_of(values, deck_.weather.rotation, adjusted_, bulk_);
    read.selected = selected(read.hour);
    if (read.selected && std::isnan(read.surface.wind_height) &&
        model::plume::state_of(read.surface) == model::plume::HourState::usable)
      lines_.mistake(
          "out_of_range", lines_.place(lines_.words()[wind_height]),
          {{"key", "zref"}, {"value", std::string(lines_.words()[wind_height])}, {"range", "≥ 0.001 m"}});
    weather_.hours.push_back(read);
  }

  void check_order(const LocalHour& before, const LocalHour& now) {
    const auto& control = deck_.control;
    if (!control.check_dates || now.count() == before.count() + 1) return;
    const bool next_year = ends_year() && now.month == 1 && now.day == 1 && now.hour == 1 && now > before;
    if (next_year || control.warn_of_dates)
      notes_.push_back({"gap_in_time",
                        lines_.place(),
                        {{"value", now.text()}, {"previous", before.text()}, {"step", "1 h"}}});
    else
      lines_.mistake("gap_in_time", lines_.place(),
                     {{"value", now.text()}, {"previous", before.text()}, {"step", "1 h"}});
  }

  const Deck& deck_;
  NumberLines lines_;
  std::vector<Diagnostic>& notes_;
  AermetWeather weather_;
  bool has_header_ = false, adjusted_ = false, bulk_ = false;
  bool lost_ = false;  // the hour before could not be read
};

class ProfileReader {
 public:
  ProfileReader(const Deck& deck, AermetWeather& weather, Diagnostics& mistakes)
      : deck_(deck),
        weather_(weather),
        lines_(deck.weather.profile.path, deck.weather.profile.place, mistakes) {}

  void read() {
    for (AermetHour& one : weather_.hours)
      if (!lines_.is_readable() || lines_.is_hopeless() || !read_hour(one)) return;
  }

 private:
  /// The lines up to the one that says it is the top; false where it is lost what the next line belongs to.
  bool read_hour(AermetHour& target) {
    target.first_level = static_cast<std::uint32_t>(weather_.levels.size());
    const bool stable = target.surface.obukhov_length > 0.0;
    for (bool top = false; !top;) {
      if (!lines_.next()) {
        lines_.mistake("met_ends", {deck_.weather.profile.path.string(), 0, 0},
                       {{"key", "PROFFILE"}, {"value", target.hour.text()}});
        return false;
      }
      std::array<double, profile_columns> v;
      const bool sound = read_numbers(lines_, profile_columns, profile_names, "PROFFILE", v);
      if (std::isnan(v[5])) return false;
      top = v[5] != 0.0;
      if (sound && !add_level(target, v, stable)) return false;
    }
    return true;
  }

  bool add_level(AermetHour& target, const std::array<double, profile_columns>& v, bool stable) {
    LocalHour hour;
    if (!to_hour(lines_, {v[0], v[1], v[2], v[3]}, deck_.weather.first_year, "PROFFILE", hour)) return false;
    if (hour != target.hour) {
      if (target.levels > 0)
        lines_.mistake("met_no_top", lines_.place(), {{"value", target.hour.text()}});
      else
        lines_.mistake("hours_differ", lines_.place(),
                       {{"value", hour.text()},
                        {"expected", target.hour.text()},
                        {"other", deck_.weather.surface.path.string()}});
      return false;
    }
    const TowerLevel level = level_of(v, stable);
    const std::string_view height = lines_.words()[4];
    if (!(level.height >= 0.0 && level.height < 1e5))
      lines_.mistake("out_of_range", lines_.place(height),
                     {{"key", "height"}, {"value", std::string(height)}, {"range", "0 … 100000 m"}});
    else if (target.levels > 0 && !(level.height > weather_.levels.back().height))
      lines_.mistake("met_levels", lines_.place(height), {{"value", std::string(height)}});
    if (target.levels == most_levels_of_hour || weather_.levels.size() == most_levels) {
      lines_.mistake("too_many", lines_.place(),
                     {{"key", "PROFFILE"},
                      {"value", "> " + std::to_string(target.levels)},
                      {"limit", std::to_string(target.levels)}});
      return false;
    }
    weather_.levels.push_back(level);
    ++target.levels;
    return true;
  }

  TowerLevel level_of(const std::array<double, profile_columns>& v, bool stable) const {
    const DeckWeather& weather = deck_.weather;
    TowerLevel level;
    level.height = v[4];
    level.wind_speed = v[7] >= 0.0 && v[7] <= 90.0 ? v[7] : absent;
    level.wind_from_direction =
        v[6] >= 0.0 && v[6] <= 900.0 ? rotated(direction(v[6]), weather.rotation) : absent;
    if (level.wind_speed == 0.0 && v[6] == 0.0) level.wind_speed = level.wind_from_direction = absent;
    level.air_temperature = v[8] > -90.0 && v[8] < 90.0 ? v[8] + freezing : absent;
    if (!weather.no_sigma_theta[stable]) level.sigma_theta = within(v[9], 0.0, 99.0) * degree;
    if (!weather.no_sigma_w[stable]) level.sigma_w = v[10] >= 0.0 && v[10] <= 90.0 ? v[10] : absent;
    return level;
  }

  const Deck& deck_;
  AermetWeather& weather_;
  NumberLines lines_;
};

}  // namespace

int full_year(int written, int first_year) {
  if (written >= 100 || written < 0) return written;
  const int start = first_year > 0 ? first_year : 1950;
  return start / 100 * 100 + (written >= start % 100 ? 0 : 100) + written;
}

AermetWeather read_aermet(const Deck& deck, Diagnostics& mistakes, std::vector<Diagnostic>& notes) {
  AermetWeather weather = SurfaceReader(deck, mistakes, notes).read();
  if (mistakes.empty()) ProfileReader(deck, weather, mistakes).read();
  return weather;
}

}  // namespace lantian::io
