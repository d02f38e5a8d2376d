#include "io/case.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "io/case_inputs.hpp"
#include "io/local_time.hpp"
#include "io/messages.hpp"
#include "model/quantities/constants.hpp"
#include "tests/support/places.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {
using namespace lantian;

const std::filesystem::path mengzhou = tests::source_root() / "cases" / "mengzhou";

class Mengzhou : public ::testing::Test {
 protected:
  static io::CaseInputs read(const io::CaseChoice& choice) {
    io::Diagnostics diagnostics;
    auto inputs = io::read_case_inputs(mengzhou, choice, diagnostics);
    EXPECT_TRUE(diagnostics.empty()) << io::report(diagnostics.items());
    return inputs;
  }
  static const io::CaseInputs& winter() {
    static const io::CaseInputs inputs = read({});
    return inputs;
  }
};

scenarios::BackgroundPoint ground_at(const char* local) {
  scenarios::BackgroundPoint point;
  point.time = *io::read_local_time(local, 8 * 3600);
  point.height = 10.0;
  point.wind_from_direction = model::constants::pi / 2.0;  // east
  return point;
}

TEST_F(Mengzhou, StandsWhereTheTextSays) {
  const auto& contents = winter().file.contents;
  EXPECT_EQ(contents.time.start, 1700582400);  // 2023-11-21T16:00Z
  EXPECT_DOUBLE_EQ(winter().grid.dx, 2000.0);
  EXPECT_NEAR(winter().grid.x_west, -46000.0, 1e-3);                   // the projection's own round-off
  EXPECT_NEAR(contents.chemistry.ozone_column, 290 * 4.462e-4, 1e-9);  // udunits' Dobson unit
  EXPECT_DOUBLE_EQ(contents.weather.relative_humidity_cap, 0.92);
}

TEST_F(Mengzhou, SeasonAndVariantOverride) {
  const auto full = read({"", "full", false}), summer = read({"summer", "", false});
  EXPECT_EQ(full.grid.nx, 102);
  EXPECT_DOUBLE_EQ(full.grid.dx, 1000.0);
  EXPECT_EQ(full.file.contents.inventory.folders.size(), 2u);
  EXPECT_EQ(summer.file.contents.members.size(), 3u);
  EXPECT_EQ(summer.grid.nx, winter().grid.nx);  // what a season does not name stays
}

TEST_F(Mengzhou, StationHoursAreSi) {
  const auto& first = winter().stations.front().hours.front();
  EXPECT_DOUBLE_EQ(first.air_temperature, 273.15 + 2.8);
  EXPECT_DOUBLE_EQ(first.relative_humidity, 0.90);
  EXPECT_TRUE(first.calm);
  EXPECT_EQ(first.end, *io::read_local_time("2023-11-20T01:00", 8 * 3600));
}

TEST_F(Mengzhou, ProjectionComesBack) {
  const auto& projection = *winter().projection;
  const auto there = projection(112.5, 35.1);
  const auto back = projection.inverse(there.x, there.y);
  EXPECT_NEAR(back.longitude, 112.5, 1e-9);  // PROJ's tmerc is good to nanometres
  EXPECT_NEAR(back.latitude, 35.1, 1e-9);
  // East of the central meridian the grid's north lies clockwise of true north, west of it the other way.
  EXPECT_NEAR(projection.convergence(112.5, 35.1), (112.5 - 112.787) * std::sin(35.1 / 57.29578) / 57.29578,
              1e-6);  // third order
}

TEST_F(Mengzhou, BackgroundIsTheProductOfItsTables) {
  // 108 ug/m3 of the day at noon x 0.96 of the hour x 1.05 of the east side; O3 38 ug/m3 at 298.15 K.
  const auto noon = winter().background.at(ground_at("2023-11-22T12:00"));
  EXPECT_NEAR(noon.pm2p5, 108e-9 * 0.96 * 1.05, 1e-15);  // round-off
  EXPECT_NEAR(noon.coarse, 0.6 * noon.pm2p5, 1e-15);
  EXPECT_NEAR(noon.gases.at("O3"), 38e-9 / (47.997e-3 * 40.8740), 1e-13);  // mol m-3 typed to six digits
  EXPECT_NEAR(noon.composition.at("NO3"), 0.26, 1e-12);
  double sum = 0.0;
  for (const auto& part : noon.composition) sum += part.second;
  EXPECT_NEAR(sum, 1.0, 1e-12);  // round-off
}

TEST_F(Mengzhou, BackgroundBetweenRegimesIsLinear) {
  // Four of the eight hours from stagnation to front.
  const auto shares = winter().background.shares(*io::read_local_time("2023-11-24T15:00", 8 * 3600));
  EXPECT_DOUBLE_EQ(shares[0] + shares[1], 1.0);
  EXPECT_DOUBLE_EQ(shares[0], 0.5);
}

TEST_F(Mengzhou, DayMixesSummerOzoneToTheMixingHeight) {
  const auto summer = read({"summer", "", false});
  auto point = ground_at("2023-06-05T15:00");
  point.height = 600.0;
  point.mixing_height = 1500.0;
  point.daylight = 1.0;
  const double by_day = summer.background.at(point).gases.at("O3");
  point.height = 10.0;
  EXPECT_DOUBLE_EQ(by_day, summer.background.at(point).gases.at("O3"));
  point.height = 600.0;
  point.daylight = 0.0;
  EXPECT_NEAR(summer.background.at(point).gases.at("O3"), 132e-9 / (47.997e-3 * 40.8740),
              1e-13);  // 130 + (140 - 130) / 5
}

TEST_F(Mengzhou, ResolvedTextReadsBackToTheSameCase) {
  const tests::ScratchFolder scratch;
  const auto text = io::resolved_text(winter().file);
  EXPECT_EQ(text.find(mengzhou.string()), std::string::npos);  // no path of this machine
  io::Diagnostics diagnostics;
  const auto again = io::read_case(scratch.write("case.toml", text), {}, diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << io::report(diagnostics.items());
  EXPECT_EQ(io::resolved_text(again), text);
}

TEST(LocalTime, ReadsIsoTextAndRefusesTheRest) {
  constexpr std::int64_t china = 8 * 3600;
  EXPECT_EQ(io::read_local_time("1970-01-01T08:00", china), 0);
  EXPECT_EQ(io::read_local_time("2023-11-22T24:00", china), io::read_local_time("2023-11-23", china));
  EXPECT_EQ(io::local_time_text(1700582400, china), "2023-11-22T00:00");
  for (const char* bad : {"2023-02-29T00:00", "2023-11-22T25:00", "2023-11-22T24:30", "22.11.2023",
                          "2023-11-22T00:00+08:00", ""})
    EXPECT_FALSE(io::read_local_time(bad, china)) << bad;
  EXPECT_EQ(io::read_utc_offset("+05:45"), 20700);
  EXPECT_EQ(io::read_utc_offset("-03:00"), -10800);
  for (const char* bad : {"Asia/Shanghai", "+8", "+08:07", "+15:00"})
    EXPECT_FALSE(io::read_utc_offset(bad)) << bad;
}
}  // namespace
