// The parts of both integrals: the normal distribution, Romberg's and Kronrod's rules, roots on sides.
#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "model/plume/area/normal_distribution.hpp"
#include "model/plume/area/quadrature.hpp"
#include "model/plume/area/romberg.hpp"
#include "model/plume/area/root_on_side.hpp"

namespace {

using namespace lantian::model::plume;

double phi(double w) { return 0.5 * std::erfc(-w / std::sqrt(2.0)); }

TEST(NormalDistribution, TailsAreExactToThreeInABillion) {
  double worst = 0.0;
  for (double a = 0.0; a < 35.0; a += 0.00731)
    worst = std::max(worst, std::fabs(normal_tail(a) / phi(-a) - 1.0));
  EXPECT_LT(worst, 3e-9);  // the fit's own error
  EXPECT_EQ(normal_tail(60.0), 0.0);
}

TEST(NormalDistribution, SharesBetweenKeepTheirDigitsInBothTails) {
  for (const double low : {-9.0, -4.0, -0.5, 0.0, 0.3, 5.0, 8.0})
    for (const double width : {0.3, 1.0, 6.0}) {
      const double exact = low > 0.0 ? phi(-low) - phi(-low - width) : phi(low + width) - phi(low);
      EXPECT_NEAR(normal_between(low, low + width) / exact, 1.0, 2e-8);  // tails' 3e-9 over their difference
    }
}

TEST(NormalDistribution, TableHasFourDecimals) {
  for (double w = -5.0; w < 5.0; w += 0.013)
    EXPECT_NEAR(tabulated_normal(w), phi(w), 4.1e-4)
        << w;  // linear between 0.1 (3.0e-4), a last digit, its ends
  EXPECT_EQ(tabulated_normal(-3.9), 0.0);
  EXPECT_EQ(tabulated_normal(3.9), 1.0);
  EXPECT_NEAR(tabulated_normal(0.05), 0.5 * (0.5 + 0.5398), 1e-15);
}

double romberg_of(double a, double b, int& asked, double (*f)(double)) {
  const auto points = std::make_unique<Points>();
  return romberg(a, b, *points, [&](Points& p, int count) {
    for (int n = 0; n < count; ++n) p.value[n] = f(p.x[n]);
    asked += count;
  });
}

TEST(Romberg, IntegratesPolynomialsWithSeventeenPoints) {
  int asked = 0;
  EXPECT_NEAR(romberg_of(1.0, 4.0, asked, [](double x) { return x * x * x * x * x; }), 682.5, 1e-10);
  EXPECT_EQ(asked, 17);
  EXPECT_NEAR(romberg_of(4.0, 1.0, asked, [](double x) { return x; }), -7.5, 1e-13);
}

TEST(Romberg, GivesNothingWhereBothEndsAreNothing) {
  int asked = 0;
  EXPECT_EQ(romberg_of(0.0, 100.0, asked, [](double x) { return x * (100.0 - x); }), 0.0);
  EXPECT_EQ(asked, 2);
}

TEST(Romberg, HalvesUntilOnePerCentOrOneMetre) {
  int asked = 0;
  romberg_of(1.0, 1e5, asked, [](double x) { return 1.0 / x; });
  EXPECT_EQ(asked, 2049);  // twelve rows
  asked = 0;
  romberg_of(0.0, 15.0, asked, [](double x) { return std::exp(20.0 * std::sin(7.0 * x)); });
  EXPECT_EQ(asked, 17);  // the step is below 1 m
}

template <class Rule>
void expect_exact(int degree) {
  const PairedNodes<Rule> nodes;
  double values[Rule::count];
  for (int power = 0; power <= degree; ++power) {
    for (int n = 0; n < Rule::count; ++n) values[n] = std::pow(2.0 + 1.5 * nodes.at[n], power);
    const double exact = (std::pow(3.5, power + 1) - std::pow(0.5, power + 1)) / (power + 1);
    EXPECT_NEAR(kronrod_estimate<Rule>(values, 1.5).value / exact, 1.0, 1e-13) << power;
  }
}

TEST(Kronrod, IsExactForPolynomials) {
  expect_exact<Kronrod7>(11);
  expect_exact<Kronrod15>(23);
}

TEST(RootOnSide, IsGoodToATwoHundredthOfItsDistance) {
  for (const double root : {2.0, 30.0, 400.0, 990.0}) {
    const auto excess = [&](double x) { return std::log(x / root) + 0.3 * (x - root) / 1000.0; };
    for (const bool back : {false, true}) {
      const double a = back ? 1000.0 : 1.01, b = back ? 1.01 : 1000.0;
      const double found = root_on_side(a, b, excess(a), excess(b), excess);
      EXPECT_NEAR(found / root, 1.0, 5e-3) << root;  // half the bracket 0.2 %, and 0.5 mm
    }
  }
}

}  // namespace
