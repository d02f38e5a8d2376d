// u*, L and mixing height of the typical year of Zhengzhou against the Pasquill classes of the same file
// (mengzhou-facts/zhengzhou_tmy_pg_class_by_season_hour.csv); figures in docs/theory/zhengzhou-year.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "io/epw.hpp"
#include "io/local_time.hpp"
#include "model/boundary_layer/history.hpp"
#include "tests/support/places.hpp"
#include "tests/unit/model/boundary_layer/henan_station.hpp"

namespace {

using namespace lantian::model;

constexpr std::array seasons{"DJF", "MAM", "JJA", "SON"};
int season_of_month(unsigned month) { return static_cast<int>(month % 12 / 3); }

/// Class 0 (A) to 5 (F) of an Obukhov length over ground of 0.1 m roughness: midway between the classes' own
/// 1/L = a + b log10(z0) [m-1], a = -0.096, -0.037, -0.002, 0, 0.004, 0.035, b = 0.029, 0.029, 0.018, 0,
/// -0.018, -0.036   [Golder1972, Seinfeld2016]
int golder_class(double inverse_length) {
  constexpr std::array edges{-0.0955, -0.043, -0.010, 0.011, 0.0465};
  return static_cast<int>(std::upper_bound(edges.begin(), edges.end(), inverse_length) - edges.begin());
}

struct Cell {
  int hours = 0;
  double wind = 0.0, friction = 0.0, height = 0.0;
  std::array<double, 6> classes{};
};

UpperAirRegime upper_air(int season) {
  UpperAirRegime regime = season == 2 ? henan::summer() : henan::stagnation();
  if (season == 1 || season == 3) regime.inversion_strength = 3.5, regime.inversion_depth = 250.0;
  return regime;
}

std::map<std::pair<int, int>, Cell> computed() {
  lantian::io::Diagnostics diagnostics;
  std::map<std::pair<int, int>, Cell> cells;
  for (int season = 0; season < 4; ++season) {
    const auto series = lantian::io::read_epw(
        lantian::tests::reference_data() / "met-zhengzhou-epw" / "CHN_Henan.Zhengzhou.570830_CSWD.epw",
        *lantian::io::read_local_time("2023-01-02", 28800),
        *lantian::io::read_local_time("2023-12-30", 28800), diagnostics);
    constexpr std::array kinds{Season::late_autumn, Season::spring, Season::midsummer,
                               Season::autumn_with_crops};
    LandUse fields;
    fields.share[1] = 1.0;
    SurfaceParameters parameters;
    parameters.ground = ground_of(fields, kinds[static_cast<std::size_t>(season)]);
    parameters.ground.roughness_length = 0.1;
    parameters.preparation.haze_transmittance = 0.85;
    parameters.preparation.pressure_is_daily = true;
    for (const auto& now : boundary_layer_history(series, {{upper_air(season)}, {}}, parameters)) {
      const auto date = series.site.clock.local_date(now.hour.time);
      if (season_of_month(unsigned(date.month())) != season) continue;
      Cell& cell =
          cells[{season, series.site.clock.local_hour(now.hour.time) + 1}];  // hour ending, as the file
      ++cell.hours;
      cell.wind += now.hour.wind_speed, cell.friction += now.surface.friction_velocity;
      cell.height += now.mixing_height;
      cell.classes[static_cast<std::size_t>(golder_class(now.surface.inverse_obukhov_length))] += 1.0;
    }
  }
  for (auto& [key, cell] : cells) {
    cell.wind /= cell.hours, cell.friction /= cell.hours, cell.height /= cell.hours;
    for (double& share : cell.classes) share /= cell.hours;
  }
  return cells;
}

std::map<std::pair<int, int>, std::array<double, 6>> tabled() {
  std::ifstream file(lantian::tests::reference_data() / "mengzhou-facts" /
                     "zhengzhou_tmy_pg_class_by_season_hour.csv");
  std::map<std::pair<int, int>, std::array<double, 6>> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::replace(line.begin(), line.end(), ',', ' ');
    std::istringstream parts(line);
    std::string season;
    int hour = 0;
    parts >> season >> hour;
    const auto at = std::find(seasons.begin(), seasons.end(), season);
    if (at == seasons.end()) continue;
    for (double& share : rows[{static_cast<int>(at - seasons.begin()), hour}]) parts >> share;
  }
  return rows;
}

}  // namespace

TEST(ZhengzhouYear, StabilityFollowsThePasquillClassesByHourAndSeason) {
  const auto table = tabled();
  if (table.empty()) GTEST_SKIP() << "mengzhou-facts and met-zhengzhou-epw are not here";
  const auto cells = computed();
  ASSERT_EQ(cells.size(), 96u);
  double apart = 0.0;
  int same_side = 0;
  for (const auto& [key, cell] : cells) {
    const auto& given = table.at(key);
    const auto unstable = [](const auto& c) { return c[0] + c[1] + c[2]; };
    const auto stable = [](const auto& c) { return c[4] + c[5]; };
    apart +=
        std::abs(unstable(cell.classes) - unstable(given)) + std::abs(stable(cell.classes) - stable(given));
    if ((unstable(cell.classes) > stable(cell.classes)) == (unstable(given) > stable(given))) ++same_side;
    if (key.second % 3 == 1)
      std::printf("| %s | %2d | %.1f | %.2f | %4.0f | %2.0f %2.0f %2.0f | %2.0f %2.0f %2.0f |\n",
                  seasons[key.first], key.second, cell.wind, cell.friction, cell.height,
                  100 * unstable(cell.classes), 100 * cell.classes[3], 100 * stable(cell.classes),
                  100 * unstable(given), 100 * given[3], 100 * stable(given));
  }
  std::printf("mean difference %.3f, same side %d of 96\n", apart / 192.0, same_side);
  EXPECT_LT(apart / 192.0, 0.12);
  EXPECT_GE(same_side, 92);
}

TEST(GolderClasses, EdgesClimb) {
  EXPECT_EQ(golder_class(-1.0), 0);
  EXPECT_EQ(golder_class(-0.02), 2);
  EXPECT_EQ(golder_class(0.0), 3);
  EXPECT_EQ(golder_class(0.02), 4);
  EXPECT_EQ(golder_class(0.5), 5);
}
