#include <algorithm>
#include <cmath>
#include <functional>

#include "io/scenario/expression.hpp"
#include "io/scenario/parts.hpp"

namespace lantian::io {

namespace {

using scenarios::pollutant_count;
using scenarios::pollutant_names;
using scenarios::PollutantValues;

std::vector<std::string> pollutants() {
  std::vector<std::string> names(pollutant_names.begin(), pollutant_names.end());
  names.push_back("PM");
  return names;
}

bool is_primary_particles(std::string_view name) {
  return name == "PM10" || name == "PM2p5" || name == "BC" || name == "OC" || name == "TSP";
}

/// Indices that `name` stands for: one, or all of "PM"; empty where it is no pollutant.
std::vector<std::size_t> named_pollutants(const std::string& name) {
  std::vector<std::size_t> found;
  for (std::size_t p = 0; p < pollutant_count; ++p)
    if (pollutant_names[p] == name || (name == "PM" && is_primary_particles(pollutant_names[p])))
      found.push_back(p);
  return found;
}

/// { NOx = 0.2, PM = 0.5 }: "PM" is all primary particles but those that are named too.
PollutantValues read_values(TableReader& table, const std::string& key, NumberRange range) {
  PollutantValues values;
  table.table(key, [&](TableReader& t) {
    for (const auto& name : pollutants()) {
      if (!t.take(name)) continue;
      const double value = t.number(name, 0.0, range);
      for (auto p : named_pollutants(name))
        if (name != "PM" || !t.has(std::string(pollutant_names[p]))) values[p] = value;
    }
  });
  return values;
}

std::vector<scenarios::Pollutant> read_pollutants(TableReader& table, const std::string& key) {
  std::vector<scenarios::Pollutant> found;
  for (const auto& name : table.words(key)) {
    const auto indices = named_pollutants(name);
    if (indices.empty())
      table.fault("not_one_of", key, table.item(key, name),
                  {{"accepted", joined(pollutants())}, {"nearest", nearest_spelling(name, pollutants())}});
    for (auto p : indices) found.push_back(static_cast<scenarios::Pollutant>(p));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

scenarios::Operation read_stop(TableReader& op) {
  const std::string unit = op.choice("unit", {"process", "line", "enterprise"}, "process");
  using scenarios::StopUnit;
  return scenarios::Stop{unit == "line"         ? StopUnit::line
                         : unit == "enterprise" ? StopUnit::enterprise
                                                : StopUnit::process,
                         op.number("share", 1.0, share)};
}

scenarios::Operation read_limit(TableReader& op) {
  scenarios::LimitOutput limit;
  limit.table = op.text("table");
  limit.to = op.number("to", 1.0, share);
  if (op.has("table") && op.has("to"))
    op.fault("exclusive_keys", "to", *op.take("to"), {{"accepted", "table, or to"}});
  if (!op.has("table") && !op.has("to")) op.missing("table");
  limit.baseline_minimum = op.choice("baseline", {"min(permit,eia,last_year)", "last_year"},
                                     "min(permit,eia,last_year)") != "last_year";
  limit.by_line = op.choice("quantise", {"line", "none"}, "none") == "line";
  return limit;
}

scenarios::Operation read_control(TableReader& op) {
  scenarios::Control control;
  control.device = op.required_text("device");
  control.efficiency = read_values(op, "efficiency", share);
  if (!op.has("efficiency")) op.missing("efficiency");
  control.coverage = op.number("coverage", 1.0, share);
  control.availability = op.number("availability", 1.0, share);
  return control;
}

scenarios::Operation read_fleet(TableReader& op) {
  scenarios::ReplaceFleet fleet;
  fleet.to = op.required_text("to");
  if (!op.has("share")) op.missing("share");
  fleet.share = op.number("share", 1.0, share);
  fleet.stop_remainder = op.choice("remainder", {"stop", "keep"}, "keep") == "stop";
  fleet.coverage = op.number("coverage", 1.0, share);
  fleet.ratio = read_values(op, "ratio", {0.0, 10.0});
  return fleet;
}

scenarios::Operation read_scale(TableReader& op) {
  scenarios::Scale scale;
  if (!op.has("factor")) op.missing("factor");
  scale.factor = op.number("factor", 1.0, {0.0, 100.0});
  scale.pollutants = read_pollutants(op, "species");
  return scale;
}

scenarios::Operation read_operation(TableReader& measure) {
  scenarios::Operation operation;
  if (!measure.has("op")) measure.missing("op");
  measure.table("op", [&](TableReader& op) {
    if (!op.has("kind")) op.missing("kind");
    const std::string kind =
        op.choice("kind", {"stop", "limit_output", "control", "replace_fleet", "scale"}, "");
    if (kind == "stop") operation = read_stop(op);
    if (kind == "limit_output") operation = read_limit(op);
    if (kind == "control") operation = read_control(op);
    if (kind == "replace_fleet") operation = read_fleet(op);
    if (kind == "scale") operation = read_scale(op);
  });
  return operation;
}

scenarios::Physics read_physics(TableReader& table) {
  constexpr NumberRange hours{0.0, 1000.0};
  scenarios::Physics physics;
  physics.ramp_down_h = table.whole("ramp_down_h", 0, hours);
  physics.ramp_up_h = table.whole("ramp_up_h", 0, hours);
  physics.heat_up_h = table.whole("heat_up_h", 0, hours);
  physics.heat_up_emission = table.number("heat_up_emission", 0.0, {0.0, 10.0});
  physics.hot_idle = table.number("hot_idle", 0.0, share);
  return physics;
}

/// Standard deviation that a beta distribution of `mean` stays below, that of a yes or no; to four digits.
double widest_beta(double mean) { return std::floor(1e4 * std::sqrt(mean * (1.0 - mean))) / 1e4; }

/// A number, or a distribution of which the mean counts.
scenarios::Compliance read_compliance(TableReader& measure) {
  const auto* node = measure.take("compliance");
  if (!node || node->kind != TomlValue::Kind::table) return {measure.number("compliance", 1.0, share), ""};
  scenarios::Compliance compliance;
  measure.table("compliance", [&](TableReader& t) {
    if (!t.has("dist")) t.missing("dist");
    compliance.distribution = t.choice("dist", {"beta", "triangular", "uniform"}, "");
    const auto need = [&](const char* key, NumberRange range, double otherwise = 0.0) {
      if (!t.has(key)) t.missing(key);
      return t.number(key, otherwise, range);
    };
    if (compliance.distribution == "beta") {
      compliance.mean = need("mean", share, 0.5);
      need("sd", {0.0, widest_beta(compliance.mean)});
    } else if (compliance.distribution == "triangular") {
      const double low = need("low", share), mode = need("mode", {low, 1.0}, low);
      compliance.mean = (low + mode + need("high", {mode, 1.0})) / 3.0;
    } else if (compliance.distribution == "uniform") {
      const double low = need("low", share);
      compliance.mean = (low + need("high", {low, 1.0})) / 2.0;
    }
  });
  return compliance;
}

}  // namespace

scenarios::Measure read_measure(const std::string& id, TableReader& table) {
  scenarios::Measure measure;
  measure.id = id;
  measure.label = table.label("label");
  if (!table.has("label")) table.missing("label");
  measure.select = read_selection_use("select", table);
  measure.window = table.text("window");
  measure.op = read_operation(table);
  const bool acts_on_output = std::holds_alternative<scenarios::Stop>(measure.op) ||
                              std::holds_alternative<scenarios::LimitOutput>(measure.op);
  if (!acts_on_output && table.has("physics"))
    table.fault("key_needs_operation", "physics", *table.take("physics"),
                {{"accepted", "stop, limit_output"}});
  table.table("physics", [&](TableReader& t) { measure.physics = read_physics(t); });
  measure.compliance = read_compliance(table);
  measure.allow_idle = table.text("allow_idle");
  if (!table.text("veto").empty())
    measure.veto = read_expression(table.path() + ".veto", *table.take("veto"), table.context());
  return measure;
}

}  // namespace lantian::io
