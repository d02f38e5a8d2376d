#include <gtest/gtest.h>

#include <cmath>

#include "model/boundary_layer/history.hpp"
#include "model/boundary_layer/weather_column.hpp"
#include "model/quantities/constants.hpp"
#include "tests/unit/model/boundary_layer/henan_station.hpp"

using namespace lantian::model;

namespace {

constexpr double dry = constants::gravity / constants::heat_capacity_air;

/// A launch whose potential temperature grows by `slope` [K m-1] to 4 km.
Launch linear(UtcSeconds time, double ground, double slope) {
  Launch launch;
  launch.time = time;
  for (int n = 0; n <= 8; ++n) {
    launch.height.push_back(500.0 * n);
    launch.air_temperature.push_back(ground + (slope - dry) * 500.0 * n);
  }
  return launch;
}

StationSeries sunny_day() {
  StationSeries series;
  series.site = henan::zhengzhou();
  for (int n = 1; n <= 24; ++n) {
    StationHour hour;
    hour.end = 1685894400 + n * seconds_per_hour;  // 5 June 2023, local
    const double wave = std::cos((n - 15) * constants::pi / 12.0);
    hour.air_temperature = 295.0 + 6.0 * wave;
    hour.relative_humidity = 0.5;
    hour.air_pressure = 1.0e5;
    hour.wind_speed = 2.0;
    hour.wind_from_direction = 180.0 * henan::degree;
    hour.downwelling_shortwave = std::max(0.0, 900.0 * std::cos((n - 12.5) * constants::pi / 14.0));
    series.hours.push_back(hour);
  }
  return series;
}

}  // namespace

TEST(Sounding, LinearPotentialTemperatureGivesTheClosedForm) {
  // h = sqrt(2 (1 + 2A) Q / (rho cp slope))
  constexpr double slope = 0.006, density = 1.18;
  const UpperAir air = upper_air_at({{}, {}, {linear(0, 290.0, slope)}}, 0, 0.0);
  for (const double heat : {1e5, 1e6, 4e6})
    EXPECT_NEAR(convective_mixing_height(heat, density, air),
                std::sqrt(2.0 * 1.4 * heat / (density * constants::heat_capacity_air * slope)),
                0.002);  // m: the lowest metre counts as isothermal
}

TEST(Sounding, HeightHoldsTheIntegralOfTheRealProfile) {
  Launch launch;
  launch.height = {0.0, 150.0, 400.0, 900.0, 2000.0, 4000.0};
  launch.air_temperature = {278.0, 281.0, 280.5, 276.0, 271.0, 258.0};
  const UpperAir air = upper_air_at({{}, {}, {launch}}, 0, 0.0);
  EXPECT_DOUBLE_EQ(air.inversion_depth, 150.0);
  EXPECT_DOUBLE_EQ(air.inversion_strength, 3.0);
  constexpr double heat = 2.2e6, density = 1.2;
  const double h = convective_mixing_height(heat, density, air);
  const auto theta = [&](double z) {
    std::size_t n = 1;
    while (n + 1 < launch.height.size() && z > launch.height[n]) ++n;
    const double w = (z - launch.height[n - 1]) / (launch.height[n] - launch.height[n - 1]);
    return launch.air_temperature[n - 1] + w * (launch.air_temperature[n] - launch.air_temperature[n - 1]) +
           dry * z;
  };
  double below = 0.0;
  constexpr int parts = 200000;
  for (int n = 0; n < parts; ++n) below += theta((n + 0.5) * h / parts) * h / parts;
  EXPECT_NEAR(h * theta(h) - below, 1.4 * heat / (density * constants::heat_capacity_air),
              1e-5 * heat / density / constants::heat_capacity_air);
}

TEST(Sounding, MorningLaunchDrivesTheDay) {
  const StationSeries day = sunny_day();
  const UtcSeconds start = day.hours.front().end - 3600;
  SurfaceParameters parameters;
  const UpperAirSeries stable{
      {}, {}, {linear(start + 7 * 3600, 290.0, 0.012), linear(start + 19 * 3600, 300.0, 0.002)}};
  const UpperAirSeries only_morning{{}, {}, {linear(start + 7 * 3600, 290.0, 0.012)}};
  const auto two = boundary_layer_history(day, stable, parameters),
             one = boundary_layer_history(day, only_morning, parameters);
  for (std::size_t n = 8; n <= 16; ++n) {
    EXPECT_GT(two[n].surface.sensible_heat_flux, 0.0);
    EXPECT_DOUBLE_EQ(two[n].mixing.convective, one[n].mixing.convective)
        << n;  // the evening's air is not yet there
  }
}

TEST(Sounding, FreeAirAndWindsAreLinearInTimeBetweenLaunches) {
  const StationSeries day = sunny_day();
  const UtcSeconds start = day.hours.front().end - 3600;
  Launch morning = linear(start, 288.0, 0.006), evening = linear(start + 24 * 3600, 292.0, 0.006);
  morning.wind_height = evening.wind_height = {0.0, 1000.0, 4000.0};
  morning.wind = {{0.0, 1.0}, {2.0, 3.0}, {8.0, 0.0}};
  evening.wind = {{0.0, 1.0}, {4.0, 3.0}, {8.0, 6.0}};
  const UpperAirSeries series{{}, {}, {morning, evening}};
  const UpperAir noon = upper_air_at(series, start + 12 * 3600, 0.0);
  EXPECT_DOUBLE_EQ(*noon.sounded_ground, 290.0);
  EXPECT_NEAR(noon.wind(1000.0).u, 3.0, 1e-12);
  EXPECT_NEAR(noon.wind(4000.0).v, 3.0, 1e-12);
  EXPECT_NEAR(noon.wind(2500.0).u, 0.5 * (3.0 + 8.0), 1e-12);
  const auto history = boundary_layer_history(day, series, {});
  const auto thermal = thermal_profiles(history, day.site);
  for (std::size_t n = 0; n < history.size(); n += 4) {
    const double part = static_cast<double>(history[n].hour.time - start) / 86400.0;
    EXPECT_NEAR(thermal[n].temperature(3800.0), 288.0 + 4.0 * part + (0.006 - dry) * 3800.0, 1e-9);
  }
}
