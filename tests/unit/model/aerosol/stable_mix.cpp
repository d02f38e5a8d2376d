#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/aerosol/equilibrium.hpp"
#include "model/aerosol/solid_data.hpp"

namespace lantian::model::aerosol {
namespace {

/// T, RH, SO4, NH3, NO3 [mol m-3].
InorganicAir summer(double humidity) { return {300.0, humidity, 1.2e-7, 8e-7, 2.5e-7}; }

InorganicParticle of(const InorganicAir& air, Phase phase) {
  return equilibrium(air, Convention::smooth, 1e-9, phase);
}

TEST(StableForm, IsTheMetastableOneInDampAir) {
  const InorganicAir air{285.0, 0.985, 1.2e-7, 8e-7, 2.5e-7, 4e-8, 5e-8, 1e-8, 2e-8, 1e-8};
  const InorganicParticle wet = of(air, Phase::metastable), stable = of(air, Phase::stable);
  EXPECT_EQ(stable.nitrate, wet.nitrate);
  EXPECT_EQ(stable.ammonium, wet.ammonium);
  EXPECT_EQ(stable.water, wet.water);
}

TEST(StableForm, HoldsNoWaterInDryAirAndKeepsNitrateOverItsOwnVapour) {
  InorganicAir air = summer(0.3);
  air.temperature = 290.0;
  const InorganicParticle p = of(air, Phase::stable);
  EXPECT_TRUE(p.converged);
  EXPECT_EQ(p.water, 0.0);
  EXPECT_TRUE(std::isnan(p.ph()));
  // K10(290 K) = 5.746e-17 exp(-74.38 (T0/T - 1) + 6.120 (1 + ln(T0/T) - T0/T)) atm2 [FountoukisNenes2007]
  const double ratio = 298.15 / 290.0, rt = 8.20567e-5 * 290.0;
  const double k10 = 5.746e-17 * std::exp(-74.38 * (ratio - 1.0) + 6.120 * (1.0 + std::log(ratio) - ratio));
  const double product = (air.ammonia - p.ammonium) * (air.nitrate - p.nitrate) * rt * rt;
  EXPECT_NEAR(product / k10, 1.0, 1e-9);  // rounding of the differences
}

TEST(StableForm, TakesWaterBetweenTheMixsHumidityAndTheSaltsOwn) {
  const double meta = of(summer(0.7), Phase::metastable).water, stable = of(summer(0.7), Phase::stable).water;
  EXPECT_GT(stable, 0.3 * meta);  // all NH4NO3 and a part of (NH4)2SO4 are dissolved
  EXPECT_LT(stable, 0.95 * meta);
}

TEST(StableForm, IsContinuousInHumidityTemperatureAndEveryAmount) {
  const InorganicAir start{299.0, 0.2, 1.2e-7, 4.0e-7, 2.5e-7, 4e-8, 5e-8, 1e-8, 2e-8, 1e-8};
  const auto largest_jump = [](std::vector<InorganicAir> walk) {
    std::vector<InorganicParticle> p(walk.size());
    equilibrium(walk, p, Convention::smooth, 1e-9, Phase::stable);
    double jump = 0.0;
    for (std::size_t n = 1; n < walk.size(); ++n) {
      jump = std::max({jump, std::abs(p[n].nitrate - p[n - 1].nitrate) / walk[n].nitrate,
                       std::abs(p[n].ammonium - p[n - 1].ammonium) / walk[n].ammonia,
                       std::abs(p[n].water - p[n - 1].water) / (p[n].water + p[n - 1].water + 1e-10)});
    }
    return jump;
  };
  const auto walk = [&](int steps, auto change) {
    std::vector<InorganicAir> airs;
    for (int n = 0; n <= steps; ++n) {
      InorganicAir a = start;
      a.relative_humidity = 0.65;
      change(a, static_cast<double>(n) / steps);
      airs.push_back(a);
    }
    return airs;
  };
  // Steps of 1e-5 of each path: a slope of 100 along it gives 1e-3, a jump stays as large as it is.
  const int steps = 100000;
  EXPECT_LT(
      largest_jump(walk(steps, [](InorganicAir& a, double s) { a.relative_humidity = 0.2 + 0.79 * s; })),
      1e-3);
  EXPECT_LT(largest_jump(walk(steps, [](InorganicAir& a, double s) { a.temperature = 297.0 + 5.0 * s; })),
            1e-3);
  EXPECT_LT(largest_jump(walk(steps, [](InorganicAir& a, double s) { a.ammonia = 5e-8 + 5e-7 * s; })), 1e-3);
  EXPECT_LT(largest_jump(walk(steps, [](InorganicAir& a, double s) { a.calcium = 3e-7 * s; })), 1e-3);
  EXPECT_LT(largest_jump(walk(steps, [](InorganicAir& a, double s) { a.sodium = 3e-7 * s; })), 1e-3);
}

TEST(StableForm, BalancesChargesInTheWholeParticle) {
  InorganicAir a{288.0, 0.55, 1.2e-7, 6e-7, 2.5e-7, 4e-8, 5e-8, 1e-8, 2e-8, 1e-8};
  for (int n = 0; n < 60; ++n) {
    a.relative_humidity = 0.3 + 0.01 * n;
    const InorganicParticle p = equilibrium(a, Convention::smooth, 1e-12, Phase::stable);
    const double anions = 2 * (a.sulfate - a.calcium) - p.bisulfate + p.nitrate + p.chloride;
    const double cations = p.ammonium + p.hydrogen + a.sodium + a.potassium + 2 * a.magnesium;
    EXPECT_NEAR((anions - cations) / (anions + cations), 0.0, 1e-12) << a.relative_humidity;  // rounding
  }
}

}  // namespace
}  // namespace lantian::model::aerosol
