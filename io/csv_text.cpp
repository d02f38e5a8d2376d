#include "io/csv_text.hpp"

#include <csv.h>

#include <stdexcept>

namespace lantian::io {
namespace {

/// Feeds libcsv byte by byte, so that the place of each cell is known when it ends.
class Splitter {
 public:
  Splitter() {
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0)
      throw std::runtime_error("libcsv cannot start");
  }
  ~Splitter() { csv_free(&parser_); }
  Splitter(const Splitter&) = delete;
  Splitter& operator=(const Splitter&) = delete;

  bool feed(char byte) {
    const bool starts_character = (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    if (starts_character) ++column_;
    if (!in_cell_ && byte != ',' && byte != '\n' && byte != '\r') begin_cell();
    const bool fine = csv_parse(&parser_, &byte, 1, on_cell, on_record, this) == 1;
    if (byte == '\n') ++line_, column_ = 0;
    return fine;
  }
  bool finish() { return csv_fini(&parser_, on_cell, on_record, this) == 0; }

  int line() const { return line_; }
  int column() const { return column_; }
  bool between_records() const { return column_ == 0 && record_.empty() && !in_cell_; }
  void skip_line() { ++line_; }
  std::vector<std::vector<CsvCell>> records;

 private:
  void begin_cell() { in_cell_ = true, cell_line_ = line_, cell_column_ = column_; }

  static void on_cell(void* bytes, size_t length, void* self_pointer) {
    auto& self = *static_cast<Splitter*>(self_pointer);
    if (!self.in_cell_) self.begin_cell();  // empty: it begins where it ends
    self.record_.push_back(
        {std::string(static_cast<const char*>(bytes), length), self.cell_line_, self.cell_column_});
    self.in_cell_ = false;
  }
  static void on_record(int, void* self_pointer) {
    auto& self = *static_cast<Splitter*>(self_pointer);
    self.records.push_back(std::move(self.record_));
    self.record_.clear();
    self.in_cell_ = false;
  }

  csv_parser parser_{};
  std::vector<CsvCell> record_;
  int line_ = 1, column_ = 0;
  bool in_cell_ = false;
  int cell_line_ = 1, cell_column_ = 1;
};

}  // namespace

std::vector<std::vector<CsvCell>> split_csv(const std::string& text, const std::string& file,
                                            Diagnostics& diagnostics) {
  Splitter splitter;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '#' && splitter.between_records()) {
      at = text.find('\n', at);
      splitter.skip_line();
      if (at == std::string::npos) break;
      continue;
    }
    if (!splitter.feed(text[at])) {
      diagnostics.add("csv_quote", {file, splitter.line(), splitter.column()});
      return std::move(splitter.records);
    }
  }
  if (!splitter.finish()) diagnostics.add("csv_quote", {file, splitter.line(), splitter.column()});
  return std::move(splitter.records);
}

std::string csv_cell(const std::string& text) {
  const bool formula = !text.empty() && std::string("=+-@\t\r").find(text[0]) != std::string::npos;
  std::string cell = formula ? "'" + text : text;
  if (cell.find_first_of(",\"\n\r#") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace lantian::io
