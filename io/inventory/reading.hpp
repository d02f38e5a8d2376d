/// What the readers of the inventory's tables share while they work: the request, what was read so far, the
/// names that later tables may refer to.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "io/inventory.hpp"
#include "io/regular_file.hpp"
#include "io/table.hpp"

namespace lantian::io::inventory {

/// Tables of one name from all folders, as one.
class JoinedTable {
 public:
  void add(Table table) { tables_.push_back(std::move(table)); }
  bool empty() const { return rows().empty(); }
  std::vector<Row> rows() const;
  /// Reports rows whose `columns` together repeat those of an earlier row of any folder.
  void require_unique(const std::vector<std::string>& columns) const;

 private:
  std::vector<Table> tables_;
};

struct Outlet {
  scenarios::Stack stack;
  scenarios::Place place;
  scenarios::MeasuredGas gas;
};

struct Reading {
  const InventoryRequest& request;
  Diagnostics& diagnostics;
  scenarios::Inventory inventory;
  std::vector<std::string> regions, enterprises, spreads, temporal,
      speciation;                         // ids, in their vectors' order
  std::map<std::string, int> lines;       // "E012/L1" to its index
  std::map<std::string, Outlet> outlets;  // "E012/DA001"
  mutable std::set<std::string> asked;    // names of tables

  /// `name` from every folder that has it; reported missing (in the first folder) if it is needed and none
  /// has it.
  JoinedTable table(const std::string& name, const std::vector<Column>& columns, bool needed) const;
  /// `name` from `folder`; nothing where it is not there, a table without rows where it may not be read.
  std::optional<Table> table_in(const std::filesystem::path& folder, const std::string& name,
                                const std::vector<Column>& columns) const;
  /// `name` from the first folder that has it, else from the profiles.
  Table profile_table(const std::string& name, const std::vector<Column>& columns) const;

  /// CSV files of the folders that no reader asked for are mistakes.
  void report_unknown_tables() const;

  int reference(const Row& row, std::string_view column, const std::vector<std::string>& ids) const;
  scenarios::Place place(const Row& row, const std::string& prefix = "") const;
  /// As `place`, and it must lie in the window.
  scenarios::Place place_in_window(const Row& row) const;
  void report_outside(const Row& row, const std::string& prefix) const;
  scenarios::Stack stack(const Row& row) const;
  bool in_county(const std::string& region) const;
  void check_species(const Row& row, const std::string& species) const;
  /// PM2.5 within PM10, PM10 within TSP, BC and organic mass within PM2.5; rounding of 0.1 % is let pass.
  void check_sizes(const Row& row, std::string_view column, const scenarios::Source& source) const;
};

void read_profiles(Reading& reading);
void read_regions(Reading& reading);
void read_outline(Reading& reading);  // may be absent
void read_spreads(Reading& reading);
/// Enterprises, lines, outlets; then processes and their factors as sources.
void read_enterprises(Reading& reading);
void read_processes(Reading& reading);
void read_area(Reading& reading);
void read_points(Reading& reading);
void read_natural(Reading& reading);

/// Mass of pollutant per product unit, in kg: "kg/t", "g/kg", "kg/1000" (per 1000 of the line's units), for
/// a line that counts in `line_unit`.
std::optional<double> kilograms_per_unit(const std::string& factor_unit, const std::string& line_unit);

inline const std::vector<Column> place_columns{{"longitude", "degree_east"}, {"latitude", "degree_north"}};
inline const std::vector<Column> stack_columns{
    {"height", "m"}, {"diameter", "m"}, {"exit_temperature", "K"}, {"exit_velocity", "m/s"}};
std::vector<Column> joined(std::vector<Column> first, const std::vector<Column>& second);
std::vector<Column> text_columns(const std::vector<std::string>& names);

}  // namespace lantian::io::inventory
