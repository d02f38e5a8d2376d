/// The signals that windows and triggers may ask for: weather by name, air by "forecast(name)", and how they
/// are made from hourly concentrations.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/policy/surroundings.hpp"
#include "scenarios/standards/limits.hpp"
#include "scenarios/standards/statistics.hpp"

namespace lantian::scenarios {

struct SignalKind {
  std::string_view name, unit;  // unit of policy texts
  int hours_covered = 1;        // hours that a value speaks of, its own the last
};

/// Of the case's weather, each by its own name.
inline constexpr std::array weather_signals{
    SignalKind{"air_temperature", "degC"}, SignalKind{"relative_humidity", "%"},
    SignalKind{"air_pressure", "hPa"},     SignalKind{"wind_speed", "m/s"},
    SignalKind{"precipitation", "mm/h"},   SignalKind{"shortwave", "W/m2"},
    SignalKind{"snow_fraction", "%"},      SignalKind{"eastward_wind", "m/s"},
    SignalKind{"northward_wind", "m/s"}};

/// Of the air, as forecast(…), baseline(…) and observed(…). A day's value holds for each of its local hours;
/// running means end with their hour.
inline constexpr std::array air_signals{
    SignalKind{"aqi_daily", "1"},        SignalKind{"aqi_24h_running", "1", 24},
    SignalKind{"aqi_hourly", "1"},       SignalKind{"mda8_o3", "ug/m3"},
    SignalKind{"o3_8h", "ug/m3", 8},     SignalKind{"o3_1h", "ug/m3"},
    SignalKind{"pm25_daily", "ug/m3"},   SignalKind{"pm25_24h", "ug/m3", 24},
    SignalKind{"pm25_1h", "ug/m3"},      SignalKind{"pm10_daily", "ug/m3"},
    SignalKind{"pm10_24h", "ug/m3", 24}, SignalKind{"pm10_1h", "ug/m3"},
    SignalKind{"no2_24h", "ug/m3", 24},  SignalKind{"no2_1h", "ug/m3"},
    SignalKind{"so2_24h", "ug/m3", 24},  SignalKind{"so2_1h", "ug/m3"},
    SignalKind{"co_24h", "mg/m3", 24},   SignalKind{"co_1h", "mg/m3"}};

/// Ratios of mole fractions in the no-action run's air, as indicator(…): low ones go with ozone that hangs on
/// VOC.
inline constexpr std::array indicator_signals{SignalKind{"h2o2_over_hno3", "1"},
                                              SignalKind{"hcho_over_no2", "1"}};

/// Where a signal comes from, as expressions write it; "" is the weather. A trigger in a closed loop asks for
/// `own_source`, the air of its member, which no expression may name.
inline constexpr std::string_view own_source = "own";
inline constexpr std::array<std::string_view, 4> signal_sources{"forecast", "baseline", "observed",
                                                                "indicator"};

/// "forecast(aqi_daily)"; a weather signal by its own name.
std::string signal_key(std::string_view source, std::string_view name);

/// The source of a key: "forecast", "baseline", "observed", "indicator" or "".
std::string source_of_signal(const std::string& key);

/// What is known of a signal by its key; nothing for one that is none.
std::optional<SignalKind> signal_kind(const std::string& key);

/// Takes a series in, whatever hours it has; hours that it lacks are NaN.
void add_series(Signals& signals, const std::string& key, const HourlyValues& series);

/// The air at a place by hour: mass concentrations [kg m-3] by pollutant, all with one start and length.
using AirHours = std::map<std::string, HourlyValues>;

/// Every air signal that the pollutants at hand allow, by the standards in force on each day: 24-h means of
/// at least 20 hours, 8-h means of at least 6.
void add_air_signals(Signals& signals, std::string_view source, const AirHours& air, model::LocalClock clock,
                     const Standards& standards);

}  // namespace lantian::scenarios
