#include "io/scenario/table_reader.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/policy/plan_text.hpp"

namespace lantian::io {

namespace {

using Kind = DocumentNode::Kind;

std::string kind_name(Kind kind) {
  switch (kind) {
    case Kind::text:
      return "text";
    case Kind::whole:
      return "whole number";
    case Kind::real:
      return "number";
    case Kind::boolean:
      return "true/false";
    case Kind::date:
      return "date";
    case Kind::list:
      return "list";
    case Kind::table:
      return "table";
  }
  return "";
}

std::string shown(const DocumentNode& node) {
  if (node.kind == Kind::text) return node.text;
  if (node.kind == Kind::whole) return std::to_string(node.whole);
  if (node.kind == Kind::real) return scenarios::exact_text(node.number);
  if (node.kind == Kind::boolean) return node.boolean ? "true" : "false";
  return kind_name(node.kind);
}

std::string range_text(NumberRange range) {
  return scenarios::exact_text(range.lowest) + " .. " + scenarios::exact_text(range.highest);
}

}  // namespace

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

void note_places(const DocumentNode& node, const std::string& path,
                 std::map<std::string, TextPlace>& places) {
  places.try_emplace(path, node.place);
  for (const auto& entry : node.entries) {
    if (entry.key.empty()) continue;
    const std::string below = path.empty() ? entry.key : path + "." + entry.key;
    // A table's own place is its bracket; of everything else the value is what is wrong or right.
    places.try_emplace(below, entry.value.kind == Kind::table ? entry.place : entry.value.place);
    note_places(entry.value, below, places);
  }
}

TableReader::TableReader(const DocumentNode& node, std::string path, ReadingContext context)
    : path_(std::move(path)), context_(context), place_(node.place) {
  if (node.kind == Kind::table)
    node_ = &node;
  else
    context_.diagnostics.add("wrong_type", node.place,
                             {{"key", path_}, {"value", shown(node)}, {"accepted", kind_name(Kind::table)}});
}

const DocumentNode* TableReader::take(const std::string& key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.push_back(key);
  return node_ ? node_->find(key) : nullptr;
}

void TableReader::fault(const std::string& code, const std::string& key, const DocumentNode& at,
                        std::vector<std::pair<std::string, std::string>> arguments) const {
  arguments.insert(arguments.begin(),
                   {{"key", path_.empty() ? key : path_ + "." + key}, {"value", shown(at)}});
  context_.diagnostics.add(code, at.place, std::move(arguments));
}

void TableReader::missing(const std::string& key) const {
  if (node_)
    context_.diagnostics.add("missing_key", place_, {{"key", path_.empty() ? key : path_ + "." + key}});
}

std::string TableReader::text(const std::string& key, const std::string& otherwise) {
  const auto* node = take(key);
  if (!node) return otherwise;
  if (node->kind == Kind::text) return node->text;
  fault("wrong_type", key, *node, {{"accepted", kind_name(Kind::text)}});
  return otherwise;
}

std::string TableReader::required_text(const std::string& key) {
  if (!take(key)) missing(key);
  return text(key);
}

double TableReader::number(const std::string& key, double otherwise, NumberRange range) {
  const auto* node = take(key);
  if (!node) return otherwise;
  if (node->kind != Kind::real && node->kind != Kind::whole) {
    fault("wrong_type", key, *node, {{"accepted", kind_name(Kind::real)}});
    return otherwise;
  }
  if (!(node->number >= range.lowest && node->number <= range.highest)) {  // also where it is NaN
    fault("out_of_range", key, *node, {{"accepted", range_text(range)}});
    return otherwise;
  }
  return node->number;
}

std::optional<int> TableReader::optional_whole(const std::string& key, NumberRange range) {
  const auto* node = take(key);
  if (!node) return std::nullopt;
  if (node->kind != Kind::whole) {
    fault("wrong_type", key, *node, {{"accepted", kind_name(Kind::whole)}});
    return std::nullopt;
  }
  if (node->number < range.lowest || node->number > range.highest) {
    fault("out_of_range", key, *node, {{"accepted", range_text(range)}});
    return std::nullopt;
  }
  return static_cast<int>(node->whole);
}

int TableReader::whole(const std::string& key, int otherwise, NumberRange range) {
  return optional_whole(key, range).value_or(otherwise);
}

bool TableReader::boolean(const std::string& key, bool otherwise) {
  const auto* node = take(key);
  if (!node) return otherwise;
  if (node->kind == Kind::boolean) return node->boolean;
  fault("wrong_type", key, *node, {{"accepted", kind_name(Kind::boolean)}});
  return otherwise;
}

std::vector<std::string> TableReader::words(const std::string& key) {
  const auto* node = take(key);
  std::vector<std::string> found;
  if (!node) return found;
  if (node->kind == Kind::text) return {node->text};
  if (node->kind != Kind::list) {
    fault("wrong_type", key, *node, {{"accepted", "text, list of texts"}});
    return found;
  }
  if (node->entries.empty()) fault("empty_list", key, *node, {});
  for (const auto& entry : node->entries) {
    if (entry.value.kind == Kind::text)
      found.push_back(entry.value.text);
    else
      fault("wrong_type", key, entry.value, {{"accepted", kind_name(Kind::text)}});
  }
  return found;
}

const DocumentNode& TableReader::item(const std::string& key, const std::string& word) {
  const auto* node = take(key);
  for (const auto& entry : node->entries)
    if (entry.value.text == word) return entry.value;
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
  TableReader below(*node, path_.empty() ? key : path_ + "." + key, context_);
  if (!below.node_) return true;
  body(below);
  below.finish();
  return true;
}

void TableReader::each(const std::string& key,
                       const std::function<void(const std::string&, const DocumentNode&)>& body) {
  const auto* node = take(key);
  if (!node) return;
  TableReader below(*node, path_.empty() ? key : path_ + "." + key, context_);
  if (below.node_)
    for (const auto& entry : node->entries) body(entry.key, entry.value);
}

void TableReader::tables(const std::string& key, const std::function<void(TableReader&)>& body) {
  const auto* node = take(key);
  if (!node) return;
  const std::string path = path_.empty() ? key : path_ + "." + key;
  std::vector<const DocumentNode*> items;
  if (node->kind == Kind::list)
    for (const auto& entry : node->entries) items.push_back(&entry.value);
  else
    items.push_back(node);
  for (const auto* item : items) {
    TableReader below(*item, path, context_);
    if (!below.node_) continue;
    body(below);
    below.finish();
  }
}

void TableReader::finish() const {
  if (!node_) return;
  for (const auto& entry : node_->entries) {
    if (std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
    context_.diagnostics.add("unknown_key", entry.place,
                             {{"key", path_.empty() ? entry.key : path_ + "." + entry.key},
                              {"nearest", nearest_spelling(entry.key, known_)},
                              {"accepted", joined(known_)}});
  }
}

}  // namespace lantian::io
