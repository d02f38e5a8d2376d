// u*, L and mixing height of the typical year of Zhengzhou against the Pasquill classes of the same file
// (mengzhou-facts/zhengzhou_tmy_pg_class_by_season_hour.csv); the tables it prints stand in
// docs/theory/zhengzhou-year.md.
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

using Shares = std::array<double, 6>;  // 1, of the classes A to F
constexpr const char* class_names = "ABCDEF";
constexpr int neutral = 3, slightly_stable = 4, stable = 5;

/// Class 0 (A) to 5 (F) of an Obukhov length over ground of 0.1 m roughness: midway between the classes' own
/// 1/L = a + b log10(z0) [m-1], a = -0.096, -0.037, -0.002, 0, 0.004, 0.035, b = 0.029, 0.029, 0.018, 0,
/// -0.018, -0.036   [Golder1972, Seinfeld2016]
constexpr std::array golder_middles{-0.125, -0.066, -0.020, 0.0, 0.022, 0.071};
constexpr std::array golder_edges{-0.0955, -0.043, -0.010, 0.011, 0.0465};
int golder_class(double inverse_length) {
  return static_cast<int>(std::upper_bound(golder_edges.begin(), golder_edges.end(), inverse_length) -
                          golder_edges.begin());
}

/// The reference table's own rule: by day, which is light above 20 W m-2, by light and wind [EPA2000, table
/// 6-7]; by night by wind alone (F under 2, E under 3 m/s, D).
constexpr double least_daylight = 20.0;
int rule_class(double light, double wind) {
  if (light <= least_daylight) return wind < 2.0 ? stable : wind < 3.0 ? slightly_stable : neutral;
  static constexpr int classes[5][4] = {{0, 0, 1, 3}, {0, 1, 2, 3}, {1, 1, 2, 3}, {2, 2, 3, 3}, {2, 3, 3, 3}};
  const int strength = light >= 925.0 ? 0 : light >= 675.0 ? 1 : light >= 175.0 ? 2 : 3;
  const int speed = wind < 2.0 ? 0 : wind < 3.0 ? 1 : wind < 5.0 ? 2 : wind < 6.0 ? 3 : 4;
  return classes[speed][strength];
}

UpperAirRegime upper_air(int season) {
  UpperAirRegime regime = season == 2 ? henan::summer() : henan::stagnation();
  if (season == 1 || season == 3) regime.inversion_strength = 3.5, regime.inversion_depth = 250.0;
  return regime;
}

/// An hour of the file, and what the model makes of its instant.
struct YearHour {
  int season, hour;  // hour ending, as the file has it
  bool is_day;
  int rule, golder;
  double wind, friction, inverse_length, height;
};

std::vector<YearHour> hours_of(int season) {
  lantian::io::Diagnostics diagnostics;
  // A day more at either end makes the whole year.
  const auto series = lantian::io::read_epw(
      lantian::tests::reference_data() / "met-zhengzhou-epw" / "CHN_Henan.Zhengzhou.570830_CSWD.epw",
      *lantian::io::read_local_time("2023-01-02", 28800), *lantian::io::read_local_time("2023-12-30", 28800),
      diagnostics);
  std::map<UtcSeconds, const StationHour*> rows;  // by the instant of their readings
  for (const auto& row : series.hours) rows[row.end + series.instant_from_end] = &row;
  constexpr std::array kinds{Season::late_autumn, Season::spring, Season::midsummer,
                             Season::autumn_with_crops};
  LandUse fields;
  fields.share[1] = 1.0;
  SurfaceParameters parameters;
  parameters.ground = ground_of(fields, kinds[static_cast<std::size_t>(season)]);
  parameters.ground.roughness_length = 0.1;
  parameters.preparation.haze_transmittance = 0.85;
  parameters.preparation.pressure_is_daily = true;
  std::vector<YearHour> hours;
  for (const auto& now : boundary_layer_history(series, {{upper_air(season)}, {}}, parameters)) {
    const auto row = rows.find(now.hour.time);
    const auto date = series.site.clock.local_date(now.hour.time);
    if (row == rows.end() || season_of_month(unsigned(date.month())) != season) continue;
    const double light = row->second->downwelling_shortwave, length = now.surface.inverse_obukhov_length;
    hours.push_back({season, series.site.clock.local_hour(now.hour.time) + 1, light > least_daylight,
                     rule_class(light, row->second->wind_speed), golder_class(length), now.hour.wind_speed,
                     now.surface.friction_velocity, length, now.mixing_height});
  }
  return hours;
}

/// All 8760 hours, each with the ground of its season; empty where the reference data are not here.
const std::vector<YearHour>& year() {
  static const std::vector<YearHour> all = [] {
    std::vector<YearHour> hours;
    if (!std::filesystem::exists(lantian::tests::reference_data() / "met-zhengzhou-epw")) return hours;
    for (int season = 0; season < 4; ++season) {
      const auto more = hours_of(season);
      hours.insert(hours.end(), more.begin(), more.end());
    }
    return hours;
  }();
  return all;
}

/// By season and hour.
std::map<std::pair<int, int>, Shares> tabled() {
  std::ifstream file(lantian::tests::reference_data() / "mengzhou-facts" /
                     "zhengzhou_tmy_pg_class_by_season_hour.csv");
  std::map<std::pair<int, int>, Shares> rows;
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

/// Shares of the classes that `choose` picks the hours of.
template <class Choose>
Shares shares_of(int YearHour::*classes, Choose&& choose) {
  Shares shares{};
  double count = 0.0;
  for (const auto& hour : year())
    if (choose(hour)) shares[static_cast<std::size_t>(hour.*classes)] += 1.0, count += 1.0;
  for (double& share : shares) share /= count;
  return shares;
}

double unstable(const Shares& c) { return c[0] + c[1] + c[2]; }
double stably(const Shares& c) { return c[4] + c[5]; }

struct Quartiles {
  double low, middle, high;
};

Quartiles quartiles(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  return {at(0.25), at(0.5), at(0.75)};
}

Quartiles of_class(int rule, double YearHour::*what) {
  std::vector<double> values;
  for (const auto& hour : year())
    if (hour.rule == rule) values.push_back(hour.*what);
  return quartiles(std::move(values));
}

class ZhengzhouYear : public ::testing::Test {
 protected:
  void SetUp() override {
    if (year().empty() || tabled().empty())
      GTEST_SKIP() << "mengzhou-facts and met-zhengzhou-epw are not here";
  }
};

}  // namespace

TEST_F(ZhengzhouYear, TheTablesClassesAreRebuiltHourByHour) {
  const auto table = tabled();
  ASSERT_EQ(year().size(), 8760u);
  ASSERT_EQ(table.size(), 96u);
  for (const auto& [key, given] : table) {
    const auto shares = shares_of(
        &YearHour::rule, [&](const YearHour& h) { return h.season == key.first && h.hour == key.second; });
    for (std::size_t c = 0; c < 6; ++c)
      EXPECT_NEAR(shares[c], given[c], 0.000501) << seasons[key.first] << " " << key.second;  // three digits
  }
}

TEST_F(ZhengzhouYear, StabilityFollowsThePasquillClassesByHourAndSeason) {
  double apart = 0.0;
  int same_side = 0;
  for (const auto& [key, given] : tabled()) {
    const auto here = [&](const YearHour& h) { return h.season == key.first && h.hour == key.second; };
    const Shares shares = shares_of(&YearHour::golder, here);
    apart += std::abs(unstable(shares) - unstable(given)) + std::abs(stably(shares) - stably(given));
    if ((unstable(shares) > stably(shares)) == (unstable(given) > stably(given))) ++same_side;
    if (key.second % 3 != 1) continue;
    double count = 0.0, wind = 0.0, friction = 0.0, height = 0.0;
    for (const auto& h : year())
      if (here(h)) ++count, wind += h.wind, friction += h.friction, height += h.height;
    std::printf("| %s | %2d | %.1f | %.2f | %4.0f | %2.0f %2.0f %2.0f | %2.0f %2.0f %2.0f |\n",
                seasons[key.first], key.second, wind / count, friction / count, height / count,
                100 * unstable(shares), 100 * shares[neutral], 100 * stably(shares), 100 * unstable(given),
                100 * given[neutral], 100 * stably(given));
  }
  std::printf("mean difference %.3f, same side %d of 96\n", apart / 192.0, same_side);
  EXPECT_LT(apart / 192.0, 0.12);
  EXPECT_GE(same_side, 92);
}

TEST_F(ZhengzhouYear, SharesOfEachClassByDayAndNight) {
  for (const bool is_day : {true, false})
    for (int season = 0; season < 4; ++season) {
      const auto here = [&](const YearHour& h) { return h.season == season && h.is_day == is_day; };
      const Shares computed = shares_of(&YearHour::golder, here), given = shares_of(&YearHour::rule, here);
      std::printf("| %s | %s |", seasons[season], is_day ? "day" : "night");
      for (const auto& shares : {computed, given}) {
        for (const double share : shares) std::printf(" %2.0f", 100 * share);
        std::printf(" |");
      }
      std::printf("\n");
      // Pasquill has no unstable night and no stable day. The model's day turns over with the heat flux, an
      // hour or so inside sunrise and sunset.
      if (is_day) {
        EXPECT_LT(stably(computed), 0.15) << seasons[season];
        EXPECT_GT(unstable(computed), 0.5) << seasons[season];
      } else {
        EXPECT_LT(unstable(computed), 0.05) << seasons[season];
        EXPECT_GT(stably(computed), 0.5) << seasons[season];
      }
    }
}

TEST_F(ZhengzhouYear, WhatTheModelGivesToTheHoursOfEachClass) {
  std::array<Quartiles, 6> friction, inverse, height;
  std::array<int, 6> count{};
  for (const auto& hour : year()) ++count[static_cast<std::size_t>(hour.rule)];
  for (int c = 0; c < 6; ++c) {
    friction[c] = of_class(c, &YearHour::friction);
    inverse[c] = of_class(c, &YearHour::inverse_length);
    height[c] = of_class(c, &YearHour::height);
    std::printf("| %c | %d | %.2f %.2f %.2f | %.4f %.4f %.4f | %.3f |", class_names[c], count[c],
                friction[c].low, friction[c].middle, friction[c].high, inverse[c].low, inverse[c].middle,
                inverse[c].high, golder_middles[c]);
    std::printf(" %.0f %.0f %.0f |\n", height[c].low, height[c].middle, height[c].high);
  }
  for (int c = 0; c + 1 < 6; ++c)
    EXPECT_LT(inverse[c].middle, inverse[c + 1].middle) << class_names[c];  // from unstable to stable
  for (int c = 0; c < 3; ++c) EXPECT_LT(inverse[c].high, 0.0) << class_names[c];
  for (int c = slightly_stable; c < 6; ++c) EXPECT_GT(inverse[c].low, 0.0) << class_names[c];
  EXPECT_GT(friction[neutral].middle, friction[slightly_stable].middle);  // wind makes a class neutral
  EXPECT_GT(friction[slightly_stable].middle, friction[stable].middle);
  for (int c = 0; c < 3; ++c) EXPECT_GT(height[c].middle, 2.0 * height[slightly_stable].middle);
  EXPECT_GT(height[neutral].middle, height[slightly_stable].middle);
  // Nights of 2 m/s and less lie on the least mixing height: the model does not tell E from F by it.
  EXPECT_GE(height[slightly_stable].middle, height[stable].middle);
}

TEST(GolderClasses, EdgesLieMidwayBetweenTheClasses) {
  for (std::size_t c = 0; c + 1 < 6; ++c)
    EXPECT_NEAR(golder_edges[c], 0.5 * (golder_middles[c] + golder_middles[c + 1]), 1e-12);
  EXPECT_EQ(golder_class(-1.0), 0);
  EXPECT_EQ(golder_class(-0.02), 2);
  EXPECT_EQ(golder_class(0.0), 3);
  EXPECT_EQ(golder_class(0.02), 4);
  EXPECT_EQ(golder_class(0.5), 5);
}
