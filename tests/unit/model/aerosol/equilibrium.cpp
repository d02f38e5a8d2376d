#include "model/aerosol/equilibrium.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace lantian::model::aerosol {
namespace {

/// T, RH, SO4, NH3, NO3 [kg m-3].
InorganicAir from_mass(double t, double rh, double so4, double nh3, double no3) {
  InorganicAir a;
  a.temperature = t;
  a.relative_humidity = rh;
  a.sulfate = so4 / 96.06e-3;
  a.ammonia = nh3 / 17.031e-3;
  a.nitrate = no3 / 62.004e-3;
  return a;
}

TEST(AerosolEquilibrium, WinterHazeKeepsItsNitrateInTheParticleAndAmmoniaInTheGas) {
  const InorganicAir a = from_mass(275.0, 0.8, 15e-9, 25e-9, 35e-9);
  const InorganicParticle p = equilibrium(a);
  EXPECT_TRUE(p.converged);
  EXPECT_GT(p.nitrate / a.nitrate, 0.95);               // gas HNO3 below 0.5 ug m-3 in winter haze
  EXPECT_GT(a.ammonia - p.ammonium, 0.15 * a.ammonia);  // 25 less about 5.3 (SO4) and 9.6 (NO3) ug m-3
  const double ph = -std::log10(p.hydrogen / p.water);
  EXPECT_GT(ph, 3.0);  // haze in North China: 3.5 to 5.5 by thermodynamic models
  EXPECT_LT(ph, 6.0);
}

TEST(AerosolEquilibrium, HotAirGivesNitrateBack) {
  const InorganicAir a = from_mass(308.0, 0.4, 15e-9, 15e-9, 15e-9);
  EXPECT_LT(equilibrium(a).nitrate / a.nitrate, 0.2);  // the summer afternoon's order
}

}  // namespace
}  // namespace lantian::model::aerosol
