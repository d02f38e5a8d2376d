// How far from a source a place is, and what of the plume counts there.
#include "model/city/reach.hpp"

#include <gtest/gtest.h>

#include "model/plume/area/area_shapes.hpp"

namespace {

using namespace lantian::model;

TEST(Reach, IsCountedFromTheMiddleOfAStackAndTheEdgeOfAnArea) {
  plume::PointSource stack;
  stack.x = 100.0, stack.y = 200.0;
  EXPECT_DOUBLE_EQ(city::distance_to(stack, 103.0, 204.0), 5.0);
  const auto road = plume::line({0.0, 0.0}, {1000.0, 0.0}, 20.0);
  EXPECT_EQ(city::distance_to(road, 500.0, 3.0), 0.0);
  EXPECT_NEAR(city::distance_to(road, 500.0, 60.0), 50.0, 1e-9);
  EXPECT_NEAR(city::distance_to(road, 1300.0, 0.0), 300.0, 1e-9);
}

TEST(Reach, FadesFromItsHalf) {
  EXPECT_EQ(city::part_within(0.0, 10e3), 1.0);
  EXPECT_EQ(city::part_within(5e3, 10e3), 1.0);
  EXPECT_DOUBLE_EQ(city::part_within(7.5e3, 10e3), 0.5);
  EXPECT_EQ(city::part_within(10e3, 10e3), 0.0);
  EXPECT_EQ(city::part_within(30e3, 10e3), 0.0);
}

}  // namespace
