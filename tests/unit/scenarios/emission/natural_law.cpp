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

TEST(NaturalLaw, IsopreneMeetsTheEquationsByHand) {
  // CL = 0.0027 x 1.066 Q / sqrt(1 + (0.0027 Q)^2); CT = exp(95000 (T - 303.15) / (R 303.15 T)) over
  // 1 + exp(230000 (T - 314) / (R 303.15 T)).
  const auto by_hand = [](double temperature, double photons) {
    const double x = 0.0027 * photons, thermal = 8.31446261815324 * 303.15 * temperature;
    return 1.066 * x / std::sqrt(1.0 + x * x) * std::exp(95000.0 * (temperature - 303.15) / thermal) /
           (1.0 + std::exp(230000.0 * (temperature - 314.0) / thermal));
  };
  for (const double temperature : {288.15, 303.15, 308.15})
    for (const double photons : {100.0, 1000.0, 2000.0})
      EXPECT_NEAR(isoprene_activity(temperature, photons / (4.57 * 0.45)), by_hand(temperature, photons),
                  1e-13);
  EXPECT_NEAR(by_hand(303.15, 1000.0), 0.9996 * 0.9632, 1e-3);  // CL, CT = 1 / (1 + exp(-3.27))
}

TEST(NaturalLaw, TerpenesAreOneAt30DegreesAndGoOnAtNight) {
  EXPECT_EQ(terpene_activity(303.15), 1.0);
  EXPECT_NEAR(terpene_activity(293.15), std::exp(-0.9), 1e-12);
  EXPECT_EQ(natural_activity("terpenes", 293.15, 0.0), terpene_activity(293.15));
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
