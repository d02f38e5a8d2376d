// The ladder of the 39 key industries as scenarios take it: whole, in order, with tags, and overridden.
#include <gtest/gtest.h>

#include <set>

#include "io/data_folder.hpp"
#include "io/messages.hpp"
#include "io/scenario/scenario.hpp"
#include "io/standards.hpp"
#include "io/toml_text.hpp"
#include "scenarios/policy/ladder.hpp"

namespace {

using namespace lantian;
constexpr model::LocalClock china{8 * 3600};

std::vector<io::Diagnostic> mistakes;

scenarios::LadderTable ladder(const std::string& keys) {
  io::Diagnostics diagnostics;
  const auto file = io::read_scenario_text(
      "schema = \"lantian.scenario/1\"\nid = \"s\"\nlabel = { en = \"S\", zh = \"情\" }\n"
      "[trigger.city]\nsignal = \"schedule\"\nlevels = [\"yellow\", \"orange\", \"red\"]\n"
      "schedule = [{ level = \"red\", from_start_h = 0 }]\n"
      "[window.w]\nwarning = { trigger = \"city\", level = [\"yellow\", \"orange\", \"red\"] }\n"
      "[measure.m]\nlabel = { en = \"M\", zh = \"措\" }\nselect = { where = { industry = \"brick\" } }\n"
      "window = \"w\"\nop = { kind = \"limit_output\", table = \"kept\" }\n[table.kept]\n" +
          keys,
      "s.toml", china, diagnostics);
  mistakes = diagnostics.items();
  const auto found = file.scenario.tables.find("kept");
  return found == file.scenario.tables.end() ? scenarios::LadderTable{} : found->second;
}

const std::string shipped = "ladder = \"key-industries-2020\"\n";

TEST(ShippedLadder, HoldsAll39IndustriesInOrderEachWithItsTag) {
  io::Diagnostics diagnostics;
  const auto file = io::read_toml(io::data_folder() / "ladders" / "key-industries-2020.toml", diagnostics);
  ASSERT_TRUE(file && diagnostics.empty());
  std::set<int> seen;
  int last = 0;
  for (const auto& row : file->find("row")->entries) {
    const int number = static_cast<int>(row.value.find("number")->number);
    const auto tag = row.value.find("tag")->text;
    EXPECT_TRUE(tag == "S" || tag == "K-L") << row.key;
    EXPECT_FALSE(row.value.find("source")->text.empty()) << row.key;
    if (number == 0) continue;
    EXPECT_GE(number, last) << row.key;
    last = number;
    seen.insert(number);
  }
  EXPECT_EQ(seen.size(), 39u);
  EXPECT_EQ(*seen.rbegin(), 39);
}

TEST(ShippedLadder, ClinkersRowIsTheGuidesTextTheRestPlaceholders) {
  const auto table = ladder(shipped);
  ASSERT_TRUE(mistakes.empty()) << io::headline(mistakes.front());
  // S: B yellow none, orange 20 %, red stop; C yellow half, then stop; D stops from yellow.
  const auto kept = [&](const char* industry, const char* grade, const char* level) {
    return scenarios::ladder_value(table, industry, grade, level).value_or(-1.0);
  };
  EXPECT_EQ(kept("cement.clinker", "B", "yellow"), 1.0);
  EXPECT_EQ(kept("cement.clinker", "B", "orange"), 0.8);
  EXPECT_EQ(kept("cement.clinker", "B", "red"), 0.0);
  EXPECT_EQ(kept("cement.clinker", "C", "yellow"), 0.5);
  EXPECT_EQ(kept("cement.clinker", "C", "orange"), 0.0);
  EXPECT_EQ(kept("cement.clinker", "D", "yellow"), 0.0);
  EXPECT_EQ(scenarios::ladder_row(table, "cement.clinker", "B", "red")->tag, "S");
  EXPECT_EQ(scenarios::ladder_row(table, "brick", "B", "red")->tag, "K-L");
  EXPECT_EQ(kept("glass", "D", "red"), 0.6);  // a furnace cannot stop
}

TEST(ShippedLadder, OwnRowsTakeThePlaceOfShippedOnes) {
  const auto table = ladder(shipped + "brick = { B = { yellow = 0.9, orange = 0.4, red = 0.1 } }\n");
  ASSERT_TRUE(mistakes.empty()) << io::headline(mistakes.front());
  const auto* own = scenarios::ladder_row(table, "brick", "B", "orange");
  EXPECT_EQ(own->value, 0.4);
  EXPECT_EQ(own->tag, "");
  EXPECT_EQ(scenarios::ladder_value(table, "brick", "C", "orange"), 0.0);
}

TEST(ShippedLadder, AMisspelledNameIsTold) {
  ladder("ladder = \"key-industries-2002\"\n");
  ASSERT_FALSE(mistakes.empty());
  EXPECT_EQ(mistakes.front().code, "not_one_of");
}

TEST(ShippedLadder, AGradeThatItLacksIsRefusedWithWhatItHas) {
  io::Diagnostics diagnostics;
  const auto file = io::read_scenario_text(
      "schema = \"lantian.scenario/1\"\nid = \"s\"\nlabel = { en = \"S\", zh = \"情\" }\n"
      "[trigger.city]\nsignal = \"schedule\"\nlevels = [\"yellow\", \"orange\", \"red\"]\n"
      "schedule = [{ level = \"red\", from_start_h = 0 }]\n"
      "[window.w]\nwarning = { trigger = \"city\", level = \"red\" }\n"
      "[measure.m]\nlabel = { en = \"M\", zh = \"措\" }\nselect = { where = { industry = \"ferroalloy\" } }\n"
      "window = \"w\"\nop = { kind = \"limit_output\", table = \"kept\" }\n[table.kept]\n" +
          shipped,
      "s.toml", china, diagnostics);
  ASSERT_TRUE(diagnostics.empty());
  scenarios::Inventory inventory;
  inventory.enterprises = {{"E1", {}, "ferroalloy", "B", "west", {}, {}, ""}};
  inventory.lines = {{"L1", 0, {}, "alloy", 100, 100, "t", ""}};
  inventory.sources.push_back({});
  inventory.sources[0].id = "E1/L1/furnace/DA001";
  inventory.sources[0].industry = "ferroalloy";
  inventory.sources[0].enterprise = inventory.sources[0].line = 0;
  inventory.sources[0].annual_mass.fill(1.0);
  const auto known = io::read_industries(io::data_folder() / "standards" / "industries.toml", diagnostics);
  EXPECT_FALSE(io::expand_plan({file}, inventory, {china, {0, 3600}, known}, diagnostics));
  ASSERT_EQ(diagnostics.items().size(), 1u);
  EXPECT_EQ(
      io::headline(diagnostics.items()[0]),
      "s.toml:15:8: table.kept has no value for ferroalloy, grade B at red; E1/L1/furnace/DA001 needs one");
  const std::pair<std::string, std::string> accepted{"accepted", "A, D, leading, non_leading"};
  EXPECT_EQ(diagnostics.items()[0].arguments.back(), accepted);
}

}  // namespace
