#include "model/plume/no2.hpp"

#include <gtest/gtest.h>

namespace {

using namespace lantian::model::plume;

constexpr double microgram = 1e-9;

TEST(AmbientRatio, LiesBetweenItsLimits) {
  EXPECT_EQ(ambient_ratio(0.0, {}), 0.9);
  EXPECT_EQ(ambient_ratio(5000.0 * microgram, {}), 0.5);
  EXPECT_EQ(ambient_ratio(0.0, {0.2, 0.7}), 0.7);
  // 200 ug m-3: 1.2441 - 0.54766 - 0.22425 + 0.27644 - 0.09335 + 0.01369 - 0.00075.
  EXPECT_NEAR(ambient_ratio(200.0 * microgram, {}), 0.668224128, 1e-9);
}

TEST(LimitedRatio, OzoneTakesAsMuchNoAsItCan) {
  NitrogenMix mix;
  mix.add(100.0 * microgram, 0.1);
  EXPECT_DOUBLE_EQ(mix.emitted_no2, 10.0 * microgram);
  EXPECT_DOUBLE_EQ(mix.emitted_no, 90.0 * microgram * 30.0 / 46.0);
  // 48 ug of ozone make 46 ug of NO2.
  EXPECT_NEAR(limited_ratio(mix, 48.0 * microgram, 0.9), 0.56, 1e-12);
  EXPECT_EQ(limited_ratio(mix, 500.0 * microgram, 0.9), 0.9);  // enough for all: the equilibrium's share
  EXPECT_EQ(limited_ratio(mix, 500.0 * microgram, 1.0), 1.0);
  EXPECT_EQ(limited_ratio(mix, std::nullopt, 0.9), 0.9);
  EXPECT_EQ(limited_ratio({}, 0.0, 0.9), 0.9);
}

TEST(LimitedRatio, PlumesThatMergeShareTheOzone) {
  NitrogenMix alone, both;
  alone.add(50.0 * microgram, 0.0);
  both.add(50.0 * microgram, 0.0);
  both.add(50.0 * microgram, 0.0);
  const double ozone = 24.0 * microgram;
  EXPECT_NEAR(limited_ratio(alone, ozone, 1.0), 23.0 / 50.0, 1e-12);
  EXPECT_NEAR(limited_ratio(both, ozone, 1.0), 23.0 / 100.0, 1e-12);
}

TEST(NightOzone, IsTheLargestOfTheLastDayFadingTowardsNeutralAir) {
  NightOzone night;
  EXPECT_DOUBLE_EQ(*night.floor(10.0), 78.4 * microgram);  // before the first day is over
  for (int hour = 1; hour <= 24; ++hour) night.remember(hour, 0.0);
  EXPECT_EQ(night.floor(10.0), 0.0);
  night.remember(14, 60.0 * microgram);
  night.remember(15, 40.0 * microgram);
  EXPECT_DOUBLE_EQ(*night.floor(50.0), 60.0 * microgram);
  EXPECT_DOUBLE_EQ(*night.floor(150.0), 30.0 * microgram);
  EXPECT_EQ(*night.floor(251.0), 0.0);
  EXPECT_FALSE(night.floor(-20.0).has_value());
  night.remember(16, 200.0 * microgram);
  EXPECT_DOUBLE_EQ(*night.floor(20.0), 78.4 * microgram);  // 40 ppb at most
  night.remember(16, 0.0);
  EXPECT_DOUBLE_EQ(*night.floor(20.0), 60.0 * microgram);
}

}  // namespace
