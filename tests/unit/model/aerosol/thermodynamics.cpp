#include <gtest/gtest.h>

#include <cmath>

#include "model/aerosol/activity.hpp"

namespace lantian::model::aerosol {
namespace {

struct ConstantAt {
  const char* name;
  EquilibriumConstant k;
  double at_273, at_308;  // at 273.15 K and 308.15 K
};

TEST(AerosolConstants, FollowVanTHoffWithHeatCapacity) {
  const ConstantAt cases[] = {
      {"HSO4", bisulfate_dissociation, 2.06597e-2, 7.51383e-3},
      {"NH3 dissolution", ammonia_dissolution, 208.018, 36.951},
      {"NH3 hydrolysis", ammonia_hydrolysis, 1.41476e-5, 1.86778e-5},
      {"water", water_dissociation, 1.15614e-15, 2.06736e-14},
      {"HCl", hydrogen_chloride, 2.89035e7, 7.31822e5},
      {"HNO3", nitric_acid, 3.39197e7, 9.65611e5},
      {"NH4NO3", ammonium_nitrate_vapour, 6.19954e-20, 6.40055e-16},
  };
  for (const ConstantAt& c : cases) {
    const double cold = numerics::exp(ln_constant(c.k, 273.15)),
                 warm = numerics::exp(ln_constant(c.k, 308.15));
    EXPECT_NEAR(cold / c.at_273, 1.0, 6e-6) << c.name;    // given to six digits
    EXPECT_NEAR(warm / c.at_308, 1.0, 1.5e-5) << c.name;  // some given to five
  }
}

struct SaltAlone {
  const char* name;
  Pair pair;
  double at_298[4], at_273[4];  // I = 0.1, 1, 10, 50 mol kg-1
};

TEST(AerosolActivity, OfOneSaltFollowsKusikAndMeissner) {
  const SaltAlone cases[] = {
      {"NH4NO3",
       NH4_NO3,
       {-0.128685, -0.302367, -0.650092, -0.999782},
       {-0.133018, -0.319310, -0.732468, -1.256554}},
      {"HNO3", H_NO3, {-0.112059, -0.172950, 0.207662, 1.342904}, {-0.114326, -0.173813, 0.231862, 1.377211}},
      {"HCl", H_Cl, {-0.104171, -0.113443, 0.986379, 3.777802}, {-0.105457, -0.106912, 1.107335, 4.114645}},
      {"(NH4)2SO4",
       NH4_SO4,
       {-0.247863, -0.529969, -0.888931, -1.176164},
       {-0.255347, -0.554566, -1.002584, -1.587400}},
      {"2H-SO4",
       H_SO4,
       {-0.246373, -0.518332, -0.821162, -1.009937},
       {-0.253672, -0.541483, -0.926395, -1.400519}},
      {"H-HSO4",
       H_HSO4,
       {-0.102769, -0.108753, 1.387608, 5.139514},
       {-0.103881, -0.101640, 1.558416, 5.645550}},
      {"MgSO4",
       Mg_SO4,
       {-0.487898, -0.998880, -1.416533, -1.432547},
       {-0.501894, -1.040489, -1.598945, -2.140735}},
  };
  const double strengths[4] = {0.1, 1.0, 10.0, 50.0};
  for (const SaltAlone& c : cases)
    for (int n = 0; n < 4; ++n) {
      const double warm = of_salt(c.pair, salt_free<OlderModel>(strengths[n], 298.15));
      const double cold = of_salt(c.pair, salt_free<OlderModel>(strengths[n], 273.15));
      EXPECT_NEAR(warm, c.at_298[n], 1e-6) << c.name;  // given to six decimals
      EXPECT_NEAR(cold, c.at_273[n], 1e-6) << c.name;  // the same
    }
}

TEST(AerosolActivity, OfAMixFollowsBromley) {
  const Ions<double> m{0.001, 4.0, 1.0, 0.3, 0.0, 0.1, 0.5, 1.5, 2.0, 0.2};
  EXPECT_NEAR(ionic_strength(m), 7.9505, 1e-12);  // a sum of round numbers
  const double given[2][6] = {{-0.475797, -0.350529, -0.223914, -0.680047, -0.128186, -0.253453},
                              {-0.518902, -0.381201, -0.242020, -0.740537, -0.136790, -0.274491}};
  const double temperatures[2] = {298.15, 278.15};
  for (int n = 0; n < 2; ++n) {
    const auto g = coefficients<OlderModel>(m, temperatures[n]);
    const double found[6] = {g.NH4NO3, g.HNO3, g.HCl, g.H2SO4, g.H_HSO4, g.NH4_HSO4};
    for (int k = 0; k < 6; ++k) EXPECT_NEAR(found[k], given[n][k], 1e-6);  // given to six decimals
  }
}

TEST(AerosolActivity, TendsToOneInPureWater) {
  const double tiny = 1e-9;
  const auto g = coefficients<Smooth>(Ions<double>{tiny, tiny, 0, 0, 0, 0, 0, tiny, tiny / 2, 0}, 298.15);
  EXPECT_NEAR(g.NH4NO3, 0.0, 1e-4);  // Debye and Hueckel: 0.51 sqrt(I) = 2.5e-5
}

TEST(AerosolActivity, SmoothFormHasNoTemperatureCorrectionAtItsReference) {
  const double at = of_salt(NH4_NO3, salt_free<Smooth>(5.0, 298.15));
  const double beside = of_salt(NH4_NO3, salt_free<Smooth>(5.0, 298.16));
  EXPECT_NEAR(at, of_salt(NH4_NO3, salt_free<OlderModel>(5.0, 298.15)), 1e-14);  // I < 6: the same formula
  EXPECT_LT(std::abs(at - beside), 1e-4);                                        // slope 0.005 a kelvin
}

}  // namespace
}  // namespace lantian::model::aerosol
