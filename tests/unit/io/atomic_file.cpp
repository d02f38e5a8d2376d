#include "io/atomic_file.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <functional>
#include <sstream>

#include "tests/support/scratch_folder.hpp"

namespace {
using namespace lantian::io;
using lantian::tests::ScratchFolder;

std::string contents(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// Runs `body` in a child whose files may hold `most` bytes, as on a full disk; true if it threw
/// WriteFailure.
bool fails_on_a_full_disk(rlim_t most, const std::function<void()>& body) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);  // the write then fails with EFBIG
    const rlimit limit{most, most};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      body();
    } catch (const WriteFailure&) {
      ::_exit(7);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 7;
}

TEST(AtomicFile, ReplacesTheWholeFile) {
  const ScratchFolder scratch;
  const auto path = scratch.write("out.csv", "old and longer");
  write_atomically(path, "new");
  EXPECT_EQ(contents(path), "new");
  EXPECT_EQ(scratch.listing(), "out.csv ");
}

TEST(AtomicFile, AFullDiskKeepsTheOldFileAndLeavesNothingBeside) {
  const ScratchFolder scratch;
  const auto path = scratch.write("out.csv", "old");
  EXPECT_TRUE(fails_on_a_full_disk(1000, [&] { write_atomically(path, std::string(100000, 'x')); }));
  EXPECT_EQ(contents(path), "old");
  EXPECT_EQ(scratch.listing(), "out.csv ");
}

TEST(AtomicFile, WithoutCommitNothingAppears) {
  const ScratchFolder scratch;
  {
    const FileAside aside(scratch.path() / "out.nc");
    std::ofstream(aside.path()) << "half";
  }
  EXPECT_EQ(scratch.listing(), "");
}

TEST(AtomicFile, AFolderThatCannotBeIsNamed) {
  const ScratchFolder scratch;
  const auto blocked = scratch.write("file", "") / "out.csv";
  try {
    write_atomically(blocked, "x");
    FAIL() << "wrote into a file as if it were a folder";
  } catch (const WriteFailure& failure) {
    EXPECT_NE(std::string(failure.what()).find("file"), std::string::npos);
  }
}
}  // namespace
