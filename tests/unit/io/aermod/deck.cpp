#include "io/aermod/deck.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "io/aermod/aermet_files.hpp"
#include "io/aermod/area_outline.hpp"
#include "io/aermod/fortran_format.hpp"
#include "io/aermod/hourly_files.hpp"
#include "io/aermod/result_lines.hpp"
#include "io/aermod/results_netcdf.hpp"
#include "io/fortran_number.hpp"
#include "io/netcdf_reader.hpp"
#include "tests/support/small_deck.hpp"

namespace {

using namespace lantian;
using tests::replaced;
using tests::SmallDeck;

class DeckFile : public ::testing::Test {
 protected:
  tests::ScratchFolder folder;
  io::Deck read(const SmallDeck& deck) { return io::read_deck(deck.write(folder)); }
};

TEST_F(DeckFile, BecomesSourcesReceptorsAndOutputsInSiUnits) {
  const io::Deck deck = read({});
  ASSERT_EQ(deck.sources.size(), 2u);
  const auto& stack = std::get<model::plume::PointSource>(deck.sources[0].release);
  EXPECT_EQ(deck.sources[0].id, "STACK1");
  EXPECT_DOUBLE_EQ(deck.sources[0].emission, 0.010);  // kg s-1
  EXPECT_EQ(stack.height, 35.0);
  EXPECT_EQ(stack.exit_temperature, 400.0);
  EXPECT_TRUE(stack.flat);
  EXPECT_EQ(std::get<model::plume::VolumeSource>(deck.sources[1].release).initial_sigma_z, 3.0);
  ASSERT_EQ(deck.receptors.size(), 9u);  // directions outside, distances inside
  EXPECT_NEAR(deck.receptors[0].place.x, 200.0, 1e-9);
  EXPECT_NEAR(deck.receptors[1].place.x, 500.0, 1e-9);
  EXPECT_NEAR(deck.receptors[2].place.y, -200.0, 1e-9);
  EXPECT_EQ(deck.receptors[8].network, "");
  ASSERT_EQ(deck.groups.size(), 2u);
  EXPECT_EQ(deck.groups[0].sources.size(), 2u);
  EXPECT_EQ(deck.groups[1].sources, std::vector<std::size_t>{0});
  EXPECT_EQ(deck.control.averages, (std::vector<int>{1, 24}));
  EXPECT_TRUE(deck.control.period);
  ASSERT_EQ(deck.outputs.size(), 2u);
  EXPECT_EQ(deck.outputs[0].rank, 1u);
  EXPECT_EQ(deck.tables.ranks.size(), 2u);
}

TEST_F(DeckFile, MayBeShiftedLowerCaseQuotedAndIncluded) {
  SmallDeck deck;
  deck.receptors = "RE STARTING\n   INCLUDED  \"with blanks.rec\"\nRE FINISHED\n";
  folder.write("with blanks.rec",
               "** from elsewhere\n   discCart  1.0D2  -.5\n             3 4\nRE DISCCART 5 6\n");
  std::string shifted;
  std::string text = deck.text();
  for (std::size_t from = 0; from < text.size(); from = text.find('\n', from) + 1)
    shifted += "  " + text.substr(from, text.find('\n', from) + 1 - from);
  deck.write(folder);
  // Included lines stand where the deck's do: shifted too.
  folder.write("with blanks.rec",
               "  ** from elsewhere\n     discCart  1.0D2  -.5\n               3 4\n  RE DISCCART 5 6\n");
  const io::Deck read = io::read_deck(folder.write("small.inp", shifted));
  ASSERT_EQ(read.receptors.size(), 3u);
  EXPECT_EQ(read.receptors[0].place.x, 100.0);
  EXPECT_EQ(read.receptors[0].place.y, -0.5);
  EXPECT_EQ(read.receptors[1].place.y, 4.0);
}

TEST_F(DeckFile, RangesOfSourcesGoByTheirNumbers) {
  SmallDeck deck;
  deck.sources =
      "SO STARTING\n"
      "   LOCATION  STACK1  POINT  0 0\n   LOCATION  STACK2  POINT  0 0\n   LOCATION  STACK10 POINT  0 0\n"
      "   LOCATION  VENT5   POINT  0 0\n"
      "   SRCPARAM  STACK1  1 10 400 10 1\n   SRCPARAM  STACK2  1 10 400 10 1\n   SRCPARAM  STACK10 1 10 400 "
      "10 1\n"
      "   SRCPARAM  VENT5   1 10 400 10 1\n"
      "   BUILDHGT  STACK1-STACK2  36*20.\n   BUILDWID  STACK1-STACK2  18*30. 18*40.\n"
      "   BUILDLEN  STACK1-STACK2  36*30.\n   XBADJ     STACK1-STACK2  36*-15.\n   YBADJ     STACK1-STACK2  "
      "36*0.\n"
      "   EMISFACT  STACK2-STACK10  HROFDY  12*0.5 12*1.5\n"
      "   SRCGROUP  CHIMNEY  STACK2-STACK10 VENT5\n"
      "   SRCGROUP  ALL\n"
      "SO FINISHED\n";
  const io::Deck read_deck = read(deck);
  EXPECT_EQ(read_deck.groups[0].sources, (std::vector<std::size_t>{1, 2, 3}));
  const auto& buildings = std::get<model::plume::PointSource>(read_deck.sources[1].release).buildings;
  ASSERT_TRUE(buildings.has_value());
  EXPECT_EQ((*buildings)[17].width, 30.0);
  EXPECT_EQ((*buildings)[18].width, 40.0);
  EXPECT_FALSE(std::get<model::plume::PointSource>(read_deck.sources[2].release).buildings.has_value());
  EXPECT_EQ(read_deck.sources[2].factors.at({1990, 6, 1, 13}, 3.0, scenarios::usual_wind_classes), 1.5);
  EXPECT_EQ(read_deck.sources[3].factors.at({1990, 6, 1, 13}, 3.0, scenarios::usual_wind_classes), 1.0);
}

TEST_F(DeckFile, ElevatedReceptorsHaveAHillAndAFlagpole) {
  SmallDeck deck;
  deck.control = replaced(replaced(deck.control, "CONC FLAT", "CONC ELEV"), "   RUNORNOT",
                          "   FLAGPOLE  1.5\n   RUNORNOT");
  deck.sources = replaced(deck.sources, "POINT   0.0  0.0", "POINT   0.0  0.0 12.5");
  deck.receptors =
      "RE STARTING\n   ELEVUNIT  FEET\n"
      "   GRIDCART  G  STA\n             XYINC 0 2 10 0 2 10\n             ELEV 2 30 40\n             ELEV 1 "
      "10 20\n"
      "             HILL 1 100 200\n             HILL 2 300 400\n             FLAG 1 2*0\n             FLAG "
      "2 2*3\n"
      "   GRIDCART  G  END\n   DISCCART  1 2 100 1000\nRE FINISHED\n";
  const io::Deck read_deck = read(deck);
  ASSERT_EQ(read_deck.receptors.size(), 5u);
  EXPECT_DOUBLE_EQ(read_deck.receptors[2].place.elevation, 30 * 0.3048);
  EXPECT_DOUBLE_EQ(read_deck.receptors[3].place.hill_height, 400 * 0.3048);
  EXPECT_EQ(read_deck.receptors[3].place.above_ground, 3.0);
  EXPECT_EQ(read_deck.receptors[4].place.above_ground, 1.5);
  EXPECT_EQ(std::get<model::plume::PointSource>(read_deck.sources[0].release).base_elevation, 12.5);
}

TEST_F(DeckFile, UrbanSo2DecaysUnlessTheDeckSaysOtherwise) {
  SmallDeck deck;
  deck.control =
      replaced(deck.control, "POLLUTID  OTHER", "POLLUTID  SO2 H1H\n   URBANOPT  2000000.  TOWN  1.0");
  deck.sources = replaced(deck.sources, "   SRCGROUP  ALL", "   URBANSRC  STACK1\n   SRCGROUP  ALL");
  io::Deck read_deck = read(deck);
  EXPECT_EQ(read_deck.control.urban_areas.at(0).city.population, 2e6);
  const auto decay = [&](std::size_t n) {
    return std::visit([](const auto& release) { return release.decay_rate; }, read_deck.sources[n].release);
  };
  EXPECT_EQ(decay(0), 4.81e-5);
  EXPECT_EQ(decay(1), 0.0);
  deck.control = replaced(deck.control, "   RUNORNOT", "   HALFLIFE  3600\n   RUNORNOT");
  read_deck = read(deck);
  EXPECT_DOUBLE_EQ(decay(0), 0.693 / 3600);
  EXPECT_DOUBLE_EQ(decay(1), 0.693 / 3600);
}

TEST_F(DeckFile, DfaultTakesItsOwnRoughnessAndTurbulence) {
  SmallDeck deck;
  deck.control = replaced(replaced(deck.control, "CONC FLAT", "DFAULT CONC FLAT NOSTD"), "   RUNORNOT",
                          "   URBANOPT  2000000.  TOWN  0.5\n   RUNORNOT");
  deck.sources = replaced(deck.sources, "   SRCGROUP  ALL", "   URBANSRC  STACK1\n   SRCGROUP  ALL");
  deck.weather = replaced(deck.weather, "ME FINISHED", "   NOTURBST\nME FINISHED");
  io::Deck read_deck = read(deck);
  EXPECT_FALSE(read_deck.control.flat);
  EXPECT_TRUE(read_deck.control.stack_tip_downwash);
  EXPECT_EQ(read_deck.control.urban_areas.at(0).city.roughness_length, 1.0);
  EXPECT_TRUE(read_deck.weather.no_sigma_theta[1] && read_deck.weather.no_sigma_w[1]);
  EXPECT_FALSE(read_deck.weather.no_sigma_theta[0] || read_deck.weather.no_sigma_w[0]);
  for (const char* ignored : {"NOSA", "NOSW", "NOSAST", "NOSWST", "NOSACO", "NOSWCO", "NOTURBCO"}) {
    deck.weather =
        replaced(SmallDeck().weather, "ME FINISHED", "   " + std::string(ignored) + "\nME FINISHED");
    read_deck = read(deck);
    for (const bool stable : {false, true})
      EXPECT_FALSE(read_deck.weather.no_sigma_theta[stable] || read_deck.weather.no_sigma_w[stable])
          << ignored;
  }
  deck.weather = replaced(deck.weather, "ME FINISHED", "   NOTURB\nME FINISHED");
  EXPECT_THROW(read(deck), io::InputErrors);  // one of the nine only
}

TEST_F(DeckFile, APolarGridWithoutOriginLiesAtZeroAndAHillNotGivenIsZero) {
  SmallDeck deck;
  deck.control = replaced(deck.control, "CONC FLAT", "CONC ELEV");
  deck.receptors = replaced(deck.receptors, "                   ORIG  STACK1\n", "");
  deck.receptors = replaced(deck.receptors, "1000.0  0.0\n", "1000.0  0.0  30.0\n");
  const io::Deck read_deck = read(deck);
  EXPECT_NEAR(read_deck.receptors.at(0).place.x, 200.0, 1e-9);
  EXPECT_EQ(read_deck.receptors.at(8).place.elevation, 30.0);
  EXPECT_EQ(read_deck.receptors.at(8).place.hill_height, 0.0);
  EXPECT_GE(read_deck.notes.size(), 2u);
  deck.receptors =
      replaced(deck.receptors, "                   DIST",
               "                   ORIG 0 0\n                   ORIG 1 1\n                   DIST");
  EXPECT_THROW(read(deck), io::InputErrors);
}

TEST_F(DeckFile, AnAreaBeginsWhereItIsLocated) {
  SmallDeck deck;
  deck.sources =
      "SO STARTING\n   LOCATION  A  AREAPOLY  5. 5.\n   SRCPARAM  A  1.E-3 0. 4\n"
      "   AREAVERT  A  0. 0. 0. 100. 100. 100. 100. 0.\n   SRCGROUP  ALL\n   SRCGROUP  CHIMNEY  A\nSO "
      "FINISHED\n";
  deck.receptors = replaced(deck.receptors, "ORIG  STACK1", "ORIG  A");
  EXPECT_THROW(read(deck), io::InputErrors);
  deck.sources = replaced(deck.sources, "5. 5.", "0. 0.");
  EXPECT_EQ(read(deck).sources.size(), 1u);
}

TEST(AreaOutlines, KeepTheirArea) {
  EXPECT_NEAR(io::area_of(io::rectangle(5e5, 4e6, 20.0, 30.0, 0.7)), 600.0, 1e-7);  // coordinates to 1e-9 m
  EXPECT_NEAR(io::area_of(io::circle(10.0, 20.0, 50.0, 20)), 3.14159265358979 * 2500.0, 1e-8);
  EXPECT_NEAR(io::area_of(io::strip({0.0, 0.0}, {30.0, 40.0}, 10.0)), 500.0, 1e-10);
  const auto corner = io::rectangle(0.0, 0.0, 20.0, 30.0, 0.0);
  EXPECT_EQ(corner[1].y, 30.0);
  EXPECT_EQ(corner[3].x, 20.0);
  const auto centre = io::centroid_of({{0, 0}, {3, 0}, {0, 3}});
  EXPECT_DOUBLE_EQ(centre.x, 1.0);
  EXPECT_DOUBLE_EQ(centre.y, 1.0);
}

TEST(FortranNumbers, AsFortranWritesThem) {
  EXPECT_EQ(io::fortran_number("1.5D-3"), 1.5e-3);
  EXPECT_EQ(io::fortran_number("-.5"), -0.5);
  EXPECT_EQ(io::fortran_number("+2."), 2.0);
  EXPECT_EQ(io::fortran_number("1e999"), std::nullopt);
  EXPECT_EQ(io::fortran_number("nan"), std::nullopt);
  EXPECT_EQ(io::fortran_number("1.5x"), std::nullopt);
  EXPECT_EQ(io::repeated_number("36*0.1")->times, 36u);
  EXPECT_EQ(io::repeated_number("-3*0.1"), std::nullopt);
  EXPECT_EQ(io::repeated_number("99999999999999999999*1"), std::nullopt);
}

TEST(FortranFormats, FindTheFields) {
  const auto fields = io::fortran_format("(I2,3I3,F9.3)");
  ASSERT_TRUE(fields && fields->size() == 5);
  EXPECT_EQ(io::field_of("99 6 10  1    42.00", (*fields)[4]), "42.00");
  EXPECT_EQ(io::field_of("99 6 10  1    42.00", (*fields)[1]), "6");
  EXPECT_EQ(io::field_of("99", (*fields)[4]), "");
  EXPECT_EQ(io::fortran_format("(2X,I2,1X,F5.2)")->at(1).begin, 5u);
  for (const char* broken : {"", "(", "I2", "(I2", "(I2,)", "(9999I1)", "(I2)x", "((I2))"})
    EXPECT_FALSE(io::fortran_format(broken)) << broken;
}

TEST(ResultLines, NumbersAsFortranWritesThem) {
  EXPECT_EQ(io::fortran_exponent(123.456789, 6), "0.123457E+03");
  EXPECT_EQ(io::fortran_exponent(0.0999999999, 6), "0.100000E+00");
  EXPECT_EQ(io::fortran_exponent(-1.5e-12, 6), "-0.150000E-11");
  EXPECT_EQ(io::fortran_exponent(0.0, 6), "0.000000E+00");
  EXPECT_EQ(
      io::rank_label(1) + io::rank_label(2) + io::rank_label(3) + io::rank_label(11) + io::rank_label(22),
      "1ST2ND3RD11TH22ND");
  EXPECT_EQ(io::fortran_general(50.0), "   50.00    ");
  EXPECT_EQ(io::fortran_general(0.0), "   0.000    ");
  EXPECT_EQ(io::fortran_general(9999.6), "  0.1000E+05");
  EXPECT_EQ(io::fortran_general(0.05), "  0.5000E-01");
}

TEST_F(DeckFile, KnowsAllFilesThatItReads) {
  SmallDeck deck;
  deck.receptors = replaced(deck.receptors, "RE FINISHED", "   INCLUDED  more.rec\nRE FINISHED");
  folder.write("more.rec", "   DISCCART  5.0  6.0\n");
  std::vector<std::string> names;
  for (const auto& file : io::input_files(read(deck))) names.push_back(file.filename().string());
  EXPECT_EQ(names, (std::vector<std::string>{"small.inp", "met.sfc", "met.pfl", "more.rec"}));
}

TEST_F(DeckFile, UnitsOfTheNetcdfFileAreOnesThatUdunitsReads) {
  const auto units_of = [&](const std::string& written) {
    SmallDeck deck;
    if (!written.empty())
      deck.sources = replaced(deck.sources, "   SRCGROUP  ALL",
                              "   EMISUNIT  1.0E3 GRAMS/SEC " + written + "\n   SRCGROUP  ALL");
    const io::Deck read_deck = read(deck);
    scenarios::DispersionResults results;
    results.groups = read_deck.groups.size();
    results.receptors = read_deck.receptors.size();
    results.period_mean.emplace(results.groups * results.receptors, 1.0);
    const auto target = folder.path() / "results.nc";
    io::write_deck_netcdf(read_deck, results, nullptr, "lantian", target);
    io::Diagnostics diagnostics;
    const auto file = io::NetcdfFile::open(target, diagnostics);
    EXPECT_TRUE(file && std::isnan(file->number_attribute("period_mean", "_FillValue").value_or(0.0)));
    return std::pair(file->text_attribute("period_mean", "units").value_or("none"),
                     file->text_attribute("period_mean", "long_name").value_or(""));
  };
  EXPECT_EQ(units_of("").first, "ug m-3");
  EXPECT_EQ(units_of("MILLIGRAMS/M**3").first, "milligrams/m**3");
  EXPECT_EQ(units_of("OU/M**3"), std::pair(std::string("none"), std::string("mean of the period, OU/M**3")));
}

TEST_F(DeckFile, WeatherOfCalmAndMissingHoursIsKnownAsSuch) {
  const io::Deck deck = read({});
  io::Diagnostics mistakes;
  std::vector<io::Diagnostic> notes;
  const auto weather = io::read_aermet(deck, mistakes, notes);
  ASSERT_TRUE(mistakes.empty());
  ASSERT_EQ(weather.hours.size(), 24u);
  using model::plume::HourState;
  EXPECT_EQ(model::plume::state_of(weather.hours[0].surface), HourState::usable);
  EXPECT_EQ(model::plume::state_of(weather.hours[2].surface), HourState::calm);
  EXPECT_EQ(model::plume::state_of(weather.hours[3].surface), HourState::missing);
  EXPECT_EQ(weather.hours[0].hour, (scenarios::LocalHour{1990, 6, 1, 1}));
  EXPECT_NEAR(weather.hours[0].surface.wind_from_direction, 1.5 * 3.14159265358979, 1e-12);
  EXPECT_NEAR(weather.levels_of(weather.hours[0])[0].air_temperature, 288.16, 1e-12);
  EXPECT_TRUE(std::isnan(weather.levels_of(weather.hours[0])[0].sigma_w));
  EXPECT_EQ(weather.version, "24142");
}

TEST_F(DeckFile, DaysAndDatesAreSelected) {
  SmallDeck deck;
  deck.weather = replaced(deck.weather, "ME FINISHED",
                          "   STARTEND  90 6 1 5 90 6 1 20\n   DAYRANGE  6/1 10-12\nME FINISHED");
  const io::Deck read_deck = read(deck);
  io::Diagnostics mistakes;
  std::vector<io::Diagnostic> notes;
  const auto weather = io::read_aermet(read_deck, mistakes, notes);
  int selected = 0;
  for (const auto& hour : weather.hours) selected += hour.selected;
  EXPECT_EQ(selected, 16);
}

TEST_F(DeckFile, HourlyEmissionAndOzoneFollowTheWeather) {
  SmallDeck deck;
  deck.control = replaced(replaced(deck.control, "CONC FLAT", "CONC FLAT OLM"), "POLLUTID  OTHER",
                          "POLLUTID  NO2 H1H\n   NO2STACK  0.1\n   OZONEFIL  o3.dat PPB (4I3,F6.1)");
  deck.sources = replaced(deck.sources, "   SRCGROUP  ALL", "   HOUREMIS  q.dat  STACK1\n   SRCGROUP  ALL");
  std::string emission, ozone;
  for (int hour = 1; hour <= 24; ++hour) {
    const std::string clock = (hour < 10 ? " " : "") + std::to_string(hour);
    emission += "SO HOUREMIS 90 6 1 " + clock + " stack1 " +
                (hour == 5   ? ""
                 : hour == 6 ? "-99. 0 0"
                             : "2.0 350. 8.") +
                "\n";
    ozone += " 90  6  1 " + clock + (hour == 7 ? "-999.0" : "  40.0") + "\n";
  }
  folder.write("q.dat", emission);
  folder.write("o3.dat", ozone);
  const io::Deck read_deck = read(deck);
  io::Diagnostics mistakes;
  std::vector<io::Diagnostic> notes;
  const auto weather = io::read_aermet(read_deck, mistakes, notes);
  const auto hourly = io::read_hourly_emission(read_deck, weather, mistakes, notes);
  const auto o3 = io::read_hourly_ozone(read_deck, weather, mistakes);
  ASSERT_TRUE(mistakes.empty()) << mistakes.items()[0].code;
  EXPECT_DOUBLE_EQ(hourly.of(0)[0].emission, 2e-3);
  EXPECT_EQ(hourly.of(4)[0].emission, 0.0);
  EXPECT_EQ(hourly.of(5)[0].emission, 0.0);
  EXPECT_EQ(notes.size(), 1u);
  const auto stack = std::get<model::plume::PointSource>(io::released(read_deck.sources[0], hourly.of(0)[0]));
  EXPECT_EQ(stack.exit_temperature, 350.0);
  EXPECT_EQ(stack.exit_velocity, 8.0);
  EXPECT_NEAR(o3[0], 40.0 * 1.96e-9, 1e-20);
  EXPECT_TRUE(std::isnan(o3[6]));
}

}  // namespace
