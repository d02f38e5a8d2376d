// Mistakes in tables of monitor data, of evaluation points and of dust days.
#include "io/observations.hpp"

#include <gtest/gtest.h>

#include "io/dust_days.hpp"
#include "io/messages.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {
using namespace lantian;

class ObservationMessages : public ::testing::Test {
 protected:
  tests::ScratchFolder scratch;
  std::filesystem::path before = std::filesystem::current_path();
  void SetUp() override {
    std::filesystem::current_path(scratch.path());
    io::set_language("en");
  }
  void TearDown() override { std::filesystem::current_path(before); }

  /// Headlines of all mistakes, one a line.
  static std::string headlines(const io::Diagnostics& diagnostics) {
    std::string text;
    for (const auto& item : diagnostics.items()) text += io::headline(item) + "\n";
    return text;
  }
  std::string mistakes(const std::string& text, io::ObservationRequest request = {}) {
    scratch.write("o.csv", text);
    request.files.emplace_back("o.csv");
    io::Diagnostics diagnostics;
    io::read_observations(request, diagnostics);
    return headlines(diagnostics);
  }
};

TEST_F(ObservationMessages, ColumnsAndUnits) {
  EXPECT_EQ(
      mistakes("time,statoin,PM2.5 [ug/m3],NO2,SO2 [ppb]\n2024-01-01,a,1,2,3\n"),
      "o.csv:1:6: unknown column `statoin`; did you mean `station`?\n"
      "o.csv:1:14: unknown column `PM2.5`; did you mean `PM2p5`?\n"
      "o.csv:1:28: the column `NO2` states no unit; write for example `NO2 [ug/m3]`\n"
      "o.csv:1:32: SO2 = \"ppb\" is a plain number; expected a mass concentration, for example in ug/m3\n");
}

TEST_F(ObservationMessages, ValuesThatCannotBe) {
  EXPECT_EQ(
      mistakes("time,PM2p5 [ug/m3],CO [ug/m3],O3_mda8 [ug/m3]\n"
               "2024-01-01,-1,900,80\n"
               "2024-01-02,NaN,0.9,80\n"
               "2024-01-03,35 ug/m3,900,8000\n"
               "2024-01-04,1e999,900,80\n"),
      "o.csv:2:12: PM2p5 = \"-1\" is out of range: 0 ug/m3 … 20000 ug/m3\n"
      "o.csv:3:12: PM2p5 = \"NaN\" is not a finite number\n"
      "o.csv:3:16: CO = \"0.9\" is a thousandth of what the cleanest air holds; is the column in mg/m3?\n"
      "o.csv:4:12: PM2p5 = \"35 ug/m3\" is not a number\n"
      "o.csv:4:25: O3_mda8 = \"8000\" is out of range: 0 ug/m3 … 3000 ug/m3\n"
      "o.csv:5:12: PM2p5 = \"1e999\" is not a finite number\n");
}

TEST_F(ObservationMessages, Times) {
  EXPECT_EQ(mistakes("time,station,PM10 [ug/m3]\n"
                     "2024-01-01T10:00,a,1\n"
                     "2024-01-01T12:00,a,1\n"
                     "2024-01-01T11:00,a,1\n"
                     "2024-01-01T12:30,b,1\n"
                     "2024-02-30T00:00,b,1\n"
                     "2024-01-02,b,1\n"
                     "2224-01-02T00:00,b,1\n"
                     "2024-01-01T12:00,a,1\n"),
            "o.csv:4:1: 2024-01-01T11:00 stands after 2024-01-01T12:00 of a: give files and hours in the "
            "order of time\n"
            "o.csv:5:1: time = \"2024-01-01T12:30\" is not a full hour\n"
            "o.csv:6:1: time = \"2024-02-30T00:00\" is not a local time such as 2023-11-22T01:00\n"
            "o.csv:7:1: time = \"2024-01-02\" stands among hours; a station is hourly or daily, not both\n"
            "o.csv:8:1: time = \"2224-01-02T00:00\" is out of range: 1980 … 2099\n"
            "o.csv:9:1: a has 2024-01-01T12:00 twice; it stands already in o.csv:3\n");
}

TEST_F(ObservationMessages, OzoneOfDaysAndHours) {
  EXPECT_EQ(mistakes("time,O3 [ug/m3]\n2024-01-01,80\n"),
            "o.csv:2:12: O3 has no place in a table of days; its ozone stands under O3_mda8\n");
  EXPECT_EQ(mistakes("time,O3_mda8 [ug/m3]\n2024-01-01T00:00,80\n"),
            "o.csv:2:18: O3_mda8 has no place in a table of hours; its ozone stands under O3\n");
  EXPECT_EQ(mistakes("time,station\n2024-01-01,a\n"), "o.csv: the table holds none of the six items\n");
}

TEST_F(ObservationMessages, StationsThatAreNoEvaluationPoints) {
  io::ObservationRequest request;
  request.stations = scratch.write("points.csv", "station,area\ntown hall,county\nschool,county\n");
  EXPECT_EQ(
      mistakes("time,station,PM10 [ug/m3]\n2024-01-01,town hal,1\n2024-01-02,town hal,1\n", request),
      "o.csv:2:12: town hal is no station of " + request.stations.string() + "; did you mean `town hall`?\n");
}

TEST_F(ObservationMessages, FilesThatAreNone) {
  EXPECT_EQ(mistakes(""), "o.csv: the table has no header line\n");
  EXPECT_EQ(mistakes("time,PM10 [ug/m3]\n"), "o.csv: the table holds no row\n");
  io::ObservationRequest request;
  request.files.emplace_back("nowhere.csv");
  io::Diagnostics diagnostics;
  io::read_observations(request, diagnostics);
  EXPECT_EQ(headlines(diagnostics), "nowhere.csv: there is no file nowhere.csv\n");
}

TEST_F(ObservationMessages, DustDays) {
  scratch.write("dust.csv",
                "date,place\n2025-04-31,\n2025-04-11,nroth\n2025-04-12,north\n2025-04-12,north\n");
  io::Diagnostics diagnostics;
  const auto days = io::read_dust_days("dust.csv", {"north", "south"}, diagnostics);
  EXPECT_EQ(headlines(diagnostics),
            "dust.csv:5:12: date, place = \"2025-04-12, north\" stands already in line 4\n"
            "dust.csv:2:1: date = \"2025-04-31\" is not a local time such as 2023-11-22T01:00\n"
            "dust.csv:3:12: place = \"nroth\" names nothing that there is; did you mean `north`?\n");
  EXPECT_EQ(days.at("north").size(), 1u);
}

TEST_F(ObservationMessages, AreToldInChineseAtTheSamePlace) {
  io::set_language("zh");
  EXPECT_EQ(mistakes("time,PM2p5 [ug/m3],CO [ug/m3]\n2024-01-02,-1,0.9\n"),
            "o.csv:2:12: PM2p5 = \"-1\" 超出范围：0 ug/m3 … 20000 ug/m3\n"
            "o.csv:2:15: CO = \"0.9\" 只有最清洁空气的千分之一；该列单位是否应为 mg/m3？\n");
  io::set_language("en");
}
}  // namespace
