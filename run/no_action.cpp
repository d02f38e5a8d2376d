#include "run/no_action.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "io/csv_text.hpp"
#include "io/data_folder.hpp"
#include "io/standards.hpp"
#include "model/grid/parallel.hpp"
#include "model/numerics/numerical_failure.hpp"
#include "run/county_air.hpp"
#include "run/report_tables.hpp"
#include "run/results.hpp"
#include "scenarios/policy/signals.hpp"
#include "scenarios/policy/window.hpp"

namespace lantian::run {
namespace {

struct Stopped {};

/// Hands on how far it is; a wish to stop ends it, for there is nothing yet that a restart could go on from.
class Watched final : public Progress {
 public:
  explicit Watched(Progress& outer) : outer_(outer) {}
  void begin(int hours, int members) override { outer_.begin(hours, members); }
  void hour(int done, int hours) override {
    outer_.hour(done, hours);
    if (outer_.stop_requested()) throw Stopped{};
  }

 private:
  Progress& outer_;
};

constexpr const char* index_pollutants[] = {"PM2p5", "PM10", "O3", "NO2", "SO2", "CO"};

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
  const auto all = mean_air(monitor_series(engine, simulated), speaking_for_county(inputs.monitors));
  scenarios::AirHours air;
  for (const char* pollutant : index_pollutants)
    if (const auto found = all.find(pollutant); found != all.end()) air.insert(*found);
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

/// Six significant digits.
std::string number(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::general, 6);
  return std::string(text, end.ptr);
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
    engine.members = {{"no_action", {}, &no_rule, scenarios::Exclusion::none}};
    engine.indicators = indicator_quantities(engine.species);
    Request own;
    own.threads = request.threads;
    Watched watched(progress);
    try {
      const Simulated simulated = request.double_precision ? simulate<double>(engine, own, {}, {}, watched)
                                                           : simulate<float>(engine, own, {}, {}, watched);
      done.fields = simulated.field_hashes.at("no_action");
      add_signals(inputs, engine, simulated, standards);
    } catch (const Stopped&) {
      done.stopped = true;
      return done;
    } catch (const model::NumericalFailure& failure) {
      throw std::runtime_error(told(failure, engine, request.double_precision,
                                    request.output.value_or(inputs.file.contents.output.folder)));
    }
  }
  io::expand_plans(inputs, diagnostics);
  diagnostics.throw_if_any();
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
    if (source == "observed")
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
  for (const auto& key : keys) {
    const auto kind = scenarios::signal_kind(key);
    text += "," + io::csv_cell(key + " [" + std::string(kind ? kind->unit : "1") + "]");
  }
  text += '\n';
  const auto clock = time.clock();
  for (auto hour = time.start; hour < time.end; hour += model::seconds_per_hour) {
    text += local_date_text(clock, hour) + ',' + std::to_string(clock.local_hour(hour));
    const auto at = model::floor_div(hour - inputs.signals.start, model::seconds_per_hour);
    for (const auto& key : keys) {
      const auto series = inputs.signals.hourly.find(key);
      const bool is_known = series != inputs.signals.hourly.end() && at >= 0 &&
                            at < static_cast<std::int64_t>(series->second.size());
      const double value = is_known ? series->second[static_cast<std::size_t>(at)] : std::nan("");
      text += ',';
      if (!std::isnan(value)) text += number(value);
    }
    text += '\n';
  }
  return text;
}

}  // namespace lantian::run
