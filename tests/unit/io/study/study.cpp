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

TEST(StudyFile, AChoiceOfCutsIsReadWithItsUnits) {
  const tests::ScratchFolder folder;
  const auto path = folder.path() / "study.toml";
  std::ofstream(path)
      << head + option +
             "[optimise]\ndecide = [\"option.stop\"]\nminimise = \"exposure\"\n"
             "subject = [{ metric = \"pm25_24h\", at = \"all_national_stations\", max = 115.0,"
             " across_met = \"cvar0.8\" },\n"
             "  { metric = \"mda8_o3\", at = \"city_mean\", increase_max = 5.0 }]\n"
             "fairness = { monotone_grade = true, max_share_of_cost_per_county = 0.35 }\n"
             "verify = { full_model_runs = 16, stop_if_gap = 0.05 }\n"
             "limit = { work = \"nodes:20000\" }\n";
  io::Diagnostics diagnostics;
  const auto file = read(path, diagnostics);
  ASSERT_TRUE(diagnostics.items().empty());
  const auto& wanted = file.study.optimisation;
  ASSERT_TRUE(wanted);
  EXPECT_EQ(wanted->decide, std::vector<std::string>{"option.stop"});
  EXPECT_EQ(wanted->minimise, "exposure");
  ASSERT_EQ(wanted->subject.size(), 2u);
  EXPECT_DOUBLE_EQ(*wanted->subject[0].most, 115e-9);
  EXPECT_EQ(wanted->subject[0].across_weathers, "cvar0.8");
  EXPECT_FALSE(wanted->subject[1].most);
  EXPECT_DOUBLE_EQ(*wanted->subject[1].most_rise, 5e-9);
  EXPECT_TRUE(wanted->monotone_grade);
  EXPECT_DOUBLE_EQ(*wanted->most_share_of_cost_per_county, 0.35);
  EXPECT_EQ(wanted->full_model_runs, 16);
  EXPECT_DOUBLE_EQ(*wanted->gap, 0.05);
  EXPECT_EQ(wanted->most_nodes, 20000);
}

TEST(StudyFile, AnEntryOfAnAxisStandsOnce) {
  EXPECT_EQ(mistakes_in(head + option +
                        "[sweep.axes]\noption = [\"stop\", \"stop\"]\ndraw = [1, 2, 1]\n"
                        "compliance = { values = [0.5, 0.50] }\nparameter.\"a.b\" = [24, 24]\n"),
            (Mistakes{"duplicate 10:19", "duplicate 11:15", "duplicate 12:31", "duplicate 13:24"}));
}

TEST(StudyFile, MistakesInAChoiceOfCutsStandAtTheirPlaces) {
  EXPECT_EQ(
      mistakes_in(head + option +
                  "[optimise]\ndecide = [\"option.stopp\"]\nminimise = \"cots\"\n"
                  "subject = [{ metric = \"pm25\", at = \"city_mean\", max = 1.0, increase_max = 2.0 }]\n"
                  "limit = { work = \"hours:2\" }\nfairnes = {}\n"),
      (Mistakes{"unknown_reference 10:11", "not_one_of 11:12", "not_one_of 12:23", "both_given 12:75",
                "unreadable_value 13:18", "unknown_key 14:1"}));
}

}  // namespace
