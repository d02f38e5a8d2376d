/// How a monitor table is laid out: which columns, which units, what a time names, what stands for missing.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/table.hpp"
#include "scenarios/standards/observations.hpp"

namespace lantian::io::observations {

/// Where an item stands; numbers in the column's unit times `factor` are kg m-3.
struct ItemColumn {
  std::string name;  // "": the layout lacks the item
  double factor = 1e-9;
};

struct RowTime {
  std::int64_t seconds = 0;  // local, since 1970-01-01T00:00
  bool names_an_hour = false;
};

struct Layout {
  std::string id;
  const char* description = "";  // a msgid
  bool has_header = true;
  std::vector<Column> columns;
  scenarios::PerItem<ItemColumn> items;
  ItemColumn ozone_1h;  // of days
  std::string station, area, given_index, time_column;
  bool file_names_area = false;   // the city is the file's name
  bool station_is_area = false;   // a city's own series
  bool hours_are_ending = false;  // of times that name an hour
  bool zero_is_missing = false;
  bool has_archive_marks = true;    // NaN, &mdash; and the like stand for missing values
  std::vector<std::string> unused;  // columns that are known to be wrong
  std::optional<RowTime> (*time)(const Row& row) = nullptr;  // reports what is no time
  /// Looks at the whole table where the header alone does not tell; may set other columns.
  void (*look)(Layout& layout, const Table& table, Diagnostics& notes) = nullptr;
};

/// The layout of a file by its first line; the documented one where it is none of the others.
Layout layout_of(const std::filesystem::path& file, Diagnostics& diagnostics);

/// Whether a cell stands for a missing value: empty, NA, -, and where the layout has them the marks of
/// archives.
bool is_missing(const std::string& cell, const Layout& layout);

Layout documented_layout();
/// Those of archives that are known, with what their headers have in common.
std::vector<std::pair<std::vector<std::string>, Layout>> archive_layouts();
/// A city's days without a header line, as aqistudy's archive has them.
Layout headless_city_days();

}  // namespace lantian::io::observations
