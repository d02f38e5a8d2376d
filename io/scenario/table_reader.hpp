/// Reads a table key by key; what was never asked for, or is of the wrong kind, is reported with its place.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/regular_file.hpp"
#include "io/toml_value.hpp"
#include "scenarios/inventory/inventory.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::io {

/// Where mistakes go, and where each dotted path stands in its file.
struct ReadingContext {
  Diagnostics& diagnostics;
  std::map<std::string, TextPlace>& places;
  const CaseFolder* folder = nullptr;  // what files are named from; none: the text stands alone
};

struct NumberRange {
  double lowest, highest;
};
inline constexpr NumberRange share{0.0, 1.0};

class TableReader {
 public:
  /// `node` may be of any kind; one that is no table is reported and reads as an empty one.
  TableReader(const TomlValue& node, std::string path, ReadingContext context);

  const std::string& path() const { return path_; }
  ReadingContext context() const { return context_; }
  /// The table itself; null where it is none.
  const TomlValue* node() const { return node_; }
  bool has(const std::string& key) const { return node_ && node_->find(key); }

  /// The value of `key`, noted as asked for; null where it is absent.
  const TomlValue* take(const std::string& key);

  std::string text(const std::string& key, const std::string& otherwise = "");
  std::string required_text(const std::string& key);
  double number(const std::string& key, double otherwise, NumberRange range);
  /// "45 m" in `unit`; the range is in `unit` too.
  double quantity(const std::string& key, const char* unit, double otherwise, NumberRange range);
  int whole(const std::string& key, int otherwise, NumberRange range);
  std::optional<int> optional_whole(const std::string& key, NumberRange range);
  /// A list of whole numbers; what is none is reported and left out.
  std::vector<int> whole_numbers(const std::string& key, NumberRange range);
  bool boolean(const std::string& key, bool otherwise);
  /// One text, or a list of texts; the place of each is noted as key.0, key.1, …
  std::vector<std::string> words(const std::string& key);
  /// One of `accepted`; "" and a diagnostic where it is none of them.
  std::string choice(const std::string& key, const std::vector<std::string>& accepted,
                     const std::string& otherwise);
  scenarios::Label label(const std::string& key);
  /// Calls `body` with a reader of the sub-table, which is finished afterwards.
  bool table(const std::string& key, const std::function<void(TableReader&)>& body);
  /// Calls `body` for each entry of the sub-table `key`: all its keys are names.
  void each(const std::string& key, const std::function<void(const std::string&, const TomlValue&)>& body);
  /// Calls `body` for each table of a list (one table alone is a list of one); places as for `words`.
  void tables(const std::string& key, const std::function<void(TableReader&)>& body);

  /// The item of the list `key` that reads `word`, or the whole of `key`, for the place of a fault.
  const TomlValue& item(const std::string& key, const std::string& word);

  void missing(const std::string& key) const;
  void wrong_kind(const std::string& key, const TomlValue& at, const char* expected) const;
  void fault(const std::string& code, const std::string& key, const TomlValue& at,
             std::vector<std::pair<std::string, std::string>> arguments) const;
  /// Reports keys that nobody asked for, with the nearest one known.
  void finish() const;

 private:
  std::string below(const std::string& key) const { return path_.empty() ? key : path_ + "." + key; }
  /// "" for the file itself, which every message names.
  std::string title() const { return path_.empty() ? "" : "[" + path_ + "]"; }

  const TomlValue* node_ = nullptr;
  std::string path_;
  ReadingContext context_;
  TextPlace place_;
  std::vector<std::string> known_;
};

/// Notes the place of `path` and of everything below it.
void note_places(const TomlValue& node, const std::string& path, std::map<std::string, TextPlace>& places);

using scenarios::joined;

}  // namespace lantian::io
