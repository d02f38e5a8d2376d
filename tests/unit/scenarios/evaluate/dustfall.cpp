#include "scenarios/evaluate/dustfall.hpp"

#include <gtest/gtest.h>

#include <numeric>

using namespace lantian;
using namespace lantian::scenarios;

namespace {

Place at(double x, double y) { return {0.0, 0.0, x, y}; }

model::Grid ten_by_ten() {
  model::Grid grid;
  grid.nx = grid.ny = 10, grid.dx = 1000.0, grid.layer_face = {0, 20};
  return grid;
}

Inventory two_townships() {
  Inventory inventory;
  inventory.regions = {{"east", {"East", "东镇"}, "here", at(7500, 5000)},
                       {"west", {"West", "西镇"}, "here", at(2500, 5000)},
                       {"north", {"North", "北县"}, "there", at(5000, 15000)}};
  return inventory;
}

double area(const TownshipGround& ground) {  // in cells
  return std::accumulate(ground.share.begin(), ground.share.end(), 0.0);
}

}  // namespace

TEST(TownshipGrounds, GoToTheNearestSeatUpToTheNextCounty) {
  const auto grounds = township_grounds(ten_by_ten(), two_townships(), "here");
  ASSERT_EQ(grounds.size(), 3u);
  EXPECT_EQ(grounds[0].id, "here");
  EXPECT_EQ(grounds[1].id, "east");
  // Halfway between the seats: five columns each, all but what lies nearer to the northern county.
  EXPECT_DOUBLE_EQ(area(grounds[1]), area(grounds[2]));
  EXPECT_DOUBLE_EQ(area(grounds[0]), area(grounds[1]) + area(grounds[2]));
  EXPECT_DOUBLE_EQ(grounds[1].share[ten_by_ten().column(2, 7)], 1.0);
  EXPECT_DOUBLE_EQ(grounds[2].share[ten_by_ten().column(2, 7)], 0.0);
  EXPECT_LT(area(grounds[0]), 100.0);
  EXPECT_GT(area(grounds[0]), 95.0);
}

TEST(TownshipGrounds, EndAtTheOutline) {
  auto inventory = two_townships();
  inventory.outline = {at(1000, 1000), at(6500, 1000), at(6500, 4000), at(1000, 4000)};
  const auto grounds = township_grounds(ten_by_ten(), inventory, "here");
  EXPECT_NEAR(area(grounds[0]), 5.5 * 3.0, 1e-12);  // sixteenths hit these edges
  EXPECT_NEAR(area(grounds[1]), 1.5 * 3.0, 1e-12);
  EXPECT_NEAR(area(grounds[2]), 4.0 * 3.0, 1e-12);
  EXPECT_DOUBLE_EQ(grounds[1].share[ten_by_ten().column(1, 6)], 0.5);
}

// 1 g m-2 in three days is 10 t km-2 in thirty.
TEST(Dustfall, IsCountedInTonnesPerSquareKilometreAndThirtyDays) {
  const auto grid = ten_by_ten();
  const std::vector<TownshipGround> grounds{{"all", std::vector<double>(100, 1.0)},
                                            {"none", std::vector<double>(100, 0.0)}};
  const std::vector<double> gram(100, 1e-3 * 1e6), half(100, 0.5e-3 * 1e6), fifth(100, 0.2e-3 * 1e6),
      zero(100, 0.0);
  const std::vector<FallenMass> members{{"base", gram, half}, {"clean", fifth, zero}};
  const double three_days = 3 * 86400.0;
  const auto against = dustfall_of_townships(grid, grounds, members, "clean", three_days);
  ASSERT_EQ(against.size(), 2u);  // ground outside the window is left out
  EXPECT_NEAR(against[0].all, 10.0, 1e-12);
  EXPECT_NEAR(against[0].above_ten, 5.0, 1e-12);
  EXPECT_NEAR(against[0].increment, 8.0, 1e-12);
  EXPECT_TRUE(against[0].against_no_emission);
  EXPECT_EQ(against[1].increment, 0.0);
  const auto alone = dustfall_of_townships(grid, grounds, members, "", three_days);
  EXPECT_NEAR(alone[0].increment, 5.0, 1e-12);
  EXPECT_FALSE(alone[0].against_no_emission);
}
