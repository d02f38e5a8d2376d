// What a case with a closed loop must have: a member to follow, air that answers, monitors.
#include <gtest/gtest.h>

#include <algorithm>

#include "io/case_inputs.hpp"
#include "tests/support/town_case.hpp"

namespace {

using namespace lantian;

const std::string own_forecast = "[forecast]\nfile = \"weather/winter-forecast.csv\"\n";

std::vector<std::string> codes(const tests::TownCase& folder) {
  io::Diagnostics diagnostics;
  io::read_case_inputs(folder.path(), {}, diagnostics);
  std::vector<std::string> found;
  for (const auto& item : diagnostics.items()) found.push_back(item.code);
  return found;
}

void write_loop(const tests::TownCase& folder, const std::string& signal) {
  folder.write(
      "scenarios/loop.toml",
      "schema = \"lantian.scenario/1\"\nid = \"loop\"\nlabel = { en = \"L\", zh = \"环\" }\n"
      "timezone = \"Asia/Shanghai\"\n[trigger.city]\nsignal = \"" +
          signal +
          "\"\nmetric = \"pm25_1h\"\nfeedback = \"scenario\"\n"
          "levels = [{ name = \"bad\", when = \"pm25_1h > 100 ug/m3\" }]\n"
          "[window.w]\nwarning = { trigger = \"city\", level = \"bad\" }\n"
          "[measure.m]\nlabel = { en = \"M\", zh = \"措\" }\nselect = { where = { industry = \"brick\" } }\n"
          "window = \"w\"\nop = { kind = \"stop\" }\n");
}

const std::string loop_file = "\"scenarios/loop.toml\"";

TEST(ClosedLoopMessages, AMemberToFollowAndAirThatAnswers) {
  const tests::TownCase sound({{"counterfactual"}, {"loop", loop_file}});
  write_loop(sound, "model_baseline");
  EXPECT_EQ(codes(sound), std::vector<std::string>{});

  const tests::TownCase alone({{"loop", loop_file}});
  write_loop(alone, "model_baseline");
  EXPECT_EQ(codes(alone), std::vector<std::string>{"closed_loop_alone"});

  const tests::TownCase filed({{"counterfactual"}, {"loop", loop_file}});
  write_loop(filed, "forecast");
  EXPECT_EQ(codes(filed), std::vector<std::string>{"closed_loop_forecast"});
  filed.write("case.toml", tests::with(filed.text("case.toml"), own_forecast, ""));
  EXPECT_EQ(codes(filed), std::vector<std::string>{});
}

TEST(ClosedLoopMessages, ACountyWithoutMonitorsHasNoAirToCallBy) {
  const tests::TownCase folder({{"counterfactual"}, {"loop", loop_file}});
  write_loop(folder, "model_baseline");
  const std::string monitors = folder.text("monitors.csv");
  std::istringstream rows(monitors);
  std::string header;
  for (std::string line; std::getline(rows, line);)
    if (header.empty() || line.find(",upwind,") != std::string::npos) header += line + "\n";
  folder.write("monitors.csv", header);
  EXPECT_EQ(codes(folder), std::vector<std::string>{"signals_without_monitors"});
}

}  // namespace
