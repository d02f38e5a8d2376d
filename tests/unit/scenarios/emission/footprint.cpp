#include "scenarios/emission/footprint.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace lantian::scenarios {
namespace {

model::Grid grid() { return {8, 6, 1000.0, -4000.0, -3000.0, {0, 20, 45, 80, 125}}; }

Place at(double x, double y) { return {0, 0, x, y}; }

double sum_of(const Footprint& footprint) {
  double sum = footprint.outside;
  for (const auto& part : footprint.parts) sum += part.share;
  return sum;
}

TEST(Footprint, SharesSumToOneInsideAcrossAndOutsideTheWindow) {
  for (const double x : {-7000.0, -4000.0, -3700.0, 120.0, 3999.0, 9000.0}) {
    for (const double radius : {3.0, 200.0, 1500.0, 20000.0}) {
      Spread spread;
      spread.discs = {{at(x, 333.0), radius, 2.0}, {at(-x, -700.0), 2 * radius, 0.5}};
      spread.segments = {{at(x, -9000.0), at(-1234.5, 9000.0), 3.0}};
      EXPECT_NEAR(sum_of(footprint_of(spread, grid())), 1.0, 1e-12);  // the requirement
    }
  }
}

TEST(Footprint, ADiscOnACornerIsSplitInFour) {
  Spread spread;
  spread.discs = {{at(0, 0), 400.0, 1.0}};
  const auto footprint = footprint_of(spread, grid());
  ASSERT_EQ(footprint.parts.size(), 4u);
  for (const auto& part : footprint.parts) EXPECT_NEAR(part.share, 0.25, 1e-15);  // by symmetry
  EXPECT_EQ(footprint.outside, 0.0);
}

TEST(Footprint, ADiscAcrossTheEdgeLosesItsSegmentByArea) {
  Spread spread;
  spread.discs = {{at(-4000.0 + 300.0, 500.0), 600.0, 1.0}};  // the edge cuts at half the radius
  const double cap = std::acos(0.5) / M_PI - 0.5 * std::sqrt(0.75) / M_PI;
  EXPECT_NEAR(footprint_of(spread, grid()).outside, cap, 1e-3);  // midpoint strips, 64 per cell
}

TEST(Footprint, ARoadIsSplitByItsLengthInEachCell) {
  Spread spread;
  spread.segments = {{at(-500.0, 500.0), at(2500.0, 500.0), 1.0}};
  const auto footprint = footprint_of(spread, grid());
  ASSERT_EQ(footprint.parts.size(), 4u);
  const double expected[] = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};
  for (std::size_t n = 0; n < 4; ++n) {
    EXPECT_NEAR(footprint.parts[n].share, expected[n], 1e-15);  // roundings
    EXPECT_EQ(footprint.parts[n].column, grid().column(3, 3 + static_cast<int>(n)));
  }
}

TEST(Footprint, ARoadOfNoLengthLiesInOneCell) {
  Spread spread;
  spread.segments = {{at(100, 100), at(100, 100), 1.0}};
  const auto footprint = footprint_of(spread, grid());
  ASSERT_EQ(footprint.parts.size(), 1u);
  EXPECT_EQ(footprint.parts[0].share, 1.0);
}

TEST(Footprint, AStackBeyondTheWindowIsWhollyOutside) {
  EXPECT_EQ(footprint_of(at(4000.0, 0.0), grid()).outside, 1.0);
  EXPECT_EQ(footprint_of(at(3999.9, 0.0), grid()).outside, 0.0);
}

TEST(Footprint, LayersShareByDepth) {
  const auto road = layer_shares(0, 20, grid());
  EXPECT_EQ(road, (std::vector<double>{1, 0, 0, 0}));
  const auto roofs = layer_shares(10, 60, grid());
  const double expected[] = {0.2, 0.5, 0.3, 0.0};
  for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(roofs[k], expected[k], 1e-15);  // roundings
  EXPECT_EQ(layer_shares(45, 45, grid()), (std::vector<double>{0, 0, 1, 0}));
  const auto high = layer_shares(100, 500, grid());
  EXPECT_NEAR(std::accumulate(high.begin(), high.end(), 0.0), 1.0, 1e-15);  // roundings
}

}  // namespace
}  // namespace lantian::scenarios
