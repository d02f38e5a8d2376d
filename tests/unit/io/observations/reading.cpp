#include "io/observations.hpp"

#include <gtest/gtest.h>

#include "tests/support/scratch_folder.hpp"
#include "tests/support/standards.hpp"

namespace {

using namespace lantian;
using namespace lantian::scenarios;
using tests::day;

constexpr double ug = 1e-9, mg = 1e-6;
constexpr std::size_t so2 = 0, no2 = 1, pm10 = 2, pm2p5 = 3, co = 4, o3 = 5;

class ObservationsTest : public ::testing::Test {
 protected:
  tests::ScratchFolder scratch;
  io::Diagnostics diagnostics;

  io::ReadObservations read(const std::string& name, const std::string& text,
                            io::ObservationRequest request = {}) {
    request.files.push_back(scratch.write(name, text));
    return io::read_observations(request, diagnostics);
  }
  io::ReadObservations read_soundly(const std::string& name, const std::string& text,
                                    io::ObservationRequest request = {}) {
    auto found = read(name, text, request);
    EXPECT_TRUE(diagnostics.empty());
    for (const auto& item : diagnostics.items()) ADD_FAILURE() << item.code << " " << item.place.line;
    return found;
  }
  static std::vector<std::string> codes(const io::Diagnostics& of) {
    std::vector<std::string> all;
    for (const auto& item : of.items()) all.push_back(item.code);
    return all;
  }
};

bool holds(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

TEST_F(ObservationsTest, HoursOfTheDocumentedLayoutBeginAtTheirTime) {
  const auto read = read_soundly("o.csv",
                                 "time,station,PM2p5 [mg/m3],CO [ug/m3],O3 [ug/m3]\n"
                                 "2024-02-28T23:00,a,0.035,800,90\n"
                                 "2024-02-29T00:00,a,0.040,,NA\n"
                                 "2024-02-29T02:00,a,-,900,10\n");
  ASSERT_EQ(read.stations.size(), 1u);
  const auto& series = read.stations[0];
  EXPECT_EQ(series.resolution, Resolution::hour);
  EXPECT_EQ(series.first, day(2024, 2, 28) * 24 + 23);
  ASSERT_EQ(series.size(), 4u);
  EXPECT_DOUBLE_EQ(series.values[pm2p5][0], 35.0 * ug);
  EXPECT_DOUBLE_EQ(series.values[co][0], 0.8 * mg);
  EXPECT_TRUE(std::isnan(series.values[co][1]));
  EXPECT_TRUE(std::isnan(series.values[o3][1]));
  EXPECT_FALSE(series.has_value(2));  // 01:00 is not there
  EXPECT_TRUE(std::isnan(series.values[pm2p5][3]));
  EXPECT_TRUE(std::isnan(series.values[so2][0]));  // no column
  EXPECT_TRUE(holds(codes(read.notes), "observations_hours_beginning"));
}

TEST_F(ObservationsTest, HoursMayBeNamedByTheirEnd) {
  io::ObservationRequest request;
  request.hours_are_ending = true;
  const auto read =
      read_soundly("o.csv", "time,PM10 [ug/m3]\n2024-01-02T00:00,80\n2024-01-02T01:00,70\n", request);
  EXPECT_EQ(read.stations[0].first, day(2024, 1, 1) * 24 + 23);
  EXPECT_EQ(read.stations[0].station, "o");  // the file's name
}

TEST_F(ObservationsTest, ABareDateIsADayWhoseOzoneIsTheMda8) {
  const auto read = read_soundly("o.csv",
                                 "time,station,area,PM10 [ug/m3],O3_mda8 [ug/m3],O3_1h [ug/m3],AQI\n"
                                 "2024-01-01,a,county,80,120,150,67\n"
                                 "2024-01-02,a,county,0,NA,,\n");
  const auto& series = read.stations[0];
  EXPECT_EQ(series.resolution, Resolution::day);
  EXPECT_EQ(series.area, "county");
  EXPECT_EQ(series.first, day(2024, 1, 1));
  EXPECT_DOUBLE_EQ(series.values[o3][0], 120.0 * ug);
  EXPECT_DOUBLE_EQ(series.ozone_1h[0], 150.0 * ug);
  EXPECT_EQ(series.values[pm10][1], 0.0);  // zero is a value here
  EXPECT_EQ(series.given_index, (std::vector<int>{67, -1}));
}

TEST_F(ObservationsTest, SeveralFilesAreOneDataSet) {
  io::ObservationRequest request;
  request.files.push_back(scratch.write("later.csv", "time,station,NO2 [ug/m3]\n2024-01-03,a,30\n"));
  request.files.push_back(scratch.write("earlier.csv", "time,station,NO2 [ug/m3]\n2024-01-01,a,10\n"));
  const auto read = io::read_observations(request, diagnostics);
  ASSERT_TRUE(diagnostics.empty());
  ASSERT_EQ(read.stations.size(), 1u);
  EXPECT_EQ(read.stations[0].first, day(2024, 1, 1));
  EXPECT_DOUBLE_EQ(read.stations[0].values[no2][2], 30.0 * ug);
  EXPECT_EQ(read.files.size(), 2u);
}

TEST_F(ObservationsTest, BeijingsHoursEndAtTheirTimeAndHaveAllInMicrograms) {
  const auto read = read_soundly("p.csv",
                                 "\"No\",\"year\",\"month\",\"day\",\"hour\",\"PM2.5\",\"PM10\",\"SO2\","
                                 "\"NO2\",\"CO\",\"O3\",\"TEMP\",\"PRES\","
                                 "\"DEWP\",\"RAIN\",\"wd\",\"WSPM\",\"station\"\n"
                                 "1,2013,3,1,0,9,12,3,17,300,89,-0.5,1024.5,-21.4,0,\"NNW\",5.7,\"Dongsi\"\n"
                                 "2,2013,3,1,1,NA,4,3,16,300,88,NA,1025.1,-22.1,0,NA,3.9,\"Dongsi\"\n");
  const auto& series = read.stations[0];
  EXPECT_EQ(series.station, "Dongsi");
  EXPECT_EQ(series.first, day(2013, 2, 28) * 24 + 23);
  EXPECT_DOUBLE_EQ(series.values[co][0], 0.3 * mg);
  EXPECT_DOUBLE_EQ(series.values[pm2p5][0], 9.0 * ug);
  EXPECT_TRUE(std::isnan(series.values[pm2p5][1]));
  EXPECT_TRUE(holds(codes(read.notes), "observations_hours_ending"));
}

TEST_F(ObservationsTest, ACitysFileOfStationHoursHasBackgroundPoints) {
  const auto read =
      read_soundly("jiaozuo.csv",
                   "Date,Hour,WatchPoint,AQI,Level,PrimaryPollution,PM2.5,PM10,CO,NO2,O3_1h,O3_8h,SO2\n"
                   "20200402,08,高新区政府,80,良,\"a\n b\",59,87,0.5,36,13,16,4\n"
                   "20200402,08,影视城(对照点),NaN,,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN\n");
  ASSERT_EQ(read.stations.size(), 2u);
  EXPECT_EQ(read.stations[0].area, "jiaozuo");
  EXPECT_TRUE(read.stations[0].is_evaluated);
  EXPECT_FALSE(read.stations[1].is_evaluated);
  EXPECT_EQ(read.stations[0].given_index, std::vector<int>{80});
  EXPECT_DOUBLE_EQ(read.stations[0].values[o3][0], 13.0 * ug);  // the hour, not the eight
  EXPECT_TRUE(holds(codes(read.notes), "observations_background_point"));
}

TEST_F(ObservationsTest, TheWebServicesOzoneIsReadSoThatTheMaximumIsNotBelowTheHour) {
  const std::string header =
      "TimePoint,StationCode,Area,PositionName,Latitude,Longitude,AQI,PM2_5,PM2_5_24h,PM10,PM10_24h,SO2,SO2_"
      "24h,NO2,"
      "NO2_24h,CO,CO_24h,O3,O3_24h,O3_8h,O3_8h_24h,PrimaryPollutant,Quality\n";
  const auto row = [](const char* ozone) {
    return std::string(
               "2019-07-18T12:00:00,1828A,焦作市,市环保局,35.2,113.2,85,63,47,91,65,9,6,&mdash;,28,0.9,0."
               "7,") +
           ozone + ",66,52,x,良\n";
  };
  const auto swapped = read_soundly("s.csv", header + row("193,166"));
  EXPECT_DOUBLE_EQ(swapped.stations[0].values[o3][0], 166.0 * ug);
  EXPECT_TRUE(holds(codes(swapped.notes), "observations_ozone_swapped"));
  EXPECT_TRUE(std::isnan(swapped.stations[0].values[no2][0]));
  EXPECT_EQ(swapped.stations[0].area, "焦作市");
  const auto straight = read_soundly("t.csv", header + row("166,193"));
  EXPECT_DOUBLE_EQ(straight.stations[0].values[o3][0], 166.0 * ug);
  EXPECT_FALSE(holds(codes(straight.notes), "observations_ozone_swapped"));
}

TEST_F(ObservationsTest, CityDaysWithoutAHeaderHaveZeroForMissing) {
  const auto read = read_soundly("j.csv",
                                 "焦作,2015-12-31,226,180~260,重度污染,175.9,287.2,94.8,3.15,86.1,55,316\n"
                                 "焦作,2016-01-01,0,0,优,0,0,94.8,0,86.1,55,316\n");
  const auto& series = read.stations[0];
  EXPECT_EQ(series.station, "焦作");
  EXPECT_EQ(series.area, "焦作");
  EXPECT_DOUBLE_EQ(series.values[co][0], 3.15 * mg);
  EXPECT_DOUBLE_EQ(series.values[o3][0], 55.0 * ug);
  EXPECT_TRUE(std::isnan(series.values[pm2p5][1]));
  EXPECT_TRUE(holds(codes(read.notes), "observations_zero_is_missing"));
}

TEST_F(ObservationsTest, AChineseHeaderThatTheIndexContradictsIsReadOneColumnOn) {
  const std::string header = "日期,质量等级,AQI,PM2.5,PM10,SO2,NO2,CO,O3,城市\n";
  const auto wrong = read_soundly("w.csv", header +
                                               "2025-01-01,轻度污染,149,302,114,174,59,12,0.98,郑州\n"
                                               "2025-01-02,轻度污染,101,238,76,131,40,9,0.89,郑州\n");
  const auto& series = wrong.stations[0];
  EXPECT_DOUBLE_EQ(series.values[pm2p5][0], 114.0 * ug);
  EXPECT_DOUBLE_EQ(series.values[pm10][0], 174.0 * ug);
  EXPECT_DOUBLE_EQ(series.values[no2][0], 59.0 * ug);
  EXPECT_DOUBLE_EQ(series.values[so2][0], 12.0 * ug);
  EXPECT_DOUBLE_EQ(series.values[co][0], 0.98 * mg);
  EXPECT_TRUE(std::isnan(series.values[o3][0]));
  EXPECT_TRUE(holds(codes(wrong.notes), "observations_shifted_header"));
  const auto right = read_soundly("r.csv", header + "2025-01-01,轻度污染,149,114,174,12,59,0.98,40,郑州\n");
  EXPECT_DOUBLE_EQ(right.stations[0].values[pm2p5][0], 114.0 * ug);
  EXPECT_DOUBLE_EQ(right.stations[0].values[o3][0], 40.0 * ug);
}

TEST_F(ObservationsTest, EvaluationPointsNameAreasAndWhatIsNotEvaluated) {
  io::ObservationRequest request;
  request.stations = scratch.write("points.csv", "station,area,evaluated\na,county,yes\nb,county,no\n");
  const auto read =
      read_soundly("o.csv", "time,station,PM10 [ug/m3]\n2024-01-01,a,80\n2024-01-01,b,20\n", request);
  ASSERT_EQ(read.stations.size(), 2u);
  EXPECT_EQ(read.stations[0].area, "county");
  EXPECT_FALSE(read.stations[1].is_evaluated);
}

TEST_F(ObservationsTest, ValuesThatCannotBeAreLeftOutOnlyIfTheUserSaysSo) {
  const std::string text =
      "time,PM10 [ug/m3],CO [ug/m3]\n2024-01-01,-3,900\n2024-01-02,80,0.9\n2024-01-03,x,900\n";
  read("o.csv", text);
  EXPECT_EQ(codes(diagnostics),
            (std::vector<std::string>{"out_of_range", "observations_unit_looks_wrong", "not_a_number"}));
  diagnostics = {};
  io::ObservationRequest request;
  request.skip_invalid = true;
  const auto read = read_soundly("p.csv", text, request);
  EXPECT_EQ(read.invalid.items().size(), 3u);
  EXPECT_TRUE(std::isnan(read.stations[0].values[pm10][0]));
  EXPECT_TRUE(std::isnan(read.stations[0].values[co][1]));
  EXPECT_DOUBLE_EQ(read.stations[0].values[pm10][1], 80.0 * ug);
}

}  // namespace
