#include "tests/analytic/model/transport/puff.hpp"

#include <gtest/gtest.h>

namespace {
using namespace lantian::tests;

TEST(Puff, FollowsItsGaussianWithinOnePerCentOnceFourCellsWide) {
  for (const AdvectionScheme scheme : {AdvectionScheme::monotone, AdvectionScheme::positive})
    EXPECT_LT(puff(scheme).l2, 0.01);
}

TEST(Plume, FollowsRobertsWhereFourCellsWide) {
  // 2 %: its first cells are narrower than any scheme resolves; farther on the error falls below 1 %
  for (const AdvectionScheme scheme : {AdvectionScheme::monotone, AdvectionScheme::positive})
    EXPECT_LT(plume(scheme).l2, 0.02);
}

}  // namespace
