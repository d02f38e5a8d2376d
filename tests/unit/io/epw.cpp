#include "io/epw.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "io/local_time.hpp"
#include "io/messages.hpp"
#include "model/quantities/constants.hpp"
#include "tests/support/places.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {
using namespace lantian;

constexpr double degree = model::constants::pi / 180.0;

model::UtcSeconds local(const char* text) { return *io::read_local_time(text, 8 * 3600); }

std::filesystem::path genuine() {
  return tests::reference_data() / "met-zhengzhou-epw" / "CHN_Henan.Zhengzhou.570830_CSWD.epw";
}

std::string line(int month, int day, int hour, const std::string& temperature = "5.0",
                 const std::string& wind = "2.0", const std::string& direction = "90") {
  return "2005," + std::to_string(month) + "," + std::to_string(day) + "," + std::to_string(hour) + ",0,?9," +
         temperature + ",1.0,60,101000,9999,9999,300," + std::to_string(hour == 12 ? 400 : 0) +
         ",0,0,9999,9999,9999,9999," + direction + "," + wind +
         ",9,9,9999,99999,9,999999999,0,0.0,5,88,0.2," + (hour == 6 ? "1.8" : "999") + ",99\n";
}

/// A whole year of the same day, with `spoil` applied to each line.
template <class Spoil>
std::string year(Spoil&& spoil, const std::string& source = "CSWD") {
  std::string text = "LOCATION,Little,Henan,CHN," + source + ",570000,34.9,112.8,8.0,115.0\n";
  for (int n = 2; n <= 8; ++n) text += "HEADER\n";
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int month = 1; month <= 12; ++month)
    for (int day = 1; day <= days[month - 1]; ++day)
      for (int hour = 1; hour <= 24; ++hour) text += spoil(month, day, hour);
  return text;
}
std::string plain(int month, int day, int hour) { return line(month, day, hour, std::to_string(day) + ".5"); }

class Epw : public ::testing::Test {
 protected:
  tests::ScratchFolder scratch;
  io::Diagnostics diagnostics;
  model::StationSeries read(const std::string& text, const char* start = "2023-11-22T00:00",
                            const char* end = "2023-11-23T00:00") {
    return io::read_epw(scratch.write("x.epw", text), local(start), local(end), diagnostics);
  }
  std::string report() const { return io::report(diagnostics.items()); }
  const model::StationHour& hour_ending(const model::StationSeries& series, const char* time) const {
    for (const auto& hour : series.hours)
      if (hour.end == local(time)) return hour;
    throw std::logic_error("no such hour");
  }
};

TEST_F(Epw, TypicalYearIsLaidOnTheRunsDays) {
  const auto series = read(year(plain));
  ASSERT_TRUE(diagnostics.empty()) << report();
  EXPECT_NEAR(series.site.latitude, 34.9 * degree, 1e-12);
  EXPECT_DOUBLE_EQ(series.site.altitude, 115.0);
  EXPECT_EQ(series.site.clock.offset, 8 * 3600);
  EXPECT_FALSE(model::first_gap(series.hours));
  EXPECT_LE(series.hours.front().end, local("2023-11-21T01:00"));
  EXPECT_GE(series.hours.back().end, local("2023-11-24T00:00"));
  EXPECT_NEAR(hour_ending(series, "2023-11-22T12:00").air_temperature, 22.5 + 273.15, 1e-9);
  EXPECT_NEAR(hour_ending(series, "2023-11-23T00:00").air_temperature, 22.5 + 273.15, 1e-9);  // hour 24
  EXPECT_DOUBLE_EQ(hour_ending(series, "2023-11-22T12:00").downwelling_shortwave, 400.0);
  EXPECT_DOUBLE_EQ(hour_ending(series, "2023-11-22T06:00").precipitation_rate, 1.8 / 3600.0);
  EXPECT_DOUBLE_EQ(hour_ending(series, "2023-11-22T07:00").precipitation_rate, 0.0);  // 999: none is known
  EXPECT_DOUBLE_EQ(hour_ending(series, "2023-11-22T07:00").snow_fraction, 1.0);       // 5 cm
}

TEST_F(Epw, ReadingsHoldAtTheHoursBeginningInCswdAndAtItsEndElsewhere) {
  EXPECT_EQ(read(year(plain)).instant_from_end, -3600);
  EXPECT_EQ(read(year(plain)).radiation_middle_from_end, -3600);
  EXPECT_EQ(read(year(plain, "IWEC")).instant_from_end, 0);
  EXPECT_EQ(read(year(plain, "IWEC")).radiation_middle_from_end, -1800);
}

TEST_F(Epw, TheTwentyNinthOfFebruaryIsTheDayBefore) {
  const auto series = read(year(plain), "2024-02-28T00:00", "2024-03-01T00:00");
  ASSERT_TRUE(diagnostics.empty()) << report();
  EXPECT_FALSE(model::first_gap(series.hours));
  EXPECT_NEAR(hour_ending(series, "2024-02-29T10:00").air_temperature, 28.5 + 273.15, 1e-9);
  EXPECT_NEAR(hour_ending(series, "2024-03-01T10:00").air_temperature, 1.5 + 273.15, 1e-9);
}

TEST_F(Epw, ARunMayPassTheEndOfTheYear) {
  const auto series = read(year(plain), "2023-12-31T00:00", "2024-01-02T00:00");
  ASSERT_TRUE(diagnostics.empty()) << report();
  EXPECT_NEAR(hour_ending(series, "2024-01-01T03:00").air_temperature, 1.5 + 273.15, 1e-9);
}

TEST_F(Epw, ThreeMissingHoursAreJoinedAndFourAreAMistake) {
  const auto spoil = [](int last) {
    return [last](int month, int day, int hour) {
      const bool gone = month == 11 && day == 22 && hour >= 3 && hour <= last;
      return gone ? line(month, day, hour, "99.9", "999", "999")
                  : line(month, day, hour, std::to_string(hour) + ".0", "4.0", hour < 3 ? "350" : "10");
    };
  };
  const auto series = read(year(spoil(5)));
  ASSERT_TRUE(diagnostics.empty()) << report();
  EXPECT_NEAR(hour_ending(series, "2023-11-22T04:00").air_temperature, 4.0 + 273.15, 1e-9);
  EXPECT_NEAR(hour_ending(series, "2023-11-22T04:00").wind_speed, 4.0, 1e-12);
  EXPECT_NEAR(
      std::remainder(hour_ending(series, "2023-11-22T04:00").wind_from_direction, 2.0 * model::constants::pi),
      0.0, 1e-9);  // 350 to 10 degrees over north
  read(year(spoil(6)));
  EXPECT_NE(report().find("dry bulb temperature"), std::string::npos) << report();
  EXPECT_NE(report().find("4 hours"), std::string::npos) << report();
}

TEST_F(Epw, AFileCutOffIsToldWithItsLine) {
  std::string text = year(plain);
  text.resize(text.size() / 2);
  read(text);
  EXPECT_NE(report().find("x.epw:"), std::string::npos) << report();
  EXPECT_NE(report().find("cut off"), std::string::npos) << report();
  diagnostics = {};
  text.resize(text.rfind('\n') + 1);  // at a line's end
  read(text);
  EXPECT_NE(report().find("8760"), std::string::npos) << report();
}

TEST_F(Epw, UnsortedHoursWrongUnitsAndOtherFilesAreTold) {
  read(year([](int month, int day, int hour) {
    const bool swapped = month == 6 && day == 3 && (hour == 5 || hour == 6);
    return line(month, day, swapped ? 11 - hour : hour);
  }));
  EXPECT_NE(report().find("06-03 06 h"), std::string::npos) << report();
  diagnostics = {};
  read(year([](int month, int day, int hour) {
    return line(month, day, hour, hour == 9 && month == 2 && day == 1 ? "278.1" : "5");
  }));
  EXPECT_NE(report().find("278.1"), std::string::npos) << report();  // kelvin
  diagnostics = {};
  read(year([](int month, int day, int hour) {
    return line(month, day, hour, hour == 9 && month == 2 && day == 1 ? "nan" : "5");
  }));
  EXPECT_NE(report().find("dry bulb"), std::string::npos) << report();
  diagnostics = {};
  read("time_end,air_temperature [degC]\n");
  EXPECT_NE(report().find("LOCATION"), std::string::npos) << report();
}

TEST_F(Epw, TheGenuineFileOfZhengzhouIsRead) {
  if (!std::filesystem::exists(genuine())) GTEST_SKIP() << "met-zhengzhou-epw is not here";
  const auto series =
      io::read_epw(genuine(), local("2023-11-20T00:00"), local("2023-11-24T00:00"), diagnostics);
  ASSERT_TRUE(diagnostics.empty()) << report();
  EXPECT_NEAR(series.site.latitude / degree, 34.72, 1e-9);
  EXPECT_NEAR(series.site.longitude / degree, 113.65, 1e-9);
  EXPECT_DOUBLE_EQ(series.site.altitude, 110.4);
  EXPECT_EQ(series.instant_from_end, -3600);
  // The embedded case's first row, retyped there: 20 Nov 1 h, 2.8 degC, 90 %, 100930 Pa, calm.
  const auto& first = hour_ending(series, "2023-11-20T01:00");
  EXPECT_NEAR(first.air_temperature, 275.95, 1e-9);
  EXPECT_NEAR(first.relative_humidity, 0.90, 1e-12);
  EXPECT_DOUBLE_EQ(first.air_pressure, 100930.0);
  EXPECT_TRUE(first.calm);
  const auto& noon = hour_ending(series, "2023-11-20T14:00");
  EXPECT_DOUBLE_EQ(noon.downwelling_shortwave, 233.0);
  EXPECT_DOUBLE_EQ(noon.wind_speed, 1.0);
}

}  // namespace
