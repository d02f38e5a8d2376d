#include <gtest/gtest.h>

#include <cmath>

#include "model/plume/profile_lookup.hpp"
#include "model/plume/similarity_profiles.hpp"
#include "tests/support/plume_scenes.hpp"

namespace {

using namespace lantian::model::plume;
using lantian::tests::PlumeScenes;

TEST(PlumeProfiles, FindALevelByTheLeastOfNineLines) {
  for (unsigned n = 0; n + 1 < profile_levels; ++n)
    for (const double way : {0.0, 0.3, 0.99}) {
      const double low = profile_heights.at[n], z = low + way * (profile_heights.at[n + 1] - low);
      const Place<double> at = place_of(z);
      // On a level the rounding may choose the interval below, whose upper end it then is.
      EXPECT_NEAR(static_cast<double>(at.level) + at.way, n + way, 1e-13) << z;
    }
  EXPECT_EQ(place_of(6000.0).level, profile_levels - 2);  // the last interval's slope goes on
  EXPECT_NEAR(place_of(6000.0).way, 11.0, 1e-12);
}

TEST(PlumeProfiles, MeanOfALayerIsTheIntegralOfTheBrokenLine) {
  PlumeScenes scenes(5);
  const auto surface = scenes.hour();
  const BoundaryLayerProfiles air = profiles_of(surface, {}, 0.0);
  for (int n = 0; n < 300; ++n) {
    const double low = scenes.magnitude(0.6, 3000.0), high = low * scenes.magnitude(1.0001, 30.0);
    constexpr int parts = 20000;
    double sum = 0.0;  // midpoint rule; its error at the corners of the line is O(1/parts^2)
    for (int k = 0; k < parts; ++k)
      sum += value_at(air, Met::wind, low + (k + 0.5) / parts * (high - low)) / parts;
    EXPECT_NEAR(layer_mean(air, low, high).wind / std::max(sum, smallest_wind), 1.0, 1e-5)
        << low << ' ' << high;
  }
}

TEST(PlumeProfiles, TakeObservationsAsTheyAreAndShapeWhatLiesBetween) {
  PlumeScenes scenes(6);
  for (int n = 0; n < 50; ++n) {
    const auto surface = scenes.hour();
    const double low = scenes.between(2.0, 4.0), high = scenes.between(5.0, 9.0);
    const std::vector<TowerLevel> tower{{10.0, 1.0, low, absent, absent, 0.3},
                                        {100.0, 1.5, high, absent, absent, 0.6}};
    const BoundaryLayerProfiles air = profiles_of(surface, tower, 0.0);
    EXPECT_DOUBLE_EQ(value_at(air, Met::wind, 100.0), high);
    EXPECT_DOUBLE_EQ(value_at(air, Met::sigma_w, 100.0), 0.6);
    const SimilarityProfiles similar(surface);
    const auto line = [](double at_10, double at_100) { return at_10 + 40.0 / 90.0 * (at_100 - at_10); };
    EXPECT_NEAR(value_at(air, Met::wind, 50.0),
                line(low, high) * similar.wind(50.0) / line(similar.wind(10.0), similar.wind(100.0)),
                1e-12 * high);
    EXPECT_NEAR(air.wind_from_direction[10], 1.0 + 0.5 * 40.0 / 90.0, 1e-12);  // 50 m
  }
}

}  // namespace
