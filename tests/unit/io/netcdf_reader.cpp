#include "io/netcdf_reader.hpp"

#include <gtest/gtest.h>
#include <hdf5.h>

#include <cmath>

#include "io/classic_netcdf.hpp"
#include "tests/support/netcdf_maker.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {
using namespace lantian;
using io::NetcdfFile;
using tests::NetcdfMaker;
using tests::ScratchFolder;

std::filesystem::path sample(const ScratchFolder& scratch, int format, double spoilt = 4.0) {
  const auto path = scratch.path() / "sample.nc";
  NetcdfMaker nc(path, format);
  nc.dimension("t", 2), nc.dimension("x", 3);
  nc.variable("q", {"t", "x"}, "K", NC_DOUBLE);
  nc.variable("s", {"x"}, "m", NC_SHORT);
  nc.number("s", "_FillValue", {-9});
  nc.text("", "title", "two rows  ");
  nc.end_definitions();
  nc.put("q", {1, 2, 3, spoilt, 5, 6});
  nc.put("s", {7, 8, spoilt == 4.0 ? 9.0 : -9.0});
  return path;
}

std::string opening(const std::filesystem::path& path) {
  io::Diagnostics diagnostics;
  const auto file = NetcdfFile::open(path, diagnostics);
  return file ? "open" : diagnostics.items().at(0).code;
}

TEST(NetcdfReader, EveryFormatReadsTheSame) {
  for (const int format : {0, NC_64BIT_OFFSET, NC_64BIT_DATA, NC_NETCDF4, NC_NETCDF4 | NC_CLASSIC_MODEL}) {
    const ScratchFolder scratch;
    io::Diagnostics diagnostics;
    const auto file = NetcdfFile::open(sample(scratch, format), diagnostics);
    ASSERT_TRUE(file) << format;
    EXPECT_EQ(file->read("q", diagnostics), (std::vector<double>{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(file->read("q", {{1, 1}, {1, 2}}, diagnostics), (std::vector<double>{5, 6}));
    EXPECT_EQ(file->text_attribute("", "title"), "two rows");
    EXPECT_EQ(file->shape_of("q"), (std::vector<std::size_t>{2, 3}));
    EXPECT_EQ(file->dimensions_of("q"), (std::vector<std::string>{"t", "x"}));
    EXPECT_TRUE(diagnostics.empty());
  }
}

TEST(NetcdfReader, MistakesNameVariableAndCell) {
  const ScratchFolder scratch;
  io::Diagnostics diagnostics;
  const auto file = NetcdfFile::open(sample(scratch, NC_NETCDF4, std::nan("")), diagnostics);
  ASSERT_TRUE(file);
  EXPECT_FALSE(file->read("none", diagnostics));
  EXPECT_FALSE(file->read("q", {{1, 2}, {1, 2}}, diagnostics));
  EXPECT_FALSE(file->read("q", {{0}, {2}}, diagnostics));
  EXPECT_FALSE(file->read("q", {{0, 0}, {2, 3}}, diagnostics, "noon"));
  EXPECT_FALSE(file->read("s", diagnostics));
  ASSERT_EQ(diagnostics.items().size(), 5u);
  EXPECT_EQ(diagnostics.items()[0].code, "netcdf_no_variable");
  EXPECT_EQ(diagnostics.items()[1].code, "netcdf_shape");
  EXPECT_EQ(diagnostics.items()[2].code, "netcdf_shape");
  const auto& nan = diagnostics.items()[3];
  EXPECT_EQ(nan.code, "netcdf_bad_cell");
  EXPECT_EQ(nan.arguments, (std::vector<std::pair<std::string, std::string>>{
                               {"key", "q"}, {"time", "noon"}, {"cell", "t 1, x 0"}, {"value", "NaN"}}));
  EXPECT_EQ(diagnostics.items()[4].arguments[2].second, "x 2");
}

TEST(NetcdfReader, EveryTruncationIsTold) {
  for (const int format : {0, NC_64BIT_OFFSET, NC_64BIT_DATA, NC_NETCDF4}) {
    const ScratchFolder scratch;
    const auto path = sample(scratch, format);
    const auto whole = std::filesystem::file_size(path);
    EXPECT_EQ(opening(path), "open");
    for (std::uintmax_t size = whole - 3; size > 8; size = size * 3 / 4) {
      std::filesystem::resize_file(path, size);
      const std::string code = opening(path);
      EXPECT_TRUE(code == "netcdf_truncated" || code == "netcdf_broken")
          << format << ", " << size << ": " << code;
    }
  }
}

TEST(NetcdfReader, OnlyRegularFilesThatKeepToThemselves) {
  const ScratchFolder scratch;
  EXPECT_EQ(opening("http://example.org/a.nc"), "file_is_url");
  EXPECT_EQ(opening("https://example.org/a.nc#mode=bytes"), "file_is_url");
  EXPECT_EQ(opening(scratch.path() / "absent.nc"), "file_missing");
  EXPECT_EQ(opening(scratch.path()), "file_not_regular");
  EXPECT_EQ(opening(scratch.write("text.nc", "no NetCDF at all")), "netcdf_broken");
  EXPECT_EQ(opening(scratch.write("empty.nc", "")), "netcdf_broken");
}

TEST(NetcdfReader, LinksAndDataElsewhereAreRefused) {
  const ScratchFolder scratch;
  const auto path = sample(scratch, NC_NETCDF4);
  {
    const auto other = scratch.path() / "other.nc";
    std::filesystem::copy_file(path, other);
    const hid_t file = H5Fopen(other.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    H5Lcreate_external("/etc/passwd", "/", file, "away", H5P_DEFAULT, H5P_DEFAULT);
    H5Fclose(file);
    EXPECT_EQ(opening(other), "external_link");
  }
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  const hsize_t size = 4;
  const hid_t space = H5Screate_simple(1, &size, nullptr), layout = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_external(layout, "/etc/passwd", 0, 4 * sizeof(double));
  H5Dclose(H5Dcreate2(file, "raw", H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, layout, H5P_DEFAULT));
  H5Pclose(layout), H5Sclose(space), H5Fclose(file);
  EXPECT_EQ(opening(path), "external_link");
}

TEST(NetcdfReader, AHugeSlabIsRefusedBeforeItIsAllocated) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "huge.nc";
  {
    NetcdfMaker nc(path);
    nc.dimension("x", 1u << 20), nc.dimension("y", 1u << 20);
    nc.variable("q", {"y", "x"}, "K", NC_BYTE);
    nc.end_definitions();
  }
  io::Diagnostics diagnostics;
  const auto file = NetcdfFile::open(path, diagnostics);
  ASSERT_TRUE(file);
  EXPECT_FALSE(file->read("q", diagnostics));
  EXPECT_EQ(diagnostics.items().at(0).code, "netcdf_shape");
}

}  // namespace
