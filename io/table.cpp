#include "io/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "io/regular_file.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::io {
namespace {

std::string shown(double value) { return fmt::format("{:g}", value); }

}  // namespace

std::string accepted_range(Range range, const std::string& unit) {
  const std::string suffix = unit.empty() || unit == "1" ? "" : " " + unit;
  if (std::isinf(range.high)) return "≥ " + shown(range.low) + suffix;
  if (std::isinf(range.low)) return "≤ " + shown(range.high) + suffix;
  return shown(range.low) + suffix + " … " + shown(range.high) + suffix;
}

Table Table::read(const std::filesystem::path& path, std::vector<Column> columns, Diagnostics& diagnostics,
                  const TextPlace& mentioned) {
  return read_records(path, std::move(columns), true, diagnostics, mentioned);
}

Table Table::read_without_header(const std::filesystem::path& path, std::vector<Column> columns,
                                 Diagnostics& diagnostics) {
  return read_records(path, std::move(columns), false, diagnostics, {});
}

Table Table::read_records(const std::filesystem::path& path, std::vector<Column> columns, bool has_header,
                          Diagnostics& diagnostics, const TextPlace& mentioned) {
  Table table;
  table.file_ = path.string();
  table.diagnostics_ = &diagnostics;
  for (auto& column : columns) table.headers_.push_back({std::move(column), -1, {}, ""});
  const auto text = read_text_file(path, diagnostics, mentioned);
  if (!text) return table;
  auto records = split_csv(*text, table.file_, diagnostics);
  if (records.empty()) {
    diagnostics.add("table_empty", {table.file_, 0, 0});
    return table;
  }
  if (has_header)
    table.read_header(records.front());
  else
    for (std::size_t h = 0; h < table.headers_.size(); ++h) table.headers_[h].position = static_cast<int>(h);
  const std::size_t expected = has_header ? records.front().size() : table.headers_.size();
  const std::size_t first = has_header ? 1 : 0;
  table.read_ = true;
  for (std::size_t r = first; r < records.size(); ++r) {
    if (records[r].size() != expected)
      diagnostics.add("row_length", table.place_of(records[r].front()),
                      {{"value", std::to_string(records[r].size())}, {"expected", std::to_string(expected)}});
    else
      table.rows_.push_back(std::move(records[r]));
  }
  if (records.size() > first && table.rows_.empty()) table.read_ = false;  // each row's own mistake was told
  return table;
}

void Table::read_header(const std::vector<Cell>& cells) {
  for (std::size_t position = 0; position < cells.size(); ++position)
    read_header_cell(cells[position], static_cast<int>(position));
  for (const auto& header : headers_)
    if (header.position < 0 && !header.column.optional)
      diagnostics_->add("missing_column", {file_, cells.front().line, 0}, {{"key", header.column.name}});
}

void Table::read_header_cell(const Cell& cell, int position) {
  std::string name = cell.text, unit;
  if (const auto bracket = name.find('['); bracket != std::string::npos && name.ends_with(']')) {
    unit = name.substr(bracket + 1, name.size() - bracket - 2);
    name.erase(bracket);
  }
  while (name.ends_with(' ')) name.pop_back();
  const int index = column_index(name);
  if (index < 0) {
    std::vector<std::string> known;
    for (const auto& header : headers_) known.push_back(header.column.name);
    diagnostics_->add(
        "unknown_column", place_of(cell),
        {{"key", name}, {"nearest", nearest_spelling(name, known)}, {"accepted", scenarios::joined(known)}});
    return;
  }
  Header& header = headers_[static_cast<std::size_t>(index)];
  if (header.position >= 0) {
    diagnostics_->add("doubled_column", place_of(cell), {{"key", name}});
    return;
  }
  header.position = position;
  set_unit(header, cell, unit);
}

void Table::set_unit(Header& header, const Cell& cell, const std::string& unit) {
  const std::string& target = header.column.unit;
  header.written_unit = unit;
  if (target.empty() || target == unit_of_the_row || (target == "1" && unit.empty())) return;
  const std::vector<std::pair<std::string, std::string>> arguments{{"key", header.column.name},
                                                                   {"value", unit},
                                                                   {"kind", kind_of_unit(unit)},
                                                                   {"expected_kind", kind_of_unit(target)},
                                                                   {"unit", target}};
  const auto to = is_unit(unit) ? conversion(unit, target) : std::nullopt;
  if (unit.empty())
    diagnostics_->add("column_without_unit", place_of(cell), arguments);
  else if (!is_unit(unit))
    diagnostics_->add("unknown_unit", place_of(cell), arguments);
  else if (!to)
    diagnostics_->add("wrong_dimension", place_of(cell), arguments);
  header.has_unit = to.has_value();
  if (to) header.to_unit = *to;
}

int Table::column_index(std::string_view name) const {
  for (std::size_t h = 0; h < headers_.size(); ++h)
    if (headers_[h].column.name == name) return static_cast<int>(h);
  return -1;
}

const Table::Header& Table::header(std::string_view name) const {
  const int index = column_index(name);
  if (index < 0) throw std::logic_error("column " + std::string(name) + " was not declared for " + file_);
  return headers_[static_cast<std::size_t>(index)];
}

void Table::require_rows() const {
  if (read_ && rows_.empty()) diagnostics_->add("table_without_rows", {file_, 0, 0});
}

void Table::require_unique(const std::vector<std::string>& columns) const {
  std::map<std::vector<std::string>, int> first_line;
  for (const Row row : *this) {
    std::vector<std::string> key;
    for (const auto& column : columns) key.push_back(row.cell(column));
    const auto [earlier, is_new] = first_line.emplace(key, row.place().line);
    if (!is_new)
      diagnostics_->add("duplicate", row.place(columns.back()),
                        {{"key", scenarios::joined(columns)},
                         {"value", scenarios::joined(key)},
                         {"line", std::to_string(earlier->second)}});
  }
}

TextPlace Row::place() const { return table_->place_of(table_->rows_[index_].front()); }

TextPlace Row::place(std::string_view column) const {
  const int position = table_->header(column).position;
  if (position < 0) return {place().file, place().line, 0};
  return table_->place_of(table_->rows_[index_][static_cast<std::size_t>(position)]);
}

const std::string& Row::cell(std::string_view column) const {
  static const std::string none;
  const int position = table_->header(column).position;
  return position < 0 ? none : table_->rows_[index_][static_cast<std::size_t>(position)].text;
}

bool Row::is_given(std::string_view column) const { return !cell(column).empty(); }

void Row::fault(std::string code, std::string_view column,
                std::vector<std::pair<std::string, std::string>> arguments) const {
  arguments.insert(arguments.begin(), {{"key", std::string(column)}, {"value", cell(column)}});
  table_->diagnostics_->add(std::move(code), place(column), std::move(arguments));
}

std::string Row::text(std::string_view column) const {
  // A column that is missing as a whole was reported once, at the header.
  if (cell(column).empty() && table_->header(column).position >= 0) fault("empty_cell", column);
  return cell(column);
}

std::optional<double> Row::optional_number(std::string_view column, Range range) const {
  if (!is_given(column)) return std::nullopt;
  return number(column, range);
}

double Row::number_or(std::string_view column, double otherwise, Range range) const {
  return optional_number(column, range).value_or(otherwise);
}

double Row::number(std::string_view column, Range range) const {
  const std::string written = text(column);
  if (written.empty()) return 0.0;
  const auto& header = table_->header(column);
  const ReadQuantity read = read_number(written);
  if (read.fault != ReadingFault::none) {
    fault(read.fault == ReadingFault::not_finite ? "not_finite" : "not_a_number", column);
    return 0.0;
  }
  if (!header.has_unit) return 0.0;  // told once, at the header
  const double value = header.to_unit(read.value);
  if (std::isfinite(value) && value >= range.low && value <= range.high) return value;
  fault("out_of_range", column, {{"range", accepted_range(range, header.column.unit)}});
  return 0.0;
}

int Row::whole_number(std::string_view column, int low, int high) const {
  const double value = number(column, {static_cast<double>(low), static_cast<double>(high)});
  if (value != std::floor(value)) fault("not_whole", column);
  return static_cast<int>(value);
}

double Row::quantity(std::string_view column, std::string_view unit_column, std::string_view unit,
                     Range range) const {
  const std::string written = text(column), written_unit = text(unit_column);
  if (written.empty() || written_unit.empty()) return 0.0;
  const ReadQuantity read = read_number(written);
  const auto to = conversion(written_unit, unit);
  if (read.fault != ReadingFault::none)
    fault(read.fault == ReadingFault::not_finite ? "not_finite" : "not_a_number", column);
  if (!to)
    fault(is_unit(written_unit) ? "wrong_dimension" : "unknown_unit", unit_column,
          {{"kind", kind_of_unit(written_unit)},
           {"expected_kind", kind_of_unit(unit)},
           {"unit", std::string(unit)}});
  if (!to || read.fault != ReadingFault::none) return 0.0;
  const double value = (*to)(read.value);
  if (std::isfinite(value) && value >= range.low && value <= range.high) return value;
  fault("out_of_range", column, {{"range", accepted_range(range, std::string(unit))}});
  return 0.0;
}

std::size_t Row::one_of(std::string_view column, std::span<const std::string_view> names) const {
  const std::string written = text(column);
  const auto found = std::find(names.begin(), names.end(), written);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  const std::vector<std::string> candidates(names.begin(), names.end());
  if (!written.empty())
    fault("unknown_word", column,
          {{"nearest", nearest_spelling(written, candidates)}, {"accepted", scenarios::joined(candidates)}});
  return 0;
}

std::optional<std::size_t> Row::reference(std::string_view column,
                                          const std::vector<std::string>& names) const {
  const std::string written = text(column);
  const auto found = std::find(names.begin(), names.end(), written);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  const bool follows = names.empty() && !table_->diagnostics_->empty();  // their table could not be read
  if (!written.empty() && !follows)
    fault("unknown_reference", column, {{"nearest", nearest_spelling(written, names)}});
  return std::nullopt;
}

std::vector<std::string> Row::list(std::string_view column) const {
  std::vector<std::string> parts;
  const std::string& written = cell(column);
  for (std::size_t from = 0; from <= written.size();) {
    const std::size_t to = std::min(written.find(';', from), written.size());
    if (to > from) parts.push_back(written.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

}  // namespace lantian::io
