#include "io/griddesc.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/places.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {
using namespace lantian;

const char* const small = R"(' '  !  coords --line:  name; type, P-alpha, P-beta, P-gamma, xcent, ycent
'LAM_40N97W'
  2, 33.0D0, 45.0D0, -97.0D0, -97.0D0, 40.0D0
'LATLON'
  1  0.0 0.0 0.0 0.0 0.0
' '  !  end coords.  grids:  name; xorig,yorig,xcell,ycell,ncols,nrows,nthik
'TOWN'
'LAM_40N97W' -2556.0D3 -1728000.0 4.D3 4000.0 45 30 1
'OBLONG'
'LAM_40N97W' 0 0 4000 5000 45 30 1
'WORLD'
'LATLON' -180.0 -90.0 1.0 1.0 360 180 1
' '  !  end grids.
)";

io::CaseFile case_of(const std::string& path, const std::string& name) {
  io::CaseFile file;
  file.file = "case.toml";
  file.contents.grid.griddesc = path;
  file.contents.grid.name = name;
  return file;
}

std::string taking(const std::string& path, const std::string& name, io::CaseFile* into = nullptr) {
  io::Diagnostics diagnostics;
  auto file = case_of(path, name);
  io::take_griddesc(file, diagnostics);
  if (into != nullptr) *into = file;
  return diagnostics.empty() ? "taken" : diagnostics.items().at(0).code;
}

TEST(Griddesc, AGridWithCommasCommentsAndFortransExponents) {
  const tests::ScratchFolder scratch;
  const auto path = scratch.write("GRIDDESC", small).string();
  io::CaseFile file;
  ASSERT_EQ(taking(path, "TOWN", &file), "taken");
  const auto& grid = file.contents.grid;
  EXPECT_EQ(grid.nx, 45);
  EXPECT_EQ(grid.ny, 30);
  EXPECT_EQ(grid.dx, 4000.0);
  EXPECT_EQ(grid.west, -2556000.0);
  EXPECT_EQ(grid.griddesc, "");
  io::Diagnostics diagnostics;
  const auto projection = io::Projection::open(grid.projection, {"", 0, 0}, diagnostics);
  ASSERT_TRUE(projection) << grid.projection;
  const auto model = io::grid_of(file, *projection);
  EXPECT_NEAR(model.x_west, -2556000.0, 1e-6);
  EXPECT_NEAR(model.y_south, -1728000.0, 1e-6);
}

TEST(Griddesc, WhatIsNoGridOfARunIsTold) {
  const tests::ScratchFolder scratch;
  const auto path = scratch.write("GRIDDESC", small).string();
  EXPECT_EQ(taking(path, "OBLONG"), "cells_not_square");
  EXPECT_EQ(taking(path, "WORLD"), "ioapi_projection");
  EXPECT_EQ(taking(path, "TOWM"), "unknown_reference");
  EXPECT_EQ(taking(scratch.write("a", "' '\n'LAM'\n 2 33 forty\n").string(), "X"), "griddesc_syntax");
  EXPECT_EQ(taking(scratch.write("b", "' '\n' '\n'G'\n'NONE' 0 0 1 1 3 3 1\n' '").string(), "G"),
            "griddesc_syntax");
  EXPECT_EQ(taking(scratch.write("c", "").string(), "G"), "griddesc_syntax");
}

TEST(Griddesc, TheGenuineFile) {
  const auto path = tests::reference_data() / "format-samples" / "pseudonetcdf" / "GRIDDESC";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here";
  io::CaseFile file;
  ASSERT_EQ(taking(path.string(), "12US1", &file), "taken");
  EXPECT_EQ(file.contents.grid.nx, 459);
  EXPECT_EQ(file.contents.grid.ny, 299);
  EXPECT_EQ(file.contents.grid.west, -2556000.0);
  EXPECT_EQ(taking(path.string(), "CMAQNORTHSA", &file), "taken");
  EXPECT_NEAR(file.contents.grid.west, 251759.25, 1e-9);
  EXPECT_EQ(taking(path.string(), "global_4x5"), "ioapi_projection");
  EXPECT_EQ(taking(path.string(), "108NHEMI2"),
            "cells_not_square");  // 108 km: wider than a run's cells may be
}

TEST(IoapiProjection, WhatIsWrittenIsReadBack) {
  io::Diagnostics diagnostics;
  for (const std::string words : {"+proj=lcc +lat_1=30 +lat_2=60 +lat_0=35 +lon_0=112 +R=6370000 +units=m",
                                  "+proj=stere +lat_0=90 +lat_ts=45 +lon_0=-98 +R=6370000 +units=m",
                                  "+proj=merc +lat_ts=20 +lon_0=110 +R=6370000 +units=m",
                                  "+proj=tmerc +lat_0=34.91 +lon_0=112.787 +k=1 +R=6370000 +units=m",
                                  "+proj=utm +zone=49 +datum=WGS84 +units=m"}) {
    const auto ours = io::Projection::open(words, {"", 0, 0}, diagnostics);
    ASSERT_TRUE(ours) << words;
    const auto placement = io::ioapi_placement(*ours);
    ASSERT_TRUE(placement) << words;
    const auto theirs = io::Projection::open(*io::proj_words(placement->projection), {"", 0, 0}, diagnostics);
    ASSERT_TRUE(theirs) << words;
    for (const auto& [longitude, latitude] : {std::pair{112.0, 35.0}, {111.0, 33.0}}) {
      const auto a = (*ours)(longitude, latitude), b = (*theirs)(longitude, latitude);
      EXPECT_NEAR(a.x, b.x, 1e-6) << words;
      EXPECT_NEAR(a.y, b.y, 1e-6) << words;
    }
  }
  const auto oblique =
      io::Projection::open("+proj=laea +lat_0=35 +lon_0=112 +datum=WGS84 +units=m", {"", 0, 0}, diagnostics);
  ASSERT_TRUE(oblique);
  EXPECT_FALSE(io::ioapi_placement(*oblique));
}

}  // namespace
