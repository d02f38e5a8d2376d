#include "model/boundary_layer/station_weather.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/boundary_layer/eddy_diffusivity.hpp"
#include "model/boundary_layer/humidity.hpp"
#include "model/boundary_layer/weather_column.hpp"
#include "model/quantities/constants.hpp"
#include "tests/unit/model/boundary_layer/henan_station.hpp"

using namespace lantian::model;

namespace {

Grid small_grid() {
  Grid grid;
  grid.nx = 3;
  grid.ny = 2;
  grid.dx = 2000.0;
  grid.layer_face = default_layer_faces();
  return grid;
}

/// Two days of a plausible November: 2 m/s from the east by day, 1 m/s by night, 2 to 12 C.
StationSeries two_days() {
  StationSeries series;
  series.site = henan::zhengzhou();
  for (int n = 1; n <= 48; ++n) {
    StationHour hour;
    hour.end = 1700582400 + n * seconds_per_hour;
    const double wave = std::cos((n % 24 - 15) * constants::pi / 12.0);
    hour.air_temperature = 280.0 + 5.0 * wave;
    hour.relative_humidity = 0.7 - 0.2 * wave;
    hour.air_pressure = 1.008e5;
    hour.wind_speed = wave > 0.0 ? 2.0 : 1.0;
    hour.wind_from_direction = 90.0 * henan::degree;
    hour.downwelling_shortwave = n % 24 >= 8 && n % 24 <= 17 ? 350.0 * std::max(0.0, wave) : 0.0;
    series.hours.push_back(hour);
  }
  return series;
}

const std::vector<Weather>& two_days_of_weather() {
  static const auto weather = station_weather(small_grid(), two_days(), {{henan::stagnation()}, {}},
                                              henan::surface(Season::late_autumn));
  return weather;
}

}  // namespace

TEST(StationWeather, FieldsHaveTheGridsSizesAndCoverTheSeries) {
  const Grid grid = small_grid();
  const auto& all = two_days_of_weather();
  ASSERT_EQ(all.size(), 49u);
  for (const Weather& w : all) {
    EXPECT_EQ(w.air_temperature.size(), grid.cells());
    EXPECT_EQ(w.x_wind.size(), static_cast<std::size_t>(grid.nz()) * grid.ny * (grid.nx + 1));
    EXPECT_EQ(w.y_wind.size(), static_cast<std::size_t>(grid.nz()) * (grid.ny + 1) * grid.nx);
    EXPECT_EQ(w.eddy_diffusivity.size(), (grid.nz() + 1) * grid.columns());
    EXPECT_EQ(w.snow_fraction.size(), grid.columns());
  }
}

TEST(StationWeather, PressureIsHydrostatic) {
  const Grid grid = small_grid();
  for (const Weather& w : two_days_of_weather()) {
    // ln p falls by g dz / (R T_v) through the halves of both layers [hypsometric equation].
    const auto half_layer = [&](int k) {
      const std::size_t n = grid.cell(k, 0, 0);
      const double q = specific_humidity(w.relative_humidity[n], w.air_temperature[n], w.air_pressure[n]);
      return 0.5 * constants::gravity * grid.layer_depth(k) /
             (constants::gas_constant_air * w.air_temperature[n] * virtual_factor(q));
    };
    EXPECT_NEAR(std::log(1.008e5 / w.air_pressure[0]), half_layer(0), 1e-12);  // round-off
    for (int k = 1; k < grid.nz(); ++k)
      EXPECT_NEAR(std::log(w.air_pressure[grid.cell(k - 1, 0, 0)] / w.air_pressure[grid.cell(k, 0, 0)]),
                  half_layer(k - 1) + half_layer(k), 1e-4);  // vapour left out where the humidity is capped
  }
}

TEST(StationWeather, LowestLayerKeepsTheMastsWind) {
  const Grid grid = small_grid();  // first centre at 10 m
  for (const Weather& w : two_days_of_weather()) {
    EXPECT_NEAR(w.y_wind[0], 0.0, 1e-12);  // from the east, cos of 90 degrees
    EXPECT_LT(w.x_wind[0], 0.0);
    EXPECT_NEAR(std::abs(std::remainder(w.x_wind[0], 1.0)), 0.0, 1e-9);  // the mast's whole m/s
  }
}

TEST(StationWeather, GivenWindHoldsAtItsHeights) {
  StationSeries series = two_days();
  const auto history =
      boundary_layer_history(series, {{henan::front()}, {}}, henan::surface(Season::late_autumn));
  const WindVector wind = column_wind(1000.0, history[20], series.site, henan::surface(Season::late_autumn));
  EXPECT_NEAR(std::hypot(wind.u, wind.v), 13.0, 1e-9);  // as typed, round-off
  EXPECT_NEAR(std::atan2(-wind.u, -wind.v), 30.0 * henan::degree, 1e-12);
}

TEST(StationWeather, BlendOfTwoRegimesIsLinearInTheirShares) {
  UpperAirSeries series{{henan::stagnation(), henan::front()}, {{0, {1.0, 0.0}}, {3600, {0.0, 1.0}}}};
  const UpperAir air = upper_air_at(series, 1800, 0.0);
  EXPECT_DOUBLE_EQ(air.inversion_strength, 2.0);
  const WindVector a = upper_air_at(series, 0, 0.0).wind(2000.0),
                   b = upper_air_at(series, 3600, 0.0).wind(2000.0);
  EXPECT_NEAR(air.wind(2000.0).u, 0.5 * (a.u + b.u), 1e-12);  // round-off
}

TEST(UpperAir, TablesOfDayAndNightBecomeInversionAndFreeAir) {
  const UpperAirRegime regime =
      upper_air_regime({}, {{0, 1500, -0.008}, {1500, 4000, -0.0055}},
                       {{0, 200, 0.015}, {200, 1500, -0.008}, {1500, 4000, -0.0055}});
  EXPECT_DOUBLE_EQ(regime.inversion_strength, 3.0);
  EXPECT_EQ(regime.inversion_depth, 200.0);
  EXPECT_EQ(regime.mixed_lapse, 0.008);
  EXPECT_EQ(regime.free_air.lapse(1499.0), 0.008);
  EXPECT_EQ(regime.free_air.lapse(1500.0), 0.0055);
  EXPECT_NEAR(regime.free_air.fall(2500.0), 12.0 + 5.5, 1e-12);        // round-off
  EXPECT_NEAR(regime.free_air.fall(5000.0), 12.0 + 3.5 * 5.5, 1e-12);  // the last lapse held
}

TEST(UpperAir, LapsesOfTwoRegimesBlendPieceByPiece) {
  UpperAirRegime low, high;
  low.free_air = FreeAir({{1000.0, 0.004}, {4000.0, 0.006}});
  high.free_air = FreeAir({{4000.0, 0.008}});
  const UpperAir air = upper_air_at({{low, high}, {{0, {0.5, 0.5}}}}, 0, 0.0);
  EXPECT_DOUBLE_EQ(air.free_air.lapse(500.0), 0.006);
  EXPECT_DOUBLE_EQ(air.free_air.lapse(2000.0), 0.007);
}

TEST(StationWeather, NothingAboveTheMixingHeightIsUnstable) {
  const StationSeries series = two_days();
  const auto history =
      boundary_layer_history(series, {{henan::stagnation()}, {}}, henan::surface(Season::late_autumn));
  const auto thermal = thermal_profiles(history, series.site);
  const double dry_adiabatic = constants::gravity / constants::heat_capacity_air;
  for (const ThermalProfile& profile : thermal)
    for (double z = profile.mixing_height; z < 3900.0; z += 20.0)
      EXPECT_GT(profile.temperature(z + 20.0) - profile.temperature(z) + dry_adiabatic * 20.0, 0.0) << z;
}

TEST(StationWeather, FirstLayersAreSuperadiabaticByDayAndStableByNight) {
  const Grid grid = small_grid();
  const auto theta = [&](const Weather& w, int k) {
    const std::size_t n = grid.cell(k, 0, 0);
    return w.air_temperature[n] * std::pow(1e5 / w.air_pressure[n], 0.2857);
  };
  const Weather &noon = two_days_of_weather()[12], &night = two_days_of_weather()[27];
  EXPECT_GT(theta(noon, 0), theta(noon, 1));
  EXPECT_LT(theta(night, 0), theta(night, 1));
}

TEST(StationWeather, HumidityNeverExceedsTheCap) {
  for (const Weather& w : two_days_of_weather())
    for (const double humidity : w.relative_humidity) {
      EXPECT_GT(humidity, 0.0);
      EXPECT_LE(humidity, 0.92);
    }
}

TEST(StationWeather, DiffusivityVanishesAtGroundAndTopAndKeepsItsFloor) {
  const Grid grid = small_grid();
  const SurfaceParameters parameters = henan::surface(Season::late_autumn);
  const double floor = 0.01 + 0.99 * parameters.urban_fraction;
  for (const Weather& w : two_days_of_weather()) {
    EXPECT_EQ(w.eddy_diffusivity.front(), 0.0);
    EXPECT_EQ(w.eddy_diffusivity.back(), 0.0);
    for (int k = 1; k < grid.nz(); ++k) {
      const double K = w.eddy_diffusivity[k * grid.columns()];
      EXPECT_GE(K, grid.layer_face[k] <= 500.0 ? floor : 0.01);
      EXPECT_LE(K, 1000.0);
    }
  }
}

TEST(EddyDiffusivity, NeutralProfileIsTheParabolaTimesHeight) {
  SurfaceLayer neutral;
  neutral.friction_velocity = 0.4;
  EXPECT_NEAR(profile_diffusivity(250.0, neutral, 1000.0), 0.4 * 0.4 * 250.0 * 0.5625, 1e-9);  // round-off
  EXPECT_EQ(profile_diffusivity(1000.0, neutral, 1000.0), 0.0);
}

TEST(EddyDiffusivity, LocalOneFallsWithRichardsonAndIsContinuousAtNeutral) {
  EXPECT_NEAR(local_diffusivity(100.0, 0.01, 1e-12), local_diffusivity(100.0, 0.01, -1e-12),
              0.0013 * local_diffusivity(100.0, 0.01, 0.0));  // the stable form's own offset of 0.0012
  EXPECT_LT(local_diffusivity(100.0, 0.01, 0.25), 0.1 * local_diffusivity(100.0, 0.01, 0.0));
}
