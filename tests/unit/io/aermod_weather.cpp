// AERMET's files as lantian writes them, read again by AERMET's columns.
#include "io/aermod_weather/weather_files.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "io/aermod/aermet_files.hpp"
#include "model/plume/column_hour.hpp"
#include "tests/support/aermod_decks.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {

using namespace lantian;
using namespace lantian::tests;

/// A warm afternoon and a calm night in Zhengzhou's zone.
io::AermodWeather two_hours() {
  io::AermodWeather weather;
  weather.site.latitude = 34.72 * degree, weather.site.longitude = -113.65 * degree;
  weather.site.clock.offset = 8 * 3600;
  weather.station = "57083";
  io::AermodHour day;
  day.end = weather.site.clock.midnight(19722) + 15 * 3600;  // 2023-12-31
  auto& s = day.air.surface;
  s.sensible_heat_flux = 123.44, s.friction_velocity = 0.3216, s.convective_velocity = 1.2344;
  s.potential_temperature_gradient_above = 0.0071, s.convective_mixing_height = 812.3;
  s.mechanical_mixing_height = 419.6, s.obukhov_length = -25.34, s.roughness_length = 0.1234;
  s.bowen_ratio = 0.8, s.albedo = 0.19, s.wind_speed = 3.456, s.wind_from_direction = 217.04 * degree;
  s.wind_height = 10.0, s.air_temperature = 281.44, s.temperature_height = 2.0;
  s.precipitation_rate = 1.5 / 3600.0, s.relative_humidity = 0.634, s.air_pressure = 101234.0;
  s.cloud_fraction = 0.33;
  day.air.tower = {{10.0, 217.04 * degree, 3.456, 281.44}, {50.0, 220.06 * degree, 4.567, 280.96}};
  weather.hours.push_back(day);
  io::AermodHour night;
  night.end = weather.site.clock.midnight(19723);  // hour 24 of the same day
  auto& n = night.air.surface;
  n = s;
  n.convective_velocity = n.potential_temperature_gradient_above = n.convective_mixing_height =
      model::plume::absent;
  n.obukhov_length = 12.3, n.sensible_heat_flux = -9.95, n.wind_speed = 0.0, n.wind_from_direction = 0.0;
  n.precipitation_rate = 0.0;
  night.air.tower = {{10.0, model::plume::absent, model::plume::absent, 275.13}};
  weather.hours.push_back(night);
  return weather;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(AermodWeather, ARowIsAsLongAndAsCutAsAermets) {
  const auto lines = lines_of(io::surface_text(two_hours()));
  ASSERT_EQ(lines.size(), 3u);
  // Columns of a row of EPA's own Houston file.
  const std::string theirs =
      "96  6  1 153 11  191.9  0.558  1.615  0.005  793.  999.    -81.4  0.1500   0.70   0.25    4.86  170.0 "
      "   6.1  "
      "302.5    2.0     0   0.00    64.  1012.     4 ADJ-SFC NoSubs";
  EXPECT_EQ(lines[1],
            "23 12 31 365 15  123.4  0.322  1.234  0.007  812.  420.    -25.3  0.1234   0.80   0.19    3.46  "
            "217.0   "
            "10.0  281.4    2.0    11   1.50    63.  1012.     3 NAD-SFC NoSubs");
  for (const auto* line : {&lines[1], &lines[2]}) EXPECT_EQ(line->size(), theirs.size());
}

TEST(AermodWeather, TheHeaderSaysPlaceAndForm) {
  const auto header = lines_of(io::surface_text(two_hours())).front();
  EXPECT_NE(header.find("34.720N"), std::string::npos);
  EXPECT_NE(header.find("113.650W"), std::string::npos);
  EXPECT_NE(header.find("VERSION: 24142"), std::string::npos);
}

/// Half of the last printed digit.
TEST(AermodWeather, ReadAgainItIsTheSameToThePrint) {
  const auto weather = two_hours();
  const auto lines = lines_of(io::surface_text(weather));
  for (std::size_t h = 0; h < 2; ++h) {
    const auto read = surface_of(lines[h + 1]);
    const auto& written = weather.hours[h].air.surface;
    const auto same = [](double a, double b, double half_unit) {
      if (std::isnan(b))
        EXPECT_TRUE(std::isnan(a));
      else
        EXPECT_NEAR(a, b, half_unit * 1.0001);
    };
    same(read.sensible_heat_flux, written.sensible_heat_flux, 0.05);
    same(read.friction_velocity, written.friction_velocity, 5e-4);
    same(read.convective_velocity, written.convective_velocity, 5e-4);
    same(read.potential_temperature_gradient_above, written.potential_temperature_gradient_above, 5e-4);
    same(read.convective_mixing_height, written.convective_mixing_height, 0.5);
    same(read.mechanical_mixing_height, written.mechanical_mixing_height, 0.5);
    same(read.obukhov_length, written.obukhov_length, 0.05);
    same(read.wind_speed, written.wind_speed, 5e-3);
    same(read.wind_from_direction, written.wind_from_direction, 0.05 * degree);
    same(read.air_temperature, written.air_temperature, 0.05);
    EXPECT_EQ(model::plume::state_of(read),
              h == 0 ? model::plume::HourState::usable : model::plume::HourState::calm);
  }
}

TEST(AermodWeather, TheReaderOfDecksTakesBothFiles) {
  const ScratchFolder folder;
  folder.write("weather.sfc", io::surface_text(two_hours()));
  folder.write("weather.pfl", io::profile_text(two_hours()));
  io::Deck deck;
  deck.weather.surface.path = folder.path() / "weather.sfc";
  deck.weather.profile.path = folder.path() / "weather.pfl";
  deck.weather.first_year = 2023;
  deck.control.check_dates = false;  // the two hours do not follow each other
  io::Diagnostics mistakes;
  std::vector<io::Diagnostic> notes;
  const auto read = io::read_aermet(deck, mistakes, notes);
  EXPECT_TRUE(mistakes.empty());
  EXPECT_EQ(read.version, "24142");
  ASSERT_EQ(read.hours.size(), 2u);
  EXPECT_EQ(read.hours[0].hour.code(), 23123115);
  EXPECT_EQ(read.hours[1].hour.code(), 23123124);
  EXPECT_EQ(model::plume::state_of(read.hours[0].surface), model::plume::HourState::usable);
  EXPECT_EQ(model::plume::state_of(read.hours[1].surface), model::plume::HourState::calm);
  const auto levels = read.levels_of(read.hours[0]);
  ASSERT_EQ(levels.size(), 2u);
  EXPECT_NEAR(levels[1].air_temperature, 280.96, 0.005 * 1.0001);  // half of the last digit
  EXPECT_NEAR(levels[1].wind_speed, 4.567, 0.005 * 1.0001);
}

TEST(AermodWeather, TheLastLevelIsMarkedAndACalmIsTwoZeros) {
  const auto lines = lines_of(io::profile_text(two_hours()));
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0], "23 12 31 15    10.0 0   217.0     3.46     8.28    99.00    99.00");
  EXPECT_EQ(lines[1], "23 12 31 15    50.0 1   220.1     4.57     7.80    99.00    99.00");
  EXPECT_EQ(lines[2], "23 12 31 24    10.0 1     0.0     0.00     1.97    99.00    99.00");
}

}  // namespace
