#include "model/boundary_layer/station_preparation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/boundary_layer/clear_sky.hpp"
#include "model/photolysis/solar_position.hpp"
#include "tests/unit/model/boundary_layer/henan_station.hpp"

using namespace lantian::model;
using henan::degree;

namespace {

/// 22 November, 0-24 h local: clear sky times a share that is given by the hour.
template <class Share>
StationSeries a_day(Share share) {
  StationSeries series;
  series.site = henan::zhengzhou();
  const UtcSeconds midnight = 1700582400;  // 2023-11-21T16:00Z
  for (int n = 1; n <= 24; ++n) {
    StationHour hour;
    hour.end = midnight + n * seconds_per_hour;
    hour.air_temperature = 280.0;
    hour.relative_humidity = 0.98;
    hour.air_pressure = 1e5;
    hour.wind_speed = 2.0;
    hour.wind_from_direction = 90.0 * degree;
    hour.downwelling_shortwave =
        share(n) * clear_sky_shortwave_of_hour(series.site, hour.end - seconds_per_hour / 2);
    series.hours.push_back(hour);
  }
  return series;
}

double bearing(double radians) { return std::remainder(radians / degree, 360.0); }

}  // namespace

TEST(StationPreparation, CalmHoursTakeHalfAMetrePerSecondAndTheDirectionBetweenTheirNeighbours) {
  StationSeries series = a_day([](int) { return 0.5; });
  series.hours[9].wind_from_direction = 350.0 * degree;
  for (int n : {10, 11, 12}) series.hours[n].calm = true;
  series.hours[13].wind_from_direction = 30.0 * degree;
  const auto prepared = prepare(series);  // one instant before the first row's end
  EXPECT_EQ(prepared[12].wind_speed, 0.5);
  EXPECT_TRUE(prepared[12].calm);
  EXPECT_NEAR(bearing(prepared[12].wind_from_direction), 10.0, 1e-9);  // exact by symmetry, round-off
  EXPECT_LT(bearing(prepared[11].wind_from_direction), 10.0);
  EXPECT_GT(bearing(prepared[11].wind_from_direction), -10.0);
}

TEST(StationPreparation, CalmBetweenOppositeWindsTakesTheNearerDirection) {
  std::vector<StationHour> hours(3);
  for (int n = 0; n < 3; ++n) hours[n].end = n * seconds_per_hour;
  hours[0].wind_from_direction = 0.0;
  hours[1].calm = true;
  hours[2].wind_from_direction = 180.0 * degree;
  EXPECT_EQ(wind_directions(hours)[1], 0.0);
}

TEST(StationPreparation, AWhollyCalmSeriesStillHasADirection) {
  std::vector<StationHour> hours(3);
  for (StationHour& hour : hours) hour.calm = true;
  EXPECT_EQ(wind_directions(hours), (std::vector<double>(3, 0.0)));
}

TEST(StationPreparation, HumidityIsCappedAndTheOriginalKept) {
  const auto prepared = prepare(a_day([](int) { return 0.5; }));
  EXPECT_EQ(prepared[5].relative_humidity, 0.92);
  EXPECT_EQ(prepared[5].relative_humidity_as_read, 0.98);
}

TEST(StationPreparation, DailyPressureRunsStraightFromNoonToNoon) {
  StationSeries series = a_day([](int) { return 0.5; });
  auto next = series.hours;
  for (StationHour& hour : next) {
    hour.end += seconds_per_day;
    hour.air_pressure = 101200.0;
  }
  series.hours.insert(series.hours.end(), next.begin(), next.end());
  const auto pressure = pressure_through_days(series);
  EXPECT_EQ(pressure[11], 1e5);                          // hour ending at noon
  EXPECT_NEAR(pressure[23], 100600.0, 1e-9);             // midnight: half way, round-off
  EXPECT_NEAR(pressure[24] - pressure[23], 50.0, 1e-9);  // 1200 Pa in 24 h, no step at midnight
  EXPECT_EQ(pressure[40], 101200.0);                     // after the last noon
}

TEST(StationPreparation, ConstantClearnessComesBackAtEveryInstant) {
  for (const PreparedHour& hour : prepare(a_day([](int) { return 0.6; }))) {
    EXPECT_NEAR(hour.clearness, 0.6, 1e-12);  // a ratio of the same numbers
    EXPECT_NEAR(hour.photolysis_factor, std::pow(0.6, 0.8), 1e-12);
  }
}

TEST(StationPreparation, NightTakesTheMeanOfDuskAndDawn) {
  StationSeries series = a_day([](int) { return 0.8; });
  auto next = a_day([](int) { return 0.4; }).hours;
  for (StationHour& hour : next) {
    hour.end += seconds_per_day;
    series.hours.push_back(hour);
  }
  const auto prepared = prepare(series);
  EXPECT_NEAR(prepared[24].clearness, 0.6, 0.005);  // the second day's light is made with the first day's sun
  EXPECT_EQ(prepared[24].cloud_fraction, cloud_fraction_of(prepared[24].clearness));
}

TEST(StationPreparation, PhotolysisFactorIsNeverBelowAFifthNorAboveOne) {
  EXPECT_EQ(photolysis_factor_of(0.05), 0.2);
  EXPECT_EQ(photolysis_factor_of(1.15), 1.0);
}

TEST(StationPreparation, FirstGapIsTheRowAfterIt) {
  StationSeries series = a_day([](int) { return 1.0; });
  EXPECT_FALSE(first_gap(series.hours));
  series.hours.erase(series.hours.begin() + 7);
  EXPECT_EQ(first_gap(series.hours), 7u);
}

TEST(StationPreparation, InstantsCoverTheFirstHourFromItsBeginning) {
  const StationSeries series = a_day([](int) { return 1.0; });
  const auto prepared = prepare(series);
  EXPECT_EQ(prepared.front().time, series.hours.front().end - seconds_per_hour);
  EXPECT_EQ(prepared.back().time, series.hours.back().end);
  EXPECT_EQ(prepared.size(), 25u);
}

// 1098 mu exp(-0.057 / mu), worked by hand for the sun overhead and at 60 and 30 degrees [Haurwitz1945].
TEST(ClearSky, EqualsHaurwitzAtFiveElevations) {
  EXPECT_NEAR(clear_sky_shortwave(1.0), 1037.16, 0.05);  // retyped to 0.05 W m-2
  EXPECT_NEAR(clear_sky_shortwave(0.8660254), 890.30, 0.05);
  EXPECT_NEAR(clear_sky_shortwave(0.5), 489.85, 0.05);
  EXPECT_NEAR(clear_sky_shortwave(0.1), 62.09, 0.05);
  EXPECT_EQ(clear_sky_shortwave(-0.1), 0.0);
}

TEST(ClearSky, CloudInvertsKastenAndCzeplak) {
  for (const double N : {0.2, 0.5, 0.8, 1.0})
    EXPECT_NEAR(cloud_fraction_of(1.0 - 0.75 * std::pow(N, 3.4)), N, 1e-12);  // round-off of pow
  EXPECT_EQ(cloud_fraction_of(1.1), 0.0);
}

// Henan, noon of 4 June: the sun 12.4 degrees off the zenith.
TEST(ClearSky, SummerNoonInHenanIsAKilowatt) {
  const Site site = henan::zhengzhou();
  const UtcSeconds noon = 1685852640;  // 2023-06-04T04:24Z
  const double mu = cosine_of_solar_zenith(noon, site.latitude, site.longitude);
  EXPECT_NEAR(std::acos(mu) / degree, 34.72 - 22.4, 0.1);  // declination of the day to 0.1 degree
  EXPECT_NEAR(clear_sky_shortwave(mu), 1011.0, 3.0);       // 0.1 degree is 0.4 W m-2; formula rounded
}
