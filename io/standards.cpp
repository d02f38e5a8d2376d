#include "io/standards.hpp"

#include <algorithm>

#include "io/local_time.hpp"
#include "io/scenario/table_reader.hpp"
#include "scenarios/standards/period_evaluation.hpp"

namespace lantian::io {

namespace {

using Kind = TomlValue::Kind;

constexpr NumberRange any_amount{0.0, 1e6};

/// kg m-3 of one unit; only the two that the standards use.
double unit_of(TableReader& table, std::string& name) {
  if (!table.has("unit")) table.missing("unit");
  name = table.choice("unit", {"ug/m3", "mg/m3"}, "ug/m3");
  return name == "mg/m3" ? 1e-6 : 1e-9;
}

/// The numbers under `key`; empty and a diagnostic where it holds anything else.
std::vector<double> numbers(TableReader& table, const std::string& key) {
  std::vector<double> found;
  const auto* node = table.take(key);
  if (!node) return found;
  for (const auto& item : node->items)
    if (item.kind == Kind::whole_number || item.kind == Kind::number) found.push_back(item.number);
  if (node->kind != Kind::list || found.size() != node->items.size() || found.empty()) {
    table.wrong_kind(key, *node, "a list of numbers");
    return {};
  }
  return found;
}

std::int64_t day_of(TableReader& root, const std::string& key) {
  const std::string written = root.required_text(key);
  const auto midnight = read_local_time(written, 0);
  if (midnight) return model::floor_div(*midnight, model::seconds_per_day);
  if (const auto* node = root.take(key))
    root.fault("unreadable_value", key, *node, {{"accepted", "\"2016-01-01\""}});
  return 0;
}

void read_limits(TableReader& root, scenarios::AirQualityStandard& standard) {
  root.each("limits", [&](const std::string& pollutant, const TomlValue& node) {
    TableReader table(node, "limits." + pollutant, root.context());
    std::string name;
    const double unit = unit_of(table, name);
    for (const char* average : {"annual", "quarter", "24h", "1h", "mda8"}) {
      const auto classes = numbers(table, average);
      if (classes.size() == 2)
        standard.limits.push_back({pollutant, average, classes[0] * unit, classes[1] * unit});
      else if (!classes.empty())
        table.fault("wrong_count", average, *table.take(average), {{"expected", "2"}});
    }
    table.finish();
  });
}

/// Break points must climb and not outnumber the indices.
bool is_column(const std::vector<double>& points, const std::vector<double>& indices) {
  return points.size() >= 2 && points.size() <= indices.size() &&
         std::is_sorted(points.begin(), points.end(), std::less_equal<>());
}

void read_columns(TableReader& root, scenarios::IndexScheme& scheme) {
  root.each("columns", [&](const std::string& pollutant, const TomlValue& node) {
    TableReader table(node, "columns." + pollutant, root.context());
    scenarios::IndexColumn column;
    column.pollutant = pollutant;
    column.unit = unit_of(table, column.unit_name);
    column.step = table.number("step", 1.0, any_amount);
    for (const char* average : {"24h", "1h", "mda8"}) {
      if (!table.take(average)) continue;
      column.average = average;
      column.breakpoints = numbers(table, average);
      if (is_column(column.breakpoints, scheme.indices))
        scheme.columns.push_back(column);
      else
        table.fault("breakpoints_do_not_climb", average, *table.take(average), {});
    }
    table.finish();
  });
}

void read_categories(TableReader& root, scenarios::IndexScheme& scheme) {
  root.tables("category", [&](TableReader& table) {
    scenarios::IndexCategory category;
    category.highest = table.whole("highest", 500, {0.0, 500.0});
    category.level = table.label("level");
    category.label = table.label("label");
    const auto colour = numbers(table, "colour");
    for (std::size_t i = 0; i < std::min<std::size_t>(3, colour.size()); ++i)
      category.colour[i] = static_cast<int>(colour[i]);
    scheme.categories.push_back(category);
  });
  if (const auto* node = root.take("category"); node && scheme.categories.size() != scenarios::category_count)
    root.fault("wrong_count", "category", *node,
               {{"value", std::to_string(scheme.categories.size())},
                {"expected", std::to_string(scenarios::category_count)}});
}

void read_states(TableReader& root, scenarios::AirQualityStandard& standard) {
  if (!root.has("reference_state")) root.missing("reference_state");
  root.tables("reference_state", [&](TableReader& table) {
    standard.states.push_back(
        {day_of(table, "first_day"), table.number("gas_temperature", 298.15, {200.0, 350.0})});
  });
}

void read_validity(TableReader& root, scenarios::Validity& validity) {
  if (!root.has("validity")) root.missing("validity");
  root.table("validity", [&](TableReader& table) {
    validity.hours_of_day = table.whole("hours_of_day", 20, {1.0, 24.0});
    validity.hours_of_8h = table.whole("hours_of_8h", 6, {1.0, 8.0});
    validity.means_of_day = table.whole("means_of_day", 14, {1.0, 17.0});
    validity.days_of_month = table.whole("days_of_month", 27, {1.0, 30.0});
    validity.days_of_february = table.whole("days_of_february", 25, {1.0, 28.0});
    validity.days_of_year = table.whole("days_of_year", 324, {1.0, 365.0});
    validity.share_of_stations = table.number("share_of_stations", 0.75, share);
  });
}

void read_item(TableReader& table, scenarios::ItemRule& item) {
  item.average = table.choice("average", {"24h", "mda8"}, "24h");
  item.percentile = table.number("percentile", 0.0, {0.0, 100.0});
  item.index_takes_percentile = table.choice("index", {"mean", "percentile"}, "mean") == "percentile";
  item.unit = unit_of(table, item.unit_name);
  item.step = table.number("step", 1.0, any_amount);
}

/// Calls `body` with each item's name and place in a table that must hold all six.
template <class Body>
void each_item(TableReader& table, Body body) {
  for (std::size_t item = 0; item < scenarios::item_count; ++item) {
    const std::string name(scenarios::item_names[item]);
    if (!table.has(name)) table.missing(name);
    body(name, item);
  }
}

void read_trend(TableReader& root, std::vector<scenarios::CriticalValue>& trend) {
  root.table("trend", [&](TableReader& table) {
    const auto years = numbers(table, "years"), critical = numbers(table, "critical");
    if (years.size() != critical.size() && !critical.empty())
      table.fault("wrong_count", "critical", *table.take("critical"),
                  {{"value", std::to_string(critical.size())}, {"expected", std::to_string(years.size())}});
    for (std::size_t i = 0; i < std::min(years.size(), critical.size()); ++i)
      trend.push_back({static_cast<int>(years[i]), critical[i]});
  });
}

scenarios::Assessment read_assessment(TableReader& root, const std::string& id) {
  scenarios::Assessment rules;
  rules.id = id;
  rules.first_day = day_of(root, "first_day");
  read_validity(root, rules.validity);
  root.table("items", [&](TableReader& items) {
    each_item(items, [&](const std::string& name, std::size_t item) {
      items.table(name, [&](TableReader& table) { read_item(table, rules.items[item]); });
    });
  });
  if (!root.has("composite")) root.missing("composite");
  root.tables("composite", [&](TableReader& table) {
    scenarios::CompositeScheme scheme{table.required_text("id"),
                                      table.boolean("verified", false),
                                      table.number("step", 0.01, any_amount),
                                      {}};
    table.table("weights", [&](TableReader& weights) {
      each_item(weights, [&](const std::string& name, std::size_t item) {
        scheme.weights[item] = weights.number(name, 0.0, any_amount);
      });
    });
    rules.composites.push_back(std::move(scheme));
  });
  root.table("days", [&](TableReader& table) {
    rules.good_up_to = table.whole("good_up_to", 100, {0.0, 500.0});
    rules.heavy_above = table.whole("heavy_above", 200, {0.0, 500.0});
  });
  root.table("moving_average", [&](TableReader& table) {
    rules.moving_average_years = table.whole("years", 0, {0.0, 30.0});
  });
  read_trend(root, rules.trend);
  return rules;
}

void read_standard(TableReader& root, const std::string& id, scenarios::Standards& standards) {
  if (root.has("limits")) {
    scenarios::AirQualityStandard standard{id, day_of(root, "first_day"), {}, {}};
    read_states(root, standard);
    read_limits(root, standard);
    standards.air_quality.push_back(std::move(standard));
  }
  if (root.has("columns")) {
    scenarios::IndexScheme scheme;
    scheme.id = id;
    scheme.first_day = day_of(root, "first_day");
    scheme.cap_short_columns = root.boolean("cap_short_columns", false);
    scheme.indices = numbers(root, "indices");
    read_columns(root, scheme);
    read_categories(root, scheme);
    standards.index.push_back(std::move(scheme));
  }
  if (root.has("items")) standards.assessment.push_back(read_assessment(root, id));
  root.tables("reduction", [&](TableReader& table) {
    standards.reductions.push_back({table.required_text("level"), table.number("share", 0.0, share)});
  });
}

/// Opens a file of the schema and hands its root to `body`.
template <class Body>
void with_document(const std::filesystem::path& path, Diagnostics& diagnostics, Body body) {
  const auto document = read_toml(path, diagnostics);
  if (!document) return;
  std::map<std::string, TextPlace> places;
  TableReader root(*document, "", {diagnostics, places});
  root.choice("schema", {"lantian.standard/1"}, "");
  const std::string id = root.required_text("id");
  root.required_text("source");
  root.required_text("tag");  // of provenance: how well the source was seen
  body(root, id);
  root.finish();
}

}  // namespace

scenarios::Standards read_standards(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  scenarios::Standards standards;
  std::vector<std::filesystem::path> files;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none))
    if (entry.path().extension() == ".toml" && entry.path().stem() != "industries" &&
        entry.path().stem() != "warnings" && entry.path().stem() != "health" &&
        entry.path().stem() != "skill")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files)
    with_document(file, diagnostics,
                  [&](TableReader& root, const std::string& id) { read_standard(root, id, standards); });
  const auto by_day = [](const auto& a, const auto& b) { return a.first_day < b.first_day; };
  std::stable_sort(standards.air_quality.begin(), standards.air_quality.end(), by_day);
  std::stable_sort(standards.index.begin(), standards.index.end(), by_day);
  std::stable_sort(standards.assessment.begin(), standards.assessment.end(), by_day);
  if (standards.air_quality.empty() || standards.index.empty() || standards.assessment.empty())
    diagnostics.add("no_standards", {folder.string(), 0, 0});
  return standards;
}

std::vector<std::string> read_industries(const std::filesystem::path& file, Diagnostics& diagnostics) {
  std::vector<std::string> names;
  with_document(file, diagnostics, [&](TableReader& root, const std::string&) {
    root.each("industry", [&](const std::string& name, const TomlValue& node) {
      TableReader table(node, "industry." + name, root.context());
      table.whole("number", 0, {0.0, 39.0});
      table.required_text("zh");
      table.finish();
      names.push_back(name);
    });
  });
  return names;
}

}  // namespace lantian::io
