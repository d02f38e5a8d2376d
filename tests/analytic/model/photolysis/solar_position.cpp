#include "model/photolysis/solar_position.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "model/quantities/constants.hpp"

using namespace lantian::model;

namespace {
constexpr double degree = constants::pi / 180.0;

UtcSeconds utc(int year, unsigned month, unsigned day, int hour, int minute, int second = 0) {
  using namespace std::chrono;
  const sys_days date = std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
  return date.time_since_epoch().count() * seconds_per_day + hour * 3600 + minute * 60 + second;
}

/// Minutes by which the sun is ahead of the mean sun, from the hour angle at Greenwich noon.
double equation_of_time(int year, unsigned month, unsigned day) {
  const double angle = solar_position(utc(year, month, day, 12, 0)).greenwich_hour_angle;
  return std::remainder(angle, 2.0 * constants::pi) / degree * 4.0;
}
}  // namespace

// The worked example of the SPA report: Golden, Colorado, without refraction 39.872046 degrees [Reda2008].
TEST(SolarPosition, EqualsTheWorkedExampleOfReda) {
  const double cosine =
      cosine_of_solar_zenith(utc(2003, 10, 17, 19, 30, 30), 39.742476 * degree, -105.1786 * degree);
  EXPECT_NEAR(90.0 - std::acos(cosine) / degree, 39.872046, 0.01);  // Michalsky's accuracy in degrees
  EXPECT_NEAR(solar_position(utc(2003, 10, 17, 19, 30, 30)).distance, 0.9965422974, 1e-4);  // same source
}

TEST(SolarPosition, DeclinationVanishesAtEquinoxesAndPeaksAtSolstices) {
  const auto declination = [](UtcSeconds t) { return solar_position(t).declination / degree; };
  EXPECT_NEAR(declination(utc(2024, 3, 20, 3, 6)), 0.0, 0.01);       // accuracy of the method, degrees
  EXPECT_NEAR(declination(utc(2023, 9, 23, 6, 50)), 0.0, 0.01);      // same
  EXPECT_NEAR(declination(utc(2024, 6, 20, 20, 51)), 23.44, 0.01);   // same
  EXPECT_NEAR(declination(utc(2023, 12, 22, 3, 27)), -23.44, 0.01);  // same
}

TEST(SolarPosition, EquationOfTimeHasItsKnownExtremes) {
  EXPECT_NEAR(equation_of_time(2023, 2, 11), -14.2, 0.1);  // minutes, almanac rounded to 0.1
  EXPECT_NEAR(equation_of_time(2023, 5, 14), 3.7, 0.1);    // same
  EXPECT_NEAR(equation_of_time(2023, 7, 26), -6.5, 0.1);   // same
  EXPECT_NEAR(equation_of_time(2023, 11, 3), 16.4, 0.1);   // same
}

TEST(SolarPosition, EarthIsNearestInJanuaryAndFarthestInJuly) {
  EXPECT_NEAR(earth_sun_distance_factor(utc(2024, 1, 3, 0, 38)), 1.0 / (0.98331 * 0.98331), 4e-4);  // 1e-4 au
  EXPECT_NEAR(earth_sun_distance_factor(utc(2024, 7, 5, 5, 6)), 1.0 / (1.01673 * 1.01673), 4e-4);   // 1e-4 au
}

TEST(SolarPosition, WinterNoonInHenanStandsFiftyEightDegreesFromTheZenith) {
  const double cosine = cosine_of_solar_zenith(utc(2023, 12, 22, 4, 27), 34.91 * degree, 112.787 * degree);
  EXPECT_NEAR(std::acos(cosine) / degree, 34.91 + 23.44, 0.02);  // within minutes of the transit: cos is flat
}
