#include "tests/analytic/model/transport/puff.hpp"

#include <gtest/gtest.h>

namespace {
using namespace lantian::tests;

TEST(Puff, FollowsItsGaussianWithinOnePerCentOnceFourCellsWide) {
  for (const AdvectionScheme scheme : {AdvectionScheme::monotone, AdvectionScheme::positive})
    EXPECT_LT(puff(scheme).l2, 0.01);
}

TEST(Plume, FollowsTheSteadyGaussianWhereFourCellsWide) {
  // along-wind diffusion, which the plume formula leaves out, and a source as large as its cell: 2 %
  for (const AdvectionScheme scheme : {AdvectionScheme::monotone, AdvectionScheme::positive})
    EXPECT_LT(plume(scheme).l2, 0.02);
}

}  // namespace
