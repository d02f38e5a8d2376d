#include "io/restart.hpp"

#include <gtest/gtest.h>
#include <hdf5.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <sstream>

#include "io/atomic_file.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {
using namespace lantian::io;
using lantian::tests::ScratchFolder;

const std::map<std::string, std::string> identity{{"case", "c0ffee"}, {"grid", "40 x 36"}};

RestartFile sample() {
  RestartFile file{identity, {}};
  file.arrays["step"] = {{1}, std::vector<std::int64_t>{12}};
  file.arrays["mole_fraction"] = {{2, 3}, std::vector<float>{1, 2, 3, 4, 5, 6.5f}};
  file.arrays["air_amount"] = {{2}, std::vector<double>{1e9, 2e9}};
  return file;
}

std::string contents(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// Code of the first mistake, or "read".
std::string reading(const std::filesystem::path& path,
                    const std::map<std::string, std::string>& expected = identity) {
  try {
    read_restart(path, expected);
    return "read";
  } catch (const InputErrors& errors) {
    return errors.mistakes.at(0).code;
  }
}

/// Writes the sample, then lets `spoil` work on the open file.
template <class Spoil>
std::filesystem::path spoilt(const ScratchFolder& scratch, Spoil&& spoil) {
  const auto path = scratch.path() / "r.h5";
  write_restart(sample(), path);
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  spoil(file);
  H5Fclose(file);
  return path;
}

TEST(Restart, ComesBackAsItWas) {
  const ScratchFolder scratch;
  write_restart(sample(), scratch.path() / "r.h5");
  const auto back = read_restart(scratch.path() / "r.h5", identity);
  EXPECT_EQ(std::get<std::vector<float>>(back.arrays.at("mole_fraction").values),
            (std::vector<float>{1, 2, 3, 4, 5, 6.5f}));
  EXPECT_EQ(back.arrays.at("mole_fraction").shape, (std::vector<std::uint64_t>{2, 3}));
  EXPECT_EQ(std::get<std::vector<std::int64_t>>(back.arrays.at("step").values),
            std::vector<std::int64_t>{12});
}

TEST(Restart, AnotherRunsFileIsRefused) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "r.h5";
  write_restart(sample(), path);
  EXPECT_EQ(reading(path, {{"case", "another"}, {"grid", "40 x 36"}}), "restart_mismatch");
  EXPECT_EQ(reading(path, {{"case", "c0ffee"}, {"grid", "40 x 36"}, {"mechanism", "cb6r3"}}),
            "restart_mismatch");
}

TEST(Restart, WhatIsNoHdf5IsRefused) {
  const ScratchFolder scratch;
  ASSERT_EQ(::mkfifo((scratch.path() / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(reading(scratch.write("text", "not HDF5")), "hdf5_broken");
  EXPECT_EQ(reading(scratch.write("empty", "")), "hdf5_broken");
  EXPECT_EQ(reading(scratch.path() / "pipe"), "file_not_regular");
  EXPECT_EQ(reading("/dev/zero"), "file_not_regular");
  EXPECT_EQ(reading("https://example.org/r.h5"), "file_is_url");
  EXPECT_EQ(reading(scratch.path() / "absent"), "file_missing");
}

TEST(Restart, AFileCutShortIsRefused) {
  const ScratchFolder scratch;
  write_restart(sample(), scratch.path() / "r.h5");
  const std::string whole = contents(scratch.path() / "r.h5");
  for (std::size_t length = 0; length < whole.size(); length += 97)
    EXPECT_NE(reading(scratch.write("cut.h5", whole.substr(0, length))), "read") << length;
}

TEST(Restart, SpoiltBytesNeverCrash) {
  const ScratchFolder scratch;
  write_restart(sample(), scratch.path() / "r.h5");
  const std::string whole = contents(scratch.path() / "r.h5");
  const pid_t child = ::fork();  // a crash of the library ends the child only
  if (child == 0) {
    for (std::size_t at = 0; at < whole.size(); at += 37)
      for (const char byte : {'\x00', '\x7F', '\xFF'}) {
        std::string spoilt_text = whole;
        spoilt_text[at] = byte;
        reading(scratch.write("spoilt.h5", spoilt_text));
      }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "signal " << WTERMSIG(status);
}

TEST(Restart, NoLinkLeavesTheFile) {
  const ScratchFolder scratch;
  scratch.write("secret.bin", std::string(64, 's'));
  write_restart(sample(), scratch.path() / "other.h5");
  EXPECT_NE(reading(spoilt(scratch,
                           [&](hid_t file) {
                             H5Lcreate_external((scratch.path() / "other.h5").c_str(), "step", file, "linked",
                                                H5P_DEFAULT, H5P_DEFAULT);
                           })),
            "read");
  EXPECT_NE(reading(spoilt(scratch,
                           [&](hid_t file) {  // raw bytes of another file
                             const hid_t plist = H5Pcreate(H5P_DATASET_CREATE);
                             H5Pset_external(plist, (scratch.path() / "secret.bin").c_str(), 0, 64);
                             const hsize_t extent = 8;
                             const hid_t space = H5Screate_simple(1, &extent, nullptr);
                             H5Dclose(H5Dcreate2(file, "raw", H5T_NATIVE_INT64, space, H5P_DEFAULT, plist,
                                                 H5P_DEFAULT));
                             H5Sclose(space), H5Pclose(plist);
                           })),
            "read");
  EXPECT_NE(reading(spoilt(scratch,
                           [&](hid_t file) {  // a virtual array made of another file's
                             const hid_t plist = H5Pcreate(H5P_DATASET_CREATE);
                             const hsize_t extent = 1;
                             const hid_t space = H5Screate_simple(1, &extent, nullptr);
                             H5Pset_virtual(plist, space, (scratch.path() / "other.h5").c_str(), "step",
                                            space);
                             H5Dclose(H5Dcreate2(file, "virtual", H5T_NATIVE_INT64, space, H5P_DEFAULT, plist,
                                                 H5P_DEFAULT));
                             H5Sclose(space), H5Pclose(plist);
                           })),
            "read");
}

TEST(Restart, AnArrayLargerThanItsFileIsNotAllocated) {
  const ScratchFolder scratch;
  EXPECT_NE(reading(spoilt(scratch,
                           [](hid_t file) {
                             const hid_t plist = H5Pcreate(H5P_DATASET_CREATE);
                             const hsize_t chunk = 1024, extent = 1ULL << 40;
                             H5Pset_chunk(plist, 1, &chunk);
                             const hid_t space = H5Screate_simple(1, &extent, nullptr);
                             H5Dclose(H5Dcreate2(file, "huge", H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, plist,
                                                 H5P_DEFAULT));
                             H5Sclose(space), H5Pclose(plist);
                           })),
            "read");
}

TEST(Restart, AFullDiskKeepsTheOldFile) {
  const ScratchFolder scratch;
  const auto path = scratch.write("r.h5", "old");
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{4096, 4096};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    RestartFile large = sample();
    large.arrays["air_amount"] = {{100000}, std::vector<double>(100000, 1.0)};
    try {
      write_restart(large, path);
    } catch (const WriteFailure&) {
      ::_exit(7);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 7) << status;
  EXPECT_EQ(contents(path), "old");
  EXPECT_EQ(scratch.listing(), "r.h5 ");
}
}  // namespace
