// A batch whose scenarios fork from the baseline's run: the bits of cold runs; and one that fails leaves the
// rest alone.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "run/sweep/batch_run.hpp"
#include "tests/support/town_case.hpp"

namespace {

using namespace lantian;
using namespace lantian::tests;

/// The town with plans that halve all of people's emission from an hour on.
struct Batch {
  TownCase town{TownMembers{{"counterfactual"}}};
  run::SweepStudy study = [this] {
    run::SweepStudy made{town.path(), false, "study.toml", {}, {}};
    io::Diagnostics diagnostics;
    made.document = *io::parse_toml(
        "schema = \"lantian.study/1\"\nid = \"s\"\nlabel = { en = \"S\", zh = \"究\" }\n"
        "[sweep.axes]\nscenario = [\"scenarios/orange-by-grade.toml\"]\n",
        "study.toml", diagnostics);
    return made;
  }();
  run::SweepEngine engine = run::make_sweep_engine(
      std::make_unique<run::WeatherMembers>(study, scenarios::SweepWeather{"case", "", "", ""},
                                            std::vector<std::string>{}),
      {"PM2p5"});

  scenarios::EmissionPlan halved_from(int hour, double factor = 0.5) const {
    scenarios::EmissionPlan plan;
    const auto& inputs = engine.members->inputs();
    const auto run = inputs.around.run;
    for (std::size_t s = 0; s < inputs.inventory.sources.size(); ++s)
      if (!inputs.inventory.sources[s].natural)
        plan.runs.push_back({static_cast<int>(s), run.start + hour * 3600, run.end, scenarios::Stage::scale,
                             std::nullopt, factor, 0});
    return plan;
  }

  /// Halved from the first hour on, and `factor` from another.
  scenarios::EmissionPlan halved_until(int hour, double factor) const {
    auto plan = halved_from(1);
    const auto change = engine.members->inputs().around.run.start + hour * 3600;
    std::vector<scenarios::PlanRun> runs;
    for (auto run : plan.runs) {
      auto later = run;
      run.end = later.start = change;
      later.factor = factor;
      runs.insert(runs.end(), {run, later});
    }
    plan.runs = std::move(runs);
    return plan;
  }

  run::BatchDone run(std::vector<scenarios::EmissionPlan> plans, bool shares) {
    run::BatchOrder order;
    order.id = "batch";
    order.maps = {"PM2p5"};
    order.state = town.output("states") / "batch.h5";
    order.failures = town.output("failures");
    order.shares_prefixes = shares;
    for (auto& plan : plans)
      order.members.push_back({"k" + std::to_string(order.members.size()), std::move(plan)});
    run::Progress progress;
    return run::run_batch(engine, order, progress);
  }
};

template <class T>
bool same_bytes(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

TEST(SweepBatch, ForksHaveTheBitsOfColdRuns) {
  Batch batch;
  const std::vector<scenarios::EmissionPlan> plans{batch.halved_from(4), batch.halved_from(0),
                                                   batch.halved_from(2), batch.halved_from(2, 0.25)};
  const auto forked = batch.run(plans, true), cold = batch.run(plans, false);
  EXPECT_TRUE(same_bytes(forked.results.values, cold.results.values));
  EXPECT_TRUE(same_bytes(forked.results.differences, cold.results.differences));
  EXPECT_TRUE(same_bytes(forked.results.map_differences, cold.results.map_differences));
  EXPECT_EQ(forked.lane_hours, 6 + 2 + 6 + 4 + 4);
  EXPECT_EQ(cold.lane_hours, 5 * 6);
  double most = 0.0;
  for (const float change : forked.results.differences) most = std::max(most, std::abs(double(change)));
  EXPECT_GT(most, 1.0);  // ug m-3: the plans do something
}

/// A scenario's hourly differences.
std::vector<float> row(const run::BatchDone& done, std::size_t scenario, std::size_t scenarios) {
  const auto size = static_cast<std::ptrdiff_t>(done.results.differences.size() / scenarios);
  const auto begin = done.results.differences.begin() + static_cast<std::ptrdiff_t>(scenario) * size;
  return {begin, begin + size};
}

/// The one whose lane the others had shared fails, and then another of the same hour.
TEST(SweepBatch, TwoThatFailAfterACommonBeginningLeaveTheOthersTheirBits) {
  Batch batch;
  const auto alone = batch.run({batch.halved_until(3, 0.25), batch.halved_from(1)}, true);
  const auto beside = batch.run({batch.halved_until(3, 1e30), batch.halved_until(3, 2e30),
                                 batch.halved_until(3, 0.25), batch.halved_from(1)},
                                true);
  EXPECT_NE(beside.results.failures[0], "");
  EXPECT_NE(beside.results.failures[1], "");
  EXPECT_TRUE(same_bytes(row(alone, 0, 2), row(beside, 2, 4)));
  EXPECT_TRUE(same_bytes(row(alone, 1, 2), row(beside, 3, 4)));
  EXPECT_FALSE(same_bytes(row(beside, 2, 4), row(beside, 3, 4)));
}

TEST(SweepBatch, AScenarioThatFailsIsNamedAndLeavesTheOthersAlone) {
  Batch batch;
  const auto alone = batch.run({batch.halved_from(1), batch.halved_from(3)}, true);
  const auto beside =
      batch.run({batch.halved_from(1), batch.halved_from(2, 1e30), batch.halved_from(3)}, true);
  ASSERT_EQ(beside.results.failures.size(), 3u);
  EXPECT_EQ(beside.results.failures[0], "");
  EXPECT_NE(beside.results.failures[1], "");
  EXPECT_EQ(beside.results.failures[2], "");
  EXPECT_TRUE(same_bytes(row(alone, 0, 2), row(beside, 0, 3)));
  EXPECT_TRUE(same_bytes(row(alone, 1, 2), row(beside, 2, 3)));
  for (const float change : row(beside, 1, 3)) EXPECT_TRUE(std::isnan(change));
}

}  // namespace
