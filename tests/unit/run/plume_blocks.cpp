// How the hours and receptors of plumes are cut into blocks.
#include <gtest/gtest.h>

#include <vector>

#include "run/plumes/unit_plumes.hpp"

namespace {

using namespace lantian::run;

TEST(PlumeBlocks, CoverEveryHourAndReceptorOnceWithinTheirMemory) {
  struct Given {
    int hours;
    std::size_t outlets, receptors;
  };
  for (const auto& [hours, outlets, receptors] :
       {Given{73, 50, 1000}, Given{5, 400, 150000}, Given{3, 30000000, 2}, Given{1, 1, 1}}) {
    std::vector<int> seen(static_cast<std::size_t>(hours) * receptors);
    int last_hour = 0;
    for (const auto& block : plume_blocks(hours, outlets, receptors)) {
      const std::size_t bytes =
          static_cast<std::size_t>(block.hours) * outlets * block.receptors * sizeof(double);
      // One hour of one receptor is the least that there is.
      EXPECT_TRUE(bytes <= plume_block_bytes || (block.hours == 1 && block.receptors == 1));
      EXPECT_GE(block.first_hour, last_hour);
      last_hour = block.first_hour;
      for (int h = 0; h < block.hours; ++h)
        for (std::size_t r = 0; r < block.receptors; ++r)
          ++seen[static_cast<std::size_t>(block.first_hour + h) * receptors + block.first_receptor + r];
    }
    EXPECT_EQ(seen, std::vector<int>(seen.size(), 1));
  }
}

TEST(PlumeBlocks, HoldAtMostTheHoursAskedFor) {
  const auto blocks = plume_blocks(5, 10, 100, 2);
  ASSERT_EQ(blocks.size(), 3u);
  for (std::size_t n = 0; n < blocks.size(); ++n) {
    EXPECT_EQ(blocks[n].hours, n < 2 ? 2 : 1);
    EXPECT_EQ(blocks[n].first_hour, 2 * static_cast<int>(n));
    EXPECT_EQ(blocks[n].receptors, 100u);
  }
}

TEST(PlumeBlocks, WithoutSourcesOrPlacesThereIsNothingToDo) {
  EXPECT_TRUE(plume_blocks(10, 0, 5).empty());
  EXPECT_TRUE(plume_blocks(10, 5, 0).empty());
}

}  // namespace
