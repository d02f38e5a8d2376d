#include "run/no_action.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "io/csv_text.hpp"
#include "io/data_folder.hpp"
#include "io/standards.hpp"
#include "model/grid/parallel.hpp"
#include "model/numerics/numerical_failure.hpp"
#include "run/closed_loops.hpp"
#include "run/county_air.hpp"
#include "run/number_text.hpp"
#include "run/report_tables.hpp"
#include "run/results.hpp"
#include "scenarios/policy/signals.hpp"
#include "scenarios/policy/window.hpp"

namespace lantian::run {
namespace {

/// Ratio of mole fractions by hour from masses [kg m-3] and molar masses [kg mol-1].
scenarios::HourlyValues ratio(const scenarios::AirHours& air, const char* above, double molar_above,
                              const char* below, double molar_below) {
  const auto &a = air.at(above), &b = air.at(below);
  scenarios::HourlyValues series{a.start, {}};
  for (std::size_t h = 0; h < a.values.size(); ++h)
    series.values.push_back(b.values[h] > 0.0 ? (a.values[h] / molar_above) / (b.values[h] / molar_below)
                                              : std::nan(""));
  return series;
}

constexpr const char* no_action = "no_action";

/// Hydrogen peroxide and formaldehyde, which no output holds.
constexpr const char* indicator_species[] = {"H2O2", "FORM"};

std::vector<model::OutputQuantity> indicator_quantities(const model::SpeciesTable& species) {
  std::vector<model::OutputQuantity> all;
  for (const char* one : indicator_species)
    if (const auto s = species.find(one)) all.push_back({one, "", true, {{*s, species[*s].molar_mass}}});
  return all;
}

void add_signals(io::CaseInputs& inputs, const Engine& engine, const Simulated& simulated,
                 const scenarios::Standards& standards) {
  const auto all = county_air(engine, simulated, no_action);
  const auto air = index_air(all);
  const auto clock = inputs.file.contents.time.clock();
  scenarios::add_air_signals(inputs.signals, "baseline", air, clock, standards);
  if (inputs.file.contents.signals.forecast.empty())
    scenarios::add_air_signals(inputs.signals, "forecast", air, clock, standards);
  const auto molar_mass = [&](const char* name) {
    return engine.species[*engine.species.find(name)].molar_mass;
  };
  if (all.contains("H2O2") && all.contains("HNO3"))
    scenarios::add_series(inputs.signals, "indicator(h2o2_over_hno3)",
                          ratio(all, "H2O2", molar_mass("H2O2"), "HNO3", molar_mass("HNO3")));
  if (all.contains("FORM") && all.contains("NO2"))
    scenarios::add_series(inputs.signals, "indicator(hcho_over_no2)",
                          ratio(all, "FORM", molar_mass("FORM"), "NO2", molar_mass("NO2")));
}

std::set<std::string> asked_for(const io::CaseInputs& inputs) {
  std::set<std::string> keys;
  for (const auto& [path, file] : inputs.scenarios)
    for (const auto& [key, place] : scenarios::signals_asked_for(file.scenario)) keys.insert(key);
  return keys;
}

}  // namespace

std::optional<NoAction> run_no_action(io::CaseInputs& inputs, const Request& request, Progress& progress) {
  if (!inputs.awaits_run()) return std::nullopt;
  io::Diagnostics diagnostics;
  const auto standards = io::read_standards(io::data_folder() / "standards", diagnostics);
  diagnostics.throw_if_any();
  NoAction done;
  {
    scenarios::EmissionPlan no_rule;  // sources that only a measure makes stay asleep
    for (std::size_t s = 0; s < inputs.inventory.sources.size(); ++s)
      if (inputs.inventory.sources[s].dormant) no_rule.dormant.push_back(static_cast<int>(s));
    Engine engine = make_engine(inputs, {});
    engine.members = {{no_action, {}, &no_rule, scenarios::Exclusion::none}};
    engine.indicators = indicator_quantities(engine.species);
    const auto simulated = simulated_beforehand(engine, request, progress);
    if (!simulated) return NoAction{true, ""};
    done.fields = simulated->field_hashes.at(no_action);
    add_signals(inputs, engine, *simulated, standards);
    open_loops(inputs, county_air(engine, *simulated, no_action), standards);
  }
  io::expand_plans(inputs, diagnostics);
  diagnostics.throw_if_any();
  done.stopped = !close_loops(inputs, request, standards, progress);
  return done;
}

void expand_by_no_action(io::CaseInputs& inputs, int threads) {
  Request request;
  request.threads = threads;
  Progress progress;
  model::set_thread_count(threads);
  run_no_action(inputs, request, progress);
}

std::map<std::string, std::string> origins_of_signals(const io::CaseInputs& inputs) {
  std::map<std::string, std::string> origins;
  const auto& files = inputs.file.contents.signals;
  const auto name = [&](const std::string& path) {
    return std::filesystem::path(path).lexically_relative(inputs.file.folder).generic_string();
  };
  for (const auto& key : asked_for(inputs)) {
    const auto source = scenarios::source_of_signal(key);
    if (source == scenarios::own_source)
      origins[source] = "each member's own air in a closed loop, begun by the no-action run";
    else if (source == "observed")
      origins[source] = name(files.observed);
    else if (source == "forecast")
      origins[source] = files.forecast.empty() ? "perfect forecast: the no-action run" : name(files.forecast);
    else if (!source.empty())
      origins[source] = "the no-action run";
  }
  return origins;
}

std::string signals_csv(const io::CaseInputs& inputs) {
  const auto& time = inputs.file.contents.time;
  const auto keys = asked_for(inputs);
  if (keys.empty()) return "";
  std::string text = "local_day,local_hour";
  struct Column {
    std::string key, name;
    const scenarios::Signals* signals;
  };
  std::vector<Column> columns;
  for (const auto& key : keys) {
    const auto kind = scenarios::signal_kind(key);
    const std::string unit = " [" + std::string(kind ? kind->unit : "1") + "]";
    if (scenarios::source_of_signal(key) != scenarios::own_source)
      columns.push_back({key, key + unit, &inputs.signals});
    else
      for (const auto& [member, own] : inputs.own_signals)
        if (own.hourly.contains(key))
          columns.push_back({key, inputs.file.contents.members[member].id + ": " + key + unit, &own});
  }
  for (const auto& column : columns) text += "," + io::csv_cell(column.name);
  text += '\n';
  const auto clock = time.clock();
  for (auto hour = time.start; hour < time.end; hour += model::seconds_per_hour) {
    text += local_date_text(clock, hour) + ',' + std::to_string(clock.local_hour(hour));
    for (const auto& [key, name, signals] : columns) {
      const auto at = model::floor_div(hour - signals->start, model::seconds_per_hour);
      const auto series = signals->hourly.find(key);
      const bool is_known =
          series != signals->hourly.end() && at >= 0 && at < static_cast<std::int64_t>(series->second.size());
      const double value = is_known ? series->second[static_cast<std::size_t>(at)] : std::nan("");
      text += ',';
      if (!std::isnan(value)) text += number(value);
    }
    text += '\n';
  }
  return text;
}

}  // namespace lantian::run
