#include "io/toml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace lantian::io {

std::string toml_quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      quoted += {'\\', c};
    else if (byte < 0x20 || byte == 0x7f)
      quoted += fmt::format("\\u{:04X}", byte);
    else
      quoted += c;
  }
  return quoted + '"';
}

std::string toml_key(const std::string& key) {
  const bool is_bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return c == '_' || c == '-' || (static_cast<unsigned char>(c) < 0x80 && std::isalnum(c) != 0);
  });
  return is_bare ? key : toml_quoted(key);
}

std::string toml_text(const TomlValue& value) {
  switch (value.kind) {
    case TomlValue::Kind::text:
      return toml_quoted(value.text);
    case TomlValue::Kind::list: {
      std::string items;
      for (const auto& item : value.items) items += (items.empty() ? "" : ", ") + toml_text(item);
      return "[" + items + "]";
    }
    case TomlValue::Kind::table: {
      std::string entries;
      for (const auto& entry : value.entries)
        entries += (entries.empty() ? "" : ", ") + toml_key(entry.key) + " = " + toml_text(entry.value);
      return entries.empty() ? "{}" : "{ " + entries + " }";
    }
    default:
      return value.text;
  }
}

}  // namespace lantian::io
