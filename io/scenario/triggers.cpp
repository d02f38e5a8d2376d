// `[trigger.X]`: a schedule, or rules on a signal, written out or taken from a scheme of data/standards.
#include <algorithm>

#include "io/data_folder.hpp"
#include "io/local_time.hpp"
#include "io/scenario/expression.hpp"
#include "io/scenario/parts.hpp"
#include "scenarios/policy/signals.hpp"

namespace lantian::io {

namespace {

constexpr NumberRange hours_of_a_run{0.0, 366.0 * 24.0};
constexpr NumberRange hours_of_a_month{0.0, 31.0 * 24.0};

/// Local time under `key`; nothing where it is absent or unreadable.
std::optional<model::UtcSeconds> local_hour(TableReader& table, const std::string& key,
                                            model::LocalClock clock) {
  const std::string written = table.text(key);
  if (written.empty()) return std::nullopt;
  const auto time = read_local_time(written, clock.offset);
  const bool is_whole_hour = time && (*time + clock.offset) % model::seconds_per_hour == 0;
  if (!is_whole_hour)
    table.fault("unreadable_value", key, *table.take(key), {{"accepted", "\"2023-11-22T01:00\""}});
  return time;
}

scenarios::Warning read_warning(TableReader& table, model::LocalClock clock) {
  scenarios::Warning warning;
  warning.level = table.required_text("level");
  const auto from = table.optional_whole("from_start_h", hours_of_a_run);
  const auto to = table.optional_whole("to_start_h", hours_of_a_run);
  const auto start = local_hour(table, "start", clock), end = local_hour(table, "end", clock);
  warning.from_run_start = from.has_value();
  const char* relative = table.has("from_start_h") ? "from_start_h" : "to_start_h";
  const char* absolute = table.has("start") ? "start" : "end";
  if (table.has(relative) && table.has(absolute))
    table.fault("exclusive_keys", relative, *table.take(relative),
                {{"accepted", "from_start_h / to_start_h, or start / end"}});
  else if (!table.has("from_start_h") && !table.has("start"))
    table.missing(table.has(relative) ? "from_start_h" : "start");
  warning.start = from ? *from * model::seconds_per_hour : start.value_or(0);
  if (from && to) warning.end = *to * model::seconds_per_hour;
  if (!from && end) warning.end = *end;
  if (warning.end && *warning.end <= warning.start)
    table.fault("ends_before_start", from ? "to_start_h" : "end", *table.take(from ? "to_start_h" : "end"),
                {});
  return warning;
}

void read_schedule(TableReader& table, model::LocalClock clock, scenarios::Trigger& trigger) {
  trigger.levels = table.words("levels");
  if (!table.has("levels")) table.missing("levels");
  if (!table.has("schedule")) table.missing("schedule");
  table.tables("schedule",
               [&](TableReader& spell) { trigger.schedule.push_back(read_warning(spell, clock)); });
}

/// The signal that the rules are about, and the word that they say it by.
RuleMetric read_metric(TableReader& table, const std::string& source) {
  std::vector<std::string> names;
  for (const auto& kind : scenarios::air_signals) names.emplace_back(kind.name);
  if (!table.has("metric")) table.missing("metric");
  const std::string name = table.choice("metric", names, "aqi_24h_running");
  if (name.empty()) return {};
  return {name.starts_with("aqi") ? "aqi" : name, scenarios::signal_key(source, name)};
}

/// `levels = [{ name, when = [rule, …] }, …]`, the weakest first.
void read_levels(TableReader& table, const RuleMetric& metric, scenarios::Trigger& trigger) {
  table.tables("levels", [&](TableReader& level) {
    const std::string name = level.required_text("name");
    if (std::find(trigger.levels.begin(), trigger.levels.end(), name) != trigger.levels.end())
      level.fault("stands_twice", "name", *level.take("name"), {});
    trigger.levels.push_back(name);
    auto& rules = trigger.rules->levels.emplace_back();
    const auto written = level.words("when");
    const auto* node = level.take("when");
    if (!node) return level.missing("when");
    const bool is_list = node->kind == TomlValue::Kind::list;
    for (std::size_t n = 0; n < (is_list ? node->items.size() : 1); ++n) {
      const auto& rule = is_list ? node->items[n] : *node;
      if (rule.kind != TomlValue::Kind::text) continue;  // told already
      if (auto read = read_expression(level.path() + ".when", rule, level.context(), metric))
        rules.push_back(std::move(*read));
    }
  });
}

void read_timing(TableReader& table, scenarios::WarningRules& rules) {
  rules.lead_h = table.whole("lead_h", rules.lead_h, hours_of_a_month);
  rules.release_h = table.whole("release_h", rules.release_h, hours_of_a_month);
  rules.merge_gap_h = table.whole("merge_gap_h", rules.merge_gap_h, hours_of_a_month);
}

/// The rules of a scheme that the product knows: its words stand in its own file.
void read_scheme(TableReader& table, const RuleMetric& metric, scenarios::Trigger& trigger) {
  const std::string wanted = table.text("scheme");
  const auto* asked = table.take("scheme");
  if (asked->kind != TomlValue::Kind::text) return;
  auto& diagnostics = table.context().diagnostics;
  const auto document = read_toml(data_folder() / "standards" / "warnings.toml", diagnostics);
  if (!document) return;
  const auto* schemes = document->find("scheme");
  std::vector<std::string> names;
  const TomlValue* found = nullptr;
  if (schemes != nullptr)
    for (const auto& entry : schemes->entries) {
      names.push_back(entry.key);
      if (entry.key == wanted) found = &entry.value;
    }
  if (found == nullptr)
    return table.fault("not_one_of", "scheme", *asked,
                       {{"accepted", joined(names)}, {"nearest", nearest_spelling(wanted, names)}});
  if (metric.word != "aqi")
    return table.fault("exclusive_keys", "scheme", *asked,
                       {{"accepted", "metric = \"aqi_24h_running\", \"aqi_daily\""}});
  std::map<std::string, TextPlace> places;
  TableReader scheme(*found, "scheme." + wanted, {diagnostics, places});
  scheme.required_text("source");
  read_timing(scheme, *trigger.rules);
  read_levels(scheme, metric, trigger);
  scheme.finish();
}

void read_error(TableReader& table, scenarios::ForecastError& error) {
  table.table("forecast_error", [&](TableReader& t) {
    error.miss = t.number("miss", 0.0, share);
    error.false_alarm = t.number("false_alarm", 0.0, share);
    error.onset_sd_h = t.number("onset_sd_h", 0.0, {0.0, 72.0});
    if (!t.has("seed")) t.missing("seed");
    error.seed = static_cast<std::uint64_t>(t.whole("seed", 0, seeds));
  });
}

void read_rules(TableReader& table, const std::string& signal, scenarios::Trigger& trigger) {
  auto& rules = trigger.rules.emplace();
  rules.closed_loop = table.choice("feedback", {"none", "scenario"}, "none") == "scenario";
  rules.is_forecast = signal == "forecast";
  if (rules.closed_loop && signal == "observed")
    table.fault("observed_closed_loop", "feedback", *table.take("feedback"), {});
  const RuleMetric metric = read_metric(table, rules.closed_loop ? std::string(scenarios::own_source)
                                               : signal == "model_baseline" ? "baseline"
                                                                            : signal);
  rules.metric = metric.key;
  if (table.has("scheme") && table.has("levels"))
    table.fault("exclusive_keys", "scheme", *table.take("scheme"), {{"accepted", "scheme, or levels"}});
  if (!metric.key.empty() && table.has("scheme"))
    read_scheme(table, metric, trigger);
  else if (!metric.key.empty())
    read_levels(table, metric, trigger);
  if (!table.has("scheme") && !table.has("levels")) table.missing("scheme");
  table.take("scheme"), table.take("levels");
  if (signal == "observed") rules.lead_h = 0;  // nobody observes what is to come
  read_timing(table, rules);
  if (signal == "observed" && rules.lead_h > 0)
    table.fault("observed_ahead", "lead_h", *table.take("lead_h"), {});
  rules.min_on_h = table.whole("min_on_h", 24, hours_of_a_month);
  read_error(table, rules.error);
  if (table.has("forecast_error") && signal != "forecast")
    table.fault("exclusive_keys", "forecast_error", *table.take("forecast_error"),
                {{"accepted", "signal = \"forecast\""}});
}

}  // namespace

scenarios::Trigger read_trigger(const std::string& id, TableReader& table, model::LocalClock clock) {
  scenarios::Trigger trigger;
  trigger.id = id;
  trigger.label = table.label("label");
  trigger.bound_by = table.words("bound_by");
  if (!table.has("signal")) table.missing("signal");
  const std::string signal =
      table.choice("signal", {"schedule", "forecast", "model_baseline", "observed"}, "schedule");
  if (signal == "schedule")
    read_schedule(table, clock, trigger);
  else if (!signal.empty())
    read_rules(table, signal, trigger);
  else  // only the signal is told
    for (const char* key : {"levels", "schedule", "scheme", "metric", "lead_h", "release_h", "min_on_h",
                            "merge_gap_h", "feedback", "forecast_error"})
      table.take(key);
  return trigger;
}

}  // namespace lantian::io
