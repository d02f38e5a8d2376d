#include "model/mesoscale/source_point.hpp"

#include <gtest/gtest.h>

namespace {
using namespace lantian::model::mesoscale;

TEST(Bilinear, APlaneComesOutExactlyEvenBeyondTheEdge) {
  const auto plane = [](double i, double j) { return 3.0 + 0.7 * i - 1.3 * j; };
  for (const SourcePoint p : std::vector<SourcePoint>{{0, 0}, {2.25, 1.5}, {4, 3}, {-0.4, 1.1}, {3.2, 3.4}}) {
    double value = 0.0, weight = 0.0;
    for (const auto& one : bilinear(5, 4, p)) {
      value += one.share * plane(static_cast<double>(one.cell % 5), static_cast<double>(one.cell / 5));
      weight += one.share;
    }
    EXPECT_NEAR(value, plane(p.i, p.j), 1e-12);
    EXPECT_NEAR(weight, 1.0, 1e-12);
  }
}

TEST(Overlap, ASquareThatCoversCellsTakesTheirAreas) {
  // From 0.5 to 2.5 in i, 0 to 1 in j: two columns of cells, halves of two rows.
  const auto shares = overlap(5, 4, {{{0.5, 0.0}, {2.5, 0.0}, {2.5, 1.0}, {0.5, 1.0}}});
  ASSERT_EQ(shares.size(), 4u);
  for (const auto& one : shares) EXPECT_NEAR(one.share, 0.25, 1e-12);
  EXPECT_EQ(shares[0].cell, 1u);
  EXPECT_EQ(shares[3].cell, 7u);
}

TEST(Overlap, ATurnedSquareKeepsItsMiddle) {
  const auto shares = overlap(9, 9, {{{4.0, 1.5}, {6.5, 4.0}, {4.0, 6.5}, {1.5, 4.0}}});
  double sum = 0.0, i = 0.0, j = 0.0;
  for (const auto& one : shares) {
    sum += one.share;
    i += one.share * static_cast<double>(one.cell % 9);
    j += one.share * static_cast<double>(one.cell / 9);
  }
  EXPECT_NEAR(sum, 1.0, 1e-12);
  EXPECT_NEAR(i, 4.0, 1e-12);
  EXPECT_NEAR(j, 4.0, 1e-12);
}

TEST(Overlap, WhatLiesBeyondTheGridCountsToNone) {
  EXPECT_TRUE(overlap(3, 3, {{{5, 5}, {6, 5}, {6, 6}, {5, 6}}}).empty());
}

}  // namespace
