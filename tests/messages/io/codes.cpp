#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "io/case.hpp"
#include "io/messages.hpp"
#include "tests/support/places.hpp"

namespace {
using namespace lantian;
namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(MessageTable, EveryCodeHasAChineseText) {
  io::set_language("zh");
  for (const auto& code : io::known_codes())
    EXPECT_NE(io::translated(io::template_of(code)), io::template_of(code)) << code;
  io::set_language("en");
}

TEST(MessageTable, EveryCodeStandsOnce) {
  const auto codes = io::known_codes();
  const std::set<std::string> different(codes.begin(), codes.end());
  for (const auto& code : different) EXPECT_EQ(std::count(codes.begin(), codes.end(), code), 1) << code;
}

TEST(MessageTable, TheSameFieldsInBothLanguages) {
  const std::regex field("\\{[a-z_]+\\}");
  const auto fields = [&](const std::string& text) {
    std::multiset<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), field), end; at != end; ++at)
      found.insert(at->str());
    return found;
  };
  for (const auto& code : io::known_codes()) {
    io::set_language("zh");
    EXPECT_EQ(fields(io::translated(io::template_of(code))), fields(io::template_of(code))) << code;
  }
  io::set_language("en");
}

TEST(MessageTable, EveryCodeOfTheSourcesHasAText) {
  // Readers add a code, a scenario's checks push a finding, the command line returns one.
  const std::regex use(
      "(?:\\.add|fault|mistake|found_?\\.push_back|findings_?\\.push_back)\\(?\\{?\\(?\\s*\\{?\"([a-z0-9_]+)"
      "\",|return \\{\"([a-z0-9_]+)\",");
  for (const char* part : {"io", "run", "app", "scenarios/policy"})
    for (const auto& entry : fs::recursive_directory_iterator(tests::source_root() / part)) {
      if (entry.path().extension() != ".cpp") continue;
      const std::string text = contents(entry.path());
      for (std::sregex_iterator at(text.begin(), text.end(), use), end; at != end; ++at) {
        const std::string code = (*at)[1].matched ? (*at)[1].str() : (*at)[2].str();
        EXPECT_NE(io::template_of(code), nullptr) << entry.path() << ": " << code;
      }
    }
}

TEST(CaseReference, ThePageIsWhatTheKeysSay) {
  EXPECT_EQ(contents(tests::source_root() / "docs" / "reference" / "case.md"), io::case_reference_page())
      << "write it anew: lantian keys > docs/reference/case.md";
}

TEST(Json, QuotesAndBrokenBytesStayInsideTheString) {
  EXPECT_EQ(io::json_text("a\"b\\\n"), "\"a\\\"b\\\\\\n\"");
  EXPECT_EQ(io::json_text("\xFF"), "\"\xEF\xBF\xBD\"");
}

TEST(NearestSpelling, OnlyWithinAThirdOfTheLetters) {
  EXPECT_EQ(io::nearest_spelling("stack_diametre", {"stack_height", "stack_diameter"}), "stack_diameter");
  EXPECT_EQ(io::nearest_spelling("grade", {"industry", "region"}), "");
  EXPECT_EQ(io::nearest_spelling("PM25", {"PM2p5", "PM10"}), "PM2p5");
  EXPECT_EQ(io::nearest_spelling("SO3", {"SO2", "NOx"}), "SO2");
  EXPECT_EQ(io::nearest_spelling("孟洲市", {"孟州市", "焦作市"}), "孟州市");
}
}  // namespace
