#include <gtest/gtest.h>

#include <ctime>

#include "io/messages.hpp"
#include "io/scenario/scenario.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {

using namespace lantian;
constexpr model::LocalClock china{8 * 3600};

const std::string head = "schema = \"lantian.scenario/1\"\nid = \"s\"\nlabel = { en = \"S\", zh = \"情\" }\n";
const std::string measure = "[measure.m]\nlabel = { en = \"M\", zh = \"措\" }\n";

scenarios::Inventory brick_works() {
  scenarios::Inventory inventory;
  inventory.sources.resize(2);
  inventory.sources[0].id = "E1/L1/tunnel_kiln";
  inventory.sources[0].industry = "brick";
  inventory.sources[0].process = "tunnel_kiln";
  inventory.sources[1].id = "E2/L1/ring_kiln";
  inventory.sources[1].industry = "brick";
  inventory.sources[1].process = "ring_kiln";
  inventory.sources[1].tags = {"heat_supply"};
  for (auto& source : inventory.sources) source.annual_mass.fill(1.0);
  return inventory;
}

/// Headlines of all mistakes of a text, expanded where it can be read.
std::vector<std::string> told(const std::string& text, const char* language = "en") {
  io::set_language(language);
  io::Diagnostics diagnostics;
  const auto file = io::read_scenario_text(text, "s.toml", china, diagnostics);
  if (diagnostics.empty()) io::expand_plan({file}, brick_works(), {china, {0, 7200}, {"brick"}}, diagnostics);
  std::vector<std::string> lines;
  for (const auto& item : diagnostics.items()) lines.push_back(io::headline(item));
  io::set_language("en");
  return lines;
}
using Lines = std::vector<std::string>;

TEST(ScenarioWords, AMisspeltExemptionIsToldInBothLanguages) {
  const std::string text = head + measure +
                           "select = { where = { industry = \"brick\" }, not = { tag = \"heat_suply\" } }\n"
                           "op = { kind = \"stop\" }\n";
  EXPECT_EQ(
      told(text),
      Lines{"s.toml:6:58: measure.m.select.not.0.tag: nothing in the inventory has the tag heat_suply; a "
            "word that it may lack stands under [words]; did you mean `heat_supply`?"});
  EXPECT_EQ(told(text, "zh"),
            Lines{"s.toml:6:58: measure.m.select.not.0.tag：清单中没有标签 heat_suply；清单可能没有的词写在 "
                  "[words] 中；是否想写 `heat_supply`？"});
}

TEST(ScenarioWords, OneWrongWordOfAListHasItsOwnPlace) {
  EXPECT_EQ(
      told(head + "[select.kilns]\nprocess = [\"tunnel_kiln\", \"ring_kilnn\"]\n" + measure +
           "select = \"kilns\"\nop = { kind = \"stop\" }\n"),
      Lines{"s.toml:5:27: select.kilns.process: nothing in the inventory has the process ring_kilnn; a word "
            "that it may lack stands under [words]; did you mean `ring_kiln`?"});
}

TEST(ScenarioWords, AWordThatIsDeclaredIsRight) {
  EXPECT_EQ(told(head +
                 "[words]\nprocess = \"shaft_kiln\"\n[select.kilns]\nprocess = [\"ring_kiln\", "
                 "\"shaft_kiln\"]\n" +
                 measure + "select = \"kilns\"\nop = { kind = \"stop\" }\n"),
            Lines{});
}

const std::string ladder_head =
    "[trigger.city]\nsignal = \"schedule\"\nlevels = [\"yellow\", \"red\"]\n"
    "schedule = { level = \"red\", from_start_h = 0 }\n"
    "[window.w]\nwarning = { trigger = \"city\", level = [\"yellow\", \"red\"] }\n" +
    measure +
    "select = { where = { industry = \"brick\" } }\nwindow = \"w\"\n"
    "op = { kind = \"limit_output\", table = \"kept\" }\n"
    "[table.kept]\nkey = [\"industry\", \"grade\", \"level\"]\n";  // lines 4 … 16

TEST(ScenarioWords, ALadderForAnIndustryThatNobodyHas) {
  EXPECT_EQ(
      told(head + ladder_head +
           "default = { ungraded = { yellow = 1.0, red = 0.5 } }\n"
           "brik = { ungraded = { yellow = 0.5, red = 0.0 } }\n"),
      Lines{"s.toml:18:1: table.kept.brik: nothing in the inventory has the industry brik; a word that it "
            "may lack stands under [words]; did you mean `brick`?"});
}

TEST(ScenarioWords, ALevelThatNoTriggerKnows) {
  EXPECT_EQ(
      told(head + ladder_head + "default = { ungraded = { yellow = 1.0, purple = 0.5, red = 0.5 } }\n"),
      Lines{"s.toml:17:49: table.kept.default.ungraded.purple = \"purple\" names nothing that there is"});
}

TEST(ScenarioWords, AnOrderOfWordsThatStandForNothingWouldSwitchTheCheckOff) {
  EXPECT_EQ(told(head + ladder_head +
                 "monotone = { by = \"grade\", order = [\"A\", \"b\", \"c\"] }\n"
                 "default = { ungraded = { yellow = 1.0, red = 0.5 } }\n"),
            (Lines{"s.toml:17:42: table.kept.monotone.0.order = b is not known",
                   "s.toml:17:47: table.kept.monotone.0.order = c is not known"}));
  EXPECT_EQ(
      told(head + ladder_head +
           "monotone = [{ by = \"level\", order = [\"yelow\", \"red\"] }]\n"
           "default = { ungraded = { yellow = 1.0, red = 0.5 } }\n"),
      Lines{"s.toml:17:38: table.kept.monotone.0.order = \"yelow\" names nothing that there is; did you mean "
            "`yellow`?"});
  EXPECT_EQ(told(head + ladder_head +
                 "monotone = { by = \"grade\", order = [\"A\"] }\n"
                 "default = { ungraded = { yellow = 1.0, red = 0.5 } }\n"),
            Lines{"s.toml:17:36: table.kept.monotone.0.order has 1 values; ≥ 2 are needed"});
}

TEST(ScenarioWords, AnEmptyConditionWouldTakeEverything) {
  const auto with_select = [](const std::string& select) {
    return head + measure + "select = " + select + "\nop = { kind = \"stop\" }\n";
  };
  const Lines in_a_list{"s.toml:6:19: `industry` is missing in [measure.m.select.any.0]"};
  EXPECT_EQ(told(with_select("{ any = [{}] }")).size(), 1u);
  EXPECT_EQ(told(with_select("{ any = [] }")), Lines{"s.toml:6:18: measure.m.select.any is an empty list"});
  EXPECT_EQ(told(with_select("{ where = { industry = \"brick\" }, not = {} }")).size(), 1u);
  EXPECT_EQ(told(with_select("{ where = {}, any = { industry = \"brick\" } }")).size(), 1u);
  EXPECT_EQ(told(with_select("{ any = [{}] }")), in_a_list);
}

/// What is told of so many windows, and the processor time that it takes [s].
std::pair<Lines, double> told_of_windows(int count) {
  std::string text = head;
  for (int n = 0; n < count; ++n)
    text += "[window.w" + std::to_string(n) + "]\nall_of = \"w" + std::to_string(n + 1) + "\"\n";
  const std::clock_t before = std::clock();
  auto lines = told(text);
  return {std::move(lines), static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC};
}

TEST(ScenarioWords, FiftyThousandWindowsAreRefusedInProportion) {
  const auto [few, short_time] = told_of_windows(10000);
  const auto [lines, time] = told_of_windows(50000);
  EXPECT_LT(time, 12.0 * short_time);  // in proportion: 5; were each held against each: 25
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_NE(lines[0].find("window: 50000 are too many; 5000 are read"), std::string::npos) << lines[0];
}

TEST(ScenarioWords, ATriggerIsTimedByHoursOrByTheClock) {
  const auto with_schedule = [](const std::string& spell) {
    return head + "[trigger.city]\nsignal = \"schedule\"\nlevels = \"red\"\nschedule = { level = \"red\", " +
           spell + " }\n[window.w]\nwarning = { trigger = \"city\", level = \"red\" }\n" + measure +
           "select = { where = { industry = \"brick\" } }\nwindow = \"w\"\nop = { kind = \"stop\" }\n";
  };
  const Lines refused{
      "s.toml:7:70: trigger.city.schedule.0.to_start_h = 24 cannot stand beside other keys that "
      "say the same"};
  EXPECT_EQ(told(with_schedule("start = \"1970-01-01T08:00\", to_start_h = 24")), refused);
  EXPECT_EQ(told(with_schedule("from_start_h = 0, end = \"1970-01-01T09:00\"")).size(), 1u);
  EXPECT_EQ(told(with_schedule("to_start_h = 24")).size(), 1u);
  EXPECT_EQ(told(with_schedule("from_start_h = 0, to_start_h = 24")), Lines{});
}

TEST(ScenarioWords, ADistributionOfComplianceMustBeOne) {
  const auto with_compliance = [](const std::string& compliance) {
    return head + measure +
           "select = { where = { industry = \"brick\" } }\nop = { kind = \"stop\" }\ncompliance = " +
           compliance + "\n";
  };
  EXPECT_EQ(told(with_compliance("{ dist = \"triangular\", low = 0.9, mode = 0.1, high = 0.2 }")),
            (Lines{"s.toml:8:55: measure.m.compliance.mode = \"0.1\" is out of range: 0.9 .. 1",
                   "s.toml:8:67: measure.m.compliance.high = \"0.2\" is out of range: 0.9 .. 1"}));
  EXPECT_EQ(told(with_compliance("{ dist = \"beta\", mean = 0.5, sd = 1.0 }")),
            Lines{"s.toml:8:48: measure.m.compliance.sd = \"1\" is out of range: 0 .. 0.5"});
  EXPECT_EQ(told(with_compliance("{ dist = \"uniform\", low = 0.9, high = 0.1 }")).size(), 1u);
  EXPECT_EQ(told(with_compliance("{ dist = \"beta\", mean = 0.85, sd = 0.08 }")), Lines{});
}

TEST(ScenarioWords, DatesThatCannotBeReadAreNotMissingToo) {
  EXPECT_EQ(told(head + "[window.w]\ndates = [\"11-15/03-32\"]\nexpect_days = 121\n" + measure +
                 "select = { where = { industry = \"brick\" } }\nwindow = \"w\"\nop = { kind = \"stop\" }\n"),
            Lines{"s.toml:5:10: window.w.dates = 11-15/03-32 cannot be read"});
}

TEST(ScenarioWords, TwoFilesOfOneIdKeepTheirOwnMistakes) {
  io::Diagnostics diagnostics;
  const auto text = [](const std::string& industry, const std::string& id) {
    return head + "[measure." + id +
           "]\nlabel = { en = \"M\", zh = \"措\" }\nselect = { where = { industry = \"" + industry +
           "\" } }\nop = { kind = \"stop\" }\n";
  };
  const std::vector<io::ScenarioFile> files{
      io::read_scenario_text(text("brick", "a"), "first.toml", china, diagnostics),
      io::read_scenario_text(text("brck", "b"), "second.toml", china, diagnostics)};
  io::expand_plan(files, brick_works(), {china, {0, 7200}}, diagnostics);
  ASSERT_EQ(diagnostics.items().size(), 1u);
  EXPECT_EQ(diagnostics.items()[0].place.file, "second.toml");
  EXPECT_EQ(diagnostics.items()[0].place.line, 6);
}

TEST(ScenarioFamily, FilesThatExtendEachOtherTwiceAreReadOnce) {
  const tests::ScratchFolder folder;
  for (int n = 0; n < 19; ++n) {
    const std::string next = "\"s" + std::to_string(n + 1) + ".toml\"";
    folder.write("s" + std::to_string(n) + ".toml", head + "extends = [" + next + ", " + next + "]\n");
  }
  folder.write("s19.toml", head + "[window.unused]\nhours = \"20-06\"\nhuors = 1\n");
  io::Diagnostics diagnostics;
  io::read_scenario(folder.path() / "s0.toml", china, diagnostics);
  ASSERT_EQ(diagnostics.items().size(), 1u);
  EXPECT_EQ(diagnostics.items()[0].code, "unknown_key");
}

}  // namespace
