#include "io/case.hpp"

#include <gtest/gtest.h>

#include "io/background_tables.hpp"
#include "io/messages.hpp"
#include "io/monitor_table.hpp"
#include "io/projection.hpp"
#include "io/weather_tables.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/small_case.hpp"

namespace {
using namespace lantian;
using tests::small_case;
using tests::with;

/// Messages name files as the user typed them: the tests stand in the case's folder.
class CaseMessages : public ::testing::Test {
 protected:
  tests::ScratchFolder scratch;
  std::filesystem::path before = std::filesystem::current_path();
  void SetUp() override { std::filesystem::current_path(scratch.path()); }
  void TearDown() override {
    std::filesystem::current_path(before);
    io::set_language("en");
  }
  io::CaseFile read(const std::string& text, io::Diagnostics& diagnostics,
                    const io::CaseChoice& choice = {}) {
    scratch.write("case.toml", text);
    return io::read_case("case.toml", choice, diagnostics);
  }
  std::string report(const std::string& text, const char* language = "en",
                     const io::CaseChoice& choice = {}) {
    io::set_language(language);
    io::Diagnostics diagnostics;
    read(text, diagnostics, choice);
    return io::report(diagnostics.items());
  }
  std::string report_of_station(const std::string& rows) {
    io::set_language("en");
    scratch.write("station.csv",
                  "time_end,air_temperature [degC],relative_humidity [%],air_pressure "
                  "[Pa],wind_from_direction [degree],"
                  "wind_speed [m/s],shortwave [W/m2]\n" +
                      rows);
    io::Diagnostics diagnostics;
    const auto file = read(small_case, diagnostics);
    io::read_stations(file, *io::projection_of(file, diagnostics), diagnostics);
    return io::report(diagnostics.items());
  }
};

TEST_F(CaseMessages, ASoundCaseHasNone) {
  io::Diagnostics diagnostics;
  read(small_case, diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << io::report(diagnostics.items());
}

TEST_F(CaseMessages, OutOfRangeInBothLanguages) {
  const auto text = with(small_case, "dx = \"2 km\"", "dx = \"-2 km\"");
  EXPECT_EQ(report(text),
            "case.toml:18:6: dx = \"-2 km\" is out of range: 100 m … 50000 m\n"
            "   17 | ny = 10\n"
            "   18 | dx = \"-2 km\"\n"
            "      |      ^^^^^^^\n"
            "   dx: width of a cell, both ways\n"
            "\n"
            "1 mistake; nothing was run.\n");
  EXPECT_EQ(report(text, "zh"),
            "case.toml:18:6: dx = \"-2 km\" 超出范围：100 m … 50000 m\n"
            "   17 | ny = 10\n"
            "   18 | dx = \"-2 km\"\n"
            "      |      ^^^^^^^\n"
            "   dx: 网格距（两个方向相同）\n"
            "\n"
            "共 1 处错误；未运行任何计算。\n");
}

TEST_F(CaseMessages, APlanBeginsAtTheHourOfTheRun) {
  io::Diagnostics diagnostics;
  const auto file =
      read(with(small_case, "[time]\n", "[time]\nplan_start = \"2024-01-10T00:00\"\n"), diagnostics);
  ASSERT_TRUE(diagnostics.empty()) << io::report(diagnostics.items());
  const auto& time = file.contents.time;
  EXPECT_EQ(time.plan_clock().local_date(time.start),
            std::chrono::year{2024} / std::chrono::January / std::chrono::day{10});
  EXPECT_EQ(time.plan_clock().local_hour(time.start), time.clock().local_hour(time.start));
  const auto text = with(small_case, "[time]\n", "[time]\nplan_start = \"2024-01-10T05:00\"\n");
  EXPECT_NE(report(text).find("plan_start = 2024-01-10T05:00 must be"), std::string::npos) << report(text);
  EXPECT_NE(report(text, "zh").find("plan_start = 2024-01-10T05:00 的钟点须与起算时刻"), std::string::npos);
}

TEST_F(CaseMessages, MoreLevelsThanTheGridHasLayers) {
  const auto text = std::string(small_case) + "\n[output]\nlevels = 15\n";
  EXPECT_EQ(report(text),
            "case.toml:53:10: levels = \"15\" is out of range: 1 … 14\n"
            "   52 | [output]\n"
            "   53 | levels = 15\n"
            "      |          ^^\n"
            "   levels: lowest layers that are written, of the grid's 14\n"
            "\n"
            "1 mistake; nothing was run.\n");
  EXPECT_EQ(report(text, "zh"),
            "case.toml:53:10: levels = \"15\" 超出范围：1 … 14\n"
            "   52 | [output]\n"
            "   53 | levels = 15\n"
            "      |          ^^\n"
            "   levels: 输出的最低若干层，网格共 14 层\n"
            "\n"
            "共 1 处错误；未运行任何计算。\n");
  EXPECT_EQ(report(with(text, "levels = 15", "levels = 14")), "0 mistakes; nothing was run.\n");
  EXPECT_NE(report(with(text, "levels = 15", "levels = 0")).find("levels = \"0\" is out of range: 1 … 200"),
            std::string::npos);
  EXPECT_NE(report(with(text, "levels = 15", "levels = 2.5")).find("case.toml:53:10: levels"),
            std::string::npos);
  const auto few = with(text, "dx = \"2 km\"", "dx = \"2 km\"\nlayers = [\"0 m\", \"50 m\", \"200 m\"]");
  EXPECT_NE(report(few).find("levels = \"15\" is out of range: 1 … 2\n"), std::string::npos);
}

TEST_F(CaseMessages, AnUnknownKeyNamesTheNearest) {
  const auto text = with(small_case, "county = ", "conuty = ");
  EXPECT_EQ(report(text),
            "case.toml:20:1: `county` is missing in [inventory]\n"
            "   19 | \n"
            "   20 | [inventory]\n"
            "      | ^^^^^^^^^^^\n"
            "   county: id of the county in regions.csv that scenarios act on\n"
            "\n"
            "case.toml:22:1: unknown key `conuty` in [inventory]; did you mean `county`?\n"
            "   21 | folder = \"inventory\"\n"
            "   22 | conuty = \"mengzhou\"\n"
            "      | ^^^^^^\n"
            "   accepted: folder, county\n"
            "\n"
            "2 mistakes; nothing was run.\n");
  EXPECT_EQ(report(text, "zh"),
            "case.toml:20:1: [inventory] 缺少 `county`\n"
            "   19 | \n"
            "   20 | [inventory]\n"
            "      | ^^^^^^^^^^^\n"
            "   county: 情景所作用的县（regions.csv 中的编号）\n"
            "\n"
            "case.toml:22:1: [inventory] 中有未知的键 `conuty`；是否想写 `county`？\n"
            "   21 | folder = \"inventory\"\n"
            "   22 | conuty = \"mengzhou\"\n"
            "      | ^^^^^^\n"
            "   可用：folder, county\n"
            "\n"
            "共 2 处错误；未运行任何计算。\n");
}

TEST_F(CaseMessages, WrongUnitsAllAtOnceInFileOrder) {
  auto text = with(small_case, "west = \"-10 km\"", "west = \"-10 kg\"");
  text = with(text, "south = \"-10 km\"", "south = -10");
  text = with(text, "dx = \"2 km\"", "dx = \"2 kmm\"");
  EXPECT_EQ(report(text),
            "case.toml:14:8: west = \"-10 kg\" is a mass; expected a length, for example in m\n"
            "   13 | origin = { longitude = 112.787, latitude = 34.910 }\n"
            "   14 | west = \"-10 kg\"\n"
            "      |        ^^^^^^^^\n"
            "   west: from the origin to the west edge; negative: the edge lies west of it\n"
            "\n"
            "case.toml:15:9: south = -10 has no unit; expected a length, for example in m\n"
            "   14 | west = \"-10 kg\"\n"
            "   15 | south = -10\n"
            "      |         ^^^\n"
            "   south: from the origin to the south edge; negative: the edge lies south of it\n"
            "\n"
            "case.toml:18:6: dx = \"2 kmm\": this unit is not known; expected a length, for example in m\n"
            "   17 | ny = 10\n"
            "   18 | dx = \"2 kmm\"\n"
            "      |      ^^^^^^^\n"
            "   dx: width of a cell, both ways\n"
            "\n"
            "3 mistakes; nothing was run.\n");
}

TEST_F(CaseMessages, TimesThatDoNotFitNameBothPlaces) {
  const auto text =
      with(with(small_case, "2023-11-23T00:00", "2023-11-21T00:00"), "synthetic = true", "synthetic = 1");
  EXPECT_EQ(report(text, "zh"),
            "case.toml:4:13: synthetic = 1 的类型不对（整数）；应为true 或 false\n"
            "    3 | label = \"Little\"\n"
            "    4 | synthetic = 1\n"
            "      |             ^\n"
            "   synthetic: true：一切输出标明数据为合成\n"
            "\n"
            "case.toml:8:7: `end` 不晚于第 7 行的 `start`\n"
            "    7 | start = \"2023-11-22T00:00\"\n"
            "    8 | end = \"2023-11-21T00:00\"\n"
            "      |       ^^^^^^^^^^^^^^^^^^\n"
            "\n"
            "共 2 处错误；未运行任何计算。\n");
  const auto impossible = with(small_case, "2023-11-23T00:00", "2023-02-30T00:00");
  EXPECT_EQ(report(impossible),
            "case.toml:8:7: end = \"2023-02-30T00:00\" is not a local time such as 2023-11-22T01:00\n"
            "    7 | start = \"2023-11-22T00:00\"\n"
            "    8 | end = \"2023-02-30T00:00\"\n"
            "      |       ^^^^^^^^^^^^^^^^^^\n"
            "   end: end of the run, local time\n"
            "\n"
            "1 mistake; nothing was run.\n");
}

TEST_F(CaseMessages, PathsThatLeaveTheCase) {
  auto text = with(small_case, "\"station.csv\"", "\"../station.csv\"");
  text = with(text, "\"monitors.csv\"", "\"https://example.org/monitors.csv\"");
  EXPECT_EQ(report(text),
            "case.toml:25:11: ../station.csv leads out of the case's folder .\n"
            "   24 | [weather]\n"
            "   25 | station = \"../station.csv\"\n"
            "      |           ^^^^^^^^^^^^^^^^\n"
            "\n"
            "case.toml:46:8: https://example.org/monitors.csv is a web address; only files are read\n"
            "   45 | [monitors]\n"
            "   46 | file = \"https://example.org/monitors.csv\"\n"
            "      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
            "\n"
            "2 mistakes; nothing was run.\n");
}

TEST_F(CaseMessages, TwoMembersOfOneName) {
  EXPECT_EQ(report(std::string(small_case) +
                   "\n[[member]]\nid = \"base\"\nlabel = \"Again\"\nexclude = \"windw\"\n"),
            "case.toml:53:6: id = \"base\" stands already in line 49\n"
            "   52 | [[member]]\n"
            "   53 | id = \"base\"\n"
            "      |      ^^^^^^\n"
            "\n"
            "case.toml:55:11: exclude = \"windw\" is not known; did you mean `window`?\n"
            "   54 | label = \"Again\"\n"
            "   55 | exclude = \"windw\"\n"
            "      |           ^^^^^^^\n"
            "   accepted: window, county\n"
            "   exclude: people's emissions left out: of the whole window, or of the county\n"
            "\n"
            "2 mistakes; nothing was run.\n");
}

TEST_F(CaseMessages, SeasonsThatAreNotThere) {
  EXPECT_EQ(report(std::string(small_case) + "\n[season.summer.time]\nspinup = \"1 h\"\n", "en",
                   {"sumer", "", false}),
            "case.toml: the case has no season `sumer`; did you mean `summer`?\n"
            "   accepted: summer\n"
            "\n"
            "1 mistake; nothing was run.\n");
}

TEST_F(CaseMessages, ASeasonThatWasNotChosenIsCheckedToo) {
  EXPECT_EQ(report(std::string(small_case) + "\n[season.summer.time]\nspinup = \"1 kg\"\n"),
            "case.toml:53:10: spinup = \"1 kg\" is a mass; expected a time, for example in s\n"
            "   52 | [season.summer.time]\n"
            "   53 | spinup = \"1 kg\"\n"
            "      |          ^^^^^^\n"
            "   spinup: time from the start that evaluation leaves out\n"
            "\n"
            "1 mistake; nothing was run.\n");
}

TEST_F(CaseMessages, AProjectionThatIsNone) {
  io::set_language("en");
  io::Diagnostics diagnostics;
  const auto file =
      read(with(small_case, "+proj=tmerc +lat_0=34.910 +lon_0=112.787", "+proj=tmerc +nadgrids=/etc/passwd"),
           diagnostics);
  EXPECT_FALSE(io::projection_of(file, diagnostics));
  ASSERT_EQ(diagnostics.items().size(), 1u);
  EXPECT_EQ(io::headline(diagnostics.items()[0]),
            "case.toml:12:14: projection = \"+proj=tmerc +nadgrids=/etc/passwd +datum=WGS84 +units=m\" is "
            "not one that PROJ "
            "knows: +proj=… or EPSG:…");
}

TEST_F(CaseMessages, BrokenTomlHasAPlace) {
  const auto text = report("schema = \"lantian.case/1\"\nid = \n");
  EXPECT_EQ(text.substr(0, text.find('\n')),
            "case.toml:2:6: TOML syntax error in key-value pair: the value is missing (\"expected value, saw "
            "'\\n'\")");
}

TEST_F(CaseMessages, AGapInTheWeatherAndNaN) {
  EXPECT_EQ(
      report_of_station("2023-11-22T01:00,2.8,90,100930,0,0,0\n2023-11-22T04:00,nan,190,100930,0,0,0\n"),
      "station.csv: the rows run from 2023-11-22T00:00 to 2023-11-22T04:00, but the run needs "
      "2023-11-22T00:00 to "
      "2023-11-23T00:00\n"
      "\n"
      "station.csv:3:1: there is a gap: 2023-11-22T04:00 follows 2023-11-22T01:00; rows must be 1 h apart\n"
      "    2 | 2023-11-22T01:00,2.8,90,100930,0,0,0\n"
      "    3 | 2023-11-22T04:00,nan,190,100930,0,0,0\n"
      "      | ^^^^^^^^^^^^^^^^\n"
      "\n"
      "station.csv:3:18: air_temperature = \"nan\" is not a finite number\n"
      "    2 | 2023-11-22T01:00,2.8,90,100930,0,0,0\n"
      "    3 | 2023-11-22T04:00,nan,190,100930,0,0,0\n"
      "      |                  ^^^\n"
      "\n"
      "station.csv:3:22: relative_humidity = \"190\" is out of range: 0 … 1.2\n"
      "    2 | 2023-11-22T01:00,2.8,90,100930,0,0,0\n"
      "    3 | 2023-11-22T04:00,nan,190,100930,0,0,0\n"
      "      |                      ^^^\n"
      "\n"
      "4 mistakes; nothing was run.\n");
}

TEST_F(CaseMessages, AMonitorOutsideTheWindowUnderChineseText) {
  io::set_language("zh");
  scratch.write("monitors.csv",
                "id,name_zh,name_en,kind,longitude [degree_east],latitude [degree_north]\n"
                "town,市政府,Town,township,112.79,34.91\n"
                "town,开封市,Kaifeng,natinal,114.30,34.80\n");
  io::Diagnostics diagnostics;
  const auto file = read(small_case, diagnostics);
  io::read_monitors(file, *io::projection_of(file, diagnostics), diagnostics);
  EXPECT_EQ(io::report(diagnostics.items()),
            "monitors.csv:3:1: id = \"town\" 已在第 2 行出现\n"
            "    2 | town,市政府,Town,township,112.79,34.91\n"
            "    3 | town,开封市,Kaifeng,natinal,114.30,34.80\n"
            "      | ^^^^\n"
            "\n"
            "monitors.csv:3:18: kind = \"natinal\" 无法识别；是否想写 `national`？\n"
            "    2 | town,市政府,Town,township,112.79,34.91\n"
            "    3 | town,开封市,Kaifeng,natinal,114.30,34.80\n"
            "      |                     ^^^^^^^\n"
            "   可用：county_control, township, national, upwind\n"
            "\n"
            "monitors.csv:3:26: longitude = \"114.30\" 在网格范围之外\n"
            "    2 | town,市政府,Town,township,112.79,34.91\n"
            "    3 | town,开封市,Kaifeng,natinal,114.30,34.80\n"
            "      |                             ^^^^^^\n"
            "\n"
            "共 3 处错误；未运行任何计算。\n");
}

TEST_F(CaseMessages, NoTextReachesTheTerminalRaw) {
  io::set_language("en");
  io::Diagnostics diagnostics;
  read(with(small_case, "county = ", "\"\\u001b[2Jcls\\u202e\" = "), diagnostics);
  const auto text = io::report(diagnostics.items());
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("\\x1b[2Jcls\\u{202e}"), std::string::npos) << text;
}

TEST_F(CaseMessages, AFileThatIsMissingIsToldWhereItIsNamed) {
  io::set_language("en");
  io::Diagnostics diagnostics;
  const auto file = read(small_case, diagnostics);
  io::read_stations(file, *io::projection_of(file, diagnostics), diagnostics);
  EXPECT_EQ(io::report(diagnostics.items()),
            "case.toml:25:11: there is no file station.csv\n"
            "   24 | [weather]\n"
            "   25 | station = \"station.csv\"\n"
            "      |           ^^^^^^^^^^^^^\n"
            "\n"
            "1 mistake; nothing was run.\n");
}
}  // namespace
