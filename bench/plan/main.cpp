/// How long does a plan take to expand, and how much memory, for a year, 5 000 sources and 20 measures?
// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>

#include <cstdio>
#include <ctime>
#include <string>

#include "scenarios/policy/expansion.hpp"

namespace {
using namespace lantian;
using namespace lantian::scenarios;

constexpr int works = 1250, outlets = 4;  // 5 000 sources
constexpr int trades = 10;

Inventory large_inventory() {
  Inventory inventory;
  inventory.regions = {{"town", {}, "county", {}}};
  inventory.temporal_profiles.emplace_back();
  auto& profile = inventory.temporal_profiles.back();
  profile.month.fill(1.0);
  profile.weekday.fill(1.0);
  profile.hour.fill(1.0);
  const char* grades[] = {"A", "B", "C", "D"};
  for (int e = 0; e < works; ++e) {
    const std::string id = "E" + std::to_string(10000 + e);
    const std::string trade = "trade" + std::to_string(e % trades);
    inventory.enterprises.push_back({id, {}, trade, grades[e % 4], "town", {}, {}, ""});
    inventory.lines.push_back({"L1", e, {}, "", 100.0, 90.0 + e % 7, "t", ""});
    for (int o = 0; o < outlets; ++o) {
      Source source;
      source.id = id + "/L1/process/DA00" + std::to_string(o);
      source.enterprise = source.line = e;
      source.industry = trade;
      source.process = "process";
      source.region = "town";
      source.temporal = 0;
      source.annual_mass.fill(1000.0);
      inventory.sources.push_back(std::move(source));
    }
  }
  return inventory;
}

Measure of_trades(int n, Operation op, const std::string& window, int count) {
  Measure measure;
  measure.id = "m" + std::to_string(100 + n);
  for (int k = 0; k < count; ++k)
    measure.select.where.industry.push_back("trade" + std::to_string((n + k) % trades));
  measure.op = std::move(op);
  measure.window = window;
  return measure;
}

/// Two controls the year round on all; eight limits and four stops in seasons and warnings; four controls in
/// warnings; a limit on working days and one shift a day on a tenth of the works.
Scenario twenty_measures() {
  Scenario scenario;
  scenario.id = "large";
  auto& windows = scenario.windows;
  windows["heating"].dates = {{true, {11, 15}, {3, 15}, 0, 0}};
  windows["summer"].dates = {{true, {5, 1}, {9, 30}, 0, 0}};
  windows["days"].hours = {{6, 20}};
  auto& trigger = scenario.triggers["city"];
  trigger.levels = {"yellow", "orange", "red"};
  for (int n = 0; n < 12; ++n)
    trigger.schedule.push_back(
        {trigger.levels[static_cast<std::size_t>(n % 3)], true, n * 700 * 3600, (n * 700 + 96) * 3600});
  windows["warning"].trigger = "city";
  windows["warning"].levels = trigger.levels;
  auto& ladder = scenario.tables["kept"];
  ladder.id = "kept";
  ladder.by_level = true;
  for (const char* grade : {"A", "B", "C", "D"})
    for (int level = 0; level < 3; ++level)
      ladder.rows.push_back({"", grade, trigger.levels[static_cast<std::size_t>(level)],
                             1.0 - 0.1 * (grade[0] - 'A') * (level + 1)});
  Control control{"bag", {}, 1.0, 1.0};
  for (const auto p : {Pollutant::PM10, Pollutant::PM2p5, Pollutant::TSP})
    control.efficiency[static_cast<std::size_t>(p)] = 0.3;
  LimitOutput graded, day;
  graded.table = "kept";
  day.to = 0.8;
  Shift shift;
  shift.from = {10, 16};
  shift.to = {20, 6};
  shift.share = 0.3;
  shift.most_rate = 1.5;
  std::vector<Measure> measures;
  int n = 0;
  for (; n < 2; ++n) measures.push_back(of_trades(n, control, "", trades));
  for (; n < 10; ++n) {
    measures.push_back(of_trades(n, graded, "warning", 5));
    measures.back().physics = {6, 12, 0, 0.0, 0.05};
  }
  for (; n < 14; ++n) {
    measures.push_back(of_trades(n, Stop{StopUnit::line, 0.5}, "heating", 3));
    measures.back().physics = {12, 0, 48, 0.35, 0.0};
    measures.back().compliance = {0.9, "beta", 0.05};
  }
  for (; n < 18; ++n) measures.push_back(of_trades(n, control, "warning", trades));
  measures.push_back(of_trades(n++, day, "days", 1));
  measures.push_back(of_trades(n++, shift, "summer", 1));
  for (auto& measure : measures) scenario.measures[measure.id] = measure;
  return scenario;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

}  // namespace

int main() {
  const Inventory inventory = large_inventory();
  const Scenario scenario = twenty_measures();
  Surroundings around;
  around.clock = {8 * 3600};
  around.run = {1672502400, 1672502400 + 8760 * 3600};  // 2023 in local time
  around.draw = 1;
  const std::clock_t began = std::clock();  // the processor's time: one thread works
  const auto found = expand({scenario}, inventory, around);
  const double taken = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
  if (!found.findings.empty() || found.plan.runs.empty()) {
    for (const auto& finding : found.findings)
      std::printf("%s %s\n", finding.code.c_str(), finding.key.c_str());
    return 1;
  }
  const double peak = peak_megabytes();
  std::printf("plan.expand.seconds %.3f s <=1 %s\n", taken, taken <= 1.0 ? "held" : "short");
  std::printf("plan.expand.peak %.0f MB <=200 %s\n", peak, peak <= 200.0 ? "held" : "short");
  std::printf("plan.expand.runs %zu 1 - noted\n", found.plan.runs.size());
}
