#include <algorithm>

#include "io/scenario/parts.hpp"

namespace lantian::io {

namespace {

const std::vector<std::string> grades{"A", "B", "B-", "C", "D", "leading", "non_leading"};

scenarios::Condition read_condition(TableReader& table) {
  scenarios::Condition condition;
  condition.industry = table.words("industry");
  condition.process = table.words("process");
  condition.grade = table.words("grade");
  condition.region = table.words("region");
  condition.id = table.words("id");
  condition.tag = table.words("tag");
  condition.fuel = table.words("fuel");
  condition.standard = table.words("standard");
  for (const auto& grade : condition.grade)
    if (std::find(grades.begin(), grades.end(), grade) == grades.end())
      table.fault("not_one_of", "grade", table.item("grade", grade),
                  {{"accepted", joined(grades)}, {"nearest", nearest_spelling(grade, grades)}});
  return condition;
}

/// The keys that named selections and measures share.
void read_common(TableReader& table, scenarios::Selection& selection) {
  selection.all_of = table.words("all_of");
  selection.any_of = table.words("any_of");
  selection.none_of = table.words("none_of");
  table.tables("any", [&](TableReader& t) { selection.any.push_back(read_condition(t)); });
  table.tables("not", [&](TableReader& t) { selection.none.push_back(read_condition(t)); });
  table.table("expect", [&](TableReader& t) {
    selection.min_sources = t.whole("min_sources", 1, {1.0, 1e6});
  });
  selection.allow_empty = table.text("allow_empty");
}

/// An empty selection would take everything: never what was meant.
void refuse_empty(const scenarios::Selection& s, TableReader& table) {
  if (s.where.empty() && s.any.empty() && s.none.empty() && s.all_of.empty() && s.any_of.empty() &&
      s.none_of.empty())
    table.missing("industry");
}

}  // namespace

scenarios::Selection read_selection(const std::string& id, TableReader& table) {
  scenarios::Selection selection;
  selection.id = id;
  selection.where = read_condition(table);
  read_common(table, selection);
  refuse_empty(selection, table);
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
    t.table("where", [&](TableReader& where) { selection.where = read_condition(where); });
    read_common(t, selection);
    refuse_empty(selection, t);
  });
  return selection;
}

}  // namespace lantian::io
