// Ground between columns, and the hill that steers plumes at a place.
#include "model/plume/hill_height.hpp"

#include <gtest/gtest.h>

namespace {

using namespace lantian::model;
using plume::TerrainLattice;

/// Five columns of 1 km in a row, two rows alike: a plain, and a hill in the east.
const Grid grid{5, 2, 1000.0, 0.0, 0.0, {0.0, 20.0}};
const std::vector<double> rise{100, 100, 100, 300, 420, 100, 100, 100, 300, 420};

TEST(TerrainLattice, GroundIsLinearBetweenMiddlesAndHeldBeyond) {
  const TerrainLattice ground(grid, rise);
  EXPECT_EQ(ground.altitude(3500.0, 1000.0), 300.0);
  EXPECT_EQ(ground.altitude(3000.0, 700.0), 200.0);
  EXPECT_EQ(ground.altitude(9000.0, -50.0), 420.0);
}

TEST(TerrainLattice, AHillCountsWhereItRisesByATenthOfItsDistance) {
  const TerrainLattice ground(grid, rise);
  // From 2.5 km east: 300 m lies 1 km away (rises by 200), 420 m 2 km away (by 320 > 200).
  EXPECT_EQ(ground.hill_height(2500.0, 500.0), 420.0);
  // From 1.5 km: 300 m lies 2 km away (200, just enough), 420 m 3 km away (320 > 300).
  EXPECT_EQ(ground.hill_height(1500.0, 500.0), 420.0);
  // From 0.5 km: 300 m lies 3 km away (200 < 300), 420 m 4 km away (320 < 400): too far for either.
  EXPECT_EQ(ground.hill_height(500.0, 500.0), 100.0);
  EXPECT_EQ(ground.hill_height(4500.0, 500.0), 420.0);  // the top itself
}

TEST(TerrainLattice, LevelGroundHasNone) {
  const TerrainLattice ground(grid, {});
  EXPECT_TRUE(ground.is_level());
  EXPECT_EQ(ground.altitude(1.0, 2.0), 0.0);
  EXPECT_EQ(ground.hill_height(1.0, 2.0), 0.0);
}

}  // namespace
