#include "model/numerics/trigonometry.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

namespace numerics = lantian::model::numerics;
typedef double Four __attribute__((vector_size(32)));

// The polynomials end below 5e-17; rounding adds less than one unit of the last place to each.
TEST(Trigonometry, IsAsExactAsItsHeaderSays) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> angle(-1000.0, 1000.0), power(-30.0, 30.0);
  for (int n = 0; n < 100000; ++n) {
    const double x = angle(random), t = std::exp2(power(random)), signed_t = n % 2 ? t : -t;
    const auto both = numerics::sine_cosine(x);
    ASSERT_NEAR(both.sine, static_cast<double>(std::sin(static_cast<long double>(x))), 2.2e-16 + 1e-16) << x;
    ASSERT_NEAR(both.cosine, static_cast<double>(std::cos(static_cast<long double>(x))), 2.2e-16 + 1e-16)
        << x;
    const double exact = static_cast<double>(std::atan(static_cast<long double>(signed_t)));
    ASSERT_NEAR(numerics::arc_tangent(signed_t) / exact, 1.0, 2 * 2.2e-16) << signed_t;
    ASSERT_NEAR(numerics::angle_of(t, -1.0), std::atan2(t, -1.0), 1e-15);
    ASSERT_NEAR(numerics::angle_of(signed_t, 0.5), std::atan2(signed_t, 0.5), 1e-15);
    const double root = static_cast<double>(std::cbrt(static_cast<long double>(t)));
    ASSERT_NEAR(numerics::cube_root(t) / root, 1.0, 2 * 2.2e-16) << t;
  }
  EXPECT_EQ(numerics::cube_root(0.0), 0.0);
  EXPECT_EQ(numerics::arc_tangent(0.0), 0.0);
}

TEST(Trigonometry, GivesALaneTheBitsOfTheNumberAlone) {
  std::mt19937_64 random(4);
  std::uniform_real_distribution<double> angle(-4.0, 4.0);
  for (int n = 0; n < 1000; ++n) {
    const Four x{angle(random), angle(random), angle(random), angle(random)};
    const auto both = numerics::sine_cosine(x);
    const Four atan = numerics::arc_tangent(x), root = numerics::cube_root(x * x);
    for (int m = 0; m < 4; ++m) {
      ASSERT_EQ(both.sine[m], numerics::sine_cosine(x[m]).sine);
      ASSERT_EQ(both.cosine[m], numerics::sine_cosine(x[m]).cosine);
      ASSERT_EQ(atan[m], numerics::arc_tangent(x[m]));
      ASSERT_EQ(root[m], numerics::cube_root(x[m] * x[m]));
    }
  }
}

}  // namespace
