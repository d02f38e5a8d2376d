#include "io/case_signals.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "io/data_folder.hpp"
#include "io/local_time.hpp"
#include "io/standards.hpp"
#include "io/table.hpp"
#include "scenarios/policy/signals.hpp"

namespace lantian::io {
namespace {

using scenarios::HourlyValues;
constexpr auto hour = model::seconds_per_hour;
constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr std::array pollutants{"PM2p5", "PM10", "O3", "NO2", "SO2", "CO"};
constexpr std::array signals_of_days{"aqi_daily", "mda8_o3", "pm25_daily", "pm10_daily"};

// From SI to the units of policy texts.
constexpr double freezing_point = 273.15;  // K
double celsius(double kelvin) { return kelvin - freezing_point; }
double percent(double share) { return 100.0 * share; }
double hectopascals(double pascals) { return pascals / 100.0; }
double millimetres_an_hour(double kilograms) { return kilograms * static_cast<double>(hour); }

double wind(const model::StationHour& h) { return h.calm ? 0.0 : h.wind_speed; }

/// A weather signal and how a station's hour gives it.
struct StationSignal {
  const char* name;
  double (*value)(const model::StationHour&);
};
const std::array station_signals{
    StationSignal{"air_temperature", [](const model::StationHour& h) { return celsius(h.air_temperature); }},
    StationSignal{"relative_humidity",
                  [](const model::StationHour& h) { return percent(h.relative_humidity); }},
    StationSignal{"air_pressure", [](const model::StationHour& h) { return hectopascals(h.air_pressure); }},
    StationSignal{"wind_speed", [](const model::StationHour& h) { return h.wind_speed; }},
    StationSignal{"precipitation",
                  [](const model::StationHour& h) { return millimetres_an_hour(h.precipitation_rate); }},
    StationSignal{"shortwave", [](const model::StationHour& h) { return h.downwelling_shortwave; }},
    StationSignal{"snow_fraction", [](const model::StationHour& h) { return percent(h.snow_fraction); }},
    StationSignal{"eastward_wind",
                  [](const model::StationHour& h) { return -wind(h) * std::sin(h.wind_from_direction); }},
    StationSignal{"northward_wind",
                  [](const model::StationHour& h) { return -wind(h) * std::cos(h.wind_from_direction); }}};

/// Mean over the stations that have the hour.
void add_stations(scenarios::Signals& signals, const std::vector<model::StationSeries>& stations) {
  for (const auto& signal : station_signals) {
    std::map<model::UtcSeconds, std::pair<double, int>> sums;
    for (const auto& station : stations)
      for (const auto& one : station.hours) {
        auto& [sum, count] = sums[one.end - hour];
        sum += signal.value(one);
        ++count;
      }
    if (sums.empty()) return;
    HourlyValues series{sums.begin()->first, {}};
    for (auto time = series.start; time <= sums.rbegin()->first; time += hour) {
      const auto found = sums.find(time);
      series.values.push_back(found == sums.end() ? missing : found->second.first / found->second.second);
    }
    scenarios::add_series(signals, signal.name, series);
  }
}

/// Mean over the columns of the window, at one instant.
double mean_of(const std::vector<double>& lowest, std::size_t columns) {
  return std::accumulate(lowest.begin(), lowest.begin() + static_cast<std::ptrdiff_t>(columns), 0.0) /
         static_cast<double>(columns);
}

double mean_wind_speed(const model::Weather& weather, std::size_t columns) {
  double sum = 0.0;
  for (std::size_t c = 0; c < columns; ++c) sum += std::hypot(weather.x_wind[c], weather.y_wind[c]);
  return sum / static_cast<double>(columns);
}

/// A weather signal and how an instant of a mesoscale model gives it.
struct InstantSignal {
  const char* name;
  double (*value)(const model::Weather&, std::size_t columns);
};
const std::array instant_signals{
    InstantSignal{"air_temperature", [](const model::Weather& w,
                                        std::size_t n) { return celsius(mean_of(w.air_temperature, n)); }},
    InstantSignal{
        "relative_humidity",
        [](const model::Weather& w, std::size_t n) { return percent(mean_of(w.relative_humidity, n)); }},
    InstantSignal{"air_pressure", [](const model::Weather& w,
                                     std::size_t n) { return hectopascals(mean_of(w.air_pressure, n)); }},
    InstantSignal{"wind_speed", mean_wind_speed},
    InstantSignal{"precipitation",
                  [](const model::Weather& w, std::size_t n) {
                    return millimetres_an_hour(mean_of(w.precipitation_rate, n));
                  }},
    InstantSignal{"shortwave", [](const model::Weather& w,
                                  std::size_t n) { return mean_of(w.surface_downwelling_shortwave, n); }},
    InstantSignal{"eastward_wind",
                  [](const model::Weather& w, std::size_t n) { return mean_of(w.x_wind, n); }},
    InstantSignal{"northward_wind",
                  [](const model::Weather& w, std::size_t n) { return mean_of(w.y_wind, n); }}};

/// Hours between two instants have the mean of what a straight line gives at their ends.
void add_mesoscale(scenarios::Signals& signals, const std::vector<model::Weather>& instants) {
  if (instants.size() < 2) return;
  const std::size_t columns = instants.front().precipitation_rate.size();
  for (const auto& signal : instant_signals) {
    std::vector<double> values;
    for (const auto& instant : instants) values.push_back(signal.value(instant, columns));
    const auto at = [&](model::UtcSeconds time) {
      std::size_t n = 1;
      while (n + 1 < instants.size() && instants[n].time < time) ++n;
      const double share = static_cast<double>(time - instants[n - 1].time) /
                           static_cast<double>(instants[n].time - instants[n - 1].time);
      return values[n - 1] + share * (values[n] - values[n - 1]);
    };
    HourlyValues series{instants.front().time, {}};
    for (auto time = series.start; time + hour <= instants.back().time; time += hour)
      series.values.push_back(0.5 * (at(time) + at(time + hour)));
    scenarios::add_series(signals, signal.name, series);
  }
}

std::vector<Column> air_columns() {
  std::vector<Column> columns{{"time", ""}};
  for (const char* pollutant : pollutants) columns.push_back({pollutant, "kg/m3", true});
  for (const auto& kind : scenarios::air_signals)
    columns.push_back({std::string(kind.name), std::string(kind.unit), true});
  columns.push_back({"source", "", true});
  return columns;
}

/// A table of air at a place: [forecast] or [observed].
class AirTable {
 public:
  AirTable(const CaseFile& file, const std::string& path, const TextPlace& mentioned,
           Diagnostics& diagnostics)
      : time_(file.contents.time),
        table_(Table::read(path, air_columns(), diagnostics, mentioned)),
        diagnostics_(diagnostics) {
    table_.require_rows();
    for (const Row row : table_) read_time(row);
    for (const char* pollutant : pollutants)
      if (table_.has(pollutant)) air_[pollutant] = column(pollutant, {0.0, 1.0});
    for (const auto& kind : scenarios::air_signals)
      if (table_.has(kind.name)) given_.emplace_back(kind.name, column(std::string(kind.name), {0.0, 1e6}));
    if (!table_.empty() && air_.empty() && given_.empty())
      diagnostics.add("missing_column", {table_.file(), 1, 0}, {{"key", "PM2p5"}});
    check_days();
    if (file.is_sound("time")) check_cover();
  }

  void add_to(scenarios::Signals& signals, const std::string& source,
              const scenarios::Standards& standards) const {
    if (times_.empty()) return;
    if (!air_.empty()) scenarios::add_air_signals(signals, source, air_, time_.clock(), standards);
    for (const auto& [name, series] : given_)
      scenarios::add_series(signals, scenarios::signal_key(source, name), series);
  }

 private:
  void read_time(const Row& row) {
    const auto time = local_time_of(row, "time", time_.utc_offset);
    if (!time) return;
    if ((*time + time_.utc_offset) % hour != 0) row.fault("not_a_multiple", "time", {{"other", "1 h"}});
    if (times_.size() == 1)
      step_ = *time - times_.front() == model::seconds_per_day ? model::seconds_per_day : hour;
    if (!times_.empty() && *time != times_.back() + step_)
      row.fault("gap_in_time", "time",
                {{"previous", local_time_text(times_.back(), time_.utc_offset)}, {"step", "1 h / 24 h"}});
    times_.push_back(*time);
  }

  /// Hourly values; a day's row holds for its hours.
  HourlyValues column(const std::string& name, Range range) const {
    HourlyValues series{times_.empty() ? 0 : times_.front(), {}};
    for (const Row row : table_) {
      const double value = row.optional_number(name, range).value_or(missing);
      series.values.insert(series.values.end(), static_cast<std::size_t>(step_ / hour), value);
    }
    return series;
  }

  /// Rows of a day begin at midnight and hold what is told of a day.
  void check_days() const {
    if (step_ == hour || times_.empty()) return;
    const auto refuse = [&](const std::string& name) {
      diagnostics_.add("not_of_a_day", {table_.file(), 1, 0}, {{"key", name}, {"accepted", day_signals()}});
    };
    for (const auto& [pollutant, series] : air_) refuse(pollutant);
    for (const auto& [name, series] : given_)
      if (std::find(signals_of_days.begin(), signals_of_days.end(), name) == signals_of_days.end())
        refuse(name);
    if (time_.clock().local_hour(times_.front()) != 0)
      table_[0].fault("not_a_multiple", "time", {{"other", "24 h"}});
  }
  static std::string day_signals() {
    std::string all;
    for (const char* name : signals_of_days) all += (all.empty() ? "" : ", ") + std::string(name);
    return all;
  }

  void check_cover() const {
    if (times_.empty() || time_.end <= time_.start) return;
    const auto first = times_.front(), last = times_.back() + step_;
    if (first <= time_.start && last >= time_.end) return;
    const auto text = [&](model::UtcSeconds time) { return local_time_text(time, time_.utc_offset); };
    diagnostics_.add("not_covered", {table_.file(), 0, 0},
                     {{"first", text(first)},
                      {"last", text(last)},
                      {"start", text(time_.start)},
                      {"end", text(time_.end)}});
  }

  const scenarios::CaseTime& time_;
  Table table_;
  Diagnostics& diagnostics_;
  std::vector<model::UtcSeconds> times_;
  std::int64_t step_ = hour;
  scenarios::AirHours air_;
  std::vector<std::pair<std::string, HourlyValues>> given_;
};

}  // namespace

scenarios::Signals read_case_signals(const CaseFile& file, const std::vector<model::StationSeries>& stations,
                                     const std::vector<model::Weather>& mesoscale, Diagnostics& diagnostics) {
  scenarios::Signals signals;
  if (mesoscale.empty())
    add_stations(signals, stations);
  else
    add_mesoscale(signals, mesoscale);
  const auto& contents = file.contents;
  const std::pair<const char*, const std::string*> tables[]{{"forecast", &contents.signals.forecast},
                                                            {"observed", &contents.signals.observed}};
  for (const auto& [source, path] : tables) {
    if (path->empty()) continue;
    const AirTable table(file, *path, file.place(std::string(source) + ".file"), diagnostics);
    const auto standards = read_standards(data_folder() / "standards", diagnostics);
    if (diagnostics.empty()) table.add_to(signals, source, standards);
  }
  return signals;
}

}  // namespace lantian::io
