#include "scenarios/standards/percentile.hpp"

#include <gtest/gtest.h>

namespace {

using lantian::scenarios::percentile;

std::vector<double> scattered(int count, double step, int factor, int odd) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i) values.push_back(i * factor % count + step * (i % odd));
  return values;
}

// Expected values: numpy.percentile, method linear.
TEST(Percentile, OfAFewValuesInAnyOrder) {
  const std::vector<double> values{3.2, 1.5, 9.9, 4.4, 4.4, 8.1, 2.0};
  EXPECT_DOUBLE_EQ(percentile(values, 50), 4.4);
  EXPECT_DOUBLE_EQ(percentile(values, 90), 8.82);
  EXPECT_DOUBLE_EQ(percentile(values, 95), 9.36);
  EXPECT_DOUBLE_EQ(percentile(values, 98), 9.684);
  EXPECT_EQ(percentile(values, 0), 1.5);
  EXPECT_EQ(percentile(values, 100), 9.9);
  EXPECT_EQ(percentile({7.0}, 98), 7.0);
}

TEST(Percentile, OfYearsAndALeapFebruary) {
  const auto year = scattered(365, 0.5, 37, 3), leap = scattered(366, 0.5, 37, 3),
             february = scattered(28, 0.25, 11, 2);
  EXPECT_DOUBLE_EQ(percentile(year, 90), 327.90000000000003);
  EXPECT_DOUBLE_EQ(percentile(year, 95), 345.9);
  EXPECT_DOUBLE_EQ(percentile(year, 98), 357.0);
  EXPECT_DOUBLE_EQ(percentile(leap, 90), 329.25);
  EXPECT_DOUBLE_EQ(percentile(leap, 95), 347.625);
  EXPECT_DOUBLE_EQ(percentile(leap, 98), 358.05);
  EXPECT_DOUBLE_EQ(percentile(february, 90), 24.375);
  EXPECT_DOUBLE_EQ(percentile(february, 95), 25.7375);
  EXPECT_DOUBLE_EQ(percentile(february, 98), 26.575);
}

}  // namespace
