// What scenarios inherit from one, two and related parents, and which of it may not be silent.
#include <gtest/gtest.h>

#include "io/scenario/scenario.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {

using namespace lantian;
constexpr model::LocalClock china{8 * 3600};

std::string window(const std::string& day) {
  return "[window.heating]\ndates = [\"" + day + "/" + day + "\"]\n";
}

std::string stop(const std::string& id) {
  return "[measure." + id + "]\nlabel = { en = \"M\", zh = \"措\" }\nselect = { where = { industry = \"" +
         id + "\" } }\nwindow = \"heating\"\nop = { kind = \"stop\" }\n";
}

class Inheritance : public testing::Test {
 protected:
  void write(const std::string& id, const std::string& text) {
    scratch_.write(id + ".toml", "schema = \"lantian.scenario/1\"\nid = \"" + id +
                                     "\"\nlabel = { en = \"S\", zh = \"情\" }\n" + text);
  }
  void write_parents(const std::string& first, const std::string& second) {
    write("p1", window(first) + stop("brick"));
    write("p2", window(second) + stop("glass"));
  }
  io::ScenarioFile read(const std::string& id) {
    mistakes_ = {};
    return io::read_scenario(scratch_.path() / (id + ".toml"), china, mistakes_);
  }
  std::string argument(const io::Diagnostic& item, const std::string& key) const {
    for (const auto& [name, value] : item.arguments)
      if (name == key) return value.substr(value.rfind('/') + 1);
    return "";
  }

  const tests::ScratchFolder scratch_;
  io::Diagnostics mistakes_;
};

TEST_F(Inheritance, TwoMeaningsOfOneNameAreRefusedInEitherOrder) {
  write_parents("11-24", "11-23");
  for (const auto& [order, first, second] :
       {std::tuple{"[\"p1.toml\", \"p2.toml\"]", "p1.toml:4", "p2.toml:4"},
        std::tuple{"[\"p2.toml\", \"p1.toml\"]", "p2.toml:4", "p1.toml:4"}}) {
    write("t", std::string("extends = ") + order + "\n");
    read("t");
    ASSERT_EQ(mistakes_.items().size(), 1u);
    const auto& told = mistakes_.items()[0];
    EXPECT_EQ(told.code, "inherited_twice");
    EXPECT_EQ(told.place.line, 4);
    EXPECT_EQ(argument(told, "key"), "window.heating");
    EXPECT_EQ(argument(told, "first"), first);
    EXPECT_EQ(argument(told, "other"), second);
  }
}

TEST_F(Inheritance, OneMeaningIsInheritedOnceHoweverItIsWritten) {
  write("p1", window("11-24") + stop("brick"));
  write("p2", "[window]\nheating = { dates = \"11-24/11-24\" }\n" + stop("glass"));
  write("t", "extends = [\"p1.toml\", \"p2.toml\"]\n");
  const auto file = read("t");
  EXPECT_TRUE(mistakes_.empty());
  EXPECT_TRUE(file.notes.empty());
  EXPECT_EQ(file.scenario.windows.size(), 1u);
  EXPECT_EQ(file.scenario.measures.size(), 2u);
}

TEST_F(Inheritance, AWindowThatAMeasureWritesOutIsThatMeasures) {
  const auto own = [](const std::string& hours) {
    return "[measure.m]\nlabel = { en = \"M\", zh = \"措\" }\nselect = { where = { industry = \"brick\" } }\n"
           "window = { hours = \"" +
           hours + "\" }\nop = { kind = \"stop\" }\n";
  };
  write("p1", own("08-12"));
  write("p2", own("08-13"));
  write("t", "extends = [\"p1.toml\", \"p2.toml\"]\n");
  read("t");
  ASSERT_EQ(mistakes_.items().size(), 1u);
  EXPECT_EQ(argument(mistakes_.items()[0], "key"), "measure.m");
}

TEST_F(Inheritance, AChildsOwnWindowSettlesItAndTheMovedMeasuresAreNoted) {
  write_parents("11-24", "11-23");
  write("t", "extends = [\"p1.toml\", \"p2.toml\"]\n" + window("11-22"));
  const auto file = read("t");
  EXPECT_TRUE(mistakes_.empty());
  EXPECT_EQ(file.scenario.windows.at("heating").dates[0].first_month_day[1], 22);
  ASSERT_EQ(file.notes.items().size(), 2u);
  EXPECT_EQ(file.notes.items()[0].code, "replaces_inherited");
  EXPECT_EQ(argument(file.notes.items()[0], "value"), "brick");
  EXPECT_EQ(argument(file.notes.items()[0], "other"), "p1.toml:4");
  EXPECT_EQ(argument(file.notes.items()[1], "value"), "glass");
}

TEST_F(Inheritance, AParentThatOverridesItsOwnDiffersFromItsSibling) {
  write("base", window("11-24") + stop("brick"));
  write("p1", "extends = [\"base.toml\"]\n" + window("11-23"));
  write("p2", "extends = [\"base.toml\"]\n");
  write("t", "extends = [\"p1.toml\", \"p2.toml\"]\n");
  read("t");
  ASSERT_EQ(mistakes_.items().size(), 1u);
  EXPECT_EQ(argument(mistakes_.items()[0], "first"), "p1.toml:5");
  EXPECT_EQ(argument(mistakes_.items()[0], "other"), "base.toml:4");
}

TEST_F(Inheritance, CurrencyAndChecksTooHaveOneMeaning) {
  const auto text = [](const char* year, const char* most) {
    return std::string("currency = { code = \"CNY\", price_year = ") + year +
           " }\n[check]\nmass = { NOx = " + most + " }\n";
  };
  write("p1", text("2022", "0.1"));
  write("p2", text("2023", "0.2"));
  write("t", "extends = [\"p1.toml\", \"p2.toml\"]\n");
  read("t");
  ASSERT_EQ(mistakes_.items().size(), 2u);
  EXPECT_EQ(argument(mistakes_.items()[0], "key"), "currency");
  EXPECT_EQ(argument(mistakes_.items()[1], "key"), "check.mass.NOx");
}

}  // namespace
