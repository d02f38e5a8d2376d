#include "io/concentration_file.hpp"

#include <gtest/gtest.h>

#include "io/netcdf_reader.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {
using namespace lantian;
using tests::ScratchFolder;

constexpr int nx = 3, ny = 2, levels = 3, hours = 2;
const std::vector<std::string> members{"a", "bc"};

/// (hour)(level, member, j, i): each value tells where it lies.
std::vector<std::vector<float>> values_of(int all_levels) {
  std::vector<std::vector<float>> all(hours);
  for (int hour = 0; hour < hours; ++hour)
    for (int k = 0; k < all_levels; ++k)
      for (int m = 0; m < 2; ++m)
        for (int j = 0; j < ny; ++j)
          for (int i = 0; i < nx; ++i)
            all[hour].push_back(static_cast<float>(10000 * hour + 1000 * k + 100 * m + 10 * j + i));
  return all;
}

io::NetcdfFile written(const ScratchFolder& scratch, const std::vector<std::vector<float>>& values,
                       int levels_written, std::vector<double> altitude = {}) {
  io::ConcentrationFile file;
  io::Diagnostics diagnostics;
  file.title = "little";
  file.projection =
      io::Projection::open("+proj=tmerc +lat_0=34.9 +lon_0=112.8 +datum=WGS84 +units=m", {}, diagnostics);
  file.synthetic = true;
  file.provenance = {{"lantian_case", "0123"}};
  file.grid = {nx, ny, 1000.0, -500.0, 2000.0, {0.0, 20.0, 60.0, 150.0, 400.0}};
  file.levels = levels_written;
  file.altitude = std::move(altitude);
  file.longitude.assign(nx * ny, 112.8), file.latitude.assign(nx * ny, 34.9);
  file.members = members;
  file.hours = {7200, 10800};
  file.variables = {{"O3", "mass_concentration_of_ozone_in_air", "ozone", "at a reference state"}};
  file.values = {values};
  const auto path = scratch.path() / "made.nc";
  io::write_concentration_file(file, path);
  auto nc = io::NetcdfFile::open(path, diagnostics);
  if (!nc) throw std::runtime_error("the file was not written");
  return *nc;
}

std::vector<double> read(const io::NetcdfFile& nc, const std::string& variable) {
  io::Diagnostics diagnostics;
  return nc.read(variable, diagnostics).value_or(std::vector<double>{});
}

TEST(ConcentrationFile, SeveralLevelsHaveAnAxisOfHeights) {
  const ScratchFolder scratch;
  const auto nc = written(scratch, values_of(levels), levels, {100, 110, 120, 130, 140, 150});
  EXPECT_EQ(nc.dimensions_of("O3"), (std::vector<std::string>{"time", "member", "z", "y", "x"}));
  EXPECT_EQ(read(nc, "z"), (std::vector<double>{10, 40, 105}));
  EXPECT_EQ(read(nc, "z_bounds"), (std::vector<double>{0, 20, 20, 60, 60, 150}));
  EXPECT_EQ(nc.text_attribute("z", "standard_name"), "height");
  EXPECT_EQ(nc.text_attribute("z", "units"), "m");
  EXPECT_EQ(nc.text_attribute("z", "axis"), "Z");
  EXPECT_EQ(nc.text_attribute("z", "positive"), "up");
  EXPECT_EQ(nc.text_attribute("z", "bounds"), "z_bounds");
  EXPECT_EQ(read(nc, "surface_altitude"), (std::vector<double>{100, 110, 120, 130, 140, 150}));
  EXPECT_EQ(nc.text_attribute("surface_altitude", "standard_name"), "surface_altitude");

  const auto values = read(nc, "O3");
  ASSERT_EQ(values.size(), static_cast<std::size_t>(hours) * 2 * levels * ny * nx);
  std::size_t at = 0;
  for (int hour = 0; hour < hours; ++hour)
    for (int m = 0; m < 2; ++m)
      for (int k = 0; k < levels; ++k)
        for (int j = 0; j < ny; ++j)
          for (int i = 0; i < nx; ++i)
            EXPECT_EQ(values[at++], 10000 * hour + 1000 * k + 100 * m + 10 * j + i);
}

TEST(ConcentrationFile, TheSurfaceHasNoneThoughMoreIsRemembered) {
  const ScratchFolder scratch;
  const auto nc = written(scratch, values_of(levels), 1, {100, 110, 120, 130, 140, 150});
  EXPECT_EQ(nc.dimensions_of("O3"), (std::vector<std::string>{"time", "member", "y", "x"}));
  for (const char* absent : {"z", "z_bounds", "surface_altitude"}) EXPECT_FALSE(nc.has(absent)) << absent;
  const auto values = read(nc, "O3");
  ASSERT_EQ(values.size(), static_cast<std::size_t>(hours) * 2 * ny * nx);
  EXPECT_EQ(values[1], 1.0);
  EXPECT_EQ(values[2 * ny * nx], 10000.0);
}

TEST(ConcentrationFile, BothSayTheSameOfThemselves) {
  const ScratchFolder scratch, other;
  const auto surface = written(scratch, values_of(1), 1), several = written(other, values_of(levels), levels);
  for (const char* name : {"Conventions", "title", "source", "comment", "lantian_case"})
    EXPECT_EQ(surface.text_attribute("", name), several.text_attribute("", name)) << name;
  for (const char* name :
       {"standard_name", "long_name", "units", "cell_methods", "coordinates", "grid_mapping", "comment"})
    EXPECT_EQ(surface.text_attribute("O3", name), several.text_attribute("O3", name)) << name;
  for (const char* name : {"time", "time_bounds", "x", "y"})
    EXPECT_EQ(read(surface, name), read(several, name));
  EXPECT_FALSE(several.has("surface_altitude"));  // level ground
}

}  // namespace
