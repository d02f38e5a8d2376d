#include "model/chemistry/sulfur_oxidation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace {

using namespace lantian::model::chemistry;

constexpr double ppb = 1e-9 * 101325.0 / (8.314462618 * 285.0);  // mol m-3

HangingWater cloud(double hydrogen = 1e-5) { return {285.0, 0.3e-6, 1e-5, hydrogen, 0.0, 0.0, false}; }

TEST(SulfurOxidation, RatesOfDilutePeroxideAreThoseOfTheTextbook) {
  // At 298.15 K and pH 4.5 [Seinfeld2016]: k [H+][HSO3-][H2O2]/(1 + 13 [H+]) of each ppb in the gas.
  const HangingWater water{298.15, 1e-15, 1e-5, 3.16e-5, 0.0, 0.0, false};  // so little that it takes nothing
  const double atmosphere = 298.15 * 8.2057e-5;                             // of a mol m-3
  const double so2 = 1.3 * 1.3e-2 / 3.16e-5, h2o2 = 8.3e4;
  const double expected =
      7.5e7 * 3.16e-5 * so2 * h2o2 / (1 + 13 * 3.16e-5) * atmosphere * atmosphere * 1000.0 * 1e-15;
  EXPECT_NEAR(oxidation_rates(water).h2o2 / expected, 1.0,
              0.01);  // the slope counts from 298, solubility from 298.15 K
}

TEST(SulfurOxidation, OfPeroxideHardlyDependsOnAcidityOfOzoneSteeply) {
  HangingWater water = cloud(1e-4);
  water.volume = 1e-15;  // takes nothing from the gas
  const auto sour = oxidation_rates(water);
  water.hydrogen = 1e-6;
  const auto mild = oxidation_rates(water);
  EXPECT_NEAR(sour.h2o2 / mild.h2o2, 1.0, 2e-3);  // 1 + 13 [H+]
  EXPECT_GT(mild.o3 / sour.o3, 1e3);
  EXPECT_LT(mild.o3 / sour.o3, 1e5);
}

TEST(SulfurOxidation, AloneWithPeroxideIsTheExactSolution) {
  auto rates = oxidation_rates(cloud());
  rates.o3 = rates.no2 = rates.metals = 0.0;
  rates.so2_reach = rates.h2o2_reach = 1e30;  // nothing keeps the gas from the water
  for (const double peroxide : {1.0, 5.0, 5.0 * (1.0 + 1e-9), 20.0}) {
    SulfurAir air{5.0 * ppb, peroxide * ppb, 0.0, 0.0};
    const double k = 1e-5 / ppb;
    rates.h2o2 = k;
    const double dt = 1e4, a = 5.0 * ppb, b = peroxide * ppb;
    const auto made = oxidise(air, rates, dt);
    // a b (1 - e)/(b - a e), e = exp(-(b - a) k t); for a = b: a k a t/(1 + k a t)
    const double e = std::exp(-(b - a) * k * dt);
    const double exact =
        std::fabs(b - a) < 1e-6 * a ? a * k * a * dt / (1.0 + k * a * dt) : a * b * (1.0 - e) / (b - a * e);
    EXPECT_NEAR(made.sulfate / exact, 1.0, 1e-7) << peroxide;  // near a = b the formula itself loses digits
    EXPECT_NEAR(air.sulfur_dioxide + made.sulfate, 5.0 * ppb, 1e-14 * ppb);
  }
}

/// The same rates in the smallest steps, all at once.
double sulfate_in_small_steps(SulfurAir air, const OxidationRates& r, double dt, int steps) {
  const double start = air.sulfur_dioxide, h = dt / steps;
  const auto limited = [](double rate, double most) {
    return rate > 0.0 ? 1.0 / (1.0 / rate + 1.0 / most) : 0.0;
  };
  const auto slope = [&](const SulfurAir& y) {
    const double s = y.sulfur_dioxide;
    return std::array{limited(r.h2o2 * s * y.hydrogen_peroxide,
                              std::min(r.so2_reach * s, r.h2o2_reach * y.hydrogen_peroxide)),
                      limited(r.o3 * s * y.ozone, std::min(r.so2_reach * s, r.o3_reach * y.ozone)),
                      limited(r.no2 * s * y.nitrogen_dioxide,
                              std::min(r.so2_reach * s, 0.5 * r.no2_reach * y.nitrogen_dioxide)),
                      limited(r.metals * s, r.so2_reach * s)};
  };
  const auto advance = [](SulfurAir& y, const std::array<double, 4>& rate, double time) {
    y.sulfur_dioxide -= time * (rate[0] + rate[1] + rate[2] + rate[3]);
    y.hydrogen_peroxide -= time * rate[0];
    y.ozone -= time * rate[1];
    y.nitrogen_dioxide -= time * 2.0 * rate[2];
  };
  for (int n = 0; n < steps; ++n) {  // midpoint rule
    SulfurAir half = air;
    advance(half, slope(air), 0.5 * h);
    advance(air, slope(half), h);
  }
  return start - air.sulfur_dioxide;
}

TEST(SulfurOxidation, AgreesWithTheEquationsInSmallSteps) {
  HangingWater particles{278.0, 60e-12, 0.25e-6, 3e-5, 2e-6, 1e-6, true};
  HangingWater drops = cloud(2e-6);
  drops.iron = 1e-6, drops.manganese = 1e-7;
  for (const auto& water : {particles, drops}) {
    const auto rates = oxidation_rates(water);
    const SulfurAir start{15.0 * ppb, 0.4 * ppb, 20.0 * ppb, 30.0 * ppb};
    SulfurAir air = start;
    double made = 0.0;
    for (int n = 0; n < 10; ++n) made += oxidise(air, rates, 60.0).sulfate;
    const double exact = sulfate_in_small_steps(start, rates, 600.0, 200000);
    EXPECT_NEAR(made / exact, 1.0, 0.02);  // one oxidant after the other, reach as the part begins
  }
}

TEST(SulfurOxidation, NoMoreIronCountsThanDissolves) {
  // By hand at pH 5: 10^(3.50 - 15) (1 + 10^(-2.19 + 5) + 10^(-5.76 + 10) + 10^(-14.30 + 15) + ..).
  EXPECT_NEAR(ferric_solubility(1e-5) / (std::pow(10.0, -11.5) * (1.0 + 645.654 + 17378.0 + 5.01 + 0.02)),
              1.0, 1e-4);
  EXPECT_GT(ferric_solubility(1e-2), 1e-3);  // acid haze dissolves all it has
  EXPECT_LT(ferric_solubility(1e-6), 1e-8);
  HangingWater water = cloud(1e-6);
  water.manganese = 1e-7, water.iron = ferric_solubility(1e-6);
  const double saturated = oxidation_rates(water).metals;
  water.iron = 1e-5;
  EXPECT_EQ(oxidation_rates(water).metals, saturated);
  water.hydrogen = 1e-2;
  const double acid = oxidation_rates(water).metals;
  water.iron = 1e-6;
  EXPECT_LT(oxidation_rates(water).metals, 0.5 * acid);
}

TEST(SulfurOxidation, NeverMakesANegativeHoweverLongTheStep) {
  for (const double dt : {1.0, 600.0, 1e6, 1e12}) {
    SulfurAir air{20.0 * ppb, 3.0 * ppb, 40.0 * ppb, 7.0 * ppb};
    const SulfurAir before = air;
    const auto made = oxidise(air, oxidation_rates(cloud(1e-6)), dt);
    EXPECT_GE(air.sulfur_dioxide, 0.0);
    EXPECT_GE(air.hydrogen_peroxide, 0.0);
    EXPECT_GE(air.ozone, 0.0);
    EXPECT_GE(air.nitrogen_dioxide, 0.0);
    EXPECT_NEAR((air.sulfur_dioxide + made.sulfate) / before.sulfur_dioxide, 1.0, 1e-14);
    EXPECT_NEAR((air.nitrogen_dioxide + made.nitrous_acid) / before.nitrogen_dioxide, 1.0, 1e-14);
  }
}

TEST(SulfurOxidation, IsNoFasterThanGasReachesTheWater) {
  auto rates = oxidation_rates(cloud());
  rates = {1e30, 0.0, 0.0, 0.0, rates.so2_reach, 1e-5, 0.0, 0.0};
  SulfurAir air{20.0 * ppb, 1.0 * ppb, 0.0, 0.0};
  EXPECT_NEAR(oxidise(air, rates, 100.0).sulfate / (1e-5 * 100.0 * ppb), 1.0, 1e-3);
}

TEST(DropHydrogen, OfCleanAirIsThatOfCarbonicAcid) {
  const double pH = -std::log10(drop_hydrogen({}, 298.15, 0.3e-6));
  EXPECT_NEAR(pH, 5.6, 0.02);  // 420 ppm [Seinfeld2016]
}

TEST(DropHydrogen, FollowsAcidsAndAmmonia) {
  DropComposition drop;
  drop.sulfate = 1e-8;  // 2e-8 mol of charge in 0.3 g of water: 6.7e-5 mol L-1
  EXPECT_NEAR(-std::log10(drop_hydrogen(drop, 285.0, 0.3e-6)), 4.18, 0.01);
  drop.ammonia = 2e-8;
  EXPECT_GT(-std::log10(drop_hydrogen(drop, 285.0, 0.3e-6)), 5.0);
}

TEST(DropHydrogen, HardlyDependsOnTheGuess) {
  const SulfurChemistry chemistry(280.0);
  DropComposition drop;
  drop.sulfate = 2e-8, drop.nitrate = 3e-8, drop.ammonia = 7.5e-8, drop.sulfur_dioxide = 2e-7;
  const double alone = chemistry.drop_hydrogen(drop, 0.3e-6);
  for (const double guess : {0.3, 0.9, 1.1, 5.0, 1e4})
    EXPECT_NEAR(chemistry.drop_hydrogen(drop, 0.3e-6, guess * alone) / alone, 1.0,
                2e-4);  // as the header says
}

}  // namespace
