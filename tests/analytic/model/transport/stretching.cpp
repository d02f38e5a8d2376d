#include <gtest/gtest.h>

#include "tests/analytic/model/transport/correlation.hpp"
#include "tests/analytic/model/transport/vortices.hpp"

namespace {
using namespace lantian::tests;

TEST(CorrelatedTracers, StayWithinTheirRangesInTheMonotoneScheme) {
  const auto mixed = mixing_of(stretch(50, 226, AdvectionScheme::monotone));
  EXPECT_EQ(mixed.overshooting, 0.0);
  EXPECT_GT(mixed.real, 0.0);
  EXPECT_LT(mixed.unmixing, mixed.real);  // most of what happens is what mixing of air does
}

TEST(CorrelatedTracers, AreMixedLessByThePositiveScheme) {
  const auto monotone = mixing_of(stretch(50, 226, AdvectionScheme::monotone));
  const auto positive = mixing_of(stretch(50, 226, AdvectionScheme::positive));
  EXPECT_LT(positive.real, monotone.real);
  EXPECT_LT(positive.overshooting, 0.01 * positive.real);  // overshoots are rare and small
}

TEST(Filament, IsKeptAlikeAtEveryThreshold) {
  for (const AdvectionScheme scheme : {AdvectionScheme::monotone, AdvectionScheme::positive}) {
    const auto stretched = stretch(100, 450, scheme);
    if (scheme == AdvectionScheme::monotone) {
      EXPECT_EQ(stretched.kept.front(), 1.0);  // the background never falls below itself
    }
    for (const double kept : stretched.kept) EXPECT_NEAR(kept, 1.0, 0.1);
  }
}

TEST(CosineBells, NeedFewerCellsInThePositiveScheme) {
  const double monotone = minimal_resolution(AdvectionScheme::monotone),
               positive = minimal_resolution(AdvectionScheme::positive);
  EXPECT_LT(positive, monotone);
  EXPECT_LE(error_of_bells(static_cast<int>(std::ceil(monotone)), AdvectionScheme::monotone), 0.033);
}

TEST(Vortices, FollowTheStreamlinesEarlyAndNeverBlowUp) {
  const int early = 75;  // T/50 of 2637.6 s
  const auto exact = Vortices::exact(early * Vortices::dt);
  double monotone = 0.0;
  for (const AdvectionScheme scheme : {AdvectionScheme::monotone, AdvectionScheme::positive}) {
    const auto fields = Vortices::carried(scheme, {early, Vortices::all_steps});
    const Norms norms = norms_of(fields[0], exact);
    if (scheme == AdvectionScheme::monotone)
      monotone = norms.l2;
    else
      EXPECT_LT(norms.l2, monotone);
    const auto [least, most] = std::minmax_element(fields[1].begin(), fields[1].end());
    EXPECT_GE(*least, 0.0);
    EXPECT_LE(*most, 1.0);
  }
}

}  // namespace
