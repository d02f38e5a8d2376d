// Plans from files: three strengths, sources of numbers, and lists that must be whole.
#include "io/measures/plan_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "io/measures/strengths.hpp"
#include "io/toml_text.hpp"
#include "tests/support/places.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {
using namespace lantian;
using scenarios::Strength;

constexpr model::LocalClock china{8 * 3600};

const char* const plan = R"(schema = "lantian.plan/1"
id = "p"
label = { en = "p", zh = "p" }
timezone = "Asia/Shanghai"
items = { measures = 1, safeguards = 1 }
period = { start = "2023-11-01T00:00", end = "2024-11-01T00:00" }
)";
const char* const first = R"(schema = "lantian.item/1"
number = "1"
title = { en = "a", zh = "a" }
class = "D"
step = "process"
fact = [{ en = "f", zh = "f", value = 90, unit = "%", by = "2023-12-31", source = "Seed" }]
operation = { en = "o", zh = "o" }
[measure.m]
label = { en = "m", zh = "m" }
select = { where = { industry = ["brick"] } }
op = { kind = "control", device = "d", efficiency = { NOx = { low = 0.1, central = 0.2, high = 0.3, source = "K-L" } } }
)";
const char* const last = R"(schema = "lantian.item/1"
number = "S1"
title = { en = "s", zh = "s" }
class = "X"
fact = [{ en = "f", zh = "f", source = "Seed" }]
operation = { en = "o", zh = "o" }
reason = { en = "r", zh = "r" }
)";

class PlanFiles : public ::testing::Test {
 protected:
  void put(const std::string& name, const std::string& text) const {
    std::ofstream(folder_.path() / name) << text;
  }
  void put_all() const {
    put("plan.toml", plan);
    put("01.toml", first);
    put("S1.toml", last);
  }
  std::vector<std::string> mistakes() {
    io::Diagnostics diagnostics;
    read_ = io::read_plan_folder(folder_.path(), china, diagnostics);
    std::vector<std::string> codes;
    for (const auto& one : diagnostics.items()) codes.push_back(one.code);
    return codes;
  }
  /// Of a first item in which `from` reads `to`.
  std::vector<std::string> mistakes_with(const std::string& from, const std::string& to) {
    put_all();
    std::string text = first;
    text.replace(text.find(from), from.size(), to);
    put("01.toml", text);
    return mistakes();
  }

  tests::ScratchFolder folder_;
  io::PlanFolder read_;
};

using Codes = std::vector<std::string>;

TEST_F(PlanFiles, AnItemHasThreeStrengthsAndTheSourcesOfItsNumbers) {
  put_all();
  EXPECT_EQ(mistakes(), Codes{});
  ASSERT_EQ(read_.plan.items.size(), 2u);
  const auto& item = read_.plan.items[0];
  EXPECT_EQ(item.number, "1");
  EXPECT_EQ(item.measures, (std::vector<std::string>{"m"}));
  ASSERT_EQ(item.numbers.size(), 1u);
  EXPECT_EQ(item.numbers[0].key, "measure.m.op.efficiency.NOx");
  EXPECT_EQ(item.numbers[0].source, "K-L");
  EXPECT_EQ(item.facts[0].value, 90.0);
  const double expected[] = {0.1, 0.2, 0.3};
  for (const auto strength : {Strength::low, Strength::central, Strength::high}) {
    const auto files = read_.scenarios(strength);
    ASSERT_EQ(files.size(), 1u);
    const auto& control = std::get<scenarios::Control>(files[0].scenario.measures.at("m").op);
    EXPECT_EQ(control.efficiency[1], expected[static_cast<int>(strength)]);
  }
}

TEST_F(PlanFiles, NumbersWithoutSourceOrWithOneEndOnlyAreMistakes) {
  EXPECT_EQ(mistakes_with(", source = \"K-L\"", ""), Codes{"number_without_source"});
  EXPECT_EQ(mistakes_with("low = 0.1, ", ""), Codes{"missing_key"});
  EXPECT_EQ(mistakes_with("low = 0.1", "lwo = 0.1, low = 0.1"), Codes{"unknown_key"});
}

TEST_F(PlanFiles, AClassThatActsNeedsAMeasureAndOthersAReason) {
  EXPECT_EQ(mistakes_with("class = \"D\"", "class = \"E\""), (Codes{"class_without_measure", "missing_key"}));
  put_all();
  std::string text = first;
  text.resize(text.find("[measure.m]"));
  put("01.toml", text);
  EXPECT_EQ(mistakes(), Codes{"class_needs_measure"});
  EXPECT_EQ(mistakes_with("class = \"D\"", "class = \"Q\""), Codes{"not_one_of"});
}

TEST_F(PlanFiles, TheListMustBeWholeAndEachItemOnce) {
  EXPECT_EQ(mistakes_with("number = \"1\"", "number = \"2\""), (Codes{"no_such_item", "items_missing"}));
  EXPECT_EQ(mistakes_with("number = \"1\"", "number = \"S1\""), (Codes{"item_twice", "items_missing"}));
  std::filesystem::remove(folder_.path() / "01.toml");
  EXPECT_EQ(mistakes(), Codes{"items_missing"});
  std::filesystem::remove(folder_.path() / "plan.toml");
  EXPECT_EQ(mistakes(), Codes{"file_missing"});
}

TEST_F(PlanFiles, TwoItemsMayNotUseOneName) {
  put_all();
  std::string more = plan, second = first;
  more.replace(more.find("measures = 1"), 12, "measures = 2");
  second.replace(second.find("number = \"1\""), 12, "number = \"2\"");
  put("plan.toml", more);
  put("02.toml", second);
  EXPECT_EQ(mistakes(), Codes{"name_of_two_items"});
}

TEST(Strengths, ASourceBesideAKeyCoversTheWholeTable) {
  io::Diagnostics diagnostics;
  const auto tree = io::parse_toml("[t]\nsource = \"K-M\"\na = 1\nb = { c = [2, { central = \"x\" }] }\n",
                                   "f", diagnostics);
  const auto numbers = io::sourced_numbers(*tree->find("t"), "t", diagnostics);
  ASSERT_EQ(numbers.size(), 3u);
  EXPECT_TRUE(std::all_of(numbers.begin(), numbers.end(), [](const auto& n) { return n.source == "K-M"; }));
  EXPECT_EQ(io::toml_text(io::at_strength(*tree, Strength::high)),
            "{ t = { a = 1, b = { c = [2, \"x\"] } } }");
  EXPECT_TRUE(diagnostics.empty());
}

TEST(TomlText, WhatIsWrittenReadsBackTheSame) {
  io::Diagnostics diagnostics;
  const std::string text = "{ \"a b\" = \"q\\\"\\\\\\u0007\", n = [1, 0.0025, true], t = {}, zh = \"孟州\" }";
  const auto tree = io::parse_toml("v = " + text, "f", diagnostics);
  ASSERT_TRUE(tree) << diagnostics.items().front().code;
  EXPECT_EQ(io::toml_text(*tree->find("v")), text);
}

TEST(MengzhouPlan, HasAllItemsAndOnlyPEAndXAreWithoutMeasures) {
  io::Diagnostics diagnostics;
  const auto folder =
      io::read_plan_folder(tests::source_root() / "data/measures/mengzhou-2023", china, diagnostics);
  for (const auto& one : diagnostics.items()) ADD_FAILURE() << one.place.file << one.place.line << one.code;
  ASSERT_EQ(folder.plan.items.size(), 41u);
  for (const auto& item : folder.plan.items)
    EXPECT_EQ(item.measures.empty(), item.item_class.find_first_of("DC") == std::string::npos) << item.number;
}

}  // namespace
