#include "scenarios/emission/natural_law.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace lantian::scenarios {
namespace {

TEST(NaturalLaw, IsopreneIsNoneInTheDarkAndOneAtTheStandardState) {
  EXPECT_EQ(isoprene_activity(303.15, 0.0), 0.0);
  const double full_sun = 1000.0 / (4.57 * 0.45);
  EXPECT_NEAR(isoprene_activity(303.15, full_sun), 1.0, 0.05);  // the law itself gives 0.956 there
}

TEST(NaturalLaw, IsopreneRisesWithWarmthToAnOptimumNear40Degrees) {
  EXPECT_NEAR(isoprene_activity(293.15, 800.0) / isoprene_activity(303.15, 800.0), 0.28, 0.03);  // G93 fig. 1
  EXPECT_GT(isoprene_activity(311.0, 800.0), isoprene_activity(303.15, 800.0));
  EXPECT_LT(isoprene_activity(320.0, 800.0), isoprene_activity(311.0, 800.0));
}

TEST(NaturalLaw, SoilGivesEightTimesMoreIn25ThanIn5Degrees) {
  EXPECT_NEAR(soil_no_activity(298.15) / soil_no_activity(278.15), std::exp(0.103 * 20), 1e-12);  // roundings
  EXPECT_EQ(soil_no_activity(310.0), 1.0);
  EXPECT_EQ(soil_no_activity(272.0), 0.0);
}

TEST(NaturalLaw, AnUnknownLawIsRefused) {
  EXPECT_THROW(natural_activity("sea_salt", 300.0, 0.0), std::invalid_argument);
}

}  // namespace
}  // namespace lantian::scenarios
