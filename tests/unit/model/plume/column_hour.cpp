// The plume engine's hour from a station's column and from a column of the grid.
#include "model/plume/column_hour.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/plume/boundary_layer_profiles.hpp"
#include "model/plume/constants.hpp"

namespace {

using namespace lantian::model;
namespace plume = lantian::model::plume;

/// One column of three layers in a wind from the south-west that veers by nothing.
struct OneColumn {
  Grid grid{1, 1, 1000.0, 0.0, 0.0, {0.0, 20.0, 220.0, 1220.0}};
  Weather weather;

  OneColumn(double u, double v, double inverse_L, double heat) {
    weather.air_temperature = {290.0, 289.0, 285.0};
    weather.air_pressure.assign(3, 1e5);
    weather.relative_humidity.assign(3, 0.5);
    weather.x_wind.assign(6, u);
    weather.y_wind.assign(6, v);
    weather.boundary_layer_thickness = {400.0};
    weather.friction_velocity = {0.3};
    weather.inverse_obukhov_length = {inverse_L};
    weather.surface_sensible_heat_flux = {heat};
    weather.precipitation_rate = {0.0};
  }
  plume::ColumnHour hour() const { return plume::hour_over_column(grid, weather, 0, 0.2); }
};

TEST(ColumnHour, ConvectiveVelocityIsDeardorffs) {
  // g H z / (rho cp T) with rho cp = 1.2 x 1004.67: by hand 9.80665 x 100 x 1000 / (1205.604 x 290) = 2.80489
  EXPECT_NEAR(plume::convective_velocity(100.0, 1000.0, 290.0, 1.2), std::cbrt(2.80489), 1e-5);
  EXPECT_EQ(plume::convective_velocity(-5.0, 1000.0, 290.0, 1.2), 0.0);
}

TEST(ColumnHour, WarmAirFillsTheGridsHeightAndWindStirsAPartOfIt) {
  const auto s = OneColumn(3.0, 4.0, -0.01, 120.0).hour().surface;
  EXPECT_EQ(s.convective_mixing_height, 400.0);
  EXPECT_NEAR(s.mechanical_mixing_height, 2300.0 * std::pow(0.3, 1.5), 1e-9);
  EXPECT_EQ(s.obukhov_length, -100.0);
  EXPECT_GT(s.convective_velocity, 0.5);
  EXPECT_EQ(plume::state_of(s), plume::HourState::usable);
}

TEST(ColumnHour, TheGradientAboveIsThatOfTheColumnOverFiveHundredMetres) {
  // From 400 m to 900 m; above the middle of the top layer along its last two: 4 K in 600 m all the way.
  const auto s = OneColumn(3.0, 4.0, -0.01, 120.0).hour().surface;
  EXPECT_NEAR(s.potential_temperature_gradient_above, std::max(0.00977 - 4.0 / 600.0, 0.005), 1e-12);
}

TEST(ColumnHour, StableAirHasNoConvectiveValues) {
  const auto s = OneColumn(3.0, 4.0, 0.02, -20.0).hour().surface;
  EXPECT_EQ(s.mechanical_mixing_height, 400.0);
  EXPECT_EQ(s.obukhov_length, 50.0);
  EXPECT_TRUE(std::isnan(s.convective_mixing_height));
  EXPECT_TRUE(std::isnan(s.convective_velocity));
  EXPECT_EQ(plume::state_of(s), plume::HourState::usable);
}

TEST(ColumnHour, LayersAreLevelsAndTheWindsOwnDirectionIsWhereItComesFrom) {
  const auto hour = OneColumn(3.0, 4.0, 0.02, -20.0).hour();
  ASSERT_EQ(hour.tower.size(), 3u);
  EXPECT_EQ(hour.tower[1].height, 120.0);
  for (const auto& level : hour.tower) {
    EXPECT_NEAR(level.wind_speed, 5.0, 1e-12);
    EXPECT_NEAR(level.wind_from_direction, plume::pi + std::atan2(3.0, 4.0), 1e-12);  // from the south-west
  }
  EXPECT_EQ(hour.surface.wind_height, 10.0);
}

TEST(ColumnHour, StillAirIsComputedWithTheSlowestPlumesWind) {
  const auto still = OneColumn(0.0, 0.01, 0.05, -2.0).hour();
  EXPECT_EQ(still.surface.wind_speed, plume::smallest_wind);
  EXPECT_NEAR(still.surface.wind_from_direction, plume::pi, 1e-12);  // the little there is, from the south
  EXPECT_EQ(plume::state_of(still.surface), plume::HourState::usable);
}

TEST(ColumnHour, NeutralAirHasALengthThatCanBeWritten) {
  EXPECT_EQ(OneColumn(3.0, 4.0, 0.0, 0.0).hour().surface.obukhov_length, 8888.0);
  EXPECT_EQ(OneColumn(3.0, 4.0, -1e-6, 0.1).hour().surface.obukhov_length, -8888.0);
}

struct Mast {
  Site site;
  SurfaceParameters parameters;
  BoundaryLayerInstant now;
  ThermalProfile thermal;

  explicit Mast(bool calm) {
    parameters.ground.roughness_length = 0.1;
    now.hour.air_temperature = thermal.screen_temperature = 285.0;
    now.hour.air_pressure = 1e5;
    now.hour.wind_speed = calm ? 0.5 : 4.0;
    now.hour.wind_from_direction = 1.0;
    now.hour.calm = calm;
    now.hour.cosine_of_zenith = 0.5;
    now.surface = {0.35, -1.0 / 80.0, 60.0, -0.14};
    now.mixing.convective = 300.0, now.mixing.mechanical = 450.0;
    now.mixing_height = 450.0;
  }
  plume::ColumnHour hour(std::vector<double> heights = {}) const {
    return plume::hour_over_station(now, thermal, site, parameters, heights);
  }
};

TEST(ColumnHour, TheMastsReadingStaysAndFurtherLevelsFollowTheColumn) {
  const std::vector<double> heights{5.0, 50.0};
  const auto hour = Mast(false).hour(heights);
  ASSERT_EQ(hour.tower.size(), 2u);  // 5 m stands below the mast
  EXPECT_EQ(hour.tower[0].wind_speed, 4.0);
  EXPECT_EQ(hour.tower[0].wind_from_direction, 1.0);
  EXPECT_NEAR(hour.tower[1].wind_speed, 4.0 * wind_ratio(50.0, 10.0, 0.1, -1.0 / 80.0), 1e-12);
  EXPECT_EQ(hour.surface.convective_mixing_height, 300.0);
  EXPECT_EQ(hour.surface.mechanical_mixing_height, 450.0);
}

TEST(ColumnHour, AReadingOfNoWindStaysACalm) {
  const auto hour = Mast(true).hour();
  EXPECT_EQ(hour.surface.wind_speed, 0.0);
  EXPECT_EQ(plume::state_of(hour.surface), plume::HourState::calm);
  EXPECT_TRUE(std::isnan(hour.tower[0].wind_speed));
}

}  // namespace
