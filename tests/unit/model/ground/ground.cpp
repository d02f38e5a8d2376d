#include <gtest/gtest.h>

#include <cmath>

#include "model/boundary_layer/surface_layer.hpp"
#include "model/ground/land_cover.hpp"
#include "model/ground/terrain.hpp"
#include "model/ground/tiles.hpp"
#include "model/quantities/constants.hpp"

using namespace lantian::model;

namespace {
Grid window() {
  Grid grid;
  grid.nx = 10, grid.ny = 8, grid.dx = 2000.0;
  grid.layer_face = default_layer_faces();
  return grid;
}
LandUse mixture() {
  LandUse land;
  land.share[0] = 0.1, land.share[1] = 0.9;
  return land;
}
double area_of(const Grid& grid, const std::vector<LandUse>& cover, std::size_t kind) {
  double area = 0.0;
  for (const LandUse& column : cover) area += column.share[kind] * grid.cell_area();
  return area;
}
}  // namespace

TEST(LandCover, PatchesTakeTheirAreaAndSharesStaySummedToOne) {
  const Grid grid = window();
  const LandPatch lake{6, 9000.0, 8100.0, 9000.0, 8100.0, 3000.0, 1.0};
  const LandPatch river{6, 1000.0, 2000.0, 17000.0, 14000.0, 350.0, 0.9};
  for (const LandUse& column : land_cover(grid, mixture(), {lake, river})) {
    double sum = 0.0;
    for (const double share : column.share) sum += share;
    EXPECT_NEAR(sum, 1.0, 1e-14);
  }
  EXPECT_NEAR(area_of(grid, land_cover(grid, mixture(), {lake}), 6), constants::pi * 9e6,
              0.01 * constants::pi * 9e6);
  const double length = std::hypot(16000.0, 12000.0);
  const double strip = 0.9 * (length * 700.0 + constants::pi * 350.0 * 350.0);
  EXPECT_NEAR(area_of(grid, land_cover(grid, mixture(), {river}), 6), strip, 0.03 * strip);
}

TEST(LandCover, LaterPatchesLieOverEarlierOnes) {
  const Grid grid = window();
  const LandPatch wood{3, 9000.0, 9000.0, 9000.0, 9000.0, 4000.0, 0.5};
  const LandPatch town{0, 9000.0, 9000.0, 9000.0, 9000.0, 4000.0, 0.8};
  const auto cover = land_cover(grid, mixture(), {wood, town});
  const LandUse& middle = cover[grid.column(4, 4)];
  EXPECT_NEAR(middle.share[3], 0.5 * 0.2, 1e-14);
  EXPECT_NEAR(middle.share[0], 0.8 + 0.2 * 0.5 * 0.1, 1e-14);
  EXPECT_EQ(cover[grid.column(0, 9)], mixture());
}

TEST(Terrain, KeepsAPlaneAndTheMeanAndDropsWhatIsShort) {
  const Grid grid = window();
  AltitudeTable table;
  for (int n = 0; n <= 60; ++n) table.longitude.push_back(-15.0 + n), table.latitude.push_back(-15.0 + n);
  const auto km = [](double x, double y, double& longitude, double& latitude) {
    longitude = x / 1000.0, latitude = y / 1000.0;
  };
  const auto fill = [&](auto&& height) {
    table.altitude.clear();
    for (const double y : table.latitude)
      for (const double x : table.longitude) table.altitude.push_back(height(x, y));
  };
  fill([](double x, double y) { return 100.0 + 12.0 * x - 5.0 * y; });
  const auto plane = smoothed_altitude(grid, table, 5000.0, km);
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i < grid.nx; ++i)
      EXPECT_NEAR(plane[grid.column(j, i)], 100.0 + 12.0 * (2 * i + 1) - 5.0 * (2 * j + 1), 1e-9);
  fill([](double x, double) { return 100.0 * std::cos(constants::pi * x / 2.0); });  // 4 km waves
  for (const double h : smoothed_altitude(grid, table, 5000.0, km)) EXPECT_LT(std::abs(h), 12.0);
  fill([](double x, double) { return 100.0 * std::cos(constants::pi * x / 20.0); });  // 40 km waves
  const auto wide = smoothed_altitude(grid, table, 5000.0, km);
  EXPECT_NEAR(wide[grid.column(3, 0)], 100.0 * std::cos(constants::pi / 20.0), 4.0);
  EXPECT_TRUE(table.covers(-15.0, 45.0));
  EXPECT_FALSE(table.covers(-15.1, 0.0));
}

TEST(GroundTiles, AWindOfTheFieldsIsSlowerInTownAndFasterOnWater) {
  EXPECT_NEAR(wind_exposure(10.0, 0.05, 0.05), 1.0, 1e-15);
  EXPECT_NEAR(wind_exposure(10.0, 0.05, 1.0),
              std::log(1200.0) * std::log(10.0) / (std::log(200.0) * std::log(60.0)), 1e-14);
  EXPECT_GT(wind_exposure(10.0, 0.05, 1e-4), 1.1);
  const Grid grid = window();
  LandUse land;
  land.share[0] = 0.2, land.share[1] = 0.5, land.share[3] = 0.2, land.share[6] = 0.1;
  const auto tiles =
      ground_tiles(grid, std::vector<LandUse>(grid.columns(), land), Season::late_autumn, {}, {});
  ASSERT_EQ(tiles.parameters.size(), 4u);
  EXPECT_DOUBLE_EQ(tiles.parameters[0].ground.smallest_obukhov_length, 30.0);
  EXPECT_DOUBLE_EQ(tiles.parameters[1].ground.smallest_obukhov_length, 1.0);
  EXPECT_DOUBLE_EQ(tiles.parameters[0].mast_roughness_length, 0.05);
  EXPECT_DOUBLE_EQ(tiles.share[2][5], 0.2);
}

TEST(GroundTiles, DeepLayersBelongToTheCountryAround) {
  const Grid grid = window();
  LandUse fields;
  fields.share[1] = 1.0;
  const auto cover = land_cover(grid, fields, {{0, 9000.0, 9000.0, 9000.0, 9000.0, 1500.0, 1.0}});
  const auto tiles = ground_tiles(grid, cover, Season::late_autumn, {}, {});
  const std::size_t town = grid.column(4, 4);
  const double own = tiles.share[0][town], around = tiles.around[0][town];
  ASSERT_GT(own, 0.9);
  ASSERT_LT(around, 0.3);
  EXPECT_NEAR(mixing_height_over(tiles, town, {1500.0, 900.0}), 900.0 + around * 600.0, 1e-9);
  EXPECT_GT(mixing_height_over(tiles, town, {100.0, 50.0}), 0.8 * (own * 100.0 + (1.0 - own) * 50.0));
  EXPECT_DOUBLE_EQ(mixing_height_over(uniform_tile(grid, {}), 3, {700.0}), 700.0);
}
