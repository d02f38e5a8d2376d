#include "scenarios/emission/natural_ground.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/emission/footprint.hpp"

namespace lantian::scenarios {
namespace {

constexpr double microgram_per_hour = 1e-9 / 3600.0;  // kg s-1

model::Grid grid() { return {3, 2, 1000.0, 0.0, 0.0, {0, 20, 45}}; }

model::LandUse mix(double agricultural, double deciduous) {
  model::LandUse land;
  land.share[1] = agricultural, land.share[3] = deciduous;
  land.share[0] = 1.0 - agricultural - deciduous;
  return land;
}

std::vector<NaturalFactor> factors() {
  return {{"isoprene", "ISOP", 1, 1.0 * microgram_per_hour, "x"},
          {"isoprene", "ISOP", 3, 10000.0 * microgram_per_hour, "x"},
          {"soil_no", "NO", 1, 134.6 * microgram_per_hour, "x"}};
}

TEST(NaturalGround, ACanopyOfFiveIsTheStandard) {
  EXPECT_NEAR(canopy_activity(5.0), 1.0, 2e-3);  // 2.45 / sqrt(6)
  EXPECT_EQ(canopy_activity(0.0), 0.0);
  EXPECT_LT(canopy_activity(0.5), 0.25);
}

TEST(NaturalGround, EachColumnGivesWhatGrowsOnIt) {
  Inventory all;
  std::vector<model::LandUse> land(6, mix(1.0, 0.0));
  land[4] = mix(0.0, 1.0), land[5] = mix(0.3, 0.5);
  add_natural_ground(all, grid(), land, model::Season::midsummer, factors());
  ASSERT_EQ(all.sources.size(), 2u);
  const Source& isoprene = all.sources[0];
  EXPECT_EQ(isoprene.id, "natural/ISOP");
  EXPECT_TRUE(isoprene.natural);
  EXPECT_EQ(isoprene.category, "natural.isoprene");
  const auto footprint = footprint_of(all.spreads[static_cast<std::size_t>(isoprene.spread)], grid());
  EXPECT_EQ(footprint.outside, 0.0);
  const double fields = canopy_activity(2.0), wood = canopy_activity(4.5);  // leaves of midsummer
  const double by_hand[6] = {fields, fields, fields, fields, 10000.0 * wood, 0.3 * fields + 5000.0 * wood};
  for (const auto& part : footprint.parts)  // ug m-2 h-1
    EXPECT_NEAR(isoprene.natural_rate * part.share / 1e6 / microgram_per_hour / by_hand[part.column], 1.0,
                1e-12);
  const Source& soil = all.sources[1];
  EXPECT_NEAR(soil.natural_rate / 1e6 / microgram_per_hour, 134.6 * 4.3, 1e-9);  // soil needs no leaves
}

TEST(NaturalGround, LeaflessSeasonsGiveLittle) {
  Inventory summer, winter;
  add_natural_ground(summer, grid(), {mix(0.0, 1.0)}, model::Season::midsummer, factors());
  add_natural_ground(winter, grid(), {mix(0.0, 1.0)}, model::Season::late_autumn, factors());
  EXPECT_LT(winter.sources[0].natural_rate, 0.3 * summer.sources[0].natural_rate);
}

TEST(NaturalGround, BareGroundMakesNoSource) {
  Inventory all;
  add_natural_ground(all, grid(), {mix(0.0, 0.0)}, model::Season::midsummer, factors());
  EXPECT_TRUE(all.sources.empty());
  EXPECT_TRUE(all.spreads.empty());
}

}  // namespace
}  // namespace lantian::scenarios
