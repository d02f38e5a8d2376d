#include "io/epw.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <optional>

#include "io/regular_file.hpp"
#include "io/table.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::io {
namespace {

constexpr double radian = model::constants::pi / 180.0;
constexpr std::size_t header_lines = 8, least_fields = 32;
constexpr int longest_gap = 3;             // h
constexpr double snow_that_covers = 0.05;  // m, ground under so much is white

/// A column: its place in a line, how missing is written, what it is turned into.
struct Field {
  const char* name;
  std::size_t position;
  double missing;
  Range range;  // as written
  double factor, offset;
};
enum Reading { temperature, humidity, pressure, light, direction, speed, snow, rain, reading_count };
constexpr std::array<Field, reading_count> fields{
    {{"dry bulb temperature [degC]", 6, 99.9, {-70.0, 60.0}, 1.0, 273.15},
     {"relative humidity [%]", 8, 999.0, {0.0, 120.0}, 0.01, 0.0},
     {"atmospheric pressure [Pa]", 9, 999999.0, {40e3, 110e3}, 1.0, 0.0},
     {"global horizontal radiation [Wh/m2]", 13, 9999.0, {0.0, 1400.0}, 1.0, 0.0},
     {"wind direction [degree]", 20, 999.0, {0.0, 360.0}, radian, 0.0},
     {"wind speed [m/s]", 21, 999.0, {0.0, 75.0}, 1.0, 0.0},
     {"snow depth [cm]", 30, 999.0, {0.0, 998.0}, 0.01, 0.0},
     {"liquid precipitation depth [mm]", 33, 999.0, {0.0, 500.0}, 1.0 / 3600.0, 0.0}}};

struct Hour {
  int line = 0;
  std::array<std::optional<double>, reading_count> reading;
};

using DayHour = std::array<int, 3>;  // month, day, hour

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts(1);
  for (const char c : text)
    if (c == at)
      parts.emplace_back();
    else if (c != '\r')
      parts.back() += c;
  return parts;
}

class EpwReader {
 public:
  EpwReader(std::string file, Diagnostics& diagnostics) : file_(std::move(file)), diagnostics_(diagnostics) {}

  /// False where nothing more can be said.
  bool read(const std::string& text) {
    auto lines = split(text, '\n');
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    if (lines.empty() || !lines[0].starts_with("LOCATION,")) {
      diagnostics_.add("epw_header", {file_, 1, 0});
      return false;
    }
    if (!read_location(split(lines[0], ','))) return false;
    for (std::size_t n = header_lines; n < lines.size(); ++n)
      read_hour(split(lines[n], ','), static_cast<int>(n) + 1);
    const std::size_t found = hours_.size();
    if (diagnostics_.empty() && found != 8760 && found != 8784) {
      diagnostics_.add("epw_truncated", {file_, static_cast<int>(lines.size()), 0},
                       {{"value", std::to_string(found)}});
      return false;
    }
    return true;
  }

  model::StationSeries series(model::UtcSeconds start, model::UtcSeconds end) const {
    model::StationSeries made;
    made.site = site_;
    if (is_cswd_) made.instant_from_end = made.radiation_middle_from_end = -model::seconds_per_hour;
    const auto& clock = site_.clock;
    std::vector<Hour> chosen;
    for (auto time = clock.midnight(clock.local_day(start) - 1) + model::seconds_per_hour;
         time <= clock.midnight(clock.local_day(end) + 2); time += model::seconds_per_hour) {
      model::StationHour hour;
      hour.end = time;
      made.hours.push_back(hour);
      chosen.push_back(hour_of(time));
    }
    fill_gaps(chosen);
    for (std::size_t n = 0; n < chosen.size(); ++n) take(chosen[n], made.hours[n]);
    return made;
  }

 private:
  std::string file_;
  Diagnostics& diagnostics_;
  model::Site site_;
  bool is_cswd_ = false;
  std::map<DayHour, Hour> hours_;
  DayHour last_{};

  std::optional<double> number(const std::string& text, const char* name, int line, Range range) const {
    const ReadQuantity read = read_number(text);
    const std::vector<std::pair<std::string, std::string>> what{{"key", name}, {"value", text}};
    if (read.fault != ReadingFault::none) {
      diagnostics_.add(read.fault == ReadingFault::not_finite ? "not_finite" : "not_a_number",
                       {file_, line, 0}, what);
      return std::nullopt;
    }
    if (read.value >= range.low && read.value <= range.high) return read.value;
    diagnostics_.add("out_of_range", {file_, line, 0},
                     {what[0], what[1], {"range", accepted_range(range, "1")}});
    return std::nullopt;
  }

  bool read_location(const std::vector<std::string>& parts) {
    if (parts.size() < 10) {
      diagnostics_.add("epw_row", {file_, 1, 0},
                       {{"value", std::to_string(parts.size())}, {"expected", "10"}});
      return false;
    }
    const auto latitude = number(parts[6], "latitude", 1, {-90.0, 90.0});
    const auto longitude = number(parts[7], "longitude", 1, {-180.0, 180.0});
    const auto zone = number(parts[8], "time zone", 1, {-12.0, 14.0});
    const auto altitude = number(parts[9], "elevation", 1, {-430.0, 6000.0});
    if (!latitude || !longitude || !zone || !altitude) return false;
    site_.latitude = *latitude * radian, site_.longitude = *longitude * radian;
    site_.clock.offset = static_cast<std::int64_t>(std::lround(*zone * 3600.0));
    site_.altitude = *altitude;
    is_cswd_ = parts[4] == "CSWD";
    return true;
  }

  void read_hour(const std::vector<std::string>& parts, int line) {
    if (parts.size() < least_fields) {
      diagnostics_.add("epw_row", {file_, line, 0},
                       {{"value", std::to_string(parts.size())}, {"expected", "35"}});
      return;
    }
    const auto month = number(parts[1], "month", line, {1.0, 12.0});
    const auto day = number(parts[2], "day", line, {1.0, 31.0});
    const auto hour = number(parts[3], "hour", line, {1.0, 24.0});
    if (!month || !day || !hour) return;
    const DayHour when{static_cast<int>(*month), static_cast<int>(*day), static_cast<int>(*hour)};
    const bool leap_day = last_ == DayHour{2, 28, 24} && when == DayHour{2, 29, 1};
    if (!hours_.empty() && when != next(last_) && !leap_day)
      diagnostics_.add(
          "gap_in_time", {file_, line, 0},
          {{"key", "hour"}, {"value", shown(when)}, {"previous", shown(last_)}, {"step", "1 h"}});
    last_ = when;
    Hour read;
    read.line = line;
    for (std::size_t f = 0; f < reading_count; ++f) {
      const Field& field = fields[f];
      if (field.position >= parts.size()) continue;
      const ReadQuantity value = read_number(parts[field.position]);
      if (value.fault == ReadingFault::none && std::abs(value.value - field.missing) < 1e-6) continue;
      if (const auto written = number(parts[field.position], field.name, line, field.range))
        read.reading[f] = *written * field.factor + field.offset;
    }
    hours_[when] = read;
  }

  static DayHour next(const DayHour& now) {
    if (now[2] < 24) return {now[0], now[1], now[2] + 1};
    constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (now[1] < days[static_cast<std::size_t>(now[0] - 1)]) return {now[0], now[1] + 1, 1};
    return {now[0] % 12 + 1, 1, 1};
  }

  static std::string shown(const DayHour& when) {
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(when[0]) + "-" + two(when[1]) + " " + two(when[2]) + " h";
  }

  Hour hour_of(model::UtcSeconds end) const {
    const auto date = site_.clock.local_date(end - 1);  // hour 24 ends at midnight and belongs to its day
    const DayHour when{static_cast<int>(unsigned(date.month())), static_cast<int>(unsigned(date.day())),
                       site_.clock.local_hour(end - 1) + 1};
    if (const auto found = hours_.find(when); found != hours_.end()) return found->second;
    return hours_.at({when[0], 28, when[2]});  // 29 February
  }

  void fill_gaps(std::vector<Hour>& hours) const {
    for (const Reading f : {temperature, humidity, pressure, light, direction, speed}) {
      for (std::size_t n = 0; n < hours.size();) {
        std::size_t after = n;
        while (after < hours.size() && !hours[after].reading[f]) ++after;
        if (after == n) {
          ++n;
          continue;
        }
        const int length = static_cast<int>(after - n);
        const bool open = n == 0 || after == hours.size();
        if (length > longest_gap || open)
          diagnostics_.add("epw_missing", {file_, hours[n].line, 0},
                           {{"key", fields[f].name},
                            {"value", std::to_string(length)},
                            {"limit", std::to_string(longest_gap)}});
        for (std::size_t m = n; m < after; ++m)
          hours[m].reading[f] =
              open ? 0.0
                   : between(f, *hours[n - 1].reading[f], *hours[after].reading[f],
                             static_cast<double>(m - n + 1) / static_cast<double>(length + 1));
        n = after;
      }
    }
  }

  static double between(Reading f, double a, double b, double weight) {
    if (f != direction) return a + weight * (b - a);
    const double turn = std::remainder(b - a, 2.0 * model::constants::pi);
    return a + weight * turn;
  }

  static void take(const Hour& read, model::StationHour& hour) {
    hour.air_temperature = *read.reading[temperature];
    hour.relative_humidity = *read.reading[humidity];
    hour.air_pressure = *read.reading[pressure];
    hour.downwelling_shortwave = *read.reading[light];
    hour.wind_speed = *read.reading[speed];
    hour.wind_from_direction = *read.reading[direction];
    hour.calm = hour.wind_speed == 0.0;
    hour.snow_fraction = std::min(1.0, read.reading[snow].value_or(0.0) / snow_that_covers);
    hour.precipitation_rate = read.reading[rain].value_or(0.0);
  }
};

}  // namespace

bool is_epw(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return ending == ".epw";
}

model::StationSeries read_epw(const std::filesystem::path& path, model::UtcSeconds start,
                              model::UtcSeconds end, Diagnostics& diagnostics, const TextPlace& mentioned) {
  const auto text = read_text_file(path, diagnostics, mentioned);
  if (!text) return {};
  Diagnostics own;
  EpwReader reader(path.string(), own);
  model::StationSeries series;
  if (reader.read(*text) && own.empty()) series = reader.series(start, end);
  for (const Diagnostic& mistake : own.items())
    diagnostics.add(mistake.code, mistake.place, mistake.arguments);
  return series;
}

}  // namespace lantian::io
