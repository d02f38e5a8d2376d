// What a batch's restart knows of the members that were taken out.
#include "run/sweep/unsolved_members.hpp"

#include <gtest/gtest.h>

#include "io/messages.hpp"

namespace {

using namespace lantian;

io::Diagnostic reason() {
  return {"numerical_failure",
          {},
          {{"process", "gas_chemistry"},
           {"species", "PAR"},
           {"id", "03e76b5667d0"},
           {"value", "(0, 1, 1)"},
           {"first", "2023-11-22T17:00"},
           {"elapsed", "220"},
           {"reaction", ""},
           {"file", "failures/03e76b5667d0/failed_cell.toml"}}};
}

TEST(UnsolvedMembers, ComeBackFromARestartAsTheyWere) {
  auto other = reason();
  run::argument(other, "species") = "乙醇";  // letters beyond ASCII too
  const auto found = run::members_of(run::array_of({{0, reason()}, {12, other}}));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found.at(0).code, "numerical_failure");
  EXPECT_EQ(found.at(0).arguments, reason().arguments);
  EXPECT_EQ(found.at(12).arguments, other.arguments);
}

TEST(UnsolvedMembers, NoneIsAnEmptyArray) {
  const auto array = run::array_of({});
  EXPECT_EQ(array.shape, std::vector<std::uint64_t>{0});
  EXPECT_TRUE(run::members_of(array).empty());
}

TEST(UnsolvedMembers, ReasonsInResultsAreEnglishWhateverLanguageIsChosen) {
  io::set_language("en");
  const std::string english = io::headline(reason());
  io::set_language("zh");
  EXPECT_EQ(io::in_english(reason()), english);
  io::set_language("en");
  EXPECT_NE(english.find("gas_chemistry found no answer for PAR of 03e76b5667d0"), std::string::npos);
}

}  // namespace
