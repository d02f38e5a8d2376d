#include <algorithm>
#include <cmath>

#include "io/local_time.hpp"
#include "io/toml_table.hpp"
#include "io/units.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::io {
namespace {

using Kind = TomlValue::Kind;

std::string table_title(const std::string& path) { return path.empty() ? "case.toml" : "[" + path + "]"; }

std::string written(const TomlValue& value) {
  return value.kind == Kind::text ? "\"" + value.text + "\"" : value.text;
}

}  // namespace

const TomlValue* KeyReader::find(const Key& key) {
  asked_.emplace_back(key.name);
  const auto* value = table_.find(key.name);
  if (value != nullptr)
    read_.places[path_of(key)] = value->place;
  else if (key.required())
    diagnostics_.add(
        "missing_key", path_.empty() ? TextPlace{table_.place.file, 0, 0} : table_.place,
        {{"key", key.name}, {"table", table_title(path_)}, {"meaning_en", key.en}, {"meaning_zh", key.zh}});
  return value;
}

void KeyReader::report_unknown_keys() const {
  for (const auto& entry : table_.entries)
    if (std::find(asked_.begin(), asked_.end(), entry.key) == asked_.end())
      diagnostics_.add("unknown_key", entry.place,
                       {{"key", entry.key},
                        {"table", table_title(path_)},
                        {"nearest", nearest_spelling(entry.key, asked_)},
                        {"accepted", scenarios::joined(asked_)}});
}

void KeyReader::fault(const char* code, const Key& key, const TomlValue& value,
                      std::vector<std::pair<std::string, std::string>> arguments) const {
  arguments.insert(arguments.begin(), {{"key", key.name}, {"value", value.text}});
  arguments.insert(arguments.end(), {{"meaning_en", key.en}, {"meaning_zh", key.zh}});
  diagnostics_.add(code, value.place, std::move(arguments));
}

bool KeyReader::is(const Key& key, const TomlValue& value, Kind kind, const char* expected) const {
  if (value.kind == kind) return true;
  diagnostics_.add("wrong_type", value.place,
                   {{"key", key.name},
                    {"value", value.items.empty() && value.entries.empty() ? written(value) : "…"},
                    {"kind", value.kind_name()},
                    {"expected_kind", expected},
                    {"meaning_en", key.en},
                    {"meaning_zh", key.zh}});
  return false;
}

void KeyReader::text(const Key& key, std::string& member) {
  const auto* value = find(key);
  if (value == nullptr || !is(key, *value, Kind::text, "a text")) return;
  member = value->text;
  if (member.empty() && key.required()) fault("empty_cell", key, *value);
}

void KeyReader::word(const Key& key, std::string& member, std::span<const std::string_view> words) {
  const auto* value = find(key);
  if (value == nullptr || !is(key, *value, Kind::text, "a text")) return;
  member = value->text;
  if (std::find(words.begin(), words.end(), member) != words.end()) return;
  const std::vector<std::string> all(words.begin(), words.end());
  fault("unknown_word", key, *value,
        {{"nearest", nearest_spelling(member, all)}, {"accepted", scenarios::joined(all)}});
}

void KeyReader::truth(const Key& key, bool& member) {
  const auto* value = find(key);
  if (value != nullptr && is(key, *value, Kind::truth, "true or false")) member = value->truth;
}

void KeyReader::whole_number(const Key& key, int& member, int low, int high) {
  const auto* value = find(key);
  if (value == nullptr || !is(key, *value, Kind::whole_number, "a whole number")) return;
  if (value->number < low || value->number > high)
    fault("out_of_range", key, *value, {{"range", accepted_range({double(low), double(high)}, "1")}});
  else
    member = static_cast<int>(value->number);
}

bool KeyReader::quantity(const Key& key, const TomlValue& value, const char* unit, Range range,
                         double& member) const {
  const bool plain = value.kind == Kind::whole_number || value.kind == Kind::number;
  const bool dimensionless = std::string_view(unit) == "1" || std::string_view(unit) == "degree";
  if (!plain && value.kind != Kind::text) return is(key, value, Kind::text, kind_of_unit(unit).c_str());
  const ReadQuantity read = plain ? read_number(value.text) : read_quantity(value.text, unit);
  const std::vector<std::pair<std::string, std::string>> help{
      {"kind", kind_of_unit(read.unit)}, {"expected_kind", kind_of_unit(unit)}, {"unit", unit}};
  switch (plain && !dimensionless && read.fault == ReadingFault::none ? ReadingFault::no_unit : read.fault) {
    case ReadingFault::not_a_number:
      return fault("not_a_number", key, value), false;
    case ReadingFault::not_finite:
      return fault("not_finite", key, value), false;
    case ReadingFault::no_unit:
      return fault("no_unit", key, value, help), false;
    case ReadingFault::unknown_unit:
      return fault("unknown_unit", key, value, help), false;
    case ReadingFault::wrong_dimension:
      return fault("wrong_dimension", key, value, help), false;
    case ReadingFault::none:
      break;
  }
  if (!(read.value >= range.low && read.value <= range.high))
    return fault("out_of_range", key, value, {{"range", accepted_range(range, unit)}}), false;
  member = read.value;
  return true;
}

void KeyReader::number(const Key& key, double& member, const char* unit, Range range) {
  if (const auto* value = find(key)) quantity(key, *value, unit, range, member);
}

void KeyReader::numbers(const Key& key, std::vector<double>& member, const char* unit, Range range) {
  const auto* value = find(key);
  if (value == nullptr || !is(key, *value, Kind::list, "a list")) return;
  member.assign(value->items.size(), 0.0);
  for (std::size_t n = 0; n < value->items.size(); ++n)
    quantity(key, value->items[n], unit, range, member[n]);
}

void KeyReader::texts(const Key& key, std::vector<std::string>& member) {
  const auto* value = find(key);
  if (value == nullptr || !is(key, *value, Kind::list, "a list")) return;
  member.clear();
  for (const auto& item : value->items)
    if (is(key, item, Kind::text, "a text")) member.push_back(item.text);
}

void KeyReader::words(const Key& key, std::vector<std::string>& member,
                      std::span<const std::string_view> words) {
  const auto* value = find(key);
  if (value == nullptr || !is(key, *value, Kind::list, "a list")) return;
  const std::vector<std::string> all(words.begin(), words.end());
  member.clear();
  for (const auto& item : value->items) {
    if (!is(key, item, Kind::text, "a text")) continue;
    if (std::find(all.begin(), all.end(), item.text) == all.end())
      fault("unknown_word", key, item,
            {{"nearest", nearest_spelling(item.text, all)}, {"accepted", scenarios::joined(all)}});
    else if (std::find(member.begin(), member.end(), item.text) != member.end())
      fault("duplicate", key, item, {{"line", std::to_string(value->place.line)}});
    else
      member.push_back(item.text);
  }
}

void KeyReader::label(const Key& key, scenarios::Label& member) {
  const auto* value = find(key);
  if (value == nullptr) return;
  if (value->kind == Kind::text) {
    member = {value->text, value->text};
  } else if (is(key, *value, Kind::table, "a table")) {
    KeyReader parts(*value, path_of(key), folder_, diagnostics_, read_);
    parts.text({"en", "English text", "英文"}, member.en);
    parts.text({"zh", "Chinese text", "中文"}, member.zh);
    parts.report_unknown_keys();
  }
}

void KeyReader::file(const Key& key, std::string& member) {
  const auto* value = find(key);
  if (value == nullptr || !is(key, *value, Kind::text, "a text")) return;
  if (value->text.empty() && !key.required()) return member.clear();
  if (const auto path = folder_.resolve(value->text, value->place, diagnostics_))
    read_.files.push_back({member = path->string(), value->place});
}

void KeyReader::files(const Key& key, std::vector<std::string>& member) {
  const auto* value = find(key);
  if (value == nullptr) return;
  member.clear();
  const std::vector<TomlValue> one{*value};
  if (value->kind != Kind::text && !is(key, *value, Kind::list, "a list")) return;
  if (value->kind == Kind::list && value->items.empty() && key.required())
    diagnostics_.add("wrong_count", value->place, {{"key", key.name}, {"value", "0"}, {"expected", "≥ 1"}});
  for (const auto& item : value->kind == Kind::list ? value->items : one)
    if (is(key, item, Kind::text, "a text"))
      if (const auto path = folder_.resolve(item.text, item.place, diagnostics_))
        read_.files.push_back({member.emplace_back(path->string()), item.place});
}

void KeyReader::utc_offset(const Key& key, std::int64_t& member) {
  const auto* value = find(key);
  if (value == nullptr || !is(key, *value, Kind::text, "a text")) return;
  if (const auto offset = read_utc_offset(value->text))
    member = read_.clock_offset = *offset;
  else
    fault("not_an_offset", key, *value);
}

void KeyReader::local_time(const Key& key, model::UtcSeconds& member) {
  const auto* value = find(key);
  if (value == nullptr || !is(key, *value, Kind::text, "a text")) return;
  if (const auto time = read_local_time(value->text, read_.clock_offset))
    member = *time;
  else
    fault("not_a_time", key, *value);
}

void KeyReader::table(const Key& key, const std::function<void(KeyVisitor&)>& describe) {
  const auto* value = find(key);
  if (value == nullptr || !is(key, *value, Kind::table, "a table")) return;
  const auto before = diagnostics_.items().size();
  KeyReader inner(*value, path_of(key), folder_, diagnostics_, read_);
  describe(inner);
  inner.report_unknown_keys();
  if (diagnostics_.items().size() > before) read_.faulty.insert(path_of(key));
}

void KeyReader::tables(const Key& key, const std::function<void(std::size_t)>& resize, std::size_t,
                       const std::function<void(KeyVisitor&, std::size_t)>& describe) {
  const auto* value = find(key);
  if (value == nullptr || !is(key, *value, Kind::list, "a list")) return;
  resize(value->items.size());
  for (std::size_t n = 0; n < value->items.size(); ++n) {
    if (!is(key, value->items[n], Kind::table, "a table")) continue;
    KeyReader inner(value->items[n], path_of(key) + "." + std::to_string(n), folder_, diagnostics_, read_);
    describe(inner, n);
    inner.report_unknown_keys();
  }
}

}  // namespace lantian::io
