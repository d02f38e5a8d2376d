#include "scenarios/policy/signals.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace lantian::scenarios {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr auto hour = model::seconds_per_hour;

template <class Kinds>
std::optional<SignalKind> find(const Kinds& kinds, std::string_view name) {
  const auto place =
      std::find_if(kinds.begin(), kinds.end(), [&](const SignalKind& k) { return k.name == name; });
  return place == kinds.end() ? std::nullopt : std::optional(*place);
}

/// The pollutants of the daily index, and the unit of their signals [kg m-3].
struct Pollutant24 {
  const char* pollutant;
  const char* name;
  double unit;
};
constexpr std::array pollutants{Pollutant24{"PM2p5", "pm25", 1e-9}, Pollutant24{"PM10", "pm10", 1e-9},
                                Pollutant24{"NO2", "no2", 1e-9}, Pollutant24{"SO2", "so2", 1e-9},
                                Pollutant24{"CO", "co", 1e-6}};

/// Air of a place, its times, and the standards: makes one series after another.
class AirSignals {
 public:
  AirSignals(const AirHours& air, model::LocalClock clock, const Standards& standards)
      : air_(air), clock_(clock), standards_(standards) {}

  std::size_t hours() const { return air_.empty() ? 0 : air_.begin()->second.values.size(); }
  model::UtcSeconds start() const { return air_.begin()->second.start; }
  model::UtcSeconds time(std::size_t h) const { return start() + static_cast<std::int64_t>(h) * hour; }
  bool has(const std::string& pollutant) const { return air_.contains(pollutant); }

  /// The 24 hours up to and with hour `h`.
  DayHours day_up_to(const std::string& pollutant, std::size_t h) const {
    DayHours day;
    const auto& values = air_.at(pollutant).values;
    for (std::size_t n = 0; n < day.size(); ++n) day[n] = h + n >= 23 ? values[h + n - 23] : missing;
    return day;
  }

  double limit(std::int64_t day) const {
    const Limit* ozone = in_force(standards_.air_quality, day).limit("O3", "mda8");
    return ozone ? ozone->class_2 : std::numeric_limits<double>::infinity();
  }

  const Validity& validity(std::int64_t day) const { return in_force(standards_.assessment, day).validity; }
  const Validity& validity_at(std::size_t h) const { return validity(clock_.local_day(time(h))); }

  /// Index of 24 hours of each pollutant.
  template <class HoursOf>
  double index(std::int64_t day, HoursOf hours_of) const {
    std::vector<Concentration> values;
    for (const auto& [pollutant, series] : air_) {
      const DayHours day_hours = hours_of(pollutant);
      const bool is_ozone = pollutant == "O3";
      const auto value = is_ozone ? largest_8h_mean(day_hours, limit(day), validity(day))
                                  : mean_24h(day_hours, validity(day));
      if (value.value) values.push_back({pollutant, is_ozone ? "mda8" : "24h", *value.value});
      if (const auto highest = largest_1h(day_hours, validity(day)); is_ozone && highest.value)
        values.push_back({pollutant, "1h", *highest.value});
    }
    const auto found = daily_index(in_force(standards_.index, day), values);
    return found.value ? *found.value : missing;
  }

  double index_up_to(std::size_t h) const {
    return index(clock_.local_day(time(h)), [&](const std::string& p) { return day_up_to(p, h); });
  }

  double hourly_index_at(std::size_t h) const {
    std::vector<Concentration> values;
    for (const auto& [pollutant, series] : air_) values.push_back({pollutant, "1h", series.values[h]});
    const auto found = hourly_index(in_force(standards_.index, clock_.local_day(time(h))), values);
    return found.value ? *found.value : missing;
  }

  /// One value a local day, held for each of its hours.
  template <class OfDay>
  HourlyValues by_day(OfDay of_day) const {
    HourlyValues series{start(), std::vector<double>(hours(), missing)};
    std::int64_t known = std::numeric_limits<std::int64_t>::min();
    double value = missing;
    for (std::size_t h = 0; h < hours(); ++h) {
      const auto day = clock_.local_day(time(h));
      if (day != known) value = of_day(day);
      known = day;
      series.values[h] = value;
    }
    return series;
  }

  template <class AtHour>
  HourlyValues by_hour(AtHour at_hour) const {
    HourlyValues series{start(), {}};
    for (std::size_t h = 0; h < hours(); ++h) series.values.push_back(at_hour(h));
    return series;
  }

  DayHours day(const std::string& pollutant, std::int64_t local_day) const {
    return hours_of_local_day(air_.at(pollutant), clock_, local_day);
  }

  /// Mean of the 8 hours up to and with hour `h`, where enough of them are there.
  double mean_8h(const std::string& pollutant, std::size_t h) const {
    const DayHours day_hours = day_up_to(pollutant, h);
    double sum = 0.0;
    int count = 0;
    for (std::size_t n = 16; n < 24; ++n)
      if (!std::isnan(day_hours[n])) sum += day_hours[n], ++count;
    return count >= validity_at(h).hours_of_8h ? sum / count : missing;
  }

 private:
  const AirHours& air_;
  model::LocalClock clock_;
  const Standards& standards_;
};

double in_unit(const DailyValue& value, double unit) { return value.value ? *value.value / unit : missing; }

}  // namespace

std::string signal_key(std::string_view source, std::string_view name) {
  return source.empty() ? std::string(name) : std::string(source) + "(" + std::string(name) + ")";
}

std::string source_of_signal(const std::string& key) {
  const auto open = key.find('(');
  return open == std::string::npos ? "" : key.substr(0, open);
}

std::optional<SignalKind> signal_kind(const std::string& key) {
  const auto open = key.find('(');
  if (open == std::string::npos) return find(weather_signals, key);
  const std::string_view source(key.data(), open), name(key.data() + open + 1, key.size() - open - 2);
  if (source == "indicator") return find(indicator_signals, name);
  const bool is_source = source == own_source || std::find(signal_sources.begin(), signal_sources.end(),
                                                           source) != signal_sources.end();
  return is_source ? find(air_signals, name) : std::nullopt;
}

void add_series(Signals& signals, const std::string& key, const HourlyValues& series) {
  if (series.values.empty()) return;
  if (signals.hourly.empty()) signals.start = series.start;
  if (series.start < signals.start) {
    const auto before = static_cast<std::size_t>((signals.start - series.start) / hour);
    for (auto& [name, values] : signals.hourly) values.insert(values.begin(), before, missing);
    signals.start = series.start;
  }
  auto& values = signals.hourly[key];
  values.assign(static_cast<std::size_t>((series.start - signals.start) / hour), missing);
  values.insert(values.end(), series.values.begin(), series.values.end());
}

void add_air_signals(Signals& signals, std::string_view source, const AirHours& air, model::LocalClock clock,
                     const Standards& standards) {
  const AirSignals of(air, clock, standards);
  if (of.hours() == 0) return;
  const auto add = [&](const std::string& name, const HourlyValues& series) {
    add_series(signals, signal_key(source, name), series);
  };
  add("aqi_daily", of.by_day([&](auto day) {
    return of.index(day, [&](const std::string& pollutant) { return of.day(pollutant, day); });
  }));
  add("aqi_24h_running", of.by_hour([&](std::size_t h) { return of.index_up_to(h); }));
  add("aqi_hourly", of.by_hour([&](std::size_t h) { return of.hourly_index_at(h); }));
  for (const auto& p : pollutants) {
    if (!of.has(p.pollutant)) continue;
    const std::string name = p.name;
    add(name + "_1h", of.by_hour([&](std::size_t h) { return air.at(p.pollutant).values[h] / p.unit; }));
    add(name + "_24h", of.by_hour([&](std::size_t h) {
      return in_unit(mean_24h(of.day_up_to(p.pollutant, h), of.validity_at(h)), p.unit);
    }));
    if (signal_kind(signal_key(source, name + "_daily")))
      add(name + "_daily", of.by_day([&](auto day) {
        return in_unit(mean_24h(of.day(p.pollutant, day), of.validity(day)), p.unit);
      }));
  }
  if (!of.has("O3")) return;
  constexpr double microgram = 1e-9;  // kg
  add("o3_1h", of.by_hour([&](std::size_t h) { return air.at("O3").values[h] / microgram; }));
  add("o3_8h", of.by_hour([&](std::size_t h) { return of.mean_8h("O3", h) / microgram; }));
  add("mda8_o3", of.by_day([&](auto day) {
    return in_unit(largest_8h_mean(of.day("O3", day), of.limit(day), of.validity(day)), microgram);
  }));
}

}  // namespace lantian::scenarios
