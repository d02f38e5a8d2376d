// The embedded case's own weather over its terrain for its 72 hours: uniform air stays uniform to the bit.
#include "tests/support/case_air.hpp"

TEST(TerrainWinds, UniformAirStaysUniformThroughTheCoarseCase) {
  EXPECT_EQ(lantian::tests::largest_departure_of_case("coarse"), 0.0);
}
