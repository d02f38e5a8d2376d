#include "io/regular_file.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cstring>

#include "tests/support/scratch_folder.hpp"

namespace {
using namespace lantian::io;
using lantian::tests::ScratchFolder;

std::string code_of_reading(const std::filesystem::path& path, std::uintmax_t most = most_text_bytes) {
  Diagnostics diagnostics;
  const auto text = read_regular_file(path, diagnostics, {}, most);
  return text ? "read" : diagnostics.items().at(0).code;
}

std::string code_of_path(const CaseFolder& folder, const std::string& written) {
  Diagnostics diagnostics;
  return folder.resolve(written, {}, diagnostics) ? "inside" : diagnostics.items().at(0).code;
}

TEST(RegularFile, ReadsNothingButRegularFiles) {
  const ScratchFolder scratch;
  ASSERT_EQ(::mkfifo((scratch.path() / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(code_of_reading(scratch.write("plain", "text")), "read");
  EXPECT_EQ(code_of_reading(scratch.path() / "pipe"), "file_not_regular");  // and does not wait for a writer
  EXPECT_EQ(code_of_reading("/dev/zero"), "file_not_regular");
  EXPECT_EQ(code_of_reading(scratch.path()), "file_not_regular");
  EXPECT_EQ(code_of_reading(scratch.path() / "absent"), "file_missing");
  EXPECT_EQ(code_of_reading("https://example.org/a.nc"), "file_is_url");
  EXPECT_EQ(code_of_reading("file:///etc/passwd"), "file_is_url");
}

TEST(RegularFile, RefusesASocket) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "socket";
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  ASSERT_LT(path.string().size(), sizeof address.sun_path);
  std::strcpy(address.sun_path, path.c_str());
  const int server = ::socket(AF_UNIX, SOCK_STREAM, 0);
  ASSERT_EQ(::bind(server, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(code_of_reading(path), "file_not_regular");
  ::close(server);
}

TEST(RegularFile, ChecksTheSizeBeforeReading) {
  const ScratchFolder scratch;
  const auto path = scratch.write("huge", "");
  ASSERT_EQ(::truncate(path.c_str(), 1LL << 40), 0);  // a terabyte of holes
  EXPECT_EQ(code_of_reading(path), "file_too_large");
  EXPECT_EQ(code_of_reading("/proc/self/maps", 16), "file_too_large");  // says 0 bytes, holds more
}

TEST(RegularFile, TextIsUtf8) {
  const ScratchFolder scratch;
  const auto code = [&](const std::string& text) {
    Diagnostics diagnostics;
    return read_text_file(scratch.write("t", text), diagnostics).value_or("refused");
  };
  EXPECT_EQ(code("\xEF\xBB\xBF孟州"), "孟州");     // a byte-order mark is taken off
  EXPECT_EQ(code("\xC3\xCF\xD6\xDD"), "refused");  // GBK
  EXPECT_EQ(code(std::string("a\0b", 3)), "refused");
  EXPECT_EQ(code("\xC0\xAF"), "refused");      // overlong
  EXPECT_EQ(code("\xED\xA0\x80"), "refused");  // surrogate
  EXPECT_EQ(code("\xE5\xAD"), "refused");      // cut short
}

TEST(CaseFolder, PathsStayInside) {
  const ScratchFolder scratch;
  std::filesystem::create_directories(scratch.path() / "case" / "weather");
  std::filesystem::create_symlink("/etc", scratch.path() / "case" / "link");
  const CaseFolder folder(scratch.path() / "case");
  EXPECT_EQ(code_of_path(folder, "weather/station.csv"), "inside");
  EXPECT_EQ(code_of_path(folder, "weather/../station.csv"), "inside");
  EXPECT_EQ(code_of_path(folder, "../secret.csv"), "file_outside_case");
  EXPECT_EQ(code_of_path(folder, "/etc/passwd"), "file_outside_case");
  EXPECT_EQ(code_of_path(folder, "link/passwd"), "file_outside_case");
  EXPECT_EQ(code_of_path(folder, "http://example.org/x.csv"), "file_is_url");
  scratch.write("case2/x.csv", "");
  EXPECT_EQ(code_of_path(folder, "../case2/x.csv"),
            "file_outside_case");  // a common beginning of the name is not enough
  EXPECT_EQ(code_of_path(CaseFolder(scratch.path() / "case", true), "../secret.csv"), "inside");
}
}  // namespace
