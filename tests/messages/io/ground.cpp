// Mistakes in tables of land use, terrain and soundings, and in the keys that name them.
#include <gtest/gtest.h>

#include "io/ground_tables.hpp"
#include "io/messages.hpp"
#include "io/sounding_table.hpp"
#include "io/weather_tables.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/small_case.hpp"

namespace {
using namespace lantian;
using tests::small_case;
using tests::with;

const std::string altitude_site = with(small_case, "latitude = 34.910 }\nupper_air",
                                       "latitude = 34.910, altitude = \"110 m\" }\nupper_air");

class GroundMessages : public ::testing::Test {
 protected:
  tests::ScratchFolder scratch;
  std::filesystem::path before = std::filesystem::current_path();
  void SetUp() override { std::filesystem::current_path(scratch.path()); }
  void TearDown() override { std::filesystem::current_path(before); }

  std::string report(const std::string& text) {
    scratch.write("case.toml", text);
    io::Diagnostics diagnostics;
    const auto file = io::read_case("case.toml", {}, diagnostics);
    if (diagnostics.empty()) {
      const auto projection = *io::projection_of(file, diagnostics);
      io::read_ground(file, projection, io::grid_of(file, projection), diagnostics);
      io::read_soundings(file, diagnostics);
    }
    return io::report(diagnostics.items());
  }
  std::string report_of_terrain(const std::string& rows) {
    scratch.write("terrain.csv", "longitude [degree_east],latitude [degree_north],altitude [m]\n" + rows);
    return report(altitude_site + "[ground]\nterrain = \"terrain.csv\"\n");
  }
  static std::string lattice(double west, double east, const std::string& spoilt = "") {
    std::string rows;
    for (int j = 0; j <= 6; ++j)
      for (int i = 0; i <= 6; ++i) {
        const std::string value = i == 2 && j == 3 && !spoilt.empty() ? spoilt : "120";
        rows += std::to_string(west + i * (east - west) / 6) + "," + std::to_string(34.6 + 0.1 * j) + "," +
                value + "\n";
      }
    return rows;
  }
};

void expect_has(const std::string& report, std::initializer_list<const char*> parts) {
  for (const char* part : parts) EXPECT_NE(report.find(part), std::string::npos) << part << "\n" << report;
}

TEST_F(GroundMessages, SoundTablesHaveNone) {
  expect_has(report_of_terrain(lattice(112.5, 113.1)), {"0 mistakes"});
}

TEST_F(GroundMessages, TerrainThatDoesNotCoverTheWindow) {
  expect_has(report_of_terrain(lattice(112.5, 112.8)),
             {"terrain.csv", "112.5 … 112.8°E", "the window needs"});
}

TEST_F(GroundMessages, HolesAndNanInTheTerrain) {
  expect_has(report_of_terrain(lattice(112.5, 113.1, "nan")), {"terrain.csv:25", "altitude", "nan"});
  std::string rows = lattice(112.5, 113.1);
  rows.erase(rows.rfind("113.1"));
  expect_has(report_of_terrain(rows), {"48 of 49"});
  expect_has(report_of_terrain("112.5,34.6,100\n112.6,34.6,100\n112.9,34.6,100\n112.5,34.9,100\n"),
             {"longitude", "evenly"});
}

TEST_F(GroundMessages, AltitudesInFeetWithoutSayingSo) {
  scratch.write("terrain.csv", "longitude [degree_east],latitude [degree_north],altitude\n112,34,100\n");
  expect_has(report(altitude_site + "[ground]\nterrain = \"terrain.csv\"\n"), {"altitude", "no unit"});
}

TEST_F(GroundMessages, TerrainAsksForTheStationsAltitude) {
  expect_has(report(std::string(small_case) + "[ground]\nterrain = \"terrain.csv\"\n"),
             {"altitude", "[weather.site]"});
}

TEST_F(GroundMessages, LandUseAndSurfaceSayTheSame) {
  scratch.write("land_use.csv", "kind,longitude [degree_east],latitude [degree_north],radius [km],share\n");
  const std::string text =
      std::string(small_case) +
      "[ground]\nland_use = \"land_use.csv\"\nmixture = { urban = 0.1, agricultural = 0.8 }\n";
  expect_has(report(text), {"surface", "mixture", "0.9"});
}

TEST_F(GroundMessages, KindsOfLandAreSpeltOut) {
  scratch.write("land_use.csv",
                "kind,longitude [degree_east],latitude [degree_north],radius "
                "[km],share\nurbn,112.8,34.9,2,0.8\nwater,112.8,34.9,2,1.5\n");
  std::string text =
      with(small_case,
           "surface = { roughness = \"0.15 m\", albedo = 0.19, bowen = 1.2, urban_fraction = 0.15 }\n", "");
  text += "[ground]\nland_use = \"land_use.csv\"\nmixture = { agricultural = 1.0 }\n";
  expect_has(report(text), {"land_use.csv:2", "urban", "land_use.csv:3", "1.5"});
}

TEST_F(GroundMessages, StationOrStations) {
  const std::string station =
      "station = \"station.csv\"\nsite = { longitude = 112.787, latitude = 34.910 }\n";
  expect_has(report(with(small_case, station, "")), {"station", "[weather]"});
  expect_has(report(with(small_case, "site = { longitude = 112.787, latitude = 34.910 }\n", "")),
             {"site", "missing"});
  expect_has(report(with(small_case, "station.csv", "year.epw")), {"site"});  // the file says it itself
}

TEST_F(GroundMessages, Soundings) {
  std::string text = with(
      small_case, "upper_air = \"upper_air.csv\"\nupper_air_temperature = \"upper_air_temperature.csv\"\n",
      "upper_air = \"upper_air.csv\"\nsounding = \"sounding.csv\"\n");
  scratch.write(
      "sounding.csv",
      "time,height [m],air_temperature "
      "[degC]\n2023-11-22T08:00,0,1\n2023-11-22T08:00,200,4\n2023-11-22T08:00,150,3\n2023-11-22T20:00,0,2\n");
  expect_has(report(text), {"sounding.csv:4", "height", "fewer than two levels"});
  scratch.write("sounding.csv",
                "time,height [m],pressure [hPa],air_temperature [degC]\n2023-11-22T08:00,0,1000,1\n");
  expect_has(report(text), {"pressure"});
  expect_has(report(with(small_case, "regimes = \"regimes.csv\"\nsurface",
                         "sounding = \"sounding.csv\"\nregimes = \"regimes.csv\"\nsurface")),
             {"upper_air_temperature"});
}

}  // namespace
