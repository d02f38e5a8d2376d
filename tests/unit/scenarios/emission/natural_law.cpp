#include "scenarios/emission/natural_law.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace lantian::scenarios {
namespace {

constexpr double standard_height = 0.8660254;  // of a sun 60 degrees high
double shortwave(double photons) { return photons / (4.57 * 0.45); }

TEST(NaturalLaw, IsopreneIsNoneInTheDarkAndOneAtTheStandardState) {
  EXPECT_EQ(isoprene_activity(303.15, 0.0, standard_height), 0.0);
  EXPECT_EQ(isoprene_activity(303.15, 20.0, -0.02), 0.0);
  const double standard = shortwave(0.6 * 3000.0 * standard_height);
  EXPECT_NEAR(isoprene_activity(303.15, standard, standard_height), 1.0, 3e-3);  // MEGAN's own roundings
}

TEST(NaturalLaw, IsopreneRisesWithWarmthToAnOptimumNear40Degrees) {
  const auto at = [](double temperature) { return isoprene_activity(temperature, 800.0, 0.9); };
  EXPECT_NEAR(at(293.15) / at(303.15), 0.28, 0.03);  // G93 fig. 1
  EXPECT_GT(at(311.0), at(303.15));
  EXPECT_LT(at(320.0), at(311.0));
}

TEST(NaturalLaw, IsopreneMeetsTheEquationsByHand) {
  // sin a (2.46 p - 0.9 p^2), p = Q / (3000 sin a); CT = exp(95000 (T - 303.15) / (R 303.15 T)) over
  // 0.961 + exp(230000 (T - 314) / (R 303.15 T)).
  const auto by_hand = [](double temperature, double photons, double height) {
    const double passed = photons / 3000.0 / height, thermal = 8.31446261815324 * 303.15 * temperature;
    return (2.46 * passed - 0.9 * passed * passed) * height *
           std::exp(95000.0 * (temperature - 303.15) / thermal) /
           (0.961 + std::exp(230000.0 * (temperature - 314.0) / thermal));
  };
  for (const double temperature : {288.15, 303.15, 308.15})
    for (const double photons : {100.0, 600.0, 1500.0})
      EXPECT_NEAR(isoprene_activity(temperature, shortwave(photons), 0.7), by_hand(temperature, photons, 0.7),
                  1e-13);
}

TEST(NaturalLaw, ACanopyIsFarFromTheLightThatALeafIsContentWith) {
  // A leaf at 500 umol m-2 s-1 gives 0.86 of its most [Guenther1993]; a canopy under a morning sun 0.35.
  EXPECT_NEAR(isoprene_activity(303.15, shortwave(500.0), 0.4), 0.35, 0.01);
}

TEST(NaturalLaw, TerpenesAreOneAt30DegreesAndGoOnAtNight) {
  EXPECT_EQ(terpene_activity(303.15), 1.0);
  EXPECT_NEAR(terpene_activity(293.15), std::exp(-0.9), 1e-12);
  EXPECT_EQ(natural_activity("terpenes", 293.15, 0.0, 0.0), terpene_activity(293.15));
}

TEST(NaturalLaw, SoilGivesEightTimesMoreIn25ThanIn5Degrees) {
  EXPECT_NEAR(soil_no_activity(298.15) / soil_no_activity(278.15), std::exp(0.103 * 20), 1e-12);  // roundings
  EXPECT_EQ(soil_no_activity(310.0), 1.0);
  EXPECT_EQ(soil_no_activity(272.0), 0.0);
}

TEST(NaturalLaw, AnUnknownLawIsRefused) {
  EXPECT_THROW(natural_activity("sea_salt", 300.0, 0.0, 0.5), std::invalid_argument);
}

}  // namespace
}  // namespace lantian::scenarios
