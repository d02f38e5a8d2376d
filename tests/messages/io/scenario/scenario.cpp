#include "io/scenario/scenario.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "io/messages.hpp"

namespace {

using namespace lantian;
constexpr model::LocalClock china{8 * 3600};

/// "code line:column" of every mistake.
std::vector<std::string> mistakes_of(const io::Diagnostics& diagnostics) {
  std::vector<std::string> found;
  for (const auto& item : diagnostics.items())
    found.push_back(item.code + " " + std::to_string(item.place.line) + ":" +
                    std::to_string(item.place.column));
  return found;
}

std::vector<std::string> mistakes_in(const std::string& text) {
  io::Diagnostics diagnostics;
  io::read_scenario_text(text, "s.toml", china, diagnostics);
  for (const auto& item : diagnostics.items()) EXPECT_EQ(item.place.file, "s.toml");
  return mistakes_of(diagnostics);
}

using Mistakes = std::vector<std::string>;

const std::string head = "schema = \"lantian.scenario/1\"\nid = \"s\"\nlabel = { en = \"S\", zh = \"情\" }\n";

std::string argument(const io::Diagnostic& item, const std::string& key) {
  for (const auto& [name, value] : item.arguments)
    if (name == key) return value;
  return "";
}

TEST(ScenarioMessages, ASoundScenarioHasNone) {
  EXPECT_EQ(mistakes_in(head + "[measure.m]\nlabel = { en = \"M\", zh = \"措\" }\nselect = { where = { "
                               "industry = [\"brick\"] } }\n"
                               "op = { kind = \"stop\" }\n"),
            Mistakes{});
}

TEST(ScenarioMessages, BrokenTomlIsPlaced) {
  EXPECT_EQ(mistakes_in("id = \"a\nb = 1\n"), Mistakes{"toml_syntax 1:8"});
}

TEST(ScenarioMessages, AllMistakesOfAFileComeInOneGo) {
  const auto found = mistakes_in(head +
                                 "[window.w]\n"                                // 4
                                 "dates = [\"11-15/03-32\"]\n"                 // 5
                                 "hourz = [\"20-06\"]\n"                       // 6
                                 "hours = [\"20-06\", \"25-06\"]\n"            // 7
                                 "weekdays = [\"Mon\", \"Lundi\"]\n"           // 8
                                 "[measure.m]\n"                               // 9
                                 "label = { en = \"M\" }\n"                    // 10
                                 "select = { where = { grade = [\"E\"] } }\n"  // 11
                                 "window = 3\n"                                // 12
                                 "op = { kind = \"stopp\" }\n"                 // 13
                                 "compliance = 85\n");                         // 14
  EXPECT_EQ(found, (Mistakes{"unreadable_value 5:10", "unreadable_value 7:19", "unreadable_value 8:20",
                             "unknown_key 6:1", "missing_key 10:9", "not_one_of 11:31", "wrong_type 12:10",
                             "not_one_of 13:15", "out_of_range 14:14"}));
}

TEST(ScenarioMessages, OfAMisspeltKindOnlyTheKindIsTold) {
  EXPECT_EQ(mistakes_in(head + "[measure.m]\nlabel = { en = \"M\", zh = \"措\" }\nselect = { where = { "
                               "industry = [\"brick\"] } }\n"
                               "op = { kind = \"limit_ouput\", to = 0.5 }\n"),
            Mistakes{"not_one_of 7:15"});
}

TEST(ScenarioMessages, SoundTablesAreLookedAtBesideUnsoundOnes) {
  const std::string end = "select = { where = { industry = \"brick\" } }\nop = { kind = \"stop\" }\n";
  const std::string measure = "[measure.m]\nlabel = { en = \"M\", zh = \"措\" }\n";
  EXPECT_EQ(mistakes_in(head +
                        "[window.w]\nhours = \"25-06\"\n"                                   // 4
                        "[window.v]\ndates = \"11-15/03-15\"\nexpect_days = 100\n"          // 6
                        "[window.u]\nwarning = { trigger = \"citty\", level = \"red\" }\n"  // 9
                        + measure + "window = \"u\"\n" + end),
            (Mistakes{"unreadable_value 5:9", "unknown_reference 10:23", "day_count 8:15"}));
  // A window that is no table, or stands under a misspelt name, is missing to all that name it.
  for (const char* broken : {"[windw.u]\nhours = \"20-06\"\n", "window = 3\n"})
    EXPECT_EQ(mistakes_in(head + broken + measure + "window = \"u\"\n" + end).size(), 1u) << broken;
  // Nor are levels of a trigger told that could not be read.
  EXPECT_EQ(mistakes_in(head +
                        "[trigger.city]\nlabel = { en = \"C\", zh = \"市\" }\nsignal = \"schedul\"\n"
                        "[window.u]\nwarning = { trigger = \"city\", level = \"red\" }\n" +
                        measure + "window = \"u\"\n" + end),
            Mistakes{"not_one_of 6:10"});
}

TEST(ScenarioMessages, AnotherPlaceIsALineOrAFileAndALine) {
  const io::Diagnostic here{"moved_twice", {"s.toml", 3, 1}, {{"key", "k"}, {"value", "a"}, {"at", "42"}}};
  const io::Diagnostic there{
      "moved_twice", {"s.toml", 3, 1}, {{"key", "k"}, {"value", "a"}, {"at", "o.toml:42"}}};
  EXPECT_EQ(io::headline(here), "s.toml:3:1: k: a (line 42) moves the same source");
  EXPECT_EQ(io::headline(there), "s.toml:3:1: k: a (o.toml:42) moves the same source");
  io::set_language("zh");
  EXPECT_EQ(io::headline(here), "s.toml:3:1: k：a（第 42 行）搬迁同一源");
  EXPECT_EQ(io::headline(there), "s.toml:3:1: k：a（o.toml:42）搬迁同一源");
  io::set_language("en");
}

TEST(ScenarioMessages, AnUnknownKeyNamesTheNearest) {
  io::Diagnostics diagnostics;
  io::read_scenario_text(head + "[window.w]\ndate = [\"11-15/03-15\"]\n", "s.toml", china, diagnostics);
  ASSERT_EQ(diagnostics.items().size(), 1u);
  EXPECT_EQ(diagnostics.items()[0].code, "unknown_key");
  EXPECT_EQ(argument(diagnostics.items()[0], "key"), "date");
  EXPECT_EQ(argument(diagnostics.items()[0], "table"), "[window.w]");
  EXPECT_EQ(argument(diagnostics.items()[0], "nearest"), "dates");
}

TEST(ScenarioMessages, KeysThatAreMissingOrExcludeEachOther) {
  const auto found =
      mistakes_in(head +
                  "[measure.m]\n"                                                               // 4
                  "label = { en = \"M\", zh = \"措\" }\n"                                       // 5
                  "select = { where = { industry = \"brick\" } }\n"                             // 6
                  "op = { kind = \"limit_output\", to = 0.5, table = \"t\" }\n"                 // 7
                  "[measure.n]\n"                                                               // 8
                  "label = { en = \"N\", zh = \"措\" }\n"                                       // 9
                  "select = { where = { industry = \"brick\" } }\n"                             // 10
                  "op = { kind = \"control\", device = \"d\", efficiency = { PM25 = 0.5 } }\n"  // 11
                  "physics = { ramp_down_h = 3 }\n");                                           // 12
  EXPECT_EQ(found, (Mistakes{"exclusive_keys 7:36", "unknown_key 11:55", "key_needs_operation 12:11"}));
}

TEST(ScenarioMessages, MeaningIsCheckedWithItsPlace) {
  const auto found = mistakes_in(head +
                                 "[window.w]\n"                                             // 4
                                 "dates = [\"11-15/03-31\"]\n"                              // 5
                                 "expect_days = 136\n"                                      // 6
                                 "[table.cut]\n"                                            // 7
                                 "key = [\"industry\", \"grade\"]\n"                        // 8
                                 "monotone = { by = \"grade\", order = [\"A\", \"B\"] }\n"  // 9
                                 "brick = { A = 0.5, B = 0.8 }\n"                           // 10
                                 "[measure.m]\n"                                            // 11
                                 "label = { en = \"M\", zh = \"措\" }\n"                    // 12
                                 "select = \"brik\"\n"                                      // 13
                                 "window = \"x\"\n"                                         // 14
                                 "op = { kind = \"limit_output\", table = \"cut\" }\n");    // 15
  EXPECT_EQ(found, (Mistakes{"unknown_reference 13:10", "unknown_reference 14:10", "day_count 6:15",
                             "ladder_not_monotone 10:24"}));
}

TEST(ScenarioMessages, ATimeZoneOtherThanTheCasesIsRefused) {
  EXPECT_EQ(mistakes_in(head + "timezone = \"+09:00\"\n"), Mistakes{"time_zone_differs 4:12"});
  EXPECT_EQ(mistakes_in(head + "timezone = \"Europe/Berlin\"\n"), Mistakes{"unreadable_value 4:12"});
}

TEST(ScenarioMessages, ASelectionOfEverythingIsRefused) {
  EXPECT_EQ(
      mistakes_in(
          head + "[measure.m]\nlabel = { en = \"M\", zh = \"措\" }\nselect = {}\nop = { kind = \"stop\" }\n"),
      Mistakes{"missing_key 6:10"});
}

TEST(ScenarioMessages, EveryCodeHasAText) {
  for (const char* code : {"toml_syntax",        "unknown_key",
                           "missing_key",        "wrong_type",
                           "out_of_range",       "not_one_of",
                           "unreadable_value",   "empty_list",
                           "exclusive_keys",     "key_needs_operation",
                           "ends_before_start",  "time_zone_differs",
                           "circular_reference", "extends_without_folder",
                           "day_count",          "never_used",
                           "unknown_reference",  "ladder_not_monotone",
                           "ladder_gap",         "selects_nothing",
                           "too_few_sources",    "not_in_inventory",
                           "too_many",           "window_outside_run",
                           "changes_nothing",    "conflicting_measure",
                           "no_standards",       "breakpoints_do_not_climb"})
    EXPECT_NE(io::template_of(code), nullptr) << code;
}

TEST(ScenarioMessages, ExpansionFindsPlacesToo) {
  io::Diagnostics diagnostics;
  const auto file = io::read_scenario_text(head +
                                               "[measure.m]\n"
                                               "label = { en = \"M\", zh = \"措\" }\n"
                                               "select = { where = { industry = [\"brik\"] } }\n"
                                               "op = { kind = \"stop\" }\n",
                                           "s.toml", china, diagnostics);
  ASSERT_TRUE(diagnostics.empty());
  scenarios::Inventory inventory;
  inventory.sources.push_back({});
  inventory.sources[0].industry = "brick";
  EXPECT_FALSE(io::expand_plan({file}, inventory, {china, {0, 3600}}, diagnostics));
  EXPECT_EQ(mistakes_of(diagnostics), Mistakes{"not_in_inventory 6:34"});
  EXPECT_EQ(argument(diagnostics.items()[0], "nearest"), "brick");
}

}  // namespace
