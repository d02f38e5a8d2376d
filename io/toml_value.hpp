/// A TOML file as a plain tree in which every key and value knows its place.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/diagnostics.hpp"

namespace lantian::io {

struct TomlEntry;

struct TomlValue {
  enum class Kind { text, whole_number, number, truth, list, table };
  Kind kind = Kind::table;
  std::string text;     // text as it is; numbers, truths and dates as TOML writes them
  double number = 0.0;  // of both kinds of numbers
  bool truth = false;
  std::vector<TomlValue> items;    // of a list
  std::vector<TomlEntry> entries;  // of a table, in file order
  TextPlace place;

  bool is_table() const { return kind == Kind::table; }
  const TomlValue* find(std::string_view key) const;
  /// Kind as a msgid: "a text".
  const char* kind_name() const;
};

struct TomlEntry {
  std::string key;
  TextPlace place;  // of the key
  TomlValue value;
};

/// Nothing (and a diagnostic) where the file cannot be had or is no TOML.
std::optional<TomlValue> read_toml(const std::filesystem::path& path, Diagnostics& diagnostics,
                                   const TextPlace& mentioned = {});

/// From text; `file` is what its places name.
std::optional<TomlValue> parse_toml(const std::string& text, const std::string& file,
                                    Diagnostics& diagnostics);

/// `changes` laid over `base`: tables are merged key by key, all else is replaced.
void lay_over(TomlValue& base, const TomlValue& changes);

}  // namespace lantian::io
