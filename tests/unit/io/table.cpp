#include "io/table.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {
using namespace lantian::io;

class TableTest : public ::testing::Test {
 protected:
  std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / ("lantian_table_" + std::to_string(getpid()));
  Diagnostics diagnostics;
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }
  Table read(const std::string& text, std::vector<Column> columns) {
    std::ofstream(folder / "t.csv") << text;
    return Table::read(folder / "t.csv", std::move(columns), diagnostics);
  }
  std::string codes() const {
    std::string all;
    for (const auto& item : diagnostics.items())
      all +=
          item.code + "@" + std::to_string(item.place.line) + ":" + std::to_string(item.place.column) + " ";
    return all;
  }
};

TEST_F(TableTest, ConvertsByTheUnitOfTheHeader) {
  const Table table = read("# made by hand\nid,height [km],exit_temperature [degC],mass [t/a]\na,0.1,80,2\n",
                           {{"id", ""}, {"height", "m"}, {"exit_temperature", "K"}, {"mass", "kg/year"}});
  ASSERT_EQ(table.size(), 1u);
  EXPECT_DOUBLE_EQ(table[0].number("height"), 100.0);
  EXPECT_DOUBLE_EQ(table[0].number("exit_temperature"), 353.15);
  EXPECT_DOUBLE_EQ(table[0].number("mass"), 2000.0);
  EXPECT_EQ(codes(), "");
}

TEST_F(TableTest, PlacesOfCellsCountCharacters) {
  const Table table = read("id,name,height [m]\nx,\"南庄, \"\"乙\"\" 砖厂\",tall\n",
                           {{"id", ""}, {"name", ""}, {"height", "m"}});
  EXPECT_EQ(table[0].text("name"), "南庄, \"乙\" 砖厂");
  table[0].number("height");
  EXPECT_EQ(codes(), "not_a_number@2:18 ");
}

TEST_F(TableTest, CollectsEveryMistake) {
  const Table table = read("id,hieght [m],speed [kg],q\na,1,2,3\na,nan,-1,4\nb,2\n",
                           {{"id", ""}, {"height", "m"}, {"speed", "m/s"}, {"q", "1"}});
  table.require_unique({"id"});
  for (const Row row : table) row.number("q", {0.0, 3.5});
  EXPECT_EQ(codes(),
            "unknown_column@1:4 wrong_dimension@1:15 missing_column@1:0 row_length@4:1 duplicate@3:1 "
            "out_of_range@3:10 ");
}

TEST_F(TableTest, RefusesWhatIsNotANumber) {
  const Table table = read("v\nnan\ninf\n1e400\n0x10\n1 2\n\"\"\n", {{"v", "1"}});
  for (const Row row : table) row.number("v");
  EXPECT_EQ(codes(),
            "not_finite@2:1 not_finite@3:1 not_finite@4:1 not_a_number@5:1 not_a_number@6:1 empty_cell@7:1 ");
}

TEST_F(TableTest, TakesTheUnitOfTheRow) {
  const Table table =
      read("value,unit\n52,ug/m3\n1.05,mg/m3\n3,m\n", {{"value", unit_of_the_row}, {"unit", ""}});
  EXPECT_DOUBLE_EQ(table[0].quantity("value", "unit", "kg/m3"), 52e-9);
  EXPECT_DOUBLE_EQ(table[1].quantity("value", "unit", "kg/m3"), 1.05e-6);
  table[2].quantity("value", "unit", "kg/m3");
  EXPECT_EQ(codes(), "wrong_dimension@4:3 ");
}

TEST_F(TableTest, OffersTheNearestWord) {
  const std::array<std::string_view, 2> words{"disc", "segment"};
  const Table table = read("kind,tags\nsegmnet,a;b\n", {{"kind", ""}, {"tags", ""}});
  table[0].one_of("kind", words);
  ASSERT_EQ(diagnostics.items().size(), 1u);
  EXPECT_EQ(diagnostics.items()[0].arguments[2].second, "segment");
  EXPECT_EQ(table[0].list("tags"), (std::vector<std::string>{"a", "b"}));
}

TEST_F(TableTest, AQuoteOutOfPlaceIsAMistake) {
  read("id\n\"a\"b\n", {{"id", ""}});
  EXPECT_EQ(codes(), "csv_quote@2:4 ");
}

TEST(CsvText, NoSpreadsheetReadsACellAsAFormula) {
  EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
  EXPECT_EQ(csv_cell("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(csv_cell("a \"b\""), "\"a \"\"b\"\"\"");
}
}  // namespace
