#include "io/larger_air.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "io/ioapi_file.hpp"
#include "io/larger_model.hpp"
#include "tests/support/netcdf_maker.hpp"
#include "tests/support/places.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {
using namespace lantian;
using tests::NetcdfMaker;
using tests::ScratchFolder;

io::CaseFile case_of(const std::vector<std::string>& files) {
  io::CaseFile file;
  file.file = "case.toml";
  auto& c = file.contents;
  c.time.start = 1700582400;  // 2023-11-21T16:00Z, a Tuesday, day 325
  c.time.end = c.time.start + 2 * 3600;
  c.grid.projection = "+proj=tmerc +lat_0=34.910 +lon_0=112.787 +datum=WGS84 +units=m";
  c.grid.longitude = 112.787, c.grid.latitude = 34.910;
  c.grid.west = -20e3, c.grid.south = -16e3, c.grid.nx = 5, c.grid.ny = 4, c.grid.dx = 8e3;
  c.grid.layers = {0, 100, 300, 1000, 2000};
  c.background.netcdf = files;
  return file;
}

struct Read {
  scenarios::LargerAir air;
  io::Diagnostics diagnostics, notes;
  std::size_t quantity(const std::string& name) const {
    const auto found = std::find_if(air.quantities.begin(), air.quantities.end(),
                                    [&](const auto& q) { return q.name == name; });
    return static_cast<std::size_t>(found - air.quantities.begin());
  }
  std::string code() const { return diagnostics.empty() ? "read" : diagnostics.items().front().code; }
};

Read read(const std::vector<std::string>& files) {
  Read made;
  const auto file = case_of(files);
  const auto projection = io::Projection::open(file.contents.grid.projection, {"", 0, 0}, made.diagnostics);
  made.air =
      io::read_larger_air(file, *projection, io::grid_of(file, *projection), made.diagnostics, made.notes);
  return made;
}

struct CfOptions {
  std::string ozone_unit = "ppbv", dust_unit = "ug m-3", left_out = "";
  bool turned = false;  // levels from the top
  int hours = 3;
};

/// Longitude and latitude every quarter of a degree, four levels of 200, 600, 1500, 3000 m; ozone is a line
/// in all directions and in time.
std::filesystem::path cf_file(const ScratchFolder& scratch, const CfOptions& o = {}) {
  const auto path = scratch.path() / "larger.nc";
  NetcdfMaker nc(path);
  nc.dimension("time", static_cast<std::size_t>(o.hours)), nc.dimension("lev", 4), nc.dimension("lat", 9),
      nc.dimension("lon", 11);
  nc.variable("time", {"time"}, "hours since 2023-11-21 16:00:00", NC_DOUBLE);
  nc.variable("lon", {"lon"}, "degrees_east", NC_DOUBLE),
      nc.variable("lat", {"lat"}, "degrees_north", NC_DOUBLE);
  const std::vector<std::string> field{"time", "lev", "lat", "lon"};
  nc.variable("o3", field, o.ozone_unit, NC_DOUBLE);
  nc.text("o3", "standard_name", "mole_fraction_of_ozone_in_air");
  nc.variable("so4", field, o.dust_unit, NC_DOUBLE);
  nc.text("so4", "standard_name", "mass_concentration_of_sulfate_dry_aerosol_particles_in_air");
  nc.variable("mystery", field, "1", NC_DOUBLE);
  if (o.left_out != "height") {
    nc.variable("z", field, "m", NC_DOUBLE);
    nc.text("z", "standard_name", "height");
  }
  nc.end_definitions();
  std::vector<double> hours, longitude, latitude, ozone, sulfate, height;
  for (int t = 0; t < o.hours; ++t) hours.push_back(t);
  for (int i = 0; i < 11; ++i) longitude.push_back(111.5 + 0.25 * i);
  for (int j = 0; j < 9; ++j) latitude.push_back(34.0 + 0.25 * j);
  for (int t = 0; t < o.hours; ++t)
    for (int l = 0; l < 4; ++l)
      for (int j = 0; j < 9; ++j)
        for (int i = 0; i < 11; ++i) {
          const double z =
              std::array{200.0, 600.0, 1500.0, 3000.0}[static_cast<std::size_t>(o.turned ? 3 - l : l)];
          height.push_back(z);
          ozone.push_back(30.0 + 2.0 * t + 4.0 * (longitude[static_cast<std::size_t>(i)] - 112.0) -
                          3.0 * (latitude[static_cast<std::size_t>(j)] - 35.0) + 0.01 * z);
          sulfate.push_back(8.0);
        }
  nc.put("time", hours), nc.put("lon", longitude), nc.put("lat", latitude);
  nc.put("o3", ozone), nc.put("so4", sulfate), nc.put("mystery", std::vector<double>(ozone.size(), 1.0));
  if (o.left_out != "height") nc.put("z", height);
  return path;
}

TEST(LargerAir, ALineOfACfFileReachesEachFaceColumnAndLayer) {
  const ScratchFolder scratch;
  for (const bool turned : {false, true}) {
    const auto made = read({cf_file(scratch, {.turned = turned}).string()});
    ASSERT_EQ(made.code(), "read");
    ASSERT_EQ(made.air.times.size(), 3u);
    const auto file = case_of({});
    io::Diagnostics none;
    const auto projection = io::Projection::open(file.contents.grid.projection, {"", 0, 0}, none);
    const auto line = [&](double x, double y, double z, double t) {
      const auto there = projection->inverse(x, y);
      const double height = std::max(z, 200.0);  // below the lowest level's centre its value holds
      return 1e-9 * (30.0 + 2.0 * t + 4.0 * (there.longitude - 112.0) - 3.0 * (there.latitude - 35.0) +
                     0.01 * height);
    };
    const std::size_t q = made.quantity("O3"), faces = 18;
    const std::array centre{50.0, 200.0, 650.0, 1500.0};
    for (std::size_t k = 0; k < 4; ++k) {
      const auto at = [&](std::size_t hour, std::size_t face) {
        return made.air.edge[hour][(q * 4 + k) * faces + face];
      };
      EXPECT_NEAR(at(0, 2) / line(-20e3, -16e3 + 20e3, centre[k], 0), 1.0, 1e-6) << k;      // west
      EXPECT_NEAR(at(1, 4 + 1) / line(20e3, -16e3 + 12e3, centre[k], 1), 1.0, 1e-6) << k;   // east
      EXPECT_NEAR(at(2, 8 + 3) / line(-20e3 + 28e3, -16e3, centre[k], 2), 1.0, 1e-6) << k;  // south
      EXPECT_NEAR(at(1, 13 + 4) / line(-20e3 + 36e3, 16e3, centre[k], 1), 1.0, 1e-6) << k;  // north
      EXPECT_NEAR(made.air.window[(q * 4 + k) * 20 + 7] / line(0.0, -16e3 + 12e3, centre[k], 0), 1.0, 1e-6);
    }
    EXPECT_NEAR(made.air.above[0][q * 20] / line(-16e3, -12e3, 2000.0, 0), 1.0, 1e-6);
    EXPECT_NEAR(made.air.edge[1][made.quantity("SO4") * 4 * faces], 8e-9f, 1e-14);
    ASSERT_EQ(made.notes.items().front().code, "background_unmapped");
    EXPECT_EQ(made.notes.items().front().arguments.front().second, "mystery");
  }
}

TEST(LargerAir, UnitsAreTurnedAndMixedOnesRefused) {
  const ScratchFolder scratch;
  EXPECT_EQ(read({cf_file(scratch, {.ozone_unit = "mol mol-1"}).string()}).code(), "read");
  const auto mass = read({cf_file(scratch, {.ozone_unit = "ug/m3"}).string()});
  ASSERT_EQ(mass.code(), "read");
  EXPECT_EQ(mass.air.quantities[mass.quantity("O3")].kind, scenarios::AmountKind::mass_concentration);
  const auto share = read({cf_file(scratch, {.dust_unit = "kg kg-1"}).string()});
  EXPECT_EQ(share.air.quantities[share.quantity("SO4")].kind, scenarios::AmountKind::mass_fraction);
  EXPECT_EQ(read({cf_file(scratch, {.ozone_unit = "K"}).string()}).code(), "mixed_units");
  EXPECT_EQ(read({cf_file(scratch, {.dust_unit = "ppbv"}).string()}).code(), "mixed_units");
}

TEST(LargerAir, MissingHeightsAndHoursAreTold) {
  const ScratchFolder scratch;
  EXPECT_EQ(read({cf_file(scratch, {.left_out = "height"}).string()}).code(), "background_heights");
  EXPECT_EQ(read({cf_file(scratch, {.hours = 2}).string()}).code(), "period_not_covered");
}

/// An I/O API file of several layers with CMAQ's names, on Lambert cells, levels by VGLVLS.
TEST(LargerAir, CmaqSpeciesAreSummedIntoOurs) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "CCTM_CONC";
  const std::size_t nx = 12, ny = 10;
  {
    NetcdfMaker nc(path, NC_64BIT_OFFSET);
    nc.dimension("TSTEP", NC_UNLIMITED), nc.dimension("DATE-TIME", 2), nc.dimension("LAY", 3),
        nc.dimension("VAR", 4);
    nc.dimension("ROW", ny), nc.dimension("COL", nx);
    nc.variable("TFLAG", {"TSTEP", "VAR", "DATE-TIME"}, "<YYYYDDD,HHMMSS>", NC_INT);
    for (const char* name : {"O3", "ASO4I", "ASO4J", "AH2OJ"})
      nc.variable(name, {"TSTEP", "LAY", "ROW", "COL"},
                  name[0] == 'O' ? "ppmV            " : "ug m-3          ");
    for (const auto& [name, value] : std::map<std::string, double>{{"GDTYP", 2},
                                                                   {"P_ALP", 30},
                                                                   {"P_BET", 60},
                                                                   {"P_GAM", 112},
                                                                   {"XCENT", 112},
                                                                   {"YCENT", 35},
                                                                   {"XORIG", 12e3},
                                                                   {"YORIG", -60e3},
                                                                   {"XCELL", 12e3},
                                                                   {"YCELL", 12e3},
                                                                   {"NCOLS", 12},
                                                                   {"NROWS", 10},
                                                                   {"NLAYS", 3},
                                                                   {"VGTYP", 7},
                                                                   {"VGTOP", 5000}})
      nc.number("", name.c_str(), {value});
    nc.number("", "VGLVLS", {1.0, 0.97, 0.9, 0.7});
    nc.end_definitions();
    for (std::size_t t = 0; t < 3; ++t) {
      const double time = 160000 + 10000.0 * static_cast<double>(t);
      std::vector<double> flags;
      for (int v = 0; v < 4; ++v) flags.insert(flags.end(), {2023325, time});
      nc.put("TFLAG", {t, 0, 0}, {1, 4, 2}, flags);
      for (const auto& [name, value] :
           std::map<std::string, double>{{"O3", 0.04}, {"ASO4I", 0.5}, {"ASO4J", 6.5}, {"AH2OJ", 30}})
        nc.put(name, {t, 0, 0, 0}, {1, 3, ny, nx}, std::vector<double>(3 * ny * nx, value));
    }
  }
  const auto made = read({path.string()});
  ASSERT_EQ(made.code(), "read");
  ASSERT_EQ(made.air.quantities.size(), 2u);
  for (const float value : std::span(made.air.edge[1]).subspan(made.quantity("O3") * 72, 72))
    EXPECT_NEAR(value, 4e-8f, 1e-14);
  for (const float value : std::span(made.air.edge[1]).subspan(made.quantity("SO4") * 72, 72))
    EXPECT_NEAR(value, 7e-9f, 1e-14);
  std::vector<std::string> notes;
  for (const auto& note : made.notes.items()) notes.push_back(note.code);
  EXPECT_EQ(notes, (std::vector<std::string>{"background_absent", "background_sigma"}));
}

TEST(IoapiGrid, TheGenuineMcipFile) {
  const auto path = tests::reference_data() / "format-samples" / "ioapi" / "GRIDCRO2D_20171222.nc";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here";
  io::Diagnostics diagnostics;
  const auto model = io::open_larger_model(path.string(), {}, diagnostics);
  ASSERT_TRUE(model) << (diagnostics.empty() ? "" : diagnostics.items().front().code);
  EXPECT_TRUE(model->is_ioapi);
  EXPECT_EQ(model->grid.nx(), 459);
  EXPECT_EQ(model->grid.ny(), 299);
  // The file's own coordinates of a cell.
  const auto latitude = model->file.read("LAT", diagnostics),
             longitude = model->file.read("LON", diagnostics);
  ASSERT_TRUE(latitude && longitude);
  for (const std::size_t cell :
       {std::size_t{0}, std::size_t{123 * 459 + 321}, std::size_t{298 * 459 + 458}}) {
    const auto there = model->grid.at((*longitude)[cell], (*latitude)[cell]);
    EXPECT_NEAR(there.i, static_cast<double>(cell % 459), 2e-3);
    EXPECT_NEAR(there.j, static_cast<double>(cell / 459), 2e-3);
  }
}

TEST(IoapiFile, ComesBackThroughTheReader) {
  const ScratchFolder scratch;
  io::Diagnostics diagnostics;
  io::IoapiFile file;
  const auto projection = io::Projection::open(
      "+proj=lcc +lat_1=30 +lat_2=60 +lat_0=35 +lon_0=112 +R=6370000 +units=m", {"", 0, 0}, diagnostics);
  file.placement = *io::ioapi_placement(*projection);
  file.grid = {4, 3, 2000.0, -5000.0, 7000.0, {0, 20, 100}};
  file.grid_name = "LITTLE";
  file.hours = {1700582400, 1700586000};
  const std::vector<float> values{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  file.variables = {{"O3", "ppmV", "hourly mean of O3", {values, values}}};
  const auto path = scratch.path() / "base.nc";
  io::write_ioapi_file(file, path);
  const auto model = io::open_larger_model(path.string(), {}, diagnostics);
  ASSERT_TRUE(model);
  EXPECT_EQ(model->times, (std::vector<model::UtcSeconds>{1700582400, 1700586000}));
  EXPECT_NEAR(model->grid.x().front(), -4000.0, 1e-6);
  EXPECT_NEAR(model->grid.y().back(), 12000.0, 1e-6);
  const auto back = model->file.read("O3", {{1, 0, 0, 0}, {1, 1, 3, 4}}, diagnostics);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->at(6), 7.0);
}

}  // namespace
