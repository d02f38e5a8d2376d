#include "io/scenario/table_reader.hpp"

#include <algorithm>
#include <cmath>

#include "io/units.hpp"
#include "scenarios/policy/plan_text.hpp"

namespace lantian::io {

namespace {

using Kind = TomlValue::Kind;

bool is_number(const TomlValue& node) { return node.kind == Kind::number || node.kind == Kind::whole_number; }

/// As the author wrote it; of lists and tables their kind.
std::string shown(const TomlValue& node) {
  return node.kind == Kind::list || node.kind == Kind::table ? node.kind_name() : node.text;
}

std::string range_text(NumberRange range) {
  return scenarios::exact_text(range.lowest) + " .. " + scenarios::exact_text(range.highest);
}

}  // namespace

void note_places(const TomlValue& node, const std::string& path, std::map<std::string, TextPlace>& places) {
  places.try_emplace(path, node.place);
  for (const auto& entry : node.entries) {
    const std::string below = path.empty() ? entry.key : path + "." + entry.key;
    // A table's own place is its bracket; of everything else the value is what is wrong or right.
    places.try_emplace(below, entry.value.kind == Kind::table ? entry.place : entry.value.place);
    note_places(entry.value, below, places);
  }
}

TableReader::TableReader(const TomlValue& node, std::string path, ReadingContext context)
    : path_(std::move(path)), context_(context), place_(node.place) {
  if (node.kind == Kind::table)
    node_ = &node;
  else
    context_.diagnostics.add("wrong_type", node.place,
                             {{"key", path_}, {"kind", node.kind_name()}, {"expected_kind", "a table"}});
}

const TomlValue* TableReader::take(const std::string& key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.push_back(key);
  return node_ ? node_->find(key) : nullptr;
}

void TableReader::fault(const std::string& code, const std::string& key, const TomlValue& at,
                        std::vector<std::pair<std::string, std::string>> arguments) const {
  const bool has_own = std::any_of(arguments.begin(), arguments.end(),
                                   [](const auto& argument) { return argument.first == "value"; });
  if (!has_own) arguments.insert(arguments.begin(), {"value", shown(at)});
  arguments.insert(arguments.begin(), {"key", below(key)});
  context_.diagnostics.add(code, at.place, std::move(arguments));
}

void TableReader::wrong_kind(const std::string& key, const TomlValue& at, const char* expected) const {
  fault("wrong_type", key, at, {{"kind", at.kind_name()}, {"expected_kind", expected}});
}

void TableReader::missing(const std::string& key) const {
  if (node_) context_.diagnostics.add("missing_key", place_, {{"key", key}, {"table", title()}});
}

std::string TableReader::text(const std::string& key, const std::string& otherwise) {
  const auto* node = take(key);
  if (!node) return otherwise;
  if (node->kind == Kind::text) return node->text;
  wrong_kind(key, *node, "a text");
  return otherwise;
}

std::string TableReader::required_text(const std::string& key) {
  if (!take(key)) missing(key);
  return text(key);
}

double TableReader::number(const std::string& key, double otherwise, NumberRange range) {
  const auto* node = take(key);
  if (!node) return otherwise;
  if (!is_number(*node)) {
    wrong_kind(key, *node, "a number");
    return otherwise;
  }
  if (!(node->number >= range.lowest && node->number <= range.highest)) {  // also where it is NaN
    fault("out_of_range", key, *node, {{"range", range_text(range)}});
    return otherwise;
  }
  return node->number;
}

double TableReader::quantity(const std::string& key, const char* unit, double otherwise, NumberRange range) {
  const auto* node = take(key);
  if (!node) return otherwise;
  if (node->kind != Kind::text) {
    fault("no_unit", key, *node, {{"expected_kind", kind_of_unit(unit)}, {"unit", unit}});
    return otherwise;
  }
  const ReadQuantity read = read_quantity(node->text, unit);
  const auto report = [&](const char* code) {
    fault(code, key, *node,
          {{"kind", kind_of_unit(read.unit)}, {"expected_kind", kind_of_unit(unit)}, {"unit", unit}});
    return otherwise;
  };
  switch (read.fault) {
    case ReadingFault::not_a_number:
      return report("not_a_number");
    case ReadingFault::not_finite:
      return report("not_finite");
    case ReadingFault::no_unit:
      return report("no_unit");
    case ReadingFault::unknown_unit:
      return report("unknown_unit");
    case ReadingFault::wrong_dimension:
      return report("wrong_dimension");
    case ReadingFault::none:
      break;
  }
  if (read.value >= range.lowest && read.value <= range.highest) return read.value;
  fault("out_of_range", key, *node, {{"range", range_text(range) + " " + unit}});
  return otherwise;
}

std::optional<int> TableReader::optional_whole(const std::string& key, NumberRange range) {
  const auto* node = take(key);
  if (!node) return std::nullopt;
  if (node->kind != Kind::whole_number) {
    wrong_kind(key, *node, "a whole number");
    return std::nullopt;
  }
  if (node->number < range.lowest || node->number > range.highest) {
    fault("out_of_range", key, *node, {{"range", range_text(range)}});
    return std::nullopt;
  }
  return static_cast<int>(node->number);
}

int TableReader::whole(const std::string& key, int otherwise, NumberRange range) {
  return optional_whole(key, range).value_or(otherwise);
}

std::vector<int> TableReader::whole_numbers(const std::string& key, NumberRange range) {
  std::vector<int> found;
  const auto* node = take(key);
  if (!node) return found;
  if (node->kind != Kind::list) {
    wrong_kind(key, *node, "a list");
    return found;
  }
  for (const auto& item : node->items) {
    if (item.kind != Kind::whole_number)
      wrong_kind(key, item, "a whole number");
    else if (item.number < range.lowest || item.number > range.highest)
      fault("out_of_range", key, item, {{"range", range_text(range)}});
    else
      found.push_back(static_cast<int>(item.number));
  }
  return found;
}

bool TableReader::boolean(const std::string& key, bool otherwise) {
  const auto* node = take(key);
  if (!node) return otherwise;
  if (node->kind == Kind::truth) return node->truth;
  wrong_kind(key, *node, "true or false");
  return otherwise;
}

std::vector<std::string> TableReader::words(const std::string& key) {
  const auto* node = take(key);
  std::vector<std::string> found;
  if (!node) return found;
  if (node->kind == Kind::text) {
    context_.places.try_emplace(below(key) + ".0", node->place);
    return {node->text};
  }
  if (node->kind != Kind::list) {
    wrong_kind(key, *node, "a text or a list of texts");
    return found;
  }
  if (node->items.empty()) fault("empty_list", key, *node, {});
  for (const auto& item : node->items) {
    if (item.kind == Kind::text) {
      context_.places.try_emplace(below(key) + "." + std::to_string(found.size()), item.place);
      found.push_back(item.text);
    } else {
      wrong_kind(key, item, "a text");
    }
  }
  return found;
}

const TomlValue& TableReader::item(const std::string& key, const std::string& word) {
  const auto* node = take(key);
  for (const auto& item : node->items)
    if (item.text == word) return item;
  return *node;
}

std::string TableReader::choice(const std::string& key, const std::vector<std::string>& accepted,
                                const std::string& otherwise) {
  if (!take(key)) return otherwise;
  const std::string value = text(key);
  if (std::find(accepted.begin(), accepted.end(), value) != accepted.end()) return value;
  const auto* node = take(key);
  if (node->kind == Kind::text)
    fault("not_one_of", key, *node,
          {{"accepted", joined(accepted)}, {"nearest", nearest_spelling(value, accepted)}});
  return "";
}

scenarios::Label TableReader::label(const std::string& key) {
  scenarios::Label label;
  table(key, [&](TableReader& t) {
    label.en = t.required_text("en");
    label.zh = t.required_text("zh");
  });
  return label;
}

bool TableReader::table(const std::string& key, const std::function<void(TableReader&)>& body) {
  const auto* node = take(key);
  if (!node) return false;
  TableReader inner(*node, below(key), context_);
  if (!inner.node_) return true;
  body(inner);
  inner.finish();
  return true;
}

void TableReader::each(const std::string& key,
                       const std::function<void(const std::string&, const TomlValue&)>& body) {
  const auto* node = take(key);
  if (!node) return;
  TableReader inner(*node, below(key), context_);
  if (inner.node_)
    for (const auto& entry : node->entries) body(entry.key, entry.value);
}

void TableReader::tables(const std::string& key, const std::function<void(TableReader&)>& body) {
  const auto* node = take(key);
  if (!node) return;
  std::vector<const TomlValue*> items;
  if (node->kind == Kind::list)
    for (const auto& item : node->items) items.push_back(&item);
  else
    items.push_back(node);
  if (items.empty()) fault("empty_list", key, *node, {});
  for (std::size_t n = 0; n < items.size(); ++n) {
    TableReader inner(*items[n], below(key) + "." + std::to_string(n), context_);
    note_places(*items[n], inner.path_, context_.places);
    if (!inner.node_) continue;
    body(inner);
    inner.finish();
  }
}

void TableReader::finish() const {
  if (!node_) return;
  for (const auto& entry : node_->entries) {
    if (std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
    context_.diagnostics.add("unknown_key", entry.place,
                             {{"key", entry.key},
                              {"table", title()},
                              {"nearest", nearest_spelling(entry.key, known_)},
                              {"accepted", joined(known_)}});
  }
}

}  // namespace lantian::io
