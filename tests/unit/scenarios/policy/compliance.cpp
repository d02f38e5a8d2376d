#include "scenarios/policy/compliance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "scenarios/policy/evaporation.hpp"
#include "scenarios/policy/rounding.hpp"

namespace {

using namespace lantian::scenarios;

Compliance beta(double mean, double sd) {
  Compliance c;
  c.mean = mean;
  c.distribution = "beta";
  c.deviation = sd;
  return c;
}

Compliance between(const char* distribution, double low, double mode, double high) {
  Compliance c;
  c.distribution = distribution;
  c.low = low, c.mode = mode, c.high = high;
  return c;
}

/// scipy.stats 1.10: beta(a, b).ppf(u) with a = m s, b = (1 - m) s, s = m (1 - m) / sd^2 - 1; triang;
/// uniform.
TEST(Compliance, QuantilesAreThoseOfTheDistributions) {  // rounded to 6 decimals
  EXPECT_NEAR(quantile(beta(0.85, 0.08), 0.01), 0.61895583, 5.1e-7);
  EXPECT_NEAR(quantile(beta(0.85, 0.08), 0.5), 0.86239835, 5.1e-7);
  EXPECT_NEAR(quantile(beta(0.85, 0.08), 0.975), 0.96812253, 5.1e-7);
  EXPECT_NEAR(quantile(beta(0.93, 0.04), 0.01), 0.80855634, 5.1e-7);
  EXPECT_NEAR(quantile(beta(0.93, 0.04), 0.5), 0.93714830, 5.1e-7);
  EXPECT_NEAR(quantile(beta(0.93, 0.04), 0.975), 0.98619386, 5.1e-7);
  EXPECT_NEAR(quantile(beta(0.5, 0.25), 0.01), 0.03283350, 5.1e-7);
  EXPECT_NEAR(quantile(beta(0.5, 0.25), 0.5), 0.50000000, 5.1e-7);
  EXPECT_NEAR(quantile(beta(0.5, 0.25), 0.975), 0.93916972, 5.1e-7);
  EXPECT_NEAR(quantile(beta(0.05, 0.02), 0.01), 0.01499035, 5.1e-7);
  EXPECT_NEAR(quantile(beta(0.05, 0.02), 0.5), 0.04746731, 5.1e-7);
  EXPECT_NEAR(quantile(beta(0.05, 0.02), 0.975), 0.09581503, 5.1e-7);
  EXPECT_NEAR(quantile(between("triangular", 0.4, 0.7, 0.9), 0.1), 0.52247449, 5.1e-7);
  EXPECT_NEAR(quantile(between("triangular", 0.4, 0.7, 0.9), 0.5), 0.67386128, 5.1e-7);
  EXPECT_NEAR(quantile(between("triangular", 0.4, 0.7, 0.9), 0.9), 0.80000000, 5.1e-7);
  EXPECT_NEAR(quantile(between("uniform", 0.7, 0.7, 1.0), 0.25), 0.775, 5.1e-7);
}

TEST(Compliance, DrawsDependOnDrawMeasureAndEnterpriseAlone) {
  const double first = uniform_draw(1, "graded", "E001");
  EXPECT_EQ(first, uniform_draw(1, "graded", "E001"));
  EXPECT_NE(first, uniform_draw(2, "graded", "E001"));
  EXPECT_NE(first, uniform_draw(1, "freight", "E001"));
  EXPECT_NE(first, uniform_draw(1, "graded", "E002"));
}

TEST(Compliance, DrawsAreUniform) {
  constexpr int count = 20000;
  double sum = 0.0, squares = 0.0;
  for (int n = 0; n < count; ++n) {
    const double u = uniform_draw(7, "graded", "E" + std::to_string(n));
    ASSERT_GT(u, 0.0);
    ASSERT_LT(u, 1.0);
    sum += u;
    squares += u * u;
  }
  // Four standard errors of the mean and of the mean square of a uniform number.
  EXPECT_NEAR(sum / count, 0.5, 4.0 * std::sqrt(1.0 / 12.0 / count));
  EXPECT_NEAR(squares / count, 1.0 / 3.0, 4.0 * std::sqrt(4.0 / 45.0 / count));
}

/// Mean, variance and fourth central moment of a distribution, from its textbook formula.
struct Moments {
  double mean, variance, fourth;
};

/// Draws of as many enterprises scatter as the distribution does: four standard errors of the mean, and of
/// the variance, sqrt((fourth moment - variance^2) / count).
void expect_scatter(const Compliance& compliance, const Moments& wanted) {
  constexpr int count = 20000;
  std::vector<double> drawn;
  for (int n = 0; n < count; ++n)
    drawn.push_back(compliance_of(compliance, 3, "graded", "E" + std::to_string(n)));
  double mean = 0.0, variance = 0.0;
  for (const double value : drawn) mean += value / count;
  for (const double value : drawn) variance += (value - mean) * (value - mean) / (count - 1);
  EXPECT_NEAR(mean, wanted.mean, 4.0 * std::sqrt(wanted.variance / count));
  EXPECT_NEAR(variance, wanted.variance,
              4.0 * std::sqrt((wanted.fourth - wanted.variance * wanted.variance) / count));
  const auto [least, most] = std::minmax_element(drawn.begin(), drawn.end());
  EXPECT_GE(*least, compliance.low);
  EXPECT_LE(*most, compliance.high);
}

Moments beta_moments(double mean, double sd) {
  const double s = mean * (1.0 - mean) / (sd * sd) - 1.0, a = mean * s, b = (1.0 - mean) * s;
  const double excess = 6.0 * ((a - b) * (a - b) * (a + b + 1.0) - a * b * (a + b + 2.0)) /
                        (a * b * (a + b + 2.0) * (a + b + 3.0));
  return {mean, sd * sd, (3.0 + excess) * sd * sd * sd * sd};
}

TEST(ComplianceOfEnterprises, ABetaScattersByItsDeviation) {
  expect_scatter(beta(0.85, 0.08), beta_moments(0.85, 0.08));
  expect_scatter(beta(0.93, 0.04), beta_moments(0.93, 0.04));
  expect_scatter(beta(0.5, 0.25), beta_moments(0.5, 0.25));
  expect_scatter(beta(0.1, 0.2), beta_moments(0.1, 0.2));  // a < 1: most do nothing
}

TEST(ComplianceOfEnterprises, ATriangleScattersAsItsCornersSay) {
  const double a = 0.4, c = 0.7, b = 0.9;
  const double variance = (a * a + b * b + c * c - a * b - a * c - b * c) / 18.0;
  expect_scatter(between("triangular", a, c, b), {(a + b + c) / 3.0, variance, 2.4 * variance * variance});
}

TEST(ComplianceOfEnterprises, AUniformOneScattersOverItsWidth) {
  const double variance = 0.3 * 0.3 / 12.0;
  expect_scatter(between("uniform", 0.7, 0.7, 1.0), {0.85, variance, 1.8 * variance * variance});
}

TEST(Compliance, OnlyDistributionsAreDrawn) {
  Compliance plain;
  plain.mean = 0.85;
  EXPECT_EQ(compliance_of(plain, 3, "a", "E1"), 0.85);
  EXPECT_EQ(compliance_of(beta(0.85, 0.08), std::nullopt, "a", "E1"), 0.85);
  const double drawn = compliance_of(beta(0.85, 0.08), 3, "a", "E1");
  EXPECT_EQ(drawn, std::round(drawn * 1e6) / 1e6);
  EXPECT_NE(drawn, 0.85);
}

/// exp(-35100 / 8.31446261815324 (1/T - 1/298.15)); 10^(1344.8/(219.482+25) - 1344.8/(219.482+t)).
TEST(Evaporation, FollowsTheVapourPressure) {
  EXPECT_EQ(vapour_pressure_ratio(Liquid::petrol, 25.0), 1.0);
  EXPECT_EQ(vapour_pressure_ratio(Liquid::solvent, 25.0), 1.0);
  EXPECT_NEAR(vapour_pressure_ratio(Liquid::petrol, 5.0), 0.361281898, 5.1e-6);  // 6 digits
  EXPECT_NEAR(vapour_pressure_ratio(Liquid::solvent, 5.0), 0.323540524, 5.1e-6);
  EXPECT_NEAR(vapour_pressure_ratio(Liquid::petrol, 35.0), 1.583266115, 5.1e-6);  // 6 digits
  EXPECT_NEAR(vapour_pressure_ratio(Liquid::solvent, 35.0), 1.644936943, 5.1e-6);
  EXPECT_EQ(vapour_pressure_ratio(Liquid::petrol, 20.004), vapour_pressure_ratio(Liquid::petrol, 20.0));
}

TEST(Rounding, KeepsSoManyDigits) {
  EXPECT_EQ(to_digits(0.123456789, 6), 0.123457);
  EXPECT_EQ(to_digits(-98765.4321, 3), -98800.0);
  EXPECT_EQ(to_digits(0.0, 6), 0.0);
}

}  // namespace
