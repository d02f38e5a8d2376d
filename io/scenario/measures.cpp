#include <algorithm>
#include <cmath>

#include "io/scenario/expression.hpp"
#include "io/scenario/parts.hpp"
#include "io/scenario/pollutants.hpp"

namespace lantian::io {

namespace {

scenarios::Physics read_physics(TableReader& table) {
  constexpr NumberRange hours{0.0, 1000.0};
  scenarios::Physics physics;
  physics.ramp_down_h = table.whole("ramp_down_h", 0, hours);
  physics.ramp_up_h = table.whole("ramp_up_h", 0, hours);
  physics.heat_up_h = table.whole("heat_up_h", 0, hours);
  const auto* heat = table.take("heat_up_emission");
  if (heat && heat->kind == TomlValue::Kind::table)
    physics.heat_up_by_pollutant = read_values(table, "heat_up_emission", {0.0, 10.0});
  else
    physics.heat_up_emission = table.number("heat_up_emission", 0.0, {0.0, 10.0});
  physics.hot_idle = table.number("hot_idle", 0.0, share);
  physics.min_load = table.number("min_load", 0.0, share);
  physics.min_up_h = table.whole("min_up_h", 0, hours);
  physics.min_down_h = table.optional_whole("min_down_h", hours);
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
      compliance.deviation = need("sd", {0.0, widest_beta(compliance.mean)});
    } else if (compliance.distribution == "triangular") {
      compliance.low = need("low", share);
      compliance.mode = need("mode", {compliance.low, 1.0}, compliance.low);
      compliance.high = need("high", {compliance.mode, 1.0});
      compliance.mean = (compliance.low + compliance.mode + compliance.high) / 3.0;
    } else if (compliance.distribution == "uniform") {
      compliance.low = need("low", share);
      compliance.high = need("high", {compliance.low, 1.0});
      compliance.mean = (compliance.low + compliance.high) / 2.0;
    }
  });
  return compliance;
}

void read_companions(TableReader& table, scenarios::Measure& measure) {
  table.tables("also", [&](TableReader& t) {
    scenarios::Companion companion;
    companion.target = read_selection_use("target", t);
    if (!t.has("op")) t.missing("op");
    t.table("op", [](TableReader& op) {
      if (!op.has("kind")) op.missing("kind");
      op.choice("kind", {"follow_output"}, "follow_output");
    });
    measure.also.push_back(std::move(companion));
  });
}

void read_company(TableReader& table, scenarios::Measure& measure) {
  measure.needs = table.words("requires");
  measure.excludes = table.words("excludes");
  measure.group = table.text("group");
  measure.at_most_one = table.boolean("at_most_one", false);
  measure.priority = table.whole("priority", 0, {-1000.0, 1000.0});
  if (measure.at_most_one && !table.has("group")) table.missing("group");
  if (measure.at_most_one) return;
  for (const char* key : {"group", "priority"})
    if (table.has(key))
      table.fault("key_needs_operation", key, *table.take(key), {{"accepted", "at_most_one = true"}});
}

/// The name of a window, or a window without a name.
std::string read_window_use(const std::string& own, TableReader& table,
                            std::map<std::string, scenarios::Window>& windows) {
  const auto* node = table.take("window");
  if (!node || node->kind != TomlValue::Kind::table) return table.text("window");
  table.table("window", [&](TableReader& t) { windows[own] = read_window(own, t); });
  note_places(*node, "window." + own, table.context().places);
  return own;
}

}  // namespace

scenarios::Measure read_measure(const std::string& id, TableReader& table,
                                std::map<std::string, scenarios::Window>& windows,
                                const scenarios::Label* otherwise) {
  scenarios::Measure measure;
  measure.id = id;
  measure.label = table.label("label");
  if (!table.has("label") && otherwise) measure.label = *otherwise;
  if (!table.has("label") && !otherwise) table.missing("label");
  measure.select = read_selection_use("select", table);
  measure.window = read_window_use("measure." + id, table, windows);
  measure.op = read_operation(table);
  const bool acts_on_output = std::holds_alternative<scenarios::Stop>(measure.op) ||
                              std::holds_alternative<scenarios::LimitOutput>(measure.op);
  const bool has_plant = acts_on_output || std::holds_alternative<scenarios::Shift>(measure.op);
  if (!has_plant && table.has("physics"))
    table.fault("key_needs_operation", "physics", *table.take("physics"),
                {{"accepted", "stop, limit_output, shift"}});
  table.table("physics", [&](TableReader& t) { measure.physics = read_physics(t); });
  measure.compliance = read_compliance(table);
  measure.allow_idle = table.text("allow_idle");
  read_companions(table, measure);
  if (!acts_on_output && table.has("also"))
    table.fault("key_needs_operation", "also", *table.take("also"), {{"accepted", "stop, limit_output"}});
  measure.cost = read_cost(table);
  const bool is_shift = std::holds_alternative<scenarios::Shift>(measure.op);
  const auto needs = [&](const char* key, bool fits, const char* accepted) {
    const auto* cost = table.take("cost");
    if (cost && !fits && cost->find(key))
      table.fault("key_needs_operation", std::string("cost.") + key, *cost->find(key),
                  {{"accepted", accepted}});
  };
  for (const char* key : {"per_output", "per_output_hour", "per_stop", "social"})
    needs(key, has_plant, "stop, limit_output, shift");
  needs("per_output_hour_moved", is_shift, "shift");
  read_company(table, measure);
  table.text("veto");
  if (table.has("veto"))
    measure.veto = read_expression(table.path() + ".veto", *table.take("veto"), table.context());
  return measure;
}

}  // namespace lantian::io
