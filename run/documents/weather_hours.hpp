/// The weather of a run by the hour at one place, as an episode's overview and meteorology tell it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "io/report.hpp"
#include "run/engine.hpp"

namespace lantian::run {

/// The middle of one hour, lowest layer where nothing else is said. SI.
struct WeatherHour {
  model::UtcSeconds start = 0;
  double wind_speed = 0.0;           // m s-1
  double wind_from_direction = 0.0;  // degree clockwise from north, in the grid's own north
  double air_temperature = 0.0;      // K
  double relative_humidity = 0.0;    // 1
  double mixing_height = 0.0;        // m
  double ventilation = 0.0;          // m2 s-1: mixing height times the mean wind below it
};

/// The monitor whose column stands for the county's weather: its first that is not upwind.
const scenarios::Monitor* weather_monitor(const Engine& engine);

/// Every hour of the run; empty where the case has no such monitor.
std::vector<WeatherHour> weather_hours(const Engine& engine);

/// Wind in the lowest layer at up to ten columns in a row, in the middle of every `stride`-th hour.
io::ReportWind wind_barbs(const Engine& engine, int first_hour, int stride);

/// weather.csv, without its mark.
std::string weather_csv(const Engine& engine, const std::vector<WeatherHour>& hours);

}  // namespace lantian::run
