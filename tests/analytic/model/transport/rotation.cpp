#include <gtest/gtest.h>

#include <limits>

#include "tests/analytic/model/transport/carry.hpp"

namespace {
using namespace lantian::tests;

/// L2 of FV3's monotone Lin scheme (hord 8) in the same set-ups, with the project's bar of half a per cent
/// for the printed digits and the different treatment of two dimensions.
void expect_at_least_as_good(const std::array<Norms, 3>& norms, std::array<double, 3> peer_l2) {
  for (int s = 0; s < 3; ++s) EXPECT_LE(norms[s].l2, peer_l2[s] * 1.005) << "shape " << s;
}

template <class Real>
class Carried : public testing::Test {};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(Carried, Reals);

TYPED_TEST(Carried, ShapesSurviveOneTurnAsWellAsInTheBestMonotonePeer) {
  expect_at_least_as_good(carry_around<TypeParam>(Wind::rotation, 100, 628), {0.2858, 0.0281, 0.0270});
}

TYPED_TEST(Carried, ShapesSurviveTheSwirlAsWellAsInTheBestMonotonePeer) {
  expect_at_least_as_good(carry_around<TypeParam>(Wind::swirl, 100, 450), {0.3366, 0.0409, 0.0612});
}

/// L2 of FV3's less diffusive Lin scheme (hord 10).
TYPED_TEST(Carried, ShapesSurviveBetterInThePositiveSchemeThanInTheLessDiffusivePeer) {
  const auto turned = carry_around<TypeParam>(Wind::rotation, 100, 628, AdvectionScheme::positive);
  const auto swirled = carry_around<TypeParam>(Wind::swirl, 100, 450, AdvectionScheme::positive);
  const std::array turn_bar{0.2745, 0.0250, 0.0187}, swirl_bar{0.3157, 0.0315, 0.0392};
  for (int s = 0; s < 3; ++s) {
    EXPECT_LT(turned[s].l2, turn_bar[s]) << "shape " << s;
    EXPECT_LT(swirled[s].l2, swirl_bar[s]) << "shape " << s;
    EXPECT_GE(turned[s].least, 0.0);
    EXPECT_GE(swirled[s].least, 0.0);
  }
}

TYPED_TEST(Carried, ShapesNeitherSinkBelowZeroNorRiseAboveTheirPeak) {
  for (const Wind wind : {Wind::rotation, Wind::swirl})
    for (const Norms& n : carry_around<TypeParam>(wind, 50, 314)) {
      EXPECT_GE(n.least, 0.0);
      EXPECT_LE(n.most, 1.0 + 8.0 * std::numeric_limits<TypeParam>::epsilon());  // round-off at the peak
    }
}

}  // namespace
