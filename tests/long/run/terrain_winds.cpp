// As tests/conservation/run/terrain_winds.cpp, at the case's own two kilometres.
#include "tests/support/case_air.hpp"

TEST(TerrainWinds, UniformAirStaysUniformThroughTheCaseAtTwoKilometres) {
  EXPECT_EQ(lantian::tests::largest_departure_of_case(""), 0.0);
}
