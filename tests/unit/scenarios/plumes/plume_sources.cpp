// Which sources of an inventory become plumes, and as what.
#include "scenarios/plumes/plume_sources.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/plumes/plume_map.hpp"

namespace {

using namespace lantian::scenarios;
namespace plume = lantian::model::plume;

/// Two enterprises: a stack that two processes share, a yard; a lone stack; a road; a wood.
Inventory town() {
  Inventory inventory;
  for (const char* id : {"E2", "E1"}) inventory.enterprises.emplace_back().id = id;
  Spread yard;
  yard.discs.push_back({{0.0, 0.0, 500.0, 600.0}, 43.0, 1.0});
  yard.discs.push_back({{0.0, 0.0, 700.0, 600.0}, 43.0, 3.0});
  yard.top = 8.6;
  Spread road;
  road.segments.push_back({{0.0, 0.0, 0.0, 0.0}, {0.0, 0.0, 300.0, 400.0}, 1.0});
  road.id = "highway", road.top = 10.0;
  inventory.spreads = {yard, road};
  SpeciationProfile profile;
  profile.parts[static_cast<std::size_t>(Pollutant::NOx)] = {
      {"NO", 0.9, 46.0055e-3}, {"NO2", 0.092, 46.0055e-3}, {"HONO", 0.008, 46.0055e-3}};
  inventory.speciation_profiles = {profile};
  const auto add = [&](const char* id, int enterprise, int spread) -> Source& {
    Source source;
    source.id = id, source.enterprise = enterprise, source.spread = spread, source.speciation = 0;
    source.stack = {40.0, 1.5, 380.0, 12.0};
    source.place.x = 1000.0, source.place.y = 2000.0;
    inventory.sources.push_back(source);
    return inventory.sources.back();
  };
  add("E1/dryer", 1, -1);
  add("E1/kiln", 1, -1);
  add("E1/yard", 1, 0);
  add("lone", -1, -1).stack.height = 70.0;
  add("road", -1, 1);
  add("wood", -1, 0).natural = true;
  add("town", -1, 0);
  return inventory;
}

TEST(PlumeSources, ProcessesOfOneStackShareItsOutlet) {
  const auto found = plume_sources(town(), {}, {});
  ASSERT_EQ(found.outlets.size(), 5u);  // kiln stack, two discs, the lone stack, the road
  EXPECT_EQ(found.shares[0].outlet, found.shares[1].outlet);
  const auto& stack = std::get<plume::PointSource>(found.outlets[0].release);
  EXPECT_EQ(stack.height, 40.0);
  EXPECT_EQ(stack.exit_temperature, 380.0);
  EXPECT_TRUE(stack.flat);
}

TEST(PlumeSources, AYardIsAVolumeForEachDiscByItsWeight) {
  const auto found = plume_sources(town(), {}, {});
  const auto& first = found.shares[2];
  const auto& second = found.shares[3];
  EXPECT_EQ(first.source, second.source);
  EXPECT_EQ(first.share, 0.25);
  EXPECT_EQ(second.share, 0.75);
  const auto& volume =
      std::get<plume::VolumeSource>(found.outlets[static_cast<std::size_t>(first.outlet)].release);
  EXPECT_NEAR(volume.initial_sigma_y, 10.0 * std::sqrt(std::acos(-1.0)), 1e-12);  // 43 m / 4.3
  EXPECT_NEAR(volume.initial_sigma_z, 4.0, 1e-12);                                // 8.6 m / 2.15
  EXPECT_NEAR(volume.height, 4.3, 1e-12);
}

TEST(PlumeSources, TownsAndWoodsStayWithTheGridUnlessAskedFor) {
  for (const auto& share : plume_sources(town(), {}, {}).shares) EXPECT_LT(share.source, 5);
  PlumeChoice all;
  all.areas = true;
  std::vector<int> sources;
  for (const auto& share : plume_sources(town(), all, {}).shares) sources.push_back(share.source);
  EXPECT_EQ(sources, (std::vector<int>{0, 1, 2, 2, 3, 4, 6, 6}));  // never the wood
  PlumeChoice stacks{true, false, false, false, 20.0};
  EXPECT_EQ(plume_sources(town(), stacks, {}).outlets.size(), 2u);
}

TEST(PlumeSources, ARoadIsAStripThatEmitsPerArea) {
  const auto found = plume_sources(town(), {}, {});
  const auto& outlet = found.outlets[static_cast<std::size_t>(found.shares.back().outlet)];
  const auto& strip = std::get<plume::AreaSource>(outlet.release);
  EXPECT_EQ(strip.vertices.size(), 4u);
  EXPECT_NEAR(outlet.share_per_area, 1.0 / (500.0 * 20.0), 1e-12);
  EXPECT_NEAR(strip.x, 150.0, 1e-9);  // its middle
  EXPECT_NEAR(strip.height, 5.0, 1e-12);
  EXPECT_NEAR(strip.initial_sigma_z, 10.0 / 2.15, 1e-12);
}

TEST(PlumeSources, GroupsAreEnterprisesRoadsAndSingleStacksInOrder) {
  const auto found = plume_sources(town(), {}, {});
  EXPECT_EQ(found.groups, (std::vector<std::string>{"E1", "highway", "lone"}));  // E2 has no source
  EXPECT_EQ(found.outlets[0].group, 0);
  EXPECT_EQ(found.outlets[3].group, 2);
}

TEST(PlumeSources, OverHillsEachStandsOnItsGround) {
  const auto found = plume_sources(town(), {}, [](double x, double y) { return 0.1 * x + 0.01 * y; });
  const auto& stack = std::get<plume::PointSource>(found.outlets[0].release);
  EXPECT_EQ(stack.base_elevation, 120.0);
  EXPECT_FALSE(stack.flat);
}

TEST(PlumeSources, NitrogenDioxideOfAStackIsThatOfItsProfileByMoles) {
  EXPECT_NEAR(nitrogen_dioxide_share(town().speciation_profiles[0]), 0.092, 1e-12);  // all counted as NO2
  EXPECT_EQ(nitrogen_dioxide_share(SpeciationProfile{}), 0.0);
}

TEST(PlumeMap, PointsStandInTheMiddleOfSquaresFromTheSouthWest) {
  Case contents;
  contents.grid.nx = 4, contents.grid.ny = 2, contents.grid.dx = 1000.0;
  contents.grid.west = -2000.0, contents.grid.south = -500.0;
  EXPECT_EQ(map_of(contents, {}).points(), 0u);
  contents.plumes.map_spacing = 200.0;
  Place origin;
  origin.x = 100.0;
  const auto whole = map_of(contents, origin);
  EXPECT_EQ(whole.nx, 20);
  EXPECT_EQ(whole.ny, 10);
  EXPECT_EQ(whole.x(0), -1800.0);
  EXPECT_EQ(whole.y(20), -200.0);
  contents.plumes.map_width = 700.0, contents.plumes.map_height = 400.0;
  const auto part = map_of(contents, origin);
  EXPECT_EQ(part.nx, 3);  // the rest fills no square
  EXPECT_EQ(part.x(2), 100.0 + 500.0);
}

}  // namespace
