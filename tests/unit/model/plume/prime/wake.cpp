#include <gtest/gtest.h>

#include <cmath>

#include "model/plume/prime/capture.hpp"
#include "tests/support/plume_scenes.hpp"

namespace {

using namespace lantian::model::plume;
using lantian::tests::PlumeScenes;

constexpr ProjectedBuilding block{20.0, 40.0, 30.0, -10.0, 5.0}, hall{10.0, 60.0, 100.0, 0.0, 0.0},
    tower{80.0, 15.0, 15.0, -7.0, 0.0};

TEST(WakeShape, ScalesFollowTheSmallerSideMost) {
  const auto s = prime::wake_shape_of(block);
  EXPECT_NEAR(s.scale, std::pow(20.0, 2.0 / 3.0) * std::pow(40.0, 1.0 / 3.0), 1e-12);  // round-off
  EXPECT_NEAR(s.crest, 20.0 + 0.22 * s.scale, 1e-12);
  // L_R = 1.8 W/((L/H)^0.3 (1 + 0.24 W/H))
  EXPECT_NEAR(s.recirculation, 1.8 * 40.0 / (std::pow(1.5, 0.3) * 1.48), 1e-12);
}

TEST(WakeShape, CavityClosesAtItsEndAndTheWakeDoesNot) {
  for (const ProjectedBuilding& building : {block, hall, tower}) {
    const auto s = prime::wake_shape_of(building);
    const auto near_end = prime::section_at(s, s.cavity_end * (1.0 - 1e-12));
    EXPECT_LT(near_end.cavity_top, 1e-4 * s.height);  // sqrt of the distance to the end
    EXPECT_EQ(prime::section_at(s, s.cavity_end).cavity_top, 0.0);
    EXPECT_EQ(prime::section_at(s, s.cavity_end).cavity_half_width, 0.0);
    double before = s.height;  // the wake begins as high as the building
    for (double x = 1e-9; x < 20.0 * s.scale; x += 0.3 * s.scale) {
      const auto section = prime::section_at(s, x);
      EXPECT_GE(section.height, before - 1e-5 * s.height);  // x/R of 1e-9
      before = section.height;
    }
    EXPECT_EQ(prime::section_at(s, -1.0).height, 0.0);
  }
}

TEST(WakeShape, KnowsBuildingCavityWakeAndOutside) {
  const auto s = prime::wake_shape_of(block);
  const auto where = [&](double x, double y, double z) {
    return static_cast<int>(prime::position_of(s, prime::section_at(s, x), y, z));
  };
  EXPECT_EQ(where(15.0, 0.0, 10.0), prime::in_building);
  EXPECT_EQ(where(s.length + 0.5 * s.recirculation, 0.0, 1.0), prime::in_cavity);
  EXPECT_EQ(where(s.cavity_end + 5.0, 0.0, 1.0), prime::in_wake);
  EXPECT_EQ(where(s.cavity_end + 5.0, 200.0, 1.0), prime::outside);
  EXPECT_EQ(where(-1.0, 0.0, 1.0), prime::outside);
}

TEST(WakeWind, IsSlowestBehindTheBuildingAndUndisturbedAtTheWakesEdge) {
  const auto s = prime::wake_shape_of(block);
  double before = 0.0;
  for (double x = s.cavity_end; x < 30.0 * s.scale; x += s.scale) {
    const auto section = prime::section_at(s, x);
    const auto wind = prime::slowed_wind(s, section, 0.0);
    const double ground = prime::factor_at(wind, 0.0).factor;
    EXPECT_GE(ground, before);
    before = ground;
    EXPECT_NEAR(prime::factor_at(wind, section.height * (1.0 - 1e-9)).factor, 1.0,
                1e-8);  // linear to 1 there
    EXPECT_EQ(prime::factor_at(wind, section.height).factor, 1.0);
    EXPECT_EQ(prime::factor_at(prime::slowed_wind(s, section, section.half_width), 1.0).factor, 1.0);
  }
}

TEST(WakeWind, StreamlinesReturnToWhereTheyCameFrom) {
  // Over the building the ground streamline of the roof rises by H_R - H and falls by as much to the cavity's
  // end.
  const auto s = prime::wake_shape_of(block);
  const auto at_roof = prime::streamline_height(s, s.height, true);
  const auto climb = [&](double from, double to) {
    constexpr int steps = 20000;
    double sum = 0.0;
    for (int n = 0; n < steps; ++n)
      sum +=
          prime::streamline_slope(s, from + (n + 0.5) * (to - from) / steps, at_roof) * (to - from) / steps;
    return sum;
  };
  const double swell = s.crest - s.height;
  EXPECT_NEAR(climb(0.0, 0.5 * s.scale), swell, 1e-6 * swell);            // midpoint rule, 20000 steps
  EXPECT_NEAR(climb(0.5 * s.scale, s.cavity_end), -swell, 1e-6 * swell);  // likewise
}

TEST(WakeAir, TurbulenceComesDownToTheAirsAtTheWakesEnd) {
  PlumeScenes scenes(31);
  for (int n = 0; n < 50; ++n) {
    const auto air = profiles_of(scenes.hour(), {}, 0.0);
    for (const ProjectedBuilding& building : {block, hall, tower}) {
      const auto s = prime::wake_shape_of(building);
      const auto wake = prime::wake_air_of(s, air);
      for (const auto direction : {prime::Direction::across, prime::Direction::upward}) {
        const double ambient = prime::ambient_intensity(direction, wake);
        const double far = std::min(ambient, prime::typical_intensity(direction));
        const double end = prime::wake_end(direction, s, wake);
        if (end < s.length) continue;  // over the building it is a share of the way
        const double there = prime::wake_intensity(direction, s, wake, end, prime::turbulence_decay(s, end));
        EXPECT_NEAR(there / std::max(ambient, 1.3 * far), 1.0, 1e-12);  // round-off of powers
      }
    }
  }
}

TEST(CavityCapture, FractionsAreThoseOfTheErrorFunction) {
  for (double limit = 0.0; limit < 60.0; limit += 3.7)
    for (double centre = 0.0; centre < 80.0; centre += 4.1)
      for (const double sigma : {0.5, 4.0, 30.0}) {
        const double exact = 0.5 * std::fabs(std::erf((limit - centre) / (sigma * std::sqrt(2.0))) -
                                             std::erf((-limit - centre) / (sigma * std::sqrt(2.0))));
        EXPECT_NEAR(prime::fraction_within(limit, centre, sigma), exact, 6e-7);  // 3e-7 each [Abramowitz1964]
      }
}

TEST(DistanceTable, KeepsAllPointsOrFiftyThatEndWithTheLast) {
  for (int points = 1; points < 5000; points += 7) {
    int point[prime::table_rows];
    prime::rows_of(points, point);
    EXPECT_EQ(point[0], 1);
    EXPECT_EQ(point[prime::table_rows - 1], points);
    for (int row = 1; row < prime::table_rows; ++row) EXPECT_GE(point[row], point[row - 1]) << points;
  }
  int point[prime::table_rows];
  prime::rows_of(100, point);  // every second
  for (int row = 0; row < prime::table_rows; ++row) EXPECT_EQ(point[row], 2 * (row + 1));
}

/// Wherever the wind comes from, what stands downwind of the stack and out of its way changes nothing upwind.
TEST(Downwash, IsNothingWithoutBuildingAndUpwindOfIt) {
  PlumeScenes scenes(32);
  for (int n = 0; n < 40; ++n) {
    const auto air = air_of(scenes.hour(), {}, 0.0, {});
    PointSource alone = scenes.stack(), beside = alone, low = alone;
    beside.buildings.emplace();
    beside.buildings->fill({20.0, 40.0, 30.0, 0.0, 0.0});
    low.buildings.emplace();  // no height: AERMOD's decks say so for a sector without building
    const std::vector<Receptor> places = scenes.receptors(60);
    const ReceptorSet receptors(places);
    std::vector<double> a(60), b(60), c(60);
    unit_concentration(alone, air, receptors, Evaluation::direct, a);
    unit_concentration(beside, air, receptors, Evaluation::direct, b);
    unit_concentration(low, air, receptors, Evaluation::direct, c);
    EXPECT_EQ(a, c);
    const PlumeOfHour plume = plume_of(alone, air.rural);
    for (std::size_t r = 0; r < 60; ++r) {
      const double along = -(places[r].x * plume.sine + places[r].y * plume.cosine);
      if (along <= 0.0) {
        EXPECT_EQ(a[r], b[r]);
      }
    }
  }
}

/// Needles, sheets, none of a length, far away, and stacks that hardly blow: numbers all the same, and in
/// time.
TEST(Downwash, GivesNumbersForBuildingsOfAnyShape) {
  PlumeScenes scenes(33);
  for (int n = 0; n < 300; ++n) {
    const auto air = air_of(scenes.hour(), {}, 0.0, {});
    PointSource stack = scenes.stack();
    const double sizes[] = {1e-4, 0.5, 30.0, 3000.0};
    const auto any_size = [&] { return sizes[static_cast<int>(scenes.between(0.0, 3.999))]; };
    stack.buildings.emplace();
    stack.buildings->fill({any_size(), any_size(), scenes.chance(0.2) ? 0.0 : any_size(),
                           scenes.between(-1.0, 1.0) * any_size(), scenes.between(-1.0, 1.0) * any_size()});
    if (scenes.chance(0.2)) stack.height = 0.0;
    if (scenes.chance(0.2)) stack.exit_velocity = 0.0;
    if (scenes.chance(0.2)) stack.diameter = 1e-3;
    const ReceptorSet receptors(scenes.receptors(40, scenes.chance(0.5) ? 0.0 : 20.0));
    std::vector<double> c(40);
    unit_concentration(stack, air, receptors, Evaluation::direct, c);
    for (const double x : c) ASSERT_TRUE(std::isfinite(x) && x >= 0.0) << n;
  }
}

}  // namespace
