#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "model/aerosol/equilibrium.hpp"
#include "tests/support/random_airs.hpp"

namespace lantian::model::aerosol {
namespace {

TEST(AMillionAirs, AllSettleWithinTheirTotals) {
  const auto airs = tests::random_airs(1000000, 11);
  std::vector<InorganicParticle> found(airs.size());
  for (const Phase phase : {Phase::metastable, Phase::stable}) {
    equilibrium(airs, found, Convention::smooth, production_tolerance, phase);
    int unsettled = 0, outside = 0;
    for (std::size_t n = 0; n < airs.size(); ++n) {
      const auto& a = airs[n];
      const auto& p = found[n];
      const auto within = [](double x, double total) { return x >= 0.0 && x <= total; };
      unsettled += p.converged ? 0 : 1;
      outside += within(p.ammonium, a.ammonia) && within(p.nitrate, a.nitrate) &&
                         within(p.chloride, a.chloride) && p.water >= 0.0 && std::isfinite(p.water)
                     ? 0
                     : 1;
    }
    EXPECT_EQ(unsettled, 0);
    EXPECT_EQ(outside, 0);
  }
}

TEST(AMillionAirs, SettleFromAnotherSeedToo) {
  const auto airs = tests::random_airs(1000000, 2026);
  std::vector<InorganicParticle> found(airs.size());
  equilibrium(airs, found);
  int unsettled = 0;
  for (const auto& p : found) unsettled += p.converged ? 0 : 1;
  EXPECT_EQ(unsettled, 0);
}

}  // namespace
}  // namespace lantian::model::aerosol
