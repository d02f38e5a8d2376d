#include "io/toml_value.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <iterator>
#include <sstream>

#include "io/regular_file.hpp"

namespace lantian::io {
namespace {

constexpr int deepest = 32;  // tables and lists within each other

TextPlace place_of(const std::string& file, const toml::source_region& region) {
  return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

struct Meaning {
  std::string_view begin;  // of the parser's own words
  const char* what;        // msgid
};

/// What is told beside the parser's English: only where its words say for certain what is wrong.
constexpr Meaning meanings[]{
    {"encountered end-of-file", "the file ends within it"},
    {"cannot redefine existing", "this name stands twice"},
    {"cannot insert", "this name stands for something else already"},
    {"expected '='", "`=` is missing after the key"},
    {"expected value,", "the value is missing"},
    {"expected value-terminator", "something stands behind the value; a text needs quotes"},
    {"expected a comment or whitespace", "something stands behind it on the same line"},
    {"expected ']'", "`]` is missing"},
    {"expected comma or closing ']'", "a comma or `]` is missing"},
    {"expected comma or closing '}'", "a comma or `}` is missing"},
    {"unescaped control characters", "the text lacks its closing quote, or holds a control character"},
    {"expected bare key", "a name begins with a letter, a digit, _, - or a quote"},
    {"could not determine value type", "a text needs quotes"},
    {"unknown escape sequence", "a backslash in \"…\" is written twice, or the text stands in '…'"},
    {"leading zeroes are prohibited", "a number does not begin with 0"},
    {"underscores", "_ stands between digits only"},
    {"exceeded maximum nested value depth", "too many brackets within each other"},
};

/// "Error while parsing SCOPE: REASON" as fields of a message.
std::vector<std::pair<std::string, std::string>> told(std::string_view description) {
  constexpr std::string_view frame = "Error while parsing ";
  const auto colon = description.find(": ");
  if (!description.starts_with(frame) || colon == std::string_view::npos)
    return {{"system", std::string(description)}};
  const auto reason = description.substr(colon + 2);
  const auto* known = std::find_if(std::begin(meanings), std::end(meanings),
                                   [&](const Meaning& one) { return reason.starts_with(one.begin); });
  return {{"kind", std::string(description.substr(frame.size(), colon - frame.size()))},
          {"what", known == std::end(meanings) ? "" : known->what},
          {"system", std::string(reason)}};
}

template <class Node>
std::string written(const Node& node) {
  std::ostringstream text;
  text << node;
  return text.str();
}

TomlValue converted(const toml::node& node, const std::string& file, int depth);

TomlValue converted_table(const toml::table& table, const std::string& file, int depth) {
  TomlValue value;
  value.place = place_of(file, table.source());
  for (const auto& [key, child] : table)
    value.entries.push_back(
        {std::string(key.str()), place_of(file, key.source()), converted(child, file, depth + 1)});
  std::stable_sort(value.entries.begin(), value.entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
  return value;
}

TomlValue converted(const toml::node& node, const std::string& file, int depth) {
  if (depth > deepest) return {};
  if (const auto* table = node.as_table()) return converted_table(*table, file, depth);
  TomlValue value;
  value.place = place_of(file, node.source());
  if (const auto* array = node.as_array()) {
    value.kind = TomlValue::Kind::list;
    for (const auto& item : *array) value.items.push_back(converted(item, file, depth + 1));
  } else if (const auto* truth = node.as_boolean()) {
    value.kind = TomlValue::Kind::truth;
    value.truth = truth->get();
    value.text = value.truth ? "true" : "false";
  } else if (const auto* whole = node.as_integer()) {
    value.kind = TomlValue::Kind::whole_number;
    value.number = static_cast<double>(whole->get());
    value.text = std::to_string(whole->get());
  } else if (const auto* number = node.as_floating_point()) {
    value.kind = TomlValue::Kind::number;
    value.number = number->get();
    value.text = fmt::format("{}", value.number);  // the shortest that reads back the same
  } else if (const auto* text = node.as_string()) {
    value.kind = TomlValue::Kind::text;
    value.text = text->get();
  } else {  // dates and times are read as texts
    value.kind = TomlValue::Kind::text;
    node.visit([&](const auto& date) { value.text = written(date); });
  }
  return value;
}

}  // namespace

const TomlValue* TomlValue::find(std::string_view key) const {
  for (const auto& entry : entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

const char* TomlValue::kind_name() const {
  switch (kind) {
    case Kind::text:
      return "a text";
    case Kind::whole_number:
      return "a whole number";
    case Kind::number:
      return "a number";
    case Kind::truth:
      return "true or false";
    case Kind::list:
      return "a list";
    default:
      return "a table";
  }
}

std::optional<TomlValue> read_toml(const std::filesystem::path& path, Diagnostics& diagnostics,
                                   const TextPlace& mentioned) {
  const auto text = read_text_file(path, diagnostics, mentioned);
  if (!text) return std::nullopt;
  return parse_toml(*text, path.string(), diagnostics);
}

std::optional<TomlValue> parse_toml(const std::string& text, const std::string& file,
                                    Diagnostics& diagnostics) {
  try {
    return converted_table(toml::parse(text, std::string_view{file}), file, 0);
  } catch (const toml::parse_error& fault) {
    diagnostics.add("toml_syntax", place_of(file, fault.source()), told(fault.description()));
    return std::nullopt;
  }
}

void lay_over(TomlValue& base, const TomlValue& changes) {
  for (const auto& change : changes.entries) {
    const auto old = std::find_if(base.entries.begin(), base.entries.end(),
                                  [&](const TomlEntry& entry) { return entry.key == change.key; });
    if (old == base.entries.end())
      base.entries.push_back(change);
    else if (old->value.is_table() && change.value.is_table())
      lay_over(old->value, change.value);
    else
      *old = change;
  }
}

}  // namespace lantian::io
