// Study files: the embedded one, and mistakes at their places.
#include "io/study/study.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/places.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {

using namespace lantian;
constexpr model::LocalClock china{8 * 3600};

io::StudyFile read(const std::filesystem::path& path, io::Diagnostics& diagnostics) {
  return io::read_study(path, io::CaseFolder(path.parent_path()), china, diagnostics);
}

std::vector<std::string> mistakes_in(const std::string& text) {
  const tests::ScratchFolder folder;
  const auto path = folder.path() / "study.toml";
  std::ofstream(path) << text;
  io::Diagnostics diagnostics;
  read(path, diagnostics);
  std::vector<std::string> found;
  for (const auto& item : diagnostics.items())
    found.push_back(item.code + " " + std::to_string(item.place.line) + ":" +
                    std::to_string(item.place.column));
  return found;
}
using Mistakes = std::vector<std::string>;

const std::string head =
    "schema = \"lantian.study/1\"\nid = \"s\"\nlabel = { en = \"S\", zh = \"究\" }\n"
    "[window.w]\ndates = [\"11-15/03-15\"]\n";
const std::string option =
    "[option.stop]\nlabel = { en = \"O\", zh = \"案\" }\n"
    "measure = [{ select = { where = { industry = \"brick\" } }, window = \"w\", op = { kind = \"stop\" } "
    "}]\n";

TEST(StudyFile, TheEmbeddedOneIsSoundAndWhole) {
  io::Diagnostics diagnostics;
  const auto file = read(
      lantian::tests::source_root() / "cases" / "mengzhou" / "studies" / "offpeak-options.toml", diagnostics);
  ASSERT_TRUE(diagnostics.items().empty());
  const auto& study = file.study;
  ASSERT_EQ(study.options.size(), 3u);
  EXPECT_EQ(study.equalise->reference, "full_stop");
  EXPECT_EQ(study.equalise->options.size(), 2u);
  ASSERT_TRUE(study.period);
  EXPECT_EQ(study.period->end - study.period->start, 123 * 24 * 3600);  // a day before the season
  EXPECT_EQ(study.axes.size(), 2u);
  EXPECT_EQ(study.seed, 20261123u);
  for (const auto& one : study.options)
    if (one.id == "full_stop") {
      EXPECT_EQ(one.scenario.windows.size(), 2u);     // its own, and the one that it is built of
      EXPECT_EQ(one.scenario.selections.size(), 1u);  // no mills
    }
}

TEST(StudyFile, MistakesStandAtTheirPlaces) {
  EXPECT_EQ(mistakes_in(head + option), Mistakes{});
  EXPECT_EQ(mistakes_in(head + "[window.unused]\nhours = [\"08-20\"]\n" + option),
            Mistakes{"never_used 6:9"});
  EXPECT_EQ(mistakes_in(head + option +
                        "[equalise]\nby = \"money\"\nreference = \"stopp\"\nvia = { stop = \"shore\" }\n"),
            (Mistakes{"unknown_word 10:6", "unknown_reference 11:13", "unknown_word 12:16"}));
  EXPECT_EQ(mistakes_in(head + option +
                        "[equalise]\nby = \"cost\"\nreference = \"stop\"\nvia = { stop = \"share\" }\n"),
            Mistakes{"reference_is_solved 12:16"});
  EXPECT_EQ(mistakes_in(head), Mistakes{"missing_key 1:1"});
}

}  // namespace
