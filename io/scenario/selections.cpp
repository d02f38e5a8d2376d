#include <algorithm>

#include "io/scenario/parts.hpp"
#include "io/scenario/pollutants.hpp"
#include "io/table.hpp"

namespace lantian::io {

namespace {

const std::vector<std::string> grades{"A", "B", "B-", "C", "D", "leading", "non_leading"};

/// Keys of a condition beside its lists.
const std::vector<std::string> further_keys{"stack_height", "emission", "distance", "upwind", "rank"};

/// Corners from a table beside the scenario; the line closes itself.
std::optional<scenarios::Polygon> read_polygon(TableReader& table, const std::string& written) {
  const auto& node = table.item("region", written);
  const auto context = table.context();
  if (!context.folder) {
    table.fault("extends_without_folder", "region", node, {});
    return std::nullopt;
  }
  const auto path = context.folder->resolve(written, node.place, context.diagnostics);
  if (!path) return std::nullopt;
  const auto before = context.diagnostics.items().size();
  const auto corners =
      Table::read(*path, {{"longitude", "degree_east"}, {"latitude", "degree_north"}, {"source", ""}},
                  context.diagnostics, node.place);
  scenarios::Polygon polygon{written, {}};
  for (const Row row : corners)
    polygon.corners.push_back(
        {row.number("longitude", {-180.0, 180.0}), row.number("latitude", {-90.0, 90.0})});
  if (context.diagnostics.items().size() == before && polygon.corners.size() < 3)
    context.diagnostics.add(
        "wrong_count", node.place,
        {{"key", written}, {"value", std::to_string(polygon.corners.size())}, {"expected", "≥ 3"}});
  return polygon;
}

/// A word that ends in .csv names a file with an area, any other a township or county.
void read_regions(TableReader& table, scenarios::Condition& condition) {
  for (const auto& word : condition.region)
    if (word.ends_with(".csv"))
      if (auto polygon = read_polygon(table, word)) condition.within.push_back(std::move(*polygon));
}

void read_further(TableReader& table, scenarios::Condition& condition) {
  table.table("stack_height", [&](TableReader& t) {
    if (!t.has("min") && !t.has("max")) t.missing("min");
    scenarios::HeightRange range;
    range.min = t.quantity("min", "m", range.min, {0.0, 500.0});
    range.max = t.quantity("max", "m", range.max, {range.min, 1000.0});
    condition.stack_height = range;
  });
  table.table("emission", [&](TableReader& t) {
    const auto species = read_pollutant(t, "species");
    if (!t.has("min")) t.missing("min");
    const double least = t.quantity("min", "kg/year", 0.0, {0.0, 1e12});
    if (species) condition.emission = {*species, least};
  });
  table.table("distance", [&](TableReader& t) {
    if (!t.has("max_km")) t.missing("max_km");
    const std::string to = t.required_text("to");
    condition.distance = {to, 1000.0 * t.number("max_km", 0.0, {0.0, 2000.0})};
  });
  table.table("upwind", [&](TableReader& t) {
    if (!t.has("sector_deg")) t.missing("sector_deg");
    const std::string of = t.required_text("of");
    condition.upwind = {of, t.number("sector_deg", 90.0, {1.0, 360.0})};
  });
  table.table("rank", [&](TableReader& t) {
    const auto by = read_pollutant(t, "by");
    if (!t.has("top")) t.missing("top");
    const int top = t.whole("top", 1, {1.0, 1e6});
    const bool whole_works = t.choice("unit", {"source", "enterprise"}, "source") == "enterprise";
    if (by) condition.rank = {*by, top, whole_works};
  });
}

bool names_anything(const TableReader& table) {
  const auto& keys = scenarios::condition_keys;
  return std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return table.has(key.name); }) ||
         std::any_of(further_keys.begin(), further_keys.end(),
                     [&](const auto& key) { return table.has(key); });
}

scenarios::Condition read_condition(TableReader& table) {
  scenarios::Condition condition;
  for (const auto& key : scenarios::condition_keys) condition.*key.list = table.words(key.name);
  for (const auto& grade : condition.grade)
    if (std::find(grades.begin(), grades.end(), grade) == grades.end())
      table.fault("not_one_of", "grade", table.item("grade", grade),
                  {{"accepted", joined(grades)}, {"nearest", nearest_spelling(grade, grades)}});
  read_regions(table, condition);
  read_further(table, condition);
  return condition;
}

/// A condition of its own: without any key it would take everything.
scenarios::Condition read_own_condition(TableReader& table) {
  if (!names_anything(table)) table.missing("industry");
  return read_condition(table);
}

/// The keys that named selections and measures share.
void read_common(TableReader& table, scenarios::Selection& selection) {
  selection.all_of = table.words("all_of");
  selection.any_of = table.words("any_of");
  selection.none_of = table.words("none_of");
  table.tables("any", [&](TableReader& t) { selection.any.push_back(read_own_condition(t)); });
  table.tables("not", [&](TableReader& t) { selection.none.push_back(read_own_condition(t)); });
  table.table("expect", [&](TableReader& t) {
    selection.min_sources = t.whole("min_sources", 1, {1.0, 1e6});
  });
  selection.allow_empty = table.text("allow_empty");
}

/// An empty selection would take everything: never what was meant.
void refuse_empty(TableReader& table) {
  if (names_anything(table)) return;
  for (const char* key : {"where", "any", "not", "all_of", "any_of", "none_of"})
    if (table.has(key)) return;
  table.missing("industry");
}

}  // namespace

scenarios::Condition read_words(TableReader& table) {
  scenarios::Condition words;
  for (const auto& key : scenarios::condition_keys)
    if (key.list != &scenarios::Condition::grade && key.list != &scenarios::Condition::serves)
      words.*key.list = table.words(key.name);
  return words;
}

scenarios::Selection read_selection(const std::string& id, TableReader& table) {
  scenarios::Selection selection;
  selection.id = id;
  selection.where = read_condition(table);
  read_common(table, selection);
  refuse_empty(table);
  return selection;
}

scenarios::Selection read_selection_use(const std::string& key, TableReader& table) {
  scenarios::Selection selection;
  const auto* node = table.take(key);
  if (!node) {
    table.missing(key);
    return selection;
  }
  if (node->kind == TomlValue::Kind::text) {
    selection.all_of = {node->text};
    return selection;
  }
  table.table(key, [&](TableReader& t) {
    t.table("where", [&](TableReader& where) { selection.where = read_own_condition(where); });
    read_common(t, selection);
    refuse_empty(t);
  });
  return selection;
}

}  // namespace lantian::io
