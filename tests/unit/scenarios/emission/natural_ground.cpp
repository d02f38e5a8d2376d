#include "scenarios/emission/natural_ground.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "scenarios/emission/footprint.hpp"
#include "scenarios/emission/natural_law.hpp"
#include "tests/support/places.hpp"

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

/// Rate of the shipped table [ug m-2 h-1].
double shipped_rate(const std::string& law, const std::string& kind) {
  std::ifstream file(tests::source_root() / "data/profiles/natural_ground.csv");
  for (std::string line; std::getline(file, line);) {
    std::istringstream row(line);
    std::vector<std::string> cell(4);
    for (auto& one : cell) std::getline(row, one, ',');
    if (cell[0] == law && cell[2] == kind) return std::stod(cell[3]);
  }
  ADD_FAILURE() << law << ' ' << kind;
  return 0.0;
}

/// kg of N that a hectare of fertilised fields gives off in a year for its fertiliser, where the mean of the
/// soil's law is `activity`.
double nitrogen_of_fertiliser(double activity) {
  constexpr double nitrogen_share = 14.007 / 30.006, hours = 8760.0, hectare = 1e4, micrograms = 1e9;
  const double by_fertiliser = shipped_rate("soil_no", "agricultural") - shipped_rate("soil_no", "range");
  return by_fertiliser * nitrogen_share * activity * hours * hectare / micrograms;
}

TEST(NaturalGround, FertiliserGivesItsShareOverAYear) {
  // Zhengzhou's twelve means [degC]. The law is convex, so that days and hours about them give 6 % more.
  double sum = 0.0;
  for (const double celsius : {1.5, 3.4, 8.1, 15.3, 21.5, 25.9, 27.0, 25.7, 21.6, 15.3, 7.5, 2.9})
    sum += soil_no_activity(273.15 + celsius) / 12.0;
  EXPECT_NEAR(nitrogen_of_fertiliser(1.06 * sum) / (0.007 * 430.0), 1.0, 0.02);
}

TEST(NaturalGround, FertiliserGivesItsShareOverTheHoursOfATypicalYear) {
  const auto path = tests::reference_data() / "met-zhengzhou-epw/CHN_Henan.Zhengzhou.570830_CSWD.epw";
  std::ifstream file(path);
  if (!file) GTEST_SKIP() << path << " is absent";
  double sum = 0.0;
  int hours = 0, number = 0;
  for (std::string line; std::getline(file, line);) {
    if (++number <= 8) continue;  // the header
    std::istringstream row(line);
    std::string cell;
    for (int n = 0; n < 7; ++n) std::getline(row, cell, ',');
    sum += soil_no_activity(273.15 + std::stod(cell)), ++hours;
  }
  ASSERT_EQ(hours, 8760);
  EXPECT_NEAR(nitrogen_of_fertiliser(sum / hours) / (0.007 * 430.0), 1.0, 0.005);
}

}  // namespace
}  // namespace lantian::scenarios
