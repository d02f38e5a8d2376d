#include "io/data_folder.hpp"
#include "io/health_table.hpp"
#include "run/results.hpp"
#include "scenarios/evaluate/dustfall.hpp"

namespace lantian::run {

std::vector<scenarios::MonitorSeries> township_series(const Engine& engine, const Simulated& simulated) {
  std::vector<scenarios::MonitorSeries> all;
  const auto& county = engine.inputs.file.contents.inventory.county;
  const std::size_t columns = engine.grid.columns();
  for (const auto& ground : scenarios::township_grounds(engine.grid, engine.inputs.inventory, county)) {
    if (ground.id == county) continue;
    double area = 0.0;
    for (const double share : ground.share) area += share;
    if (area == 0.0) continue;
    for (std::size_t n = 0; n < simulated.quantities.size(); ++n) {
      const auto& name = simulated.quantities[n].name;
      if (name != "PM2p5" && name != "O3") continue;
      for (std::size_t m = 0; m < engine.members.size(); ++m) {
        scenarios::MonitorSeries series{ground.id, engine.members[m].id, name, {}};
        series.hourly.start = simulated.record.hours.front();
        for (const auto& hour : simulated.record.means[n]) {
          double sum = 0.0;
          for (std::size_t c = 0; c < columns; ++c)
            if (ground.share[c] > 0.0) sum += ground.share[c] * static_cast<double>(hour[m * columns + c]);
          series.hourly.values.push_back(sum / area);
        }
        all.push_back(std::move(series));
      }
    }
  }
  return all;
}

namespace {

std::vector<scenarios::PlanCost> costs_of(const io::CaseInputs& inputs,
                                          const std::vector<scenarios::Comparison>& comparisons) {
  const auto table_of = [&](const std::string& id) {
    for (std::size_t n = 0; n < inputs.plans.size(); ++n)
      if (inputs.plans[n].id == id) return inputs.costs[n];
    return scenarios::CostTable{};
  };
  std::vector<scenarios::PlanCost> costs;
  for (const auto& one : comparisons) {
    auto cost = scenarios::cost_beyond(table_of(one.member), table_of(one.against));
    if (!cost) continue;
    cost->member = one.member, cost->against = one.against;
    costs.push_back(std::move(*cost));
  }
  return costs;
}

}  // namespace

scenarios::Appraisal appraisal_of(const Engine& engine, const Simulated& simulated,
                                  const std::vector<scenarios::MonitorSeries>& series) {
  const auto standards = shipped_standards();
  io::Diagnostics diagnostics;
  const auto health = io::read_health_table(io::data_folder() / "standards" / "health.toml", diagnostics);
  diagnostics.throw_if_any();
  const auto question = question_of(engine, standards);
  const auto in_townships = township_series(engine, simulated);
  auto appraisal = scenarios::appraise(
      {question, engine.inputs.monitors, series, in_townships,
       scenarios::settlements(engine.inputs.inventory, engine.inputs.file.contents.inventory.county),
       standards, health});
  appraisal.costs = costs_of(engine.inputs, question.comparisons);
  return appraisal;
}

}  // namespace lantian::run
