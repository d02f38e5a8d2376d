#include "io/scenario/document.hpp"

#include <toml++/toml.h>

#include <algorithm>

namespace lantian::io {

namespace {

TextPlace place_of(const toml::source_region& region, const std::string& file) {
  return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

DocumentNode convert(const toml::node& node, const std::string& file);

void convert_table(const toml::table& table, const std::string& file, DocumentNode& made) {
  for (const auto& [key, value] : table)
    made.entries.push_back({std::string(key.str()), place_of(key.source(), file), convert(value, file)});
  // toml++ sorts by key; mistakes are reported in the order of the file.
  std::stable_sort(made.entries.begin(), made.entries.end(), [](const auto& a, const auto& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
}

DocumentNode convert(const toml::node& node, const std::string& file) {
  using Kind = DocumentNode::Kind;
  DocumentNode made;
  made.place = place_of(node.source(), file);
  if (const auto* table = node.as_table()) {
    convert_table(*table, file, made);
  } else if (const auto* list = node.as_array()) {
    made.kind = Kind::list;
    for (const auto& item : *list)
      made.entries.push_back({"", place_of(item.source(), file), convert(item, file)});
  } else if (const auto* text = node.as_string()) {
    made.kind = Kind::text;
    made.text = text->get();
  } else if (const auto* whole = node.as_integer()) {
    made.kind = Kind::whole;
    made.whole = whole->get();
    made.number = static_cast<double>(whole->get());
  } else if (const auto* real = node.as_floating_point()) {
    made.kind = Kind::real;
    made.number = real->get();
  } else if (const auto* boolean = node.as_boolean()) {
    made.kind = Kind::boolean;
    made.boolean = boolean->get();
  } else {
    made.kind = Kind::date;
  }
  return made;
}

}  // namespace

const DocumentNode* DocumentNode::find(const std::string& key) const {
  for (const auto& entry : entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

std::optional<DocumentNode> parse_document(const std::string& text, const std::string& file,
                                           Diagnostics& diagnostics) {
  try {
    return convert(toml::parse(text, file), file);
  } catch (const toml::parse_error& error) {
    diagnostics.add("toml_syntax", place_of(error.source(), file),
                    {{"reason", std::string(error.description())}});
    return std::nullopt;
  }
}

}  // namespace lantian::io
