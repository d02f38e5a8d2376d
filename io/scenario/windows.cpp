#include "io/local_time.hpp"
#include "io/scenario/parts.hpp"
#include "io/scenario/recurring_time.hpp"

namespace lantian::io {

namespace {

/// Each word of `key` through `parse`; one that it does not take is reported with an example.
template <class T, class Parse>
std::vector<T> parsed(TableReader& table, const std::string& key, const std::string& example, Parse parse) {
  std::vector<T> found;
  for (const auto& word : table.words(key)) {
    const auto value = parse(word);
    if (value) {
      found.push_back(*value);
      continue;
    }
    table.fault("unreadable_value", key, table.item(key, word), {{"accepted", example}});
  }
  return found;
}

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

constexpr NumberRange hours_of_a_run{0.0, 366.0 * 24.0};

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

}  // namespace

scenarios::Window read_window(const std::string& id, TableReader& table) {
  scenarios::Window window;
  window.id = id;
  window.label = table.label("label");
  window.dates = parsed<scenarios::DateRange>(table, "dates", "\"11-15/03-15\", \"2023-11-15/2024-03-15\"",
                                              parse_date_range);
  window.hours = parsed<scenarios::HourRange>(table, "hours", "\"20-06\"", parse_hour_range);
  window.weekdays = parsed<int>(table, "weekdays", "Mon, Tue, Wed, Thu, Fri, Sat, Sun", parse_weekday);
  table.table("warning", [&](TableReader& warning) {
    window.trigger = warning.required_text("trigger");
    window.levels = warning.words("level");
    if (!warning.has("level")) warning.missing("level");
  });
  window.all_of = table.words("all_of");
  window.any_of = table.words("any_of");
  window.none_of = table.words("none_of");
  window.expect_days = table.optional_whole("expect_days", {1.0, 36600.0});
  if (window.expect_days && !table.has("dates")) table.missing("dates");
  return window;
}

scenarios::Trigger read_trigger(const std::string& id, TableReader& table, model::LocalClock clock) {
  scenarios::Trigger trigger;
  trigger.id = id;
  trigger.label = table.label("label");
  if (!table.has("signal")) table.missing("signal");
  table.choice("signal", {"schedule"}, "schedule");
  trigger.levels = table.words("levels");
  if (!table.has("levels")) table.missing("levels");
  if (!table.has("schedule")) table.missing("schedule");
  table.tables("schedule",
               [&](TableReader& spell) { trigger.schedule.push_back(read_warning(spell, clock)); });
  return trigger;
}

}  // namespace lantian::io
