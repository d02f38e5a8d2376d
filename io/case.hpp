/// Reads `lantian.case/1`: case.toml with the overrides of a season and a variant, every mistake collected.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "io/regular_file.hpp"
#include "io/toml_table.hpp"
#include "scenarios/case/case.hpp"

namespace lantian::io {

struct CaseChoice {
  std::string season, variant;   // of [season.NAME] and [variant.NAME]; "" for none
  bool outside_allowed = false;  // files out of the case's folder
  std::string plan_start = {};   // instead of the case's time.plan_start; "" for its own
};

struct CaseFile {
  scenarios::Case contents;
  std::string file;  // case.toml as the user would type it
  std::filesystem::path folder;
  KeysRead keys;
  /// Whether `table` was read without a mistake: what follows from a mistaken one is not told again.
  bool is_sound(const std::string& table) const { return !keys.faulty.contains(table); }
  /// Place of `key`, or of the file where it is not given.
  TextPlace place(const std::string& key) const;
};

/// `path`: the folder of a case or its case.toml. What cannot be read keeps its default; end by
/// `diagnostics.throw_if_any()`.
CaseFile read_case(const std::filesystem::path& path, const CaseChoice& choice, Diagnostics& diagnostics);

/// Tells keys that say the same twice (`wrf` and `station`, `netcdf` and tables, `griddesc` and `nx`), and
/// keys that are missing where their other is not given.
void check_sources(CaseFile& file, Diagnostics& diagnostics);

/// Calls `visitor` for each key of a case: the one list that all else comes from.
void describe(KeyVisitor& visitor, scenarios::Case& contents);

/// Which keys of the weather and the ground need, or rule out, which others.
void check_weather(const CaseFile& file, Diagnostics& diagnostics);

/// Whether a name may become one of files, and stand in terminals and tables.
bool is_id(const std::string& text);

/// The case with overrides applied and defaults filled in, as TOML.
std::string resolved_text(const CaseFile& file);

/// docs/reference/case.md, made from the list of keys.
std::string case_reference_page();

}  // namespace lantian::io
