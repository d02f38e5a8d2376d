#include "model/numerics/quick_functions.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

namespace numerics = lantian::model::numerics;

TEST(QuickFunctions, AreAsExactAsTheirHeaderSays) {
  std::mt19937_64 random(9);
  std::uniform_real_distribution<double> power(-100.0, 100.0);
  for (int n = 0; n < 100000; ++n) {
    const double y = power(random), x = std::exp2(y);
    ASSERT_NEAR(numerics::quick_log2(x), std::log2(x), 2e-12);
    ASSERT_NEAR(numerics::quick_exp2(y) / std::exp2(y), 1.0, 1e-13);
    ASSERT_NEAR(numerics::quick_exp(y) / std::exp(y), 1.0, 1e-13);
    ASSERT_NEAR(numerics::quick_power(x, 0.3) / std::pow(x, 0.3), 1.0, 2e-12);
  }
  EXPECT_EQ(numerics::quick_exp2(0.0), 1.0);
  EXPECT_LT(numerics::quick_exp(-1e5), 1e-300);
}

TEST(QuickFunctions, GiveALaneTheBitsOfTheNumberAlone) {
  std::mt19937_64 random(10);
  std::uniform_real_distribution<double> power(-60.0, 60.0);
  for (int n = 0; n < 1000; ++n) {
    const numerics::Four y{power(random), power(random), power(random), power(random)};
    const numerics::Four two = numerics::quick_exp2(y), log = numerics::quick_log2(two);
    for (int m = 0; m < 4; ++m) {
      ASSERT_EQ(two[m], numerics::quick_exp2(y[m]));
      ASSERT_EQ(log[m], numerics::quick_log2(two[m]));
    }
  }
}

}  // namespace
