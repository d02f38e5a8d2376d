#include "scenarios/policy/signals.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "io/data_folder.hpp"
#include "io/standards.hpp"

namespace {

using namespace lantian;
using namespace scenarios;

constexpr model::LocalClock china{8 * 3600};
constexpr model::UtcSeconds midnight = 19683 * 86400 - 8 * 3600;  // 2023-11-22T00:00 local
constexpr double microgram = 1e-9;

const Standards& standards() {
  static const Standards read = [] {
    io::Diagnostics diagnostics;
    auto all = io::read_standards(io::data_folder() / "standards", diagnostics);
    diagnostics.throw_if_any();
    return all;
  }();
  return read;
}

Signals of(const AirHours& air) {
  Signals signals;
  add_air_signals(signals, "forecast", air, china, standards());
  return signals;
}

const std::vector<double>& series(const Signals& signals, const std::string& name) {
  return signals.hourly.at("forecast(" + name + ")");
}

TEST(AirSignals, IndicesOfHj633WithTheirRulesOfValidity) {
  // PM2.5 of 75 for a day, then 150: sub-indices 100 and 200 (HJ 633-2012).
  AirHours air;
  air["PM2p5"] = {midnight, std::vector<double>(24, 75.0 * microgram)};
  air["PM2p5"].values.insert(air["PM2p5"].values.end(), 24, 150.0 * microgram);
  const auto signals = of(air);
  const auto& running = series(signals, "aqi_24h_running");
  EXPECT_TRUE(std::isnan(running[18]));  // 19 hours
  EXPECT_EQ(running[19], 100.0);
  EXPECT_EQ(running[23], 100.0);
  EXPECT_EQ(running[47], 200.0);
  // Twelve hours of each: 112.5 µg/m3, published as 112 (half to even), index 100 + 50 / 40 x 37 = 146.25,
  // rounded up.
  EXPECT_EQ(running[35], 147.0);
  const auto& daily = series(signals, "aqi_daily");
  EXPECT_EQ(daily[0], 100.0);
  EXPECT_EQ(daily[23], 100.0);
  EXPECT_EQ(daily[24], 200.0);
  EXPECT_EQ(series(signals, "aqi_hourly")[30], 200.0);
  EXPECT_NEAR(series(signals, "pm25_24h")[35], 112.5, 1e-12 * 112.5);
  EXPECT_NEAR(series(signals, "pm25_daily")[40], 150.0, 1e-12 * 150.0);
  EXPECT_FALSE(signals.hourly.contains("forecast(mda8_o3)"));
}

TEST(AirSignals, OzoneByItsLargest8Hours) {
  AirHours air;
  air["O3"] = {midnight, std::vector<double>(24, 40.0 * microgram)};
  for (int h = 12; h < 16; ++h) air["O3"].values[h] = 240.0 * microgram;
  const auto signals = of(air);
  // 12-16 h lie within one 8-h mean: (4 x 240 + 4 x 40) / 8 = 140, index 50 + 50 x 40 / 60 = 83.3.
  EXPECT_NEAR(series(signals, "mda8_o3")[0], 140.0, 1e-12 * 140.0);
  EXPECT_EQ(series(signals, "aqi_daily")[3], 84.0);
  EXPECT_NEAR(series(signals, "o3_8h")[15], 140.0, 1e-12 * 140.0);
  EXPECT_TRUE(std::isnan(series(signals, "o3_8h")[4]));  // five hours
}

TEST(Signals, SeriesOfOtherTimesAreLinedUp) {
  Signals signals;
  add_series(signals, "wind_speed", {midnight, {1.0, 2.0}});
  add_series(signals, "air_temperature", {midnight - 2 * 3600, {-3.0, -2.0, -1.0}});
  add_series(signals, "precipitation", {midnight + 3600, {5.0}});
  EXPECT_EQ(signals.start, midnight - 2 * 3600);
  EXPECT_TRUE(std::isnan(signals.hourly["wind_speed"][1]));
  EXPECT_EQ(signals.hourly["wind_speed"][3], 2.0);
  EXPECT_EQ(signals.hourly["air_temperature"][2], -1.0);
  EXPECT_EQ(signals.hourly["precipitation"].size(), 4u);
  EXPECT_EQ(signals.hourly["precipitation"][3], 5.0);
}

TEST(Signals, KeysNameTheirSource) {
  EXPECT_EQ(signal_kind("forecast(aqi_24h_running)")->hours_covered, 24);
  EXPECT_EQ(signal_kind("wind_speed")->unit, "m/s");
  EXPECT_FALSE(signal_kind("forecast(wind_speed)"));
  EXPECT_FALSE(signal_kind("indicator(aqi_daily)"));
  EXPECT_EQ(source_of_signal("observed(o3_1h)"), "observed");
  EXPECT_EQ(source_of_signal("wind_speed"), "");
}

}  // namespace
