// Plans that hang on a forecast without a file: the baseline runs alone first, with the same bits as later.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "io/case_inputs.hpp"
#include "io/scenario/scenario.hpp"
#include "run/no_action.hpp"
#include "tests/support/town_case.hpp"

namespace {

using namespace lantian;

const char* const by_forecast = R"(schema = "lantian.scenario/1"
id = "by_forecast"
label = { en = "Stop in bad hours", zh = "重污染时段停产" }
timezone = "Asia/Shanghai"
[trigger.city]
signal = "forecast"
metric = "pm25_1h"
lead_h = 0
min_on_h = 0
release_h = 0
levels = [{ name = "bad", when = "pm25_1h > 1 ug/m3" }]
[window.bad]
warning = { trigger = "city", level = "bad" }
when = "baseline(no2_1h) > 0 ug/m3 and indicator(h2o2_over_hno3) >= 0 and air_temperature > -40"
[select.works]
industry = ["brick", "casting", "chemical"]
[measure.stop]
label = { en = "Works stop", zh = "停产" }
select = "works"
window = "bad"
op = { kind = "stop" }
)";

const std::string own_forecast = "[forecast]\nfile = \"weather/winter-forecast.csv\"\n";

/// The town without a forecast of its own, and a plan that asks for one.
struct Town : tests::TownCase {
  Town() : tests::TownCase({{"counterfactual"}, {"response", "\"scenarios/by-forecast.toml\""}}) {
    write("case.toml", tests::with(text("case.toml"), own_forecast, ""));
    write("scenarios/by-forecast.toml", by_forecast);
  }
};

TEST(NoActionRun, ItsBitsAreTheBaselinesAndThePlanFollowsFromIt) {
  const Town folder;
  const auto summary = folder.run(folder.request("out"));
  EXPECT_EQ(summary.exit, run::ExitCode::done);
  ASSERT_TRUE(summary.no_action_fields);
  EXPECT_EQ(*summary.no_action_fields, summary.field_hashes.at("counterfactual"));
  EXPECT_NE(*summary.no_action_fields, summary.field_hashes.at("response"));

  const auto signals = tests::text_of(folder.output("out") / "signals.csv");
  EXPECT_NE(signals.find("forecast(pm25_1h) [ug/m3]"), std::string::npos);
  EXPECT_EQ(std::count(signals.begin(), signals.end(), '\n'), 2 + tests::TownCase::hours);  // mark and header
  const auto report = tests::text_of(folder.output("out") / "report.json");
  EXPECT_NE(report.find("perfect forecast: the no-action run"), std::string::npos);
  const auto plan = tests::text_of(folder.output("out") / "plans" / "response.csv");
  EXPECT_NE(plan.find("2023-11-22T15:00,2023-11-22T21:00,activity,all,0,stop"), std::string::npos)
      << plan.substr(0, 400);
}

TEST(NoActionRun, TheSignalsAreThoseThatTheMonitorsOfTheBaselineGive) {
  const Town folder;
  io::Diagnostics diagnostics;
  auto inputs = io::read_case_inputs(folder.path(), {}, diagnostics);
  ASSERT_TRUE(diagnostics.empty());
  ASSERT_TRUE(inputs.awaits_run());
  EXPECT_TRUE(inputs.plans[1].runs.empty());
  run::Progress progress;
  ASSERT_TRUE(run::run_no_action(inputs, folder.request(""), progress));
  EXPECT_FALSE(inputs.awaits_run());
  EXPECT_GT(inputs.plans[1].runs.size(), 10u);

  // Beside the written monitors of a plain run: the mean of the county's control sites, to the six digits
  // written.
  const tests::TownCase plain({{"counterfactual"}});
  plain.run(plain.request("out"));
  std::istringstream rows(tests::text_of(plain.output("out") / "monitors.csv"));
  double sum = 0.0;
  int count = 0;
  for (std::string line; std::getline(rows, line);)
    if (line.starts_with("mengzhou_") && line.find(",PM2p5,2023-11-22,18,") != std::string::npos)
      sum += std::stod(line.substr(line.rfind(',') + 1)), ++count;
  ASSERT_EQ(count, 2);
  const auto at = (inputs.file.contents.time.start - inputs.signals.start) / 3600 + 3;
  const double value = inputs.signals.hourly.at("forecast(pm25_1h)")[static_cast<std::size_t>(at)];
  EXPECT_NEAR(value, sum / count, 1e-5 * value);
}

TEST(NoActionRun, NoneWhereTheCaseHasAForecastOfItsOwn) {
  const Town folder;
  folder.write("forecast.csv",
               "# SYNTHETIC\ntime,pm25_1h [ug/m3],source\n2023-11-22T15:00,0,test\n2023-11-22T16:00,0,test\n"
               "2023-11-22T17:00,80,test\n2023-11-22T18:00,80,test\n2023-11-22T19:00,0,test\n2023-11-22T20:"
               "00,0,test\n");
  folder.write("case.toml", tests::with(folder.text("case.toml"), "[output]",
                                        "[forecast]\nfile = \"forecast.csv\"\n\n[output]"));
  folder.write("scenarios/by-forecast.toml",
               tests::with(by_forecast,
                           "when = \"baseline(no2_1h) > 0 ug/m3 and indicator(h2o2_over_hno3) >= 0 and "
                           "air_temperature > -40\"\n",
                           ""));
  const auto summary = folder.run(folder.request("out"));
  EXPECT_FALSE(summary.no_action_fields);
  const auto plan = tests::text_of(folder.output("out") / "plans" / "response.csv");
  EXPECT_NE(plan.find("2023-11-22T17:00,2023-11-22T19:00,activity,all,0,stop"), std::string::npos)
      << plan.substr(0, 400);
  EXPECT_NE(tests::text_of(folder.output("out") / "report.json").find("forecast.csv"), std::string::npos);
}

/// In a closed loop: the plan stops all works where its own air is above `limit` ug/m3 in any hour.
std::string in_closed_loop(const std::string& limit) {
  return R"(schema = "lantian.scenario/1"
id = "by_own_air"
label = { en = "Stop in hours bad by own air", zh = "按自身空气质量停产" }
timezone = "Asia/Shanghai"
[trigger.city]
signal = "model_baseline"
metric = "pm25_1h"
lead_h = 0
min_on_h = 0
release_h = 6
feedback = "scenario"
levels = [{ name = "bad", when = "pm25_1h > )" +
         limit + R"( ug/m3" }]
[window.bad]
warning = { trigger = "city", level = "bad" }
[select.all]
industry = ["brick", "casting", "chemical", "road", "construction", "residential"]
[measure.stop]
label = { en = "All stop", zh = "全部停止" }
select = "all"
window = "bad"
op = { kind = "stop" }
)";
}

TEST(ClosedLoopRun, SettlesWhereTheResponseCannotClearTheAir) {
  const Town folder;
  folder.write("scenarios/by-forecast.toml", in_closed_loop("1"));
  const auto summary = folder.run(folder.request("out"));
  ASSERT_EQ(summary.loops.size(), 1u);
  EXPECT_EQ(summary.loops[0].end, "settled");
  EXPECT_EQ(summary.loops[0].runs, 1);
  EXPECT_EQ(summary.loops[0].open, summary.loops[0].in_force);
  EXPECT_EQ(summary.loops[0].in_force, "bad 2023-11-22T15:00 to 2023-11-22T21:00");
  const auto report = tests::text_of(folder.output("out") / "report.json");
  EXPECT_NE(report.find("settled after 1 runs"), std::string::npos);
  // Its own air, heard before the run, is that of the run.
  const auto signals = tests::text_of(folder.output("out") / "signals.csv");
  EXPECT_NE(signals.find("response: own(pm25_1h) [ug/m3]"), std::string::npos);
}

TEST(ClosedLoopRun, SwingsWhereTheResponseClearsWhatCalledIt) {
  // The limit lies between the worst hours of the two airs: found by running both without a loop.
  const Town folder;
  folder.write("scenarios/by-forecast.toml", in_closed_loop("1"));
  folder.run(folder.request("first"));
  std::istringstream rows(tests::text_of(folder.output("first") / "monitors.csv"));
  std::map<std::string, std::map<std::string, double>> mean;  // member, hour
  for (std::string line; std::getline(rows, line);)
    if (line.starts_with("mengzhou_") && line.find(",PM2p5,") != std::string::npos) {
      const auto member = line.find(',') + 1, quantity = line.find(",PM2p5,"), value = line.rfind(',');
      mean[line.substr(member, quantity - member)][line.substr(quantity + 7, value - quantity - 7)] +=
          std::stod(line.substr(value + 1)) / 2.0;
    }
  const auto worst = [&](const std::string& member) {
    double most = 0.0;
    for (const auto& [hour, one] : mean.at(member)) most = std::max(most, one);
    return most;
  };
  const double dirty = worst("counterfactual"), clean = worst("response");
  ASSERT_GT(dirty, 1.001 * clean);
  folder.write("scenarios/by-forecast.toml", in_closed_loop(std::to_string(0.5 * (dirty + clean))));
  const auto summary = folder.run(folder.request("out"));
  EXPECT_EQ(summary.exit, run::ExitCode::done);
  ASSERT_EQ(summary.loops.size(), 1u);
  EXPECT_NE(summary.loops[0].end, "settled");
  EXPECT_NE(summary.loops[0].in_force, "none");  // the stricter one
  EXPECT_NE(tests::text_of(folder.output("out") / "report.json").find("DOES NOT SETTLE"), std::string::npos);
  EXPECT_NE(tests::text_of(folder.output("out") / "loops.csv").find(",in_force,"), std::string::npos);
}

class StopAtOnce : public run::Progress {
 public:
  bool stop_requested() override { return true; }
};

TEST(NoActionRun, AWishToStopLeavesNothingBehind) {
  const Town folder;
  StopAtOnce progress;
  const auto summary = run::run_case(folder.request("out"), progress);
  EXPECT_EQ(summary.exit, run::ExitCode::stopped);
  EXPECT_FALSE(summary.restart);
  EXPECT_FALSE(std::filesystem::exists(folder.output("out")));
}

}  // namespace
