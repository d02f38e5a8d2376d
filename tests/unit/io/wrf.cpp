#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "io/griddesc.hpp"
#include "io/larger_model.hpp"
#include "io/wrf_file.hpp"
#include "io/wrf_weather.hpp"
#include "model/quantities/constants.hpp"
#include "tests/support/places.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/wrf_maker.hpp"

namespace {
using namespace lantian;
using tests::make_wrfout;
using tests::ScratchFolder;
using tests::WrfOptions;

const std::string tmerc = "+proj=tmerc +lat_0=34.910 +lon_0=112.787 +datum=WGS84 +units=m";

/// A case of 10 x 8 cells of 4 km about the middle, two hours.
io::CaseFile case_of(const std::vector<std::string>& files) {
  io::CaseFile file;
  file.file = "case.toml";
  auto& c = file.contents;
  c.time.utc_offset = 8 * 3600;
  c.time.start = 1700582400;  // 2023-11-21T16:00Z
  c.time.end = c.time.start + 2 * 3600;
  c.grid.projection = tmerc;
  c.grid.longitude = 112.787, c.grid.latitude = 34.910;
  c.grid.west = -20e3, c.grid.south = -16e3, c.grid.nx = 10, c.grid.ny = 8, c.grid.dx = 4e3;
  c.grid.layers = model::default_layer_faces();
  c.weather.wrf = files;
  c.weather.surface.roughness = 0.1;
  return file;
}

struct Read {
  std::vector<model::Weather> weather;
  std::vector<model::LandUse> land_use;
  io::Diagnostics diagnostics;
  model::Grid grid;
  std::vector<std::string> codes() const {
    std::vector<std::string> all;
    for (const auto& item : diagnostics.items()) all.push_back(item.code);
    return all;
  }
  std::string argument(const std::string& name) const {
    if (diagnostics.empty()) return "";
    for (const auto& [key, value] : diagnostics.items().front().arguments)
      if (key == name) return value;
    return "";
  }
};

Read read(const io::CaseFile& file) {
  Read made;
  const auto projection =
      io::Projection::open(file.contents.grid.projection, {"case.toml", 1, 1}, made.diagnostics);
  made.grid = io::grid_of(file, *projection);
  auto wrf = io::read_wrf_weather(file, *projection, made.grid, made.diagnostics);
  made.weather = std::move(wrf.instants), made.land_use = std::move(wrf.land_use);
  return made;
}

Read read(const WrfOptions& options) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "wrfout_d01";
  make_wrfout(path, options);
  return read(case_of({path.string()}));
}

using Codes = std::vector<std::string>;

TEST(Wrf, ASyntheticFileComesOutAsItWasMeant) {
  const auto made = read(WrfOptions{});
  ASSERT_EQ(made.codes(), Codes{});
  ASSERT_EQ(made.weather.size(), 3u);
  const auto& now = made.weather[1];
  EXPECT_EQ(now.time, 1700582400 + 3600);
  for (const double t : now.air_temperature) EXPECT_NEAR(t, 285.0, 1e-6);
  // A wind that is the same on earth everywhere, on the axes of the case: u = e cos c - n sin c, v = e sin c
  // + n cos c.
  io::Diagnostics none;
  const auto projection = io::Projection::open(tmerc, {"", 0, 0}, none);
  for (int k = 0; k < made.grid.nz(); ++k)
    for (int j = 0; j < 8; ++j)
      for (int i = 0; i < 10; ++i) {
        const auto west = projection->inverse(-20e3 + i * 4e3, -16e3 + (j + 0.5) * 4e3);
        const auto south = projection->inverse(-20e3 + (i + 0.5) * 4e3, -16e3 + j * 4e3);
        const double c = projection->convergence(west.longitude, west.latitude);
        const double d = projection->convergence(south.longitude, south.latitude);
        EXPECT_NEAR(now.x_wind[(static_cast<std::size_t>(k) * 8 + j) * 11 + i],
                    5.0 * std::cos(c) - 2.0 * std::sin(c), 1e-5);
        EXPECT_NEAR(now.y_wind[(static_cast<std::size_t>(k) * 9 + j) * 10 + i],
                    5.0 * std::sin(d) + 2.0 * std::cos(d), 1e-5);
      }
  // 0.6 mm in each hour.
  for (const auto& instant : made.weather)
    for (const double rate : instant.precipitation_rate) EXPECT_NEAR(rate * 3600.0, 0.6, 1e-9);
  for (const double h : now.boundary_layer_thickness) EXPECT_NEAR(h, 600.0, 1e-9);
  for (const double factor : now.photolysis_factor) EXPECT_EQ(factor, 1.0);
  // Moles of a column to 4 km: the source's layers to 3400 m and of the next the part, as a line.
  const auto& h = tests::wrf_heights;
  const auto density = [&](std::size_t k) {
    return 98e3 * std::exp(-0.5 * (h[k] + h[k + 1]) / 8300.0) / (model::constants::gas_constant * 285.0);
  };
  double below = 0.0, column = 0.0;
  for (std::size_t k = 0; h[k + 1] <= 3400.0; ++k) below += density(k) * (h[k + 1] - h[k]);
  const double slope = (density(11) - density(9)) / (0.5 * (h[11] + h[12]) - 0.5 * (h[9] + h[10]));
  below += 600.0 * (density(10) + slope * (3700.0 - 4000.0));
  for (int k = 0; k < made.grid.nz(); ++k)
    column += now.air_pressure[made.grid.cell(k, 3, 4)] /
              (model::constants::gas_constant * now.air_temperature[made.grid.cell(k, 3, 4)]) *
              made.grid.layer_depth(k);
  EXPECT_NEAR(column / below, 1.0, 1e-6);
}

TEST(Wrf, OnlyWhatFloatsAsDropsIsASolution) {
  WrfOptions options;
  options.drops = 1e-4, options.ice = 2e-4, options.rain = 3e-4;
  const auto made = read(options);
  ASSERT_EQ(made.codes(), Codes{});
  const auto& now = made.weather.front();
  for (std::size_t c = 0; c < now.cloud_water.size(); ++c) {
    EXPECT_GT(now.drop_water[c], 0.7e-4);  // times 0.7 to 1.2 kg of air in a cubic metre
    EXPECT_NEAR(now.cloud_water[c] / now.drop_water[c], 6.0, 1e-9);
  }
  for (const double factor : now.photolysis_factor) EXPECT_LE(factor, 1.0);
  options.drops = 0.0;
  const auto frozen = read(options);
  for (const double drops : frozen.weather.front().drop_water) EXPECT_EQ(drops, 0.0);
  EXPECT_GT(frozen.weather.front().cloud_water.front(), 0.0);
}

TEST(Wrf, ProjectionsAgreeWithFormulasOfTheirOwn) {
  const tests::Lambert map;
  io::Diagnostics diagnostics;
  const auto projection = io::Projection::open(
      "+proj=lcc +lat_1=30 +lat_2=60 +lat_0=34.9 +lon_0=111 +R=6370000 +units=m", {"", 0, 0}, diagnostics);
  ASSERT_TRUE(projection);
  for (const auto& [longitude, latitude] : {std::pair{112.787, 34.91}, {100.0, 20.0}, {125.0, 50.0}}) {
    const auto metres = (*projection)(longitude, latitude);
    EXPECT_NEAR(metres.x, map.x(longitude, latitude), 1e-3);
    EXPECT_NEAR(metres.y, map.y(longitude, latitude), 1e-3);
    EXPECT_NEAR(projection->convergence(longitude, latitude), map.convergence(longitude), 1e-6);
  }
}

TEST(Wrf, ClassicFilesAreReadLikeNetcdf4) {
  WrfOptions options;
  options.format = NC_64BIT_OFFSET;
  const auto classic = read(options), modern = read(WrfOptions{});
  ASSERT_EQ(classic.codes(), Codes{});
  EXPECT_EQ(classic.weather[1].x_wind, modern.weather[1].x_wind);
}

TEST(Wrf, TheGroundComesFromItsCategories) {
  WrfOptions options;
  options.land_use = true;
  const auto made = read(options);
  ASSERT_EQ(made.codes(), Codes{});
  ASSERT_EQ(made.land_use.size(), made.grid.columns());
  double urban = 0.0;
  for (const auto& one : made.land_use) {
    EXPECT_NEAR(std::accumulate(one.share.begin(), one.share.end(), 0.0), 1.0, 1e-12);
    EXPECT_NEAR(one.share[0] + one.share[1], 1.0, 1e-12);  // town and fields alone
    urban += one.share[0] / static_cast<double>(made.land_use.size());
  }
  EXPECT_NEAR(urban, 0.5, 0.2);
  EXPECT_TRUE(read(WrfOptions{}).land_use.empty());
}

TEST(Wrf, WhatIsMissingIsNamed) {
  WrfOptions options;
  options.left_out = "PBLH";
  const auto made = read(options);
  EXPECT_EQ(made.codes(), Codes{"netcdf_no_variable"});
  EXPECT_EQ(made.argument("key"), "PBLH");
}

TEST(Wrf, ANanCellIsNamedWithVariableHourAndCell) {
  WrfOptions options;
  options.nan_cell = true;
  const auto made = read(options);
  ASSERT_EQ(made.codes(), Codes{"netcdf_bad_cell"});
  EXPECT_EQ(made.argument("key"), "T");
  EXPECT_EQ(made.argument("time"), "2023-11-21T17:00Z");
  EXPECT_NE(made.argument("cell").find("south_north"), std::string::npos);
}

TEST(Wrf, OtherUnitsAreTurnedOrRefused) {
  WrfOptions options;
  options.wind_unit = "km h-1";
  const auto turned = read(options);
  ASSERT_EQ(turned.codes(), Codes{});
  // V is as before; both turn by the angle between the grids, which is small.
  const double turn = tests::Lambert{}.convergence(112.787);
  const std::size_t middle = 4 * 11 + 5;
  EXPECT_NEAR(turned.weather[0].x_wind[middle],
              (5.0 * std::cos(turn) - 2.0 * std::sin(turn)) / 3.6 * std::cos(turn) +
                  (5.0 * std::sin(turn) + 2.0 * std::cos(turn)) * std::sin(turn),
              2e-3);
  options.wind_unit = "K";
  EXPECT_EQ(read(options).codes(), Codes{"mixed_units"});
}

TEST(Wrf, AProjectionThatContradictsTheCoordinatesIsRefused) {
  WrfOptions options;
  options.true_latitude_said = 45.0;
  EXPECT_EQ(read(options).codes(), Codes{"wrf_coordinates"});
  options.map_projection = 4;
  EXPECT_EQ(read(options).codes(), Codes{"wrf_projection"});
}

TEST(Wrf, AWindowOutsideIsToldWithItsCorner) {
  WrfOptions options;
  options.nx = 5;
  const auto made = read(options);
  ASSERT_EQ(made.codes(), Codes{"window_not_covered"});
  EXPECT_NEAR(std::stod(made.argument("distance")), 2.0, 2.0);
}

TEST(Wrf, TimesOutOfOrderMissingOrTooFewAreTold) {
  WrfOptions options;
  options.times = {"2023-11-21_17:00:00", "2023-11-21_16:00:00", "2023-11-21_18:00:00"};
  EXPECT_EQ(read(options).codes(), Codes{"times_not_ascending"});
  options.times = {"2023-11-21_16:00:00", "2023-11-21_17:00:00"};
  const auto early = read(options);
  EXPECT_EQ(early.codes(), Codes{"period_not_covered"});
  EXPECT_EQ(early.argument("last"), "2023-11-22T01:00");
  EXPECT_EQ(early.argument("end"), "2023-11-22T02:00");
  options.times = {"2023-11-21_15:30:00", "2023-11-21_16:00:00", "2023-11-21_18:00:00"};
  EXPECT_EQ(read(options).codes(), Codes{"hours_missing"});
  options.times = {"2023-11-21_16:00:00", "yesterday_at_eight", "2023-11-21_18:00:00"};
  options.times[1].resize(19, ' ');
  EXPECT_EQ(read(options).codes().front(), "not_a_time");
}

TEST(Wrf, ATruncatedFileIsToldInBothFormats) {
  const ScratchFolder scratch;
  for (const int format : {NC_NETCDF4, NC_64BIT_OFFSET}) {
    const auto path = scratch.path() / "wrfout";
    WrfOptions options;
    options.format = format;
    make_wrfout(path, options);
    std::filesystem::resize_file(path, std::filesystem::file_size(path) * 2 / 3);
    EXPECT_EQ(read(case_of({path.string()})).codes(),
              Codes{format == NC_NETCDF4 ? "netcdf_broken" : "netcdf_truncated"});
  }
}

/// The genuine sample is a cut without boundary layer, fluxes and light: all that is missing is named at
/// once.
TEST(Wrf, TheGenuineWrfoutIsReadAsFarAsItGoes) {
  const auto path = tests::reference_data() / "format-samples" / "wrf" / "wrfout_ci_test_file.nc";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here";
  io::Diagnostics diagnostics;
  const auto file = io::NetcdfFile::open(path, diagnostics);
  ASSERT_TRUE(file);
  const auto grid = io::wrf_grid(*file, diagnostics);
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->nx(), 48);
  EXPECT_NEAR(grid->cell_width(), 10e3, 1.0);
  // Its own coordinates, where they were not used to anchor it.
  const auto latitude = file->read("XLAT", diagnostics), longitude = file->read("XLONG", diagnostics);
  const std::size_t cell = 11 * 48 + 37;
  const auto there = grid->at((*longitude)[cell], (*latitude)[cell]);
  EXPECT_NEAR(there.i, 37.0, 1e-3);
  EXPECT_NEAR(there.j, 11.0, 1e-3);
  const auto times = io::wrf_times(*file, diagnostics);
  ASSERT_EQ(times.size(), 4u);
  EXPECT_EQ(times[1] - times[0], 3 * 3600);
  EXPECT_EQ(times[0], 1125230400);  // 2005-08-28T12:00Z
  EXPECT_TRUE(diagnostics.empty());
  io::require_wrf_variables(*file, diagnostics);
  std::vector<std::string> missing;
  for (const auto& item : diagnostics.items()) missing.push_back(item.arguments.front().second);
  EXPECT_EQ(missing, (std::vector<std::string>{"PBLH", "UST", "HFX", "SWDOWN"}));
  // Its rain, which needs none of those: 12 to 15 h.
  io::Diagnostics more;
  const auto rain = io::accumulated_rain(*file, 1, times[1], {5, 5, 10, 10}, more);
  EXPECT_TRUE(more.empty());
  EXPECT_GE(*std::max_element(rain.begin(), rain.end()), 0.0);
}

/// The genuine fields through the whole regridding, with what the cut lacks put beside them: hurricane
/// Katrina at 10 km, three-hourly, Mercator.
TEST(Wrf, TheGenuineFieldsAreRegridded) {
  const auto original = tests::reference_data() / "format-samples" / "wrf" / "wrfout_ci_test_file.nc";
  if (!std::filesystem::exists(original)) GTEST_SKIP() << original << " is not here";
  const ScratchFolder scratch;
  const auto path = scratch.path() / "wrfout";
  std::filesystem::copy_file(original, path);
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  int id = 0;
  ASSERT_EQ(nc_open(path.c_str(), NC_WRITE, &id), NC_NOERR);
  nc_redef(id);
  int dimensions[3];
  nc_inq_dimid(id, "Time", &dimensions[0]);
  nc_inq_dimid(id, "south_north", &dimensions[1]);
  nc_inq_dimid(id, "west_east", &dimensions[2]);
  std::vector<int> added;
  for (const char* name : {"PBLH", "UST", "HFX", "SWDOWN"})
    nc_def_var(id, name, NC_FLOAT, 3, dimensions, &added.emplace_back());
  nc_enddef(id);
  for (std::size_t n = 0; n < added.size(); ++n) {
    const std::vector<float> same(4 * 48 * 48, std::array{700.0f, 0.5f, 20.0f, 300.0f}[n]);
    ASSERT_EQ(nc_put_var_float(id, added[n], same.data()), NC_NOERR);
  }
  nc_close(id);

  auto file = case_of({path.string()});
  auto& c = file.contents;
  c.time.start = 1125230400, c.time.end = c.time.start + 6 * 3600;
  c.grid.projection = "+proj=tmerc +lat_0=23.7 +lon_0=-89.5 +datum=WGS84 +units=m";
  c.grid.longitude = -89.5, c.grid.latitude = 23.7;
  c.grid.west = -100e3, c.grid.south = -100e3, c.grid.nx = c.grid.ny = 20, c.grid.dx = 10e3;
  const auto made = read(file);
  ASSERT_EQ(made.codes(), Codes{}) << made.argument("key") << " " << made.argument("value") << " "
                                   << made.argument("time");
  ASSERT_EQ(made.weather.size(), 3u);
  const auto& now = made.weather.front();
  for (const double t : now.air_temperature) EXPECT_TRUE(t > 270.0 && t < 310.0);
  for (const double p : now.air_pressure) EXPECT_TRUE(p > 55e3 && p < 103e3);
  for (const double r : now.relative_humidity) EXPECT_TRUE(r >= 0.0 && r <= 1.0);
  EXPECT_GT(*std::max_element(now.precipitation_rate.begin(), now.precipitation_rate.end()) * 3600.0, 1.0);
  EXPECT_GT(*std::max_element(now.cloud_water.begin(), now.cloud_water.end()), 1e-4);
  // The wind of the middle of the window in the second layer against the file's own two levels about it.
  const double u = now.x_wind[(1 * made.grid.ny + 10) * 21 + 10], v = now.y_wind[(1 * 21 + 10) * 20 + 10];
  io::Diagnostics diagnostics;
  const auto source = io::NetcdfFile::open(path, diagnostics);
  const auto grid = io::wrf_grid(*source, diagnostics);
  const auto there = grid->at(-89.5, 23.7);
  const auto at = [&](const char* name, double i, double j, std::size_t across, std::size_t rows) {
    const auto values = source->read(name, {{0, 0, 0, 0}, {1, 1, rows, across}}, diagnostics);
    double sum = 0.0;
    for (const auto& one :
         model::mesoscale::bilinear(static_cast<int>(across), static_cast<int>(rows), {i, j}))
      sum += one.share * (*values)[one.cell];
    return sum;
  };
  EXPECT_NEAR(u, at("U", there.i + 0.5, there.j, 49, 48), 2.0);
  EXPECT_NEAR(v, at("V", there.i, there.j + 0.5, 48, 49), 2.0);
}

TEST(Wrf, GeoEmAndMetEmHaveTheirGridAndTerrain) {
  const auto folder = tests::reference_data() / "format-samples" / "wrf";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
  for (const auto& [name, across, land_use] : {std::tuple{"geo_em_d01_polarstereo.nc", 199, false},
                                               {"met_em.d01.2005-08-28_12_00_00.nc", 42, true}}) {
    io::Diagnostics diagnostics;
    const auto file = io::NetcdfFile::open(folder / name, diagnostics);
    ASSERT_TRUE(file) << name;
    const auto grid = io::wrf_grid(*file, diagnostics);
    ASSERT_TRUE(grid) << name;
    EXPECT_EQ(grid->nx(), across);
    const auto terrain = file->read("HGT_M", diagnostics);
    ASSERT_TRUE(terrain) << name;
    EXPECT_GT(*std::max_element(terrain->begin(), terrain->end()), 1000.0);
    if (land_use) {
      const auto shares = file->read("LANDUSEF", diagnostics);
      ASSERT_TRUE(shares);
      double sum = 0.0;
      for (int kind = 0; kind < 24; ++kind) sum += (*shares)[static_cast<std::size_t>(kind) * 42 * 42 + 100];
      EXPECT_NEAR(sum, 1.0, 1e-5);
    }
    EXPECT_TRUE(diagnostics.empty()) << name;
    // geo_em states the time 0000-00-00
    EXPECT_EQ(io::wrf_times(*file, diagnostics).size(), land_use ? 1u : 0u);
  }
}

}  // namespace
