#include <gtest/gtest.h>

#include "io/case.hpp"
#include "io/messages.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/small_case.hpp"

namespace {
using namespace lantian;
using tests::small_case;
using tests::with;

/// "code line" of every mistake of a case.toml; the files that the case itself names need not be there.
std::vector<std::string> mistakes_of(const std::string& text) {
  const tests::ScratchFolder scratch;
  io::Diagnostics diagnostics;
  io::read_case(scratch.write("case.toml", text), {}, diagnostics);
  std::vector<std::string> found;
  for (const auto& item : diagnostics.items())
    found.push_back(item.code + " " + std::to_string(item.place.line));
  return found;
}
using Mistakes = std::vector<std::string>;

const std::string base = small_case;  // 50 lines

TEST(CaseChoices, AVariantOfASeasonIsCheckedThoughNeitherIsChosen) {
  EXPECT_EQ(
      mistakes_of(base +
                  "[variant.full.time]\nspinup = \"1 h\"\n[season.summer.time]\nspinup = \"1 h\"\n"
                  "[season.summer.variant.full.time]\nstart = \"2023-06-04T00:00\"\nspinnup = \"2 h\"\n"),
      (Mistakes{"unknown_key 57"}));
}

TEST(CaseChoices, FilesOfASeasonThatIsNotChosenMustBeThere) {
  EXPECT_EQ(mistakes_of(base + "[season.summer.weather]\nstation = \"summer-station.csv\"\n"),
            Mistakes{"file_missing 52"});
}

TEST(CaseChoices, ASeasonIsATable) {
  EXPECT_EQ(mistakes_of(with(base, "synthetic = true", "synthetic = true\nseason = 3")),
            Mistakes{"wrong_type 5"});
  EXPECT_EQ(mistakes_of(base + "[variant]\nfull = \"1 km\"\n"), Mistakes{"wrong_type 52"});
}

TEST(CaseChoices, TooManyToLookAtEachAreTold) {
  std::string text = base;
  for (int n = 0; n < 60; ++n) text += "[variant.v" + std::to_string(n) + ".time]\nspinup = \"1 h\"\n";
  EXPECT_EQ(mistakes_of(text).front().substr(0, 8), "too_many");
}

TEST(CaseChoices, ASpinUpLeavesSomethingToEvaluate) {
  const auto with_spinup = [](const std::string& spinup) {
    return with(base, "utc_offset = ", "spinup = \"" + spinup + "\"\nutc_offset = ");
  };
  EXPECT_EQ(mistakes_of(with_spinup("30 d")), Mistakes{"spinup_exceeds_run 9"});
  EXPECT_EQ(mistakes_of(with_spinup("24 h")), Mistakes{"spinup_exceeds_run 9"});
  EXPECT_EQ(mistakes_of(with_spinup("23 h")), Mistakes{});
}

TEST(CaseChoices, AnUnknownMechanismHasItsPlaceAndTheNearest) {
  const tests::ScratchFolder scratch;
  io::set_language("en");
  io::Diagnostics diagnostics;
  io::read_case(scratch.write("case.toml", with(base, "\"cb6r3\"", "\"cb6r4\"")), {}, diagnostics);
  ASSERT_EQ(diagnostics.items().size(), 1u);
  EXPECT_EQ(diagnostics.items()[0].place.line, 42);
  EXPECT_NE(
      io::headline(diagnostics.items()[0]).find("mechanism = \"cb6r4\" is not known; did you mean `cb6r3`?"),
      std::string::npos);
}

}  // namespace
