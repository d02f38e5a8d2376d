#include "run/sweep/batch_metrics.hpp"

#include <algorithm>
#include <cmath>

#include "io/data_folder.hpp"
#include "io/health_table.hpp"
#include "run/county_air.hpp"
#include "run/results.hpp"
#include "scenarios/standards/percentile.hpp"
#include "scenarios/study/sweep_metrics.hpp"

namespace lantian::run {
namespace {

constexpr double micrograms = 1e9;  // a kilogram
constexpr int heavy = 200;          // index above which a day is heavily polluted [HJ633]

/// A lane's run as one of a single member.
struct OneLane {
  std::vector<scenarios::MonitorSeries> monitors, townships;
  std::vector<scenarios::PollutantMasses> emitted;  // kg by hour
};

std::vector<scenarios::MonitorSeries> of_member(std::vector<scenarios::MonitorSeries> all,
                                                const std::string& id) {
  std::erase_if(all, [&](const auto& one) { return one.member != id; });
  return all;
}

/// From the end of the spin-up on.
std::vector<double> evaluated(const scenarios::HourlyValues& series, const scenarios::Period& period) {
  std::vector<double> values;
  for (std::size_t h = 0; h < series.values.size(); ++h)
    if (series.start + static_cast<model::UtcSeconds>(h) * model::seconds_per_hour >= period.start)
      values.push_back(series.values[h]);
  return values;
}

scenarios::Period period_of(const Engine& engine) {
  const auto& time = engine.inputs.file.contents.time;
  return {time.start + static_cast<model::UtcSeconds>(time.spinup), time.end};
}

std::vector<double> metrics_of(const Engine& engine, const OneLane& lane, const std::string& id) {
  const auto period = period_of(engine);
  const auto standards = shipped_standards();
  io::Diagnostics diagnostics;
  const auto health = io::read_health_table(io::data_folder() / "standards" / "health.toml", diagnostics);
  diagnostics.throw_if_any();
  scenarios::Question question;
  question.clock = engine.inputs.file.contents.time.clock();
  question.period = period;
  question.comparisons = {{id, id, ""}};
  question.baseline = id;
  const auto people =
      scenarios::settlements(engine.inputs.inventory, engine.inputs.file.contents.inventory.county);
  const auto appraisal = scenarios::appraise(
      {question, engine.inputs.monitors, lane.monitors, lane.townships, people, standards, health});
  std::map<std::string, double> values;
  const auto air = mean_air(lane.monitors, speaking_for_county(engine.inputs.monitors));
  if (const auto pm = air.find("PM2p5"); pm != air.end()) {
    const auto hours = evaluated(pm->second, period);
    if (!hours.empty()) {
      double sum = 0.0;
      for (const double value : hours) sum += value;
      values["pm25_mean"] = sum / static_cast<double>(hours.size()) * micrograms;
      values["pm25_p95"] = scenarios::percentile(hours, 95.0) * micrograms;
      values["pm25_peak"] = *std::max_element(hours.begin(), hours.end()) * micrograms;
    }
  }
  const auto days = scenarios::county_statistics(
      engine.inputs.monitors, scenarios::daily_statistics(question, lane.monitors, standards));
  for (const auto& day : days)
    if (day.pollutant == "O3" && day.average == "mda8" && day.monitor == scenarios::county_mean &&
        day.result.value) {
      const double value = *day.result.value * micrograms;
      const auto [found, is_new] = values.try_emplace("mda8_o3", value);
      if (!is_new) found->second = std::max(found->second, value);
    }
  for (const auto& one : appraisal.avoided) {
    if (one.place != scenarios::county_mean || one.days == 0) continue;
    double count = 0.0;
    for (const auto& category : one.categories)
      if (category.lowest > heavy) count += category.after;
    values["heavy_days"] += count;
  }
  for (const auto& one : appraisal.exposures)
    if (one.pollutant == "PM2p5" && one.days > 0) values["pm25_exposure"] = one.after * micrograms;
  for (std::size_t p = 0; p < scenarios::pollutant_count; ++p) {
    double sum = 0.0;
    for (std::size_t h = 0; h < lane.emitted.size(); ++h)
      if (engine.inputs.file.contents.time.start +
              static_cast<model::UtcSeconds>(h) * model::seconds_per_hour >=
          period.start)
        sum += lane.emitted[h][p];
    values["emitted_" + std::string(scenarios::pollutant_names[p])] = sum / 1000.0;
  }
  std::vector<double> row;
  for (const auto& metric : scenarios::metrics())
    if (metric.from == scenarios::Metric::From::air && metric.name != "heavy_days_avoided")
      row.push_back(values.contains(metric.name) ? values.at(metric.name) : std::nan(""));
  return row;
}

}  // namespace

BatchResults::BatchResults(const Engine& engine, const std::vector<std::string>& maps, std::size_t scenarios,
                           io::SweepBatchFile& results)
    : engine_(engine), results_(results) {
  for (const auto& metric : scenarios::metrics())
    if (metric.from == scenarios::Metric::From::air && metric.name != "heavy_days_avoided")
      results.metrics.push_back(metric.name);
  for (const auto& monitor : engine.inputs.monitors) results.monitors.push_back(monitor.id);
  results.quantities.assign(sweep_quantities.begin(), sweep_quantities.end());
  const auto period = period_of(engine);
  results.first_hour = period.start;
  results.hours = static_cast<std::size_t>((period.end - period.start) / model::seconds_per_hour);
  results.maps = maps;
  if (const auto& grid = engine.grid; !maps.empty()) {
    for (int j = 0; j < grid.ny; ++j) results.y.push_back(grid.y_south + (j + 0.5) * grid.dx);
    for (int i = 0; i < grid.nx; ++i) results.x.push_back(grid.x_west + (i + 0.5) * grid.dx);
  }
  const std::size_t series = results.monitors.size() * results.quantities.size() * results.hours;
  const std::size_t fields = maps.size() * results.y.size() * results.x.size();
  results.values.assign((scenarios + 1) * results.metrics.size(), std::nan(""));
  results.differences.assign(scenarios * series, std::nanf(""));
  results.map_differences.assign(scenarios * fields, std::nanf(""));
}

BatchResults::Air BatchResults::air_of(const Simulated& simulated, int lane, int scenario) {
  const std::string id = engine_.members[static_cast<std::size_t>(lane)].id;
  OneLane one{of_member(monitor_series(engine_, simulated), id),
              of_member(township_series(engine_, simulated), id),
              simulated.record.county[static_cast<std::size_t>(lane)]};
  const auto row = metrics_of(engine_, one, id);
  std::copy(row.begin(), row.end(),
            results_.values.begin() +
                static_cast<std::ptrdiff_t>(static_cast<std::size_t>(scenario + 1) * row.size()));
  const auto period = period_of(engine_);
  Air air;
  auto& [values, maps] = air;
  for (const auto& quantity : results_.quantities)
    for (const auto& monitor : results_.monitors) {
      const auto found = std::find_if(one.monitors.begin(), one.monitors.end(), [&](const auto& s) {
        return s.monitor == monitor && s.pollutant == quantity;
      });
      if (found == one.monitors.end()) {
        values.insert(values.end(), results_.hours, std::nan(""));
        continue;
      }
      const auto hours = evaluated(found->hourly, period);
      values.insert(values.end(), hours.begin(), hours.end());
    }
  const std::size_t columns = engine_.grid.columns();
  for (const auto& name : results_.maps) {
    std::vector<double> mean(columns, std::nan(""));
    for (std::size_t n = 0; n < simulated.quantities.size(); ++n) {
      if (simulated.quantities[n].name != name) continue;
      std::fill(mean.begin(), mean.end(), 0.0);
      const auto& hours = simulated.record.means[n];
      for (std::size_t h = hours.size() - results_.hours; h < hours.size(); ++h)
        for (std::size_t c = 0; c < columns; ++c)
          mean[c] +=
              hours[h][static_cast<std::size_t>(lane) * columns + c] / static_cast<double>(results_.hours);
    }
    maps.insert(maps.end(), mean.begin(), mean.end());
  }
  return air;
}

void BatchResults::put(const Air& own, const Air& baseline, int scenario) {
  const auto add = [&](const std::vector<double>& values, const std::vector<double>& base,
                       std::vector<float>& differences) {
    for (std::size_t n = 0; n < values.size(); ++n)
      differences[static_cast<std::size_t>(scenario) * values.size() + n] =
          static_cast<float>((values[n] - base[n]) * micrograms);
  };
  add(own.series, baseline.series, results_.differences);
  add(own.maps, baseline.maps, results_.map_differences);
}

void BatchResults::take(const Simulated& simulated, int lane, int scenario) {
  const Air own = air_of(simulated, lane, scenario);
  if (scenario >= 0) return put(own, baseline_, scenario);
  baseline_ = own;
  for (const double value : own.series) results_.baseline.push_back(static_cast<float>(value * micrograms));
  for (const double value : own.maps)
    results_.baseline_maps.push_back(static_cast<float>(value * micrograms));
}

void BatchResults::take_apart(const Simulated& simulated, int lane, int scenario) {
  const Air baseline = air_of(simulated, 0, scenario);  // its row of metrics is the scenario's next
  put(air_of(simulated, lane, scenario), baseline, scenario);
}

}  // namespace lantian::run
