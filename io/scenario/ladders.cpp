#include <algorithm>
#include <filesystem>
#include <iterator>

#include "io/data_folder.hpp"
#include "io/scenario/parts.hpp"
#include "io/scenario/pollutants.hpp"

namespace lantian::io {

namespace {

using Kind = TomlValue::Kind;

const std::vector<std::string> settings{"label", "key", "monotone", "ladder"};
const std::vector<std::string> grade_columns{"A", "B", "B-", "C", "D", "leading", "non_leading", "ungraded"};

/// Two words at least; grades are checked here, levels against the triggers.
void read_order(TableReader& table, scenarios::LadderTable::Monotone& rule) {
  rule.order = table.words("order");
  const auto* node = table.take("order");
  if (!node) return table.missing("order");
  if (rule.order.size() == 1)
    table.context().diagnostics.add("wrong_count", node->place,
                                    {{"key", table.path() + ".order"}, {"value", "1"}, {"expected", "≥ 2"}});
  if (rule.by != "grade") return;
  for (const auto& grade : rule.order)
    if (std::find(grade_columns.begin(), grade_columns.end(), grade) == grade_columns.end())
      table.fault("not_one_of", "order", table.item("order", grade),
                  {{"accepted", joined(grade_columns)}, {"nearest", nearest_spelling(grade, grade_columns)}});
}

void read_monotone(TableReader& table, scenarios::LadderTable& ladder) {
  table.tables("monotone", [&](TableReader& t) {
    scenarios::LadderTable::Monotone rule;
    if (!t.has("by")) t.missing("by");
    rule.by = t.choice("by", {"grade", "level"}, "grade");
    read_order(t, rule);
    rule.nonincreasing =
        t.choice("direction", {"nonincreasing", "nondecreasing"}, "nonincreasing") != "nondecreasing";
    if (rule.by == "level" && !ladder.by_level)
      t.fault("not_one_of", "by", *t.take("by"), {{"accepted", "grade"}, {"nearest", "grade"}});
    ladder.monotone.push_back(rule);
  });
}

void read_key(TableReader& table, scenarios::LadderTable& ladder) {
  if (!ladder.rows.empty() && !table.has("key")) return;  // that of the shipped ladder
  const auto key = table.words("key");
  ladder.by_level = key == std::vector<std::string>{"industry", "grade", "level"};
  if (!ladder.by_level && key != std::vector<std::string>{"industry", "grade"}) {
    if (const auto* node = table.take("key"))
      table.fault(
          "not_one_of", "key", *node,
          {{"accepted", "[industry, grade], [industry, grade, level], [fuel, pollutant]"}, {"nearest", ""}});
    else
      table.missing("key");
  }
}

/// One industry's row: grade = share, or grade = { level = share }.
void read_row(TableReader& row, const std::string& industry, scenarios::LadderTable& ladder) {
  for (const auto& grade : grade_columns) {
    if (!row.has(grade)) {
      row.take(grade);
      continue;
    }
    if (!ladder.by_level) {
      ladder.rows.push_back({industry, grade, "", row.number(grade, 1.0, share)});
      continue;
    }
    row.each(grade, [&](const std::string& level, const TomlValue& value) {
      if ((value.kind != Kind::number && value.kind != Kind::whole_number) || !(value.number >= 0.0) ||
          value.number > 1.0)
        row.fault("out_of_range", grade + "." + level, value, {{"range", "0 .. 1"}});
      else
        ladder.rows.push_back({industry, grade, level, value.number});
    });
  }
}

/// A ladder of data/ladders by its name; its rows carry their tag and source.
void read_shipped(TableReader& table, scenarios::LadderTable& ladder) {
  const std::string wanted = table.text("ladder");
  if (wanted.empty()) return;
  auto& diagnostics = table.context().diagnostics;
  std::vector<std::string> names;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(data_folder() / "ladders", failed))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  if (std::find(names.begin(), names.end(), wanted) == names.end())
    return table.fault("not_one_of", "ladder", *table.take("ladder"),
                       {{"accepted", joined(names)}, {"nearest", nearest_spelling(wanted, names)}});
  const auto document = read_toml(data_folder() / "ladders" / (wanted + ".toml"), diagnostics);
  if (!document) return;
  std::map<std::string, TextPlace> places;
  TableReader shipped(*document, "", {diagnostics, places});
  for (const char* head : {"schema", "id", "source"}) shipped.required_text(head);
  if (ladder.label.en.empty()) ladder.label = shipped.label("label");
  shipped.take("label");
  read_key(shipped, ladder);
  read_monotone(shipped, ladder);
  shipped.each("row", [&](const std::string& industry, const TomlValue& node) {
    TableReader row(node, "row." + industry, {diagnostics, places});
    const auto first = ladder.rows.size();
    const std::string tag = row.required_text("tag"), source = row.required_text("source");
    row.required_text("zh");
    row.whole("number", 0, {0.0, 100.0});
    read_row(row, industry == "default" ? "" : industry, ladder);
    row.finish();
    for (auto n = first; n < ladder.rows.size(); ++n)
      ladder.rows[n].tag = tag, ladder.rows[n].source = source;
  });
  shipped.finish();
}

/// The scenario's own rungs take the place of the shipped ones.
void override_rows(scenarios::LadderTable& ladder, std::size_t shipped) {
  const auto own = ladder.rows.begin() + static_cast<std::ptrdiff_t>(shipped);
  const auto is_replaced = [&](const scenarios::LadderTable::Row& row) {
    return std::any_of(own, ladder.rows.end(), [&](const auto& mine) {
      return mine.industry == row.industry && mine.grade == row.grade && mine.level == row.level;
    });
  };
  std::vector<scenarios::LadderTable::Row> kept;
  std::copy_if(ladder.rows.begin(), own, std::back_inserter(kept),
               [&](const auto& row) { return !is_replaced(row); });
  kept.insert(kept.end(), own, ladder.rows.end());
  ladder.rows = std::move(kept);
}

}  // namespace

scenarios::LadderTable read_ladder(const std::string& id, const TomlValue& node, const std::string& path,
                                   ReadingContext context) {
  scenarios::LadderTable ladder;
  ladder.id = id;
  TableReader table(node, path, context);
  ladder.label = table.label("label");
  read_shipped(table, ladder);
  const std::size_t shipped = ladder.rows.size();
  read_key(table, ladder);
  if (table.has("monotone")) ladder.monotone.clear();
  read_monotone(table, ladder);
  for (const auto& entry : node.entries) {
    if (std::find(settings.begin(), settings.end(), entry.key) != settings.end()) continue;
    if (entry.value.kind != Kind::table) {
      table.fault("unknown_key", entry.key, entry.value,
                  {{"nearest", nearest_spelling(entry.key, settings)},
                   {"accepted", joined(settings) + ", an industry = { grade = share, … }"}});
      continue;
    }
    TableReader row(entry.value, path + "." + entry.key, context);
    read_row(row, entry.key == "default" ? "" : entry.key, ladder);
    row.finish();
  }
  if (ladder.rows.empty()) table.missing("default");
  override_rows(ladder, shipped);
  return ladder;
}

bool is_fuel_table(const TomlValue& node) {
  const auto* key = node.find("key");
  return key && key->kind == Kind::list && !key->items.empty() && key->items.front().text == "fuel";
}

scenarios::FuelTable read_fuel_table(const std::string& id, const TomlValue& node, const std::string& path,
                                     ReadingContext context) {
  scenarios::FuelTable fuels;
  fuels.id = id;
  TableReader table(node, path, context);
  fuels.label = table.label("label");
  if (table.words("key") != std::vector<std::string>{"fuel", "pollutant"})
    table.fault("not_one_of", "key", *table.take("key"),
                {{"accepted", "[fuel, pollutant]"}, {"nearest", ""}});
  fuels.unit = table.required_text("unit");
  const std::vector<std::string> own{"label", "key", "unit"};
  for (const auto& entry : node.entries) {
    if (std::find(own.begin(), own.end(), entry.key) != own.end()) continue;
    if (entry.value.kind != Kind::table) {
      table.fault("unknown_key", entry.key, entry.value,
                  {{"nearest", nearest_spelling(entry.key, own)},
                   {"accepted", joined(own) + ", a fuel = { pollutant = factor, … }"}});
      continue;
    }
    TableReader row(entry.value, path + "." + entry.key, context);
    // Zero would make any ratio: a fuel that emits almost nothing has a small factor.
    fuels.rows[entry.key] = read_own_values(row, {1e-12, 1e9});
    row.finish();
  }
  return fuels;
}

}  // namespace lantian::io
