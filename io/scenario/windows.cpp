#include "io/scenario/expression.hpp"
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

/// A day of a range that no year has is told as that, all else as unreadable.
std::vector<scenarios::DateRange> read_dates(TableReader& table) {
  std::vector<scenarios::DateRange> found;
  for (const auto& word : table.words("dates")) {
    if (const auto range = parse_date_range(word)) {
      found.push_back(*range);
      continue;
    }
    const bool is_no_day = names_no_day(word);
    table.fault(is_no_day ? "no_such_day" : "unreadable_value", "dates", table.item("dates", word),
                {{"accepted", "\"11-15/03-15\", \"2023-11-15/2024-03-15\""}});
  }
  return found;
}

void read_quota(TableReader& table, scenarios::Window& window) {
  table.table("quota", [&](TableReader& t) {
    using Pick = scenarios::Quota::Pick;
    scenarios::Quota quota;
    if (!t.has("min_days")) t.missing("min_days");
    quota.min_days = t.whole("min_days", 1, {1.0, 366.0});
    quota.per_month = t.choice("per", {"month", "window"}, "month") != "window";
    const std::string pick = t.choice("pick", {"any", "worst_forecast", "enterprise_choice"}, "any");
    quota.pick = pick == "worst_forecast"      ? Pick::worst_forecast
                 : pick == "enterprise_choice" ? Pick::enterprise_choice
                                               : Pick::any;
    if (t.has("seed") && quota.pick != Pick::enterprise_choice)
      t.fault("exclusive_keys", "seed", *t.take("seed"), {{"accepted", "pick = \"enterprise_choice\""}});
    if (!t.has("seed") && quota.pick == Pick::enterprise_choice) t.missing("seed");
    quota.seed = static_cast<std::uint64_t>(t.whole("seed", 0, seeds));
    window.quota = quota;
  });
  if (window.quota && !window.quota->per_month && !table.has("dates")) table.missing("dates");
}

}  // namespace

scenarios::Window read_window(const std::string& id, TableReader& table) {
  scenarios::Window window;
  window.id = id;
  window.label = table.label("label");
  window.dates = read_dates(table);
  window.hours = parsed<scenarios::HourRange>(table, "hours", "\"20-06\"", parse_hour_range);
  window.weekdays = parsed<int>(table, "weekdays", "Mon, Tue, Wed, Thu, Fri, Sat, Sun", parse_weekday);
  if (table.has("holidays")) window.holidays = table.boolean("holidays", true);
  table.take("holidays");
  table.text("when");
  if (table.has("when"))
    window.when = read_expression(table.path() + ".when", *table.take("when"), table.context());
  read_quota(table, window);
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

}  // namespace lantian::io
