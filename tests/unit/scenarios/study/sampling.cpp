// Designs in the unit cube: even where they promise to be, the same for the same seed, and Sobol's own
// sequence.
#include "scenarios/study/sampling.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace {

using namespace lantian::scenarios;
using Method = Sampling::Method;

const std::vector<std::string> three{"a", "b", "c"};

TEST(SampledDesign, ALatinHypercubeHasOnePointInEachSliceOfEachAxis) {
  const auto points = unit_points({Method::lhs, 50}, three, 7);
  for (std::size_t a = 0; a < three.size(); ++a) {
    std::set<int> slices;
    for (const auto& point : points) slices.insert(static_cast<int>(point[a] * 50.0));
    EXPECT_EQ(slices.size(), 50u);
  }
}

TEST(SampledDesign, TheSeedDecidesAndAnAxisIsDrawnByItsName) {
  const auto points = unit_points({Method::lhs, 8}, three, 7);
  EXPECT_EQ(points, unit_points({Method::lhs, 8}, three, 7));
  EXPECT_NE(points, unit_points({Method::lhs, 8}, three, 8));
  const auto fewer = unit_points({Method::lhs, 8}, {"b"}, 7);
  for (std::size_t n = 0; n < fewer.size(); ++n) EXPECT_EQ(fewer[n][0], points[n][1]);
}

/// Each of 64 boxes of an elementary interval holds one of 64 points of two axes [Sobol1967]; a shift modulo
/// 1 keeps the differences, so the first axis stays evenly spaced.
TEST(SampledDesign, ASobolSequenceFillsEvenly) {
  const auto points = unit_points({Method::sobol, 64}, {"a", "b"}, 3);
  for (std::size_t a = 0; a < 2; ++a) {
    std::set<double> values;
    for (const auto& point : points) values.insert(point[a]);
    ASSERT_EQ(values.size(), 64u);
    double last = *values.rbegin() - 1.0;
    for (const double value : values) {
      EXPECT_NEAR(value - last, 1.0 / 64.0, 1e-9);
      last = value;
    }
  }
}

TEST(SampledDesign, SaltellisMatricesDifferInOneColumn) {
  const int rows = 16;
  const auto points = unit_points({Method::saltelli, rows}, three, 1);
  ASSERT_EQ(points.size(), point_count({Method::saltelli, rows}, 3));
  ASSERT_EQ(points.size(), 80u);
  for (int r = 0; r < rows; ++r)
    for (int i = 0; i < 3; ++i)
      for (int a = 0; a < 3; ++a)
        EXPECT_EQ(points[(2 + i) * rows + r][a], points[(a == i ? rows : 0) + r][a]);
}

TEST(SampledDesign, MorrisMovesOneInputAtATimeByTwoThirds) {
  const auto points = unit_points({Method::morris, 5}, three, 1);
  ASSERT_EQ(points.size(), 20u);
  for (std::size_t n = 0; n < points.size(); ++n) {
    int moved = 0;
    for (std::size_t a = 0; a < 3; ++a) {
      EXPECT_NEAR(points[n][a] * 3.0, std::round(points[n][a] * 3.0), 1e-12);
      if (n % 4 == 0 || points[n][a] == points[n - 1][a]) continue;
      ++moved;
      EXPECT_NEAR(std::abs(points[n][a] - points[n - 1][a]), 2.0 / 3.0, 1e-12);
    }
    EXPECT_EQ(moved, n % 4 == 0 ? 0 : 1);
  }
}

TEST(SampledDesign, QuantilesAreThoseOfTheDistributions) {
  EXPECT_EQ(quantile({Distribution::Kind::uniform, 2.0, 0.0, 4.0}, 0.25), 2.5);
  EXPECT_NEAR(quantile({Distribution::Kind::log_uniform, 1.0, 0.0, 100.0}, 0.5), 10.0, 1e-8);
  const Distribution triangle{Distribution::Kind::triangular, 0.0, 1.0, 4.0};
  EXPECT_NEAR(quantile(triangle, 0.25), 1.0, 1e-9);  // a quarter lies below the mode
  EXPECT_NEAR(quantile(triangle, 0.5), 4.0 - std::sqrt(0.5 * 4.0 * 3.0), 1e-9);
}

}  // namespace
