// `op` of a measure: what it does to its sources.
#include <algorithm>
#include <cmath>

#include "io/scenario/parts.hpp"
#include "io/scenario/pollutants.hpp"
#include "io/scenario/recurring_time.hpp"

namespace lantian::io {

namespace {

using scenarios::Operation;
constexpr double milligrams = 1e-6;  // kg

scenarios::Stack read_stack(TableReader& table) {
  for (const char* key : {"height", "diameter", "exit_temperature", "exit_velocity"})
    if (!table.has(key)) table.missing(key);
  return {table.quantity("height", "m", 0.0, {0.0, 500.0}),
          table.quantity("diameter", "m", 1.0, {0.01, 50.0}),
          table.quantity("exit_temperature", "K", 300.0, {223.15, 2273.15}),
          table.quantity("exit_velocity", "m/s", 0.0, {0.0, 100.0})};
}

scenarios::Destination read_destination(TableReader& op) {
  scenarios::Destination to;
  if (!op.has("to")) op.missing("to");
  op.table("to", [&](TableReader& t) {
    to.region = t.required_text("region");
    const bool has_longitude = t.has("longitude"), has_latitude = t.has("latitude");
    const double longitude = t.number("longitude", 0.0, {-180.0, 180.0}),
                 latitude = t.number("latitude", 0.0, {-90.0, 90.0});
    if (has_longitude != has_latitude) t.missing(has_longitude ? "latitude" : "longitude");
    if (has_longitude && has_latitude) to.longitude_latitude = {longitude, latitude};
  });
  op.table("stack", [&](TableReader& t) { to.stack = read_stack(t); });
  return to;
}

Operation read_relocate(TableReader& op) { return scenarios::Relocate{read_destination(op)}; }

Operation read_add(TableReader& op) {
  scenarios::Add add{read_destination(op), 1.0};
  if (!op.has("share")) op.missing("share");
  add.share = op.number("share", 1.0, {0.0, 100.0});
  return add;
}

Operation read_fuel(TableReader& op) {
  scenarios::ReplaceFuel fuel;
  fuel.to = op.required_text("to");
  fuel.table = op.required_text("ef_table");
  fuel.share = op.number("share", 1.0, share);
  return fuel;
}

Operation read_fleet(TableReader& op) {
  scenarios::ReplaceFleet fleet;
  fleet.to = op.required_text("to");
  if (!op.has("share")) op.missing("share");
  fleet.share = op.number("share", 1.0, share);
  fleet.stop_remainder = op.choice("remainder", {"stop", "keep"}, "keep") == "stop";
  fleet.coverage = op.number("coverage", 1.0, share);
  fleet.ratio = read_values(op, "ratio", {0.0, 10.0});
  return fleet;
}

/// Groups in turn: as many values as days.
void read_phases(TableReader& phase, scenarios::StopPattern& pattern) {
  pattern.attribute = phase.choice("attribute", {"rota_group", "grade", "region"}, "");
  if (!phase.has("attribute")) phase.missing("attribute");
  pattern.values = phase.words("values");
  if (!phase.has("values")) phase.missing("values");
  pattern.offset_days = phase.whole_numbers("offset_d", {0.0, 366.0});
  if (!phase.has("offset_d")) phase.missing("offset_d");
  if (phase.has("values") && phase.has("offset_d") && pattern.values.size() != pattern.offset_days.size())
    phase.fault("wrong_count", "offset_d", *phase.take("offset_d"),
                {{"value", std::to_string(pattern.offset_days.size())},
                 {"expected", std::to_string(pattern.values.size())}});
  pattern.offset_days.resize(pattern.values.size());
}

/// With a pattern `share` says the same as the days off: it is checked, never used.
void read_pattern(TableReader& op, scenarios::Stop& stop) {
  op.table("pattern", [&](TableReader& t) {
    scenarios::StopPattern pattern;
    for (const char* key : {"period_d", "off_d"})
      if (!t.has(key)) t.missing(key);
    pattern.period_days = t.whole("period_d", 1, {1.0, 366.0});
    pattern.off_days = t.whole("off_d", 1, {1.0, static_cast<double>(pattern.period_days)});
    t.table("phase_by", [&](TableReader& phase) { read_phases(phase, pattern); });
    stop.pattern = std::move(pattern);
  });
  if (!stop.pattern || !op.has("share")) return;
  const double of_time = static_cast<double>(stop.pattern->off_days) / stop.pattern->period_days;
  if (std::abs(stop.share - of_time) > 0.005)  // written to two digits
    op.fault("share_not_pattern", "share", *op.take("share"),
             {{"expected",
               std::to_string(stop.pattern->off_days) + "/" + std::to_string(stop.pattern->period_days)}});
}

/// What is lost is made afterwards.
std::optional<scenarios::MakeUp> read_makeup(TableReader& op) {
  std::optional<scenarios::MakeUp> found;
  op.table("makeup", [&](TableReader& t) {
    scenarios::MakeUp makeup;
    for (const char* key : {"max_rate", "within_d"})
      if (!t.has(key)) t.missing(key);
    makeup.share = t.number("share", 1.0, share);
    makeup.most_rate = t.number("max_rate", 1.1, {1.0, 24.0});
    if (t.has("max_rate") && makeup.most_rate == 1.0)
      t.fault("makeup_without_room", "max_rate", *t.take("max_rate"), {});
    makeup.most_delay = 24 * t.whole("within_d", 1, {1.0, 366.0});
    makeup.unplaced_is_error = t.choice("unplaced", {"lost", "error"}, "lost") == "error";
    found = makeup;
  });
  return found;
}

Operation read_stop(TableReader& op) {
  const std::string unit = op.choice("unit", {"process", "line", "enterprise"}, "process");
  using scenarios::StopUnit;
  scenarios::Stop stop{unit == "line"         ? StopUnit::line
                       : unit == "enterprise" ? StopUnit::enterprise
                                              : StopUnit::process,
                       op.number("share", 1.0, share)};
  const std::string pick = op.choice("pick", {"largest", "smallest", "worst_grade"}, "largest");
  using scenarios::Pick;
  stop.pick = pick == "smallest" ? Pick::smallest : pick == "worst_grade" ? Pick::worst_grade : Pick::largest;
  read_pattern(op, stop);
  stop.makeup = read_makeup(op);
  return stop;
}

Operation read_limit(TableReader& op) {
  scenarios::LimitOutput limit;
  limit.table = op.text("table");
  limit.to = op.number("to", 1.0, share);
  if (op.has("table") && op.has("to"))
    op.fault("exclusive_keys", "to", *op.take("to"), {{"accepted", "table, or to"}});
  if (!op.has("table") && !op.has("to")) op.missing("table");
  limit.baseline_minimum = op.choice("baseline", {"min(permit,eia,last_year)", "last_year"},
                                     "min(permit,eia,last_year)") != "last_year";
  limit.by_line = op.choice("quantise", {"line", "none"}, "none") == "line";
  limit.makeup = read_makeup(op);
  return limit;
}

scenarios::HourRange read_hours(TableReader& op, const std::string& key) {
  const std::string written = op.required_text(key);
  const auto range = parse_hour_range(written);
  if (!range && !written.empty())
    op.fault("unreadable_value", key, *op.take(key), {{"accepted", "\"20-06\""}});
  return range.value_or(scenarios::HourRange{});
}

bool holds(const scenarios::HourRange& range, int hour) {
  return range.first < range.end ? range.first <= hour && hour < range.end
                                 : hour >= range.first || hour < range.end;
}

/// One number, or `{ process = { spray = 0.8 } }`.
void read_share(TableReader& op, scenarios::Shift& shift) {
  const auto* node = op.take("share");
  if (!node) return op.missing("share");
  if (node->kind != TomlValue::Kind::table) {
    shift.share = op.number("share", 1.0, share);
    return;
  }
  op.table("share", [&](TableReader& t) {
    if (!t.has("process")) t.missing("process");
    t.each("process", [&](const std::string& process, const TomlValue& value) {
      const bool is_share =
          (value.kind == TomlValue::Kind::number || value.kind == TomlValue::Kind::whole_number) &&
          value.number >= 0.0 && value.number <= 1.0;
      if (is_share)
        shift.by_process.emplace_back(process, value.number);
      else
        t.fault("out_of_range", "process." + process, value, {{"range", "0 .. 1"}});
    });
  });
}

Operation read_shift(TableReader& op) {
  scenarios::Shift shift;
  shift.from = read_hours(op, "from");
  shift.to = read_hours(op, "to");
  for (int hour = 0; hour < 24 && op.has("from") && op.has("to"); ++hour)
    if (holds(shift.from, hour) && holds(shift.to, hour)) {
      op.fault("hours_overlap", "to", *op.take("to"), {});
      break;
    }
  read_share(op, shift);
  op.choice("conserve", {"output"}, "output");
  if (!op.has("max_rate")) op.missing("max_rate");
  shift.most_rate = op.number("max_rate", 1.0, {0.0, 24.0});
  shift.most_delay = op.whole("max_delay_h", 24, {1.0, 168.0});
  shift.unplaced_is_error = op.choice("unplaced", {"lost", "error"}, "lost") == "error";
  for (const auto& word : op.words("reevaluate")) {
    if (word == "temperature_ef")
      shift.by_temperature = true;
    else
      op.fault("not_one_of", "reevaluate", op.item("reevaluate", word),
               {{"accepted", "temperature_ef"}, {"nearest", nearest_spelling(word, {"temperature_ef"})}});
  }
  return shift;
}

Operation read_control(TableReader& op) {
  scenarios::Control control;
  control.device = op.required_text("device");
  control.efficiency = read_values(op, "efficiency", share);
  if (!op.has("efficiency")) op.missing("efficiency");
  control.coverage = op.number("coverage", 1.0, share);
  control.availability = op.number("availability", 1.0, share);
  control.replaces = op.boolean("replaces", false);
  return control;
}

Operation read_cap(TableReader& op) {
  scenarios::Cap cap;
  cap.limit = read_values(op, "mg_m3", {0.001, 1e5});
  if (!op.has("mg_m3")) op.missing("mg_m3");
  for (auto& limit : cap.limit)
    if (limit) *limit *= milligrams;
  if (op.has("ref_o2")) cap.oxygen = op.number("ref_o2", 0.0, {0.0, 20.0}) / 100.0;  // percent
  return cap;
}

Operation read_scale(TableReader& op) {
  scenarios::Scale scale;
  if (!op.has("factor")) op.missing("factor");
  scale.factor = op.number("factor", 1.0, {0.0, 100.0});
  scale.pollutants = read_pollutants(op, "species");
  return scale;
}

Operation read_none(TableReader&) { return scenarios::None{}; }

struct Kind {
  const char* name;
  Operation (*read)(TableReader&);
};
constexpr std::array<Kind, 11> kinds{{{"relocate", read_relocate},
                                      {"add", read_add},
                                      {"replace_fuel", read_fuel},
                                      {"replace_fleet", read_fleet},
                                      {"stop", read_stop},
                                      {"limit_output", read_limit},
                                      {"shift", read_shift},
                                      {"control", read_control},
                                      {"cap", read_cap},
                                      {"scale", read_scale},
                                      {"none", read_none}}};

}  // namespace

scenarios::Operation read_operation(TableReader& measure) {
  Operation operation;
  if (!measure.has("op")) measure.missing("op");
  measure.table("op", [&](TableReader& op) {
    if (!op.has("kind")) op.missing("kind");
    std::vector<std::string> names;
    for (const Kind& kind : kinds) names.emplace_back(kind.name);
    const std::string wanted = op.choice("kind", names, "");
    for (const Kind& kind : kinds)
      if (wanted == kind.name) operation = kind.read(op);
    if (wanted.empty() && op.node())  // only the kind is told
      for (const auto& entry : op.node()->entries) op.take(entry.key);
  });
  return operation;
}

}  // namespace lantian::io
