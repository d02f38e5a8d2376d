#include "model/mesoscale/mesoscale_weather.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/mesoscale/cloud_shade.hpp"
#include "model/mesoscale/surface_stability.hpp"
#include "model/quantities/constants.hpp"

namespace {
using namespace lantian::model;
using namespace lantian::model::mesoscale;
namespace constants = lantian::model::constants;

const Grid grid{4, 3, 1000.0, 0.0, 0.0, {0, 30, 90, 200, 500, 1200, 2400}};
const std::vector<double> heights{0, 55, 140, 260, 420, 640, 930, 1300, 1800, 2400, 3400};

/// The run's grid turned by `turn` within a coarser or finer one of spacing `width`, its south-west corner at
/// (3, 2.5).
MesoscaleMap map_of(double width, double turn, int samples = 1) {
  MesoscaleMap map;
  map.samples = samples;
  const double c = std::cos(turn), s = std::sin(turn), step = grid.dx / width;
  // y axis turned clockwise by `turn`: x goes (c, -s), y goes (s, c).
  const auto at = [&](double i, double j) {
    return SourcePoint{3.0 + step * (i * c + j * s), 2.5 + step * (-i * s + j * c)};
  };
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i < grid.nx; ++i) {
      map.centre.push_back(at(i + 0.5, j + 0.5));
      map.latitude.push_back(0.6), map.longitude.push_back(1.97);
      if (step > 1.0) map.corners.push_back({at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)});
    }
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i <= grid.nx; ++i)
      for (int n = 0; n < samples; ++n) map.x_face.push_back({at(i, j + (n + 0.5) / samples), turn});
  for (int j = 0; j <= grid.ny; ++j)
    for (int i = 0; i < grid.nx; ++i)
      for (int n = 0; n < samples; ++n) map.y_face.push_back({at(i + (n + 0.5) / samples, j), turn});
  return map;
}

template <class Field>
std::vector<double> cells(int nx, int ny, double i0, double j0, Field field) {
  std::vector<double> values;
  for (std::size_t k = 0; k + 1 < heights.size(); ++k)
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i)
        values.push_back(field(i + i0, j + j0, 0.5 * (heights[k] + heights[k + 1])));
  return values;
}

/// Air of one density, so that fluxes and winds are the same lines; to be changed by tests.
MesoscaleInstant uniform(int n = 14) {
  MesoscaleInstant s;
  s.time = 1700000000;
  s.nx = s.ny = n, s.nz = static_cast<int>(heights.size()) - 1;
  for (const double z : heights) s.height.insert(s.height.end(), static_cast<std::size_t>(n) * n, z);
  const auto all = [&](double value) {
    return cells(n, n, 0, 0, [=](double, double, double) { return value; });
  };
  s.air_temperature = all(280.0), s.air_pressure = all(90e3), s.vapour = all(0.004);
  s.cloud_water = s.drop_water = all(0.0);
  s.x_wind = cells(n + 1, n, -0.5, 0, [](double, double, double) { return 4.0; });
  s.y_wind = cells(n, n + 1, 0, -0.5, [](double, double, double) { return -3.0; });
  const std::vector<double> columns(static_cast<std::size_t>(n) * n, 0.0);
  s.boundary_layer_thickness = s.friction_velocity = s.inverse_obukhov_length = s.surface_sensible_heat_flux =
      s.surface_downwelling_shortwave = s.precipitation_rate = s.snow_fraction = columns;
  for (double& h : s.boundary_layer_thickness) h = 800.0;
  for (double& u : s.friction_velocity) u = 0.35;
  return s;
}

TEST(MesoscaleWeather, UniformWindTurnsExactly) {
  const double turn = 0.3;
  const auto weather = mesoscale_weather(grid, map_of(2000.0, turn), uniform(), {});
  for (const double u : weather.x_wind) EXPECT_NEAR(u, 4.0 * std::cos(turn) + 3.0 * std::sin(turn), 1e-12);
  for (const double v : weather.y_wind) EXPECT_NEAR(v, 4.0 * std::sin(turn) - 3.0 * std::cos(turn), 1e-12);
}

TEST(MesoscaleWeather, LinesInAllDirectionsComeOutAsLines) {
  auto source = uniform();
  const auto temperature = [](double i, double j, double z) { return 285.0 + 0.3 * i - 0.2 * j - 0.006 * z; };
  const auto u = [](double i, double j, double z) { return 2.0 + 0.1 * i - 0.05 * j + 0.003 * z; };
  const auto v = [](double i, double j, double z) { return 1.0 - 0.2 * i + 0.15 * j + 0.001 * z; };
  source.air_temperature = cells(14, 14, 0, 0, temperature);
  for (std::size_t n = 0; n < source.air_pressure.size(); ++n)  // one density still
    source.air_pressure[n] = 38.0 * constants::gas_constant * source.air_temperature[n];
  source.x_wind = cells(15, 14, -0.5, 0, u);
  source.y_wind = cells(14, 15, 0, -0.5, v);
  const auto map = map_of(2000.0, 0.0);
  const auto weather = mesoscale_weather(grid, map, source, {});
  for (int k = 0; k < grid.nz(); ++k)
    for (int j = 0; j < grid.ny; ++j) {
      for (int i = 0; i < grid.nx; ++i) {
        const auto& p = map.centre[grid.column(j, i)];
        EXPECT_NEAR(weather.air_temperature[grid.cell(k, j, i)], temperature(p.i, p.j, grid.layer_centre(k)),
                    1e-9);
        EXPECT_NEAR(weather.air_pressure[grid.cell(k, j, i)] /
                        (constants::gas_constant * weather.air_temperature[grid.cell(k, j, i)]),
                    38.0, 1e-9);
      }
      for (int i = 0; i <= grid.nx; ++i) {
        const std::size_t face = static_cast<std::size_t>(j) * (grid.nx + 1) + i;
        const auto& p = map.x_face[face].place;
        EXPECT_NEAR(weather.x_wind[static_cast<std::size_t>(k) * grid.ny * (grid.nx + 1) + face],
                    u(p.i, p.j, grid.layer_centre(k)), 1e-9);
      }
    }
}

/// Density falls with height as air's does: the moles of each column stay, to the top that both share.
TEST(MesoscaleWeather, TheAirOfAColumnIsTheSources) {
  auto source = uniform();
  source.air_pressure =
      cells(14, 14, 0, 0, [](double i, double, double z) { return (98e3 + 40 * i) * std::exp(-z / 8100.0); });
  const Grid top{4, 3, 1000.0, 0.0, 0.0, {0, 20, 45, 80, 125, 185, 270, 390, 560, 800, 1130, 1580, 2400}};
  const auto map = map_of(2000.0, 0.2);
  const auto weather = mesoscale_weather(top, map, source, {});
  for (std::size_t c = 0; c < top.columns(); ++c) {
    double expected = 0.0, found = 0.0;
    for (std::size_t k = 0; k + 1 < heights.size() && heights[k] < 2400.0; ++k)
      expected += (98e3 + 40 * map.centre[c].i) * std::exp(-0.5 * (heights[k] + heights[k + 1]) / 8100.0) /
                  (constants::gas_constant * 280.0) * (heights[k + 1] - heights[k]);
    for (int k = 0; k < top.nz(); ++k) {
      const std::size_t cell = k * top.columns() + c;
      found += weather.air_pressure[cell] / (constants::gas_constant * weather.air_temperature[cell]) *
               top.layer_depth(k);
    }
    EXPECT_NEAR(found / expected, 1.0, 1e-12);
  }
}

/// Rain and cloud of small cells by area, along edges that cut through cells: the window's sum stays.
TEST(MesoscaleWeather, RainAndCloudOfSmallerCellsAreKept) {
  auto source = uniform(20);
  for (std::size_t c = 0; c < source.precipitation_rate.size(); ++c)
    source.precipitation_rate[c] = c % 20 < 11 ? 1e-4 * static_cast<double>(c % 7) : 0.0;
  for (std::size_t n = 0; n < source.cloud_water.size(); ++n) {
    source.cloud_water[n] = n % 3 == 0 ? 3e-4 : 0.0;
    source.drop_water[n] = 0.25 * source.cloud_water[n];
  }
  const auto map = map_of(400.0, 0.0);
  const auto weather = mesoscale_weather(grid, map, source, {});
  double sum = 0.0, expected = 0.0;
  for (const double rate : weather.precipitation_rate) sum += rate * grid.cell_area();
  const auto window = overlap(20, 20, {{{3, 2.5}, {13, 2.5}, {13, 10}, {3, 10}}});
  for (const auto& one : window) expected += one.share * source.precipitation_rate[one.cell] * 4e3 * 3e3;
  EXPECT_NEAR(sum / expected, 1.0, 1e-12);
  double water = 0.0, drops = 0.0, source_water = 0.0;
  for (int k = 0; k < grid.nz(); ++k)
    for (std::size_t c = 0; c < grid.columns(); ++c)
      water += weather.cloud_water[k * grid.columns() + c] * grid.cell_volume(k),
          drops += weather.drop_water[k * grid.columns() + c] * grid.cell_volume(k);
  const double density = 90e3 / (constants::gas_constant * 280.0) * constants::molar_mass_dry_air;
  for (const auto& one : window)
    for (std::size_t k = 0; k + 1 < heights.size() && heights[k] < 2400.0; ++k)
      source_water +=
          one.share * 12e6 * source.cloud_water[k * 400 + one.cell] * density * (heights[k + 1] - heights[k]);
  EXPECT_NEAR(water / source_water, 1.0, 1e-12);
  EXPECT_NEAR(drops / source_water, 0.25, 1e-12);
}

TEST(MesoscaleWeather, MixingComesFromTheSourcesOwnStability) {
  const auto weather = mesoscale_weather(grid, map_of(2000.0, 0.0), uniform(), {});
  ASSERT_EQ(weather.eddy_diffusivity.size(), grid.cells() + grid.columns());
  EXPECT_EQ(weather.eddy_diffusivity.front(), 0.0);
  EXPECT_EQ(weather.eddy_diffusivity.back(), 0.0);
  // Neutral: k u* z (1 - z / H)^2 at 90 m.
  EXPECT_NEAR(weather.eddy_diffusivity[2 * grid.columns()],
              0.4 * 0.35 * 90.0 * std::pow(1.0 - 90.0 / 800.0, 2), 1e-9);
  EXPECT_EQ(weather.boundary_layer_thickness.front(), 800.0);
}

TEST(CloudShade, TheFitAndItsLimits) {
  EXPECT_EQ(cloud_optical_depth(0.0), 0.0);
  EXPECT_EQ(cloud_optical_depth(0.009), 0.0);
  // log10 tau = 0.2633 + 1.7095 ln(log10 100) = 0.2633 + 1.7095 ln 2
  EXPECT_NEAR(std::log10(cloud_optical_depth(0.1)), 0.2633 + 1.7095 * std::log(2.0), 1e-12);
  EXPECT_EQ(photolysis_below_cloud(4.9, 0.8), 1.0);
  EXPECT_NEAR(photolysis_below_cloud(30.0, 0.2), 1.6 * 0.5 * 5.0 / 16.6, 1e-9);
  EXPECT_LE(photolysis_below_cloud(5.0, 1.0), 1.0);
}

TEST(SurfaceStability, SignsAndSize) {
  const SurfaceFluxes day{200.0, 0.0, 0.4, 300.0, 100e3, 0.0};
  // theta* = -H / (rho cp u*), 1/L = k g theta* / (T u*^2)
  const double theta_star =
      -200.0 / (100e3 / (constants::gas_constant_air * 300.0) * constants::heat_capacity_air * 0.4);
  EXPECT_NEAR(inverse_obukhov_length(day), 0.4 * constants::gravity * theta_star / (300.0 * 0.16), 1e-12);
  EXPECT_LT(inverse_obukhov_length({200.0, 100.0, 0.4, 300.0, 100e3, 0.01}), inverse_obukhov_length(day));
  EXPECT_GT(inverse_obukhov_length({-30.0, 0.0, 0.2, 280.0, 100e3, 0.003}), 0.0);
  EXPECT_EQ(inverse_obukhov_length({-300.0, 0.0, 0.0, 280.0, 100e3, 0.0}), 1.0);
}

}  // namespace
