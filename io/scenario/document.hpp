/// A TOML document as a plain tree in which every key and value knows its place.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"

namespace lantian::io {

struct DocumentNode {
  enum class Kind { text, whole, real, boolean, date, list, table };
  struct Entry;

  Kind kind = Kind::table;
  TextPlace place;
  std::string text;            // text
  double number = 0.0;         // whole, real
  std::int64_t whole = 0;      // whole
  bool boolean = false;        // boolean
  std::vector<Entry> entries;  // table: in file order; list: keys are empty

  const DocumentNode* find(const std::string& key) const;
};

struct DocumentNode::Entry {
  std::string key;
  TextPlace place;  // of the key
  DocumentNode value;
};

/// The tree of `text`; nothing, and a diagnostic "toml_syntax", where it is no TOML.
std::optional<DocumentNode> parse_document(const std::string& text, const std::string& file,
                                           Diagnostics& diagnostics);

}  // namespace lantian::io
