#include "model/winds/window_weather.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/boundary_layer/station_weather.hpp"
#include "model/grid/parallel.hpp"
#include "model/quantities/constants.hpp"
#include "tests/unit/model/boundary_layer/henan_station.hpp"

using namespace lantian::model;

namespace {

Grid window() {
  Grid grid;
  grid.nx = 8, grid.ny = 6, grid.dx = 2000.0;
  grid.x_west = -8000.0, grid.y_south = -6000.0;
  grid.layer_face = default_layer_faces();
  return grid;
}

StationSeries day(double temperature, double wind, double from_degrees, double x = 0.0, double y = 0.0) {
  StationSeries series;
  series.site = henan::zhengzhou();
  series.site.x = x, series.site.y = y;
  series.site.altitude = 110.0;
  for (int n = 1; n <= 48; ++n) {
    StationHour hour;
    hour.end = 1700582400 + n * seconds_per_hour;
    const double wave = std::cos((n % 24 - 15) * constants::pi / 12.0);
    hour.air_temperature = temperature + 5.0 * wave;
    hour.relative_humidity = 0.6;
    hour.air_pressure = 1.008e5;
    hour.wind_speed = wind;
    hour.wind_from_direction = from_degrees * henan::degree;
    hour.downwelling_shortwave = n % 24 >= 8 && n % 24 <= 17 ? 350.0 * std::max(0.0, wave) : 0.0;
    series.hours.push_back(hour);
  }
  return series;
}

UpperAirSeries upper() { return {{henan::stagnation()}, {}, {}}; }

/// Town in one corner, fields elsewhere.
std::vector<LandUse> town_and_fields(const Grid& grid) {
  LandUse fields;
  fields.share[1] = 1.0;
  LandPatch town{0, -7000.0, -5000.0, -7000.0, -5000.0, 2900.0, 0.8};
  return land_cover(grid, fields, {town});
}

void expect_near(const std::vector<double>& a, const std::vector<double>& b, double relative) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t n = 0; n < a.size(); ++n)
    ASSERT_NEAR(a[n], b[n], relative * std::max(1e-12, std::abs(b[n]))) << n;
}

}  // namespace

TEST(WindowWeather, OneStationOnOneGroundIsTheUniformWeather) {
  const Grid grid = window();
  const auto parameters = henan::surface(Season::late_autumn);
  const auto plain = station_weather(grid, day(280.0, 2.0, 90.0), upper(), parameters);
  const auto joined =
      window_weather(grid, {day(280.0, 2.0, 90.0)}, upper(), {uniform_tile(grid, parameters), {}});
  ASSERT_EQ(plain.size(), joined.size());
  for (std::size_t n = 0; n < plain.size(); ++n) {
    expect_near(joined[n].air_temperature, plain[n].air_temperature, 1e-14);
    expect_near(joined[n].x_wind, plain[n].x_wind, 1e-13);
    expect_near(joined[n].y_wind, plain[n].y_wind, 1e-13);
    expect_near(joined[n].relative_humidity, plain[n].relative_humidity, 1e-13);
    expect_near(joined[n].boundary_layer_thickness, plain[n].boundary_layer_thickness, 1e-14);
    expect_near(joined[n].friction_velocity, plain[n].friction_velocity, 1e-14);
    // L follows from the fluxes; the station's has its own floors and iteration.
    expect_near(joined[n].inverse_obukhov_length, plain[n].inverse_obukhov_length, 1e-9);
    expect_near(joined[n].air_pressure, plain[n].air_pressure, 5e-5);  // humidity after its cap
  }
}

TEST(WindowWeather, StationsCountByTheInverseSquareOfDistance) {
  const Grid grid = window();
  const std::vector<StationSeries> two{day(280.0, 2.0, 90.0, -7000.0, -5000.0),
                                       day(284.0, 4.0, 180.0, 7000.0, 5000.0)};
  const auto weight = station_weights(grid, two);
  EXPECT_NEAR(weight[0][0], 1.0 / (1.0 + 1e6 / (14e3 * 14e3 + 10e3 * 10e3)), 1e-12);  // own cell: 1 km floor
  for (std::size_t c = 0; c < grid.columns(); ++c) EXPECT_NEAR(weight[0][c] + weight[1][c], 1.0, 1e-14);
  EXPECT_NEAR(weight[0][grid.column(2, 3)], weight[1][grid.column(3, 4)], 1e-14);  // symmetric places
  const auto parameters = henan::surface(Season::late_autumn);
  const WindowGround ground{uniform_tile(grid, parameters), {}};
  const auto first = window_weather(grid, {two[0]}, upper(), ground),
             second = window_weather(grid, {two[1]}, upper(), ground),
             both = window_weather(grid, two, upper(), ground);
  const std::size_t n = 20, cell = grid.cell(0, 2, 3);
  const double w = weight[0][grid.column(2, 3)];
  EXPECT_NEAR(both[n].air_temperature[cell],
              w * first[n].air_temperature[cell] + (1.0 - w) * second[n].air_temperature[cell], 1e-10);
  // An east wind of 2 and a south wind of 4 give a vector between, not a direction's mean.
  const std::size_t east_face = (static_cast<std::size_t>(2) * (grid.nx + 1)) + 3;
  EXPECT_LT(both[n].x_wind[east_face], 0.0);
  EXPECT_GT(both[n].x_wind[east_face], first[n].x_wind[east_face]);
}

TEST(WindowWeather, TownIsRougherWarmerByDayAndLessStableByNight) {
  const Grid grid = window();
  SurfaceParameters base;
  const auto tiles = ground_tiles(grid, town_and_fields(grid), Season::late_autumn, base, {});
  ASSERT_EQ(tiles.parameters.size(), 2u);
  const auto weather = window_weather(grid, {day(280.0, 3.0, 90.0)}, upper(), {tiles, {}});
  const std::size_t town = grid.column(0, 0), fields = grid.column(5, 7);
  ASSERT_NEAR(tiles.urban_fraction[town], 0.8, 1e-9);
  int nights = 0, days = 0;
  for (const Weather& now : weather) {
    EXPECT_GT(now.friction_velocity[town], now.friction_velocity[fields]);
    const int hour = static_cast<int>((now.time + 8 * 3600) / 3600 % 24);
    if (hour == 13) {
      EXPECT_GT(now.surface_sensible_heat_flux[town], 1.15 * now.surface_sensible_heat_flux[fields]);
      EXPECT_LT(now.inverse_obukhov_length[fields],
                now.inverse_obukhov_length[town]);  // but rougher: nearer neutral
      ++days;
    }
    if (hour == 2) {
      EXPECT_LT(now.inverse_obukhov_length[town], 0.7 * now.inverse_obukhov_length[fields]);
      const std::size_t face = grid.columns();
      EXPECT_GT(now.eddy_diffusivity[face + town], 2.0 * now.eddy_diffusivity[face + fields]);
      ++nights;
    }
  }
  EXPECT_EQ(days, 2);
  EXPECT_GE(nights, 2);
}

TEST(WindowWeather, FluxesAreTheAreasMean) {
  const Grid grid = window();
  const auto cover = town_and_fields(grid);
  const auto tiles = ground_tiles(grid, cover, Season::late_autumn, {}, {});
  const auto one = [&](std::size_t tile) {
    return window_weather(grid, {day(280.0, 3.0, 90.0)}, upper(),
                          {uniform_tile(grid, tiles.parameters[tile]), {}});
  };
  const auto town = one(0), fields = one(1),
             both = window_weather(grid, {day(280.0, 3.0, 90.0)}, upper(), {tiles, {}});
  for (std::size_t n = 0; n < both.size(); ++n)
    for (const std::size_t c : {grid.column(0, 0), grid.column(1, 1), grid.column(4, 4)}) {
      const double f = tiles.share[0][c];
      EXPECT_NEAR(
          both[n].surface_sensible_heat_flux[c],
          f * town[n].surface_sensible_heat_flux[c] + (1.0 - f) * fields[n].surface_sensible_heat_flux[c],
          1e-9);
      EXPECT_NEAR(std::pow(both[n].friction_velocity[c], 2),
                  f * std::pow(town[n].friction_velocity[c], 2) +
                      (1.0 - f) * std::pow(fields[n].friction_velocity[c], 2),
                  1e-12);
    }
}

TEST(WindowWeather, AirOverHillsIsThinnerAsTheBarometerSays) {
  const Grid grid = window();
  const auto parameters = henan::surface(Season::late_autumn);
  std::vector<double> altitude(grid.columns(), 110.0);
  for (int i = 0; i < grid.nx; ++i) altitude[grid.column(5, i)] = 610.0;
  const auto level =
      window_weather(grid, {day(280.0, 2.0, 90.0)}, upper(), {uniform_tile(grid, parameters), {}});
  const auto hills =
      window_weather(grid, {day(280.0, 2.0, 90.0)}, upper(), {uniform_tile(grid, parameters), altitude});
  for (const std::size_t n : {6u, 14u, 30u}) {
    const std::size_t plain = grid.cell(0, 0, 3), hill = grid.cell(0, 5, 3);
    EXPECT_DOUBLE_EQ(hills[n].air_pressure[plain], level[n].air_pressure[plain]);
    EXPECT_NEAR(hills[n].air_temperature[hill], level[n].air_temperature[hill] - 2.5, 1e-9);  // 5 K/km
    const double scale =
        constants::gas_constant_air * (level[n].air_temperature[hill] - 1.25) / constants::gravity;
    EXPECT_NEAR(hills[n].air_pressure[hill] / level[n].air_pressure[hill], std::exp(-500.0 / scale), 1e-3);
  }
}

TEST(WindowWeather, BitsDoNotDependOnThreads) {
  const Grid grid = window();
  std::vector<double> altitude;
  for (std::size_t c = 0; c < grid.columns(); ++c) altitude.push_back(100.0 + 300.0 * std::sin(0.3 * c));
  const auto tiles = ground_tiles(grid, town_and_fields(grid), Season::late_autumn, {}, {});
  const int before = thread_count();
  set_thread_count(1);
  const auto one = window_weather(grid, {day(280.0, 2.0, 90.0)}, upper(), {tiles, altitude});
  set_thread_count(4);
  const auto four = window_weather(grid, {day(280.0, 2.0, 90.0)}, upper(), {tiles, altitude});
  set_thread_count(before);
  for (std::size_t n = 0; n < one.size(); ++n) {
    EXPECT_EQ(one[n].x_wind, four[n].x_wind);
    EXPECT_EQ(one[n].eddy_diffusivity, four[n].eddy_diffusivity);
  }
}

TEST(WindowWeather, WindsOverHillsKeepTheMassOfAir) {
  const Grid grid = window();
  std::vector<double> altitude;
  for (std::size_t c = 0; c < grid.columns(); ++c) altitude.push_back(100.0 + 400.0 * std::sin(0.4 * c));
  auto weather = station_weather(grid, day(280.0, 3.0, 90.0), upper(), henan::surface(Season::late_autumn));
  for (Weather& now : weather) EXPECT_LE(follow_terrain(grid, altitude, now), 1e-10);
}
