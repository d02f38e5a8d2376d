#include <algorithm>

#include "io/scenario/parts.hpp"

namespace lantian::io {

namespace {

const std::vector<std::string> grades{"A", "B", "B-", "C", "D", "leading", "non_leading"};

scenarios::Condition read_condition(TableReader& table) {
  scenarios::Condition condition;
  for (const auto& key : scenarios::condition_keys) condition.*key.list = table.words(key.name);
  for (const auto& grade : condition.grade)
    if (std::find(grades.begin(), grades.end(), grade) == grades.end())
      table.fault("not_one_of", "grade", table.item("grade", grade),
                  {{"accepted", joined(grades)}, {"nearest", nearest_spelling(grade, grades)}});
  return condition;
}

/// A condition of its own: without any key it would take everything.
scenarios::Condition read_own_condition(TableReader& table) {
  const auto& keys = scenarios::condition_keys;
  if (std::none_of(keys.begin(), keys.end(), [&](const auto& key) { return table.has(key.name); }))
    table.missing("industry");
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
  const auto has = [&](const auto& key) { return table.has(key.name); };
  const auto& keys = scenarios::condition_keys;
  if (std::any_of(keys.begin(), keys.end(), has)) return;
  for (const char* key : {"where", "any", "not", "all_of", "any_of", "none_of"})
    if (table.has(key)) return;
  table.missing("industry");
}

}  // namespace

scenarios::Condition read_words(TableReader& table) {
  scenarios::Condition words;
  for (const auto& key : scenarios::condition_keys)
    if (key.list != &scenarios::Condition::grade) words.*key.list = table.words(key.name);
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
