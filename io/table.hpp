/// A CSV table with known columns: each cell has its place, each number its unit, and every mistake is
/// collected.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv_text.hpp"
#include "io/diagnostics.hpp"
#include "io/units.hpp"

namespace lantian::io {

/// What a table may hold. `unit`: numbers arrive in it ("m", "kg/year", "1"); the header must state one of
/// the same dimension ("height [m]"), unless it is "1". Empty: text. "unit of the row": a number whose unit
/// stands in another cell, read by `Row::quantity`.
struct Column {
  std::string name;
  std::string unit;
  bool optional = false;  // the table may lack the column
};
inline constexpr const char* unit_of_the_row = "unit of the row";

struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

/// "0 m … 500 m", "≥ 0": what a range accepts, for messages.
std::string accepted_range(Range range, const std::string& unit);

class Table;

/// A row. Getters report what is wrong to the table's Diagnostics and then give a neutral value, so that
/// reading goes on; the caller ends by `diagnostics.throw_if_any()`.
class Row {
 public:
  Row(const Table& table, std::size_t index) : table_(&table), index_(index) {}

  bool is_given(std::string_view column) const;            // the column is there and its cell is not empty
  const std::string& cell(std::string_view column) const;  // as written, "" where the column is missing
  std::string text(std::string_view column) const;         // must not be empty
  double number(std::string_view column, Range range = {}) const;
  std::optional<double> optional_number(std::string_view column, Range range = {}) const;
  double number_or(std::string_view column, double otherwise, Range range = {}) const;  // empty: `otherwise`
  int whole_number(std::string_view column, int low, int high) const;
  /// Number in `column` with the unit in `unit_column`, turned into `unit`.
  double quantity(std::string_view column, std::string_view unit_column, std::string_view unit,
                  Range range = {}) const;
  /// Index into `names`; 0 after a mistake.
  std::size_t one_of(std::string_view column, std::span<const std::string_view> names) const;
  /// Index into `names` of the id in `column` (another table's key); nothing after a mistake.
  std::optional<std::size_t> reference(std::string_view column, const std::vector<std::string>& names) const;
  std::vector<std::string> list(std::string_view column) const;  // parts between `;`, may be empty

  TextPlace place() const;                         // of the row
  TextPlace place(std::string_view column) const;  // of the cell
  /// A mistake of the caller's own at this cell; {key} and {value} are filled in.
  void fault(std::string code, std::string_view column,
             std::vector<std::pair<std::string, std::string>> arguments = {}) const;

 private:
  const Table* table_;
  std::size_t index_;
};

class Table {
 public:
  /// Reads `path`. Unknown, missing and doubled columns, wrong units, rows of wrong length are reported; a
  /// table that cannot be read has no rows. `mentioned`: where the user named the file.
  static Table read(const std::filesystem::path& path, std::vector<Column> columns, Diagnostics& diagnostics,
                    const TextPlace& mentioned = {});
  /// As above, of a file whose first line is a row already: `columns` in the order of its cells, numbers in
  /// their columns' units.
  static Table read_without_header(const std::filesystem::path& path, std::vector<Column> columns,
                                   Diagnostics& diagnostics);

  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  Row operator[](std::size_t index) const { return Row(*this, index); }
  /// Whether the file has the column.
  bool has(std::string_view column) const { return header(column).position >= 0; }
  const std::string& file() const { return file_; }
  /// Reports a table that was read but holds no row.
  void require_rows() const;
  /// Reports rows whose `columns` together repeat those of an earlier row.
  void require_unique(const std::vector<std::string>& columns) const;

  class Iterator {
   public:
    Iterator(const Table& table, std::size_t index) : table_(&table), index_(index) {}
    Row operator*() const { return Row(*table_, index_); }
    Iterator& operator++() { return ++index_, *this; }
    bool operator==(const Iterator& other) const { return index_ == other.index_; }

   private:
    const Table* table_;
    std::size_t index_;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size()}; }

 private:
  friend class Row;
  using Cell = CsvCell;
  struct Header {
    Column column;
    int position = -1;  // of the cell in a row
    UnitConversion to_unit;
    std::string written_unit;
    bool has_unit = true;  // false: it is not one of the column's kind
  };
  static Table read_records(const std::filesystem::path& path, std::vector<Column> columns, bool has_header,
                            Diagnostics& diagnostics, const TextPlace& mentioned);
  int column_index(std::string_view name) const;
  const Header& header(std::string_view name) const;
  void read_header(const std::vector<Cell>& cells);
  void read_header_cell(const Cell& cell, int position);
  void set_unit(Header& header, const Cell& cell, const std::string& unit);
  TextPlace place_of(const Cell& cell) const { return {file_, cell.line, cell.column}; }

  std::string file_;
  std::vector<Header> headers_;
  std::vector<std::vector<Cell>> rows_;
  bool read_ = false;
  Diagnostics* diagnostics_ = nullptr;
};

}  // namespace lantian::io
