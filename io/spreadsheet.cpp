#include "io/spreadsheet.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "io/atomic_file.hpp"
#ifdef LANTIAN_XLSX
#include <xlsxwriter.h>

#include <memory>
#endif

namespace lantian::io {

#ifdef LANTIAN_XLSX

namespace {

constexpr std::size_t most_name = 31, most_cell = 32767;  // Excel's own limits, in characters

/// At most `most` bytes of UTF-8, cut between characters.
std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  text.resize(most);
  return text;
}

std::string sheet_name(const std::string& id, std::set<std::string>& used) {
  std::string plain;
  for (const char c : id) plain += std::string("[]:*?/\\'").find(c) == std::string::npos ? c : '_';
  if (plain.empty()) plain = "table";
  std::string name = cut(plain, most_name);
  for (int n = 2; !used.insert(name).second; ++n) {
    const std::string number = "_" + std::to_string(n);
    name = cut(plain, most_name - number.size()) + number;
  }
  return name;
}

/// "0.00" with so many digits.
std::string digits_format(int digits) {
  return digits <= 0 ? "0" : "0." + std::string(static_cast<std::size_t>(digits), '0');
}

class Workbook {
 public:
  explicit Workbook(const std::filesystem::path& file) : book_(workbook_new(file.c_str())), file_(file) {
    if (book_ == nullptr) throw WriteFailure(file, "no spreadsheet can be made");
    bold_ = workbook_add_format(book_);
    format_set_bold(bold_);
  }
  ~Workbook() {
    if (book_ != nullptr) workbook_close(book_);
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  void add(const ReportTable& table, const std::string& mark, bool zh) {
    auto* sheet = workbook_add_worksheet(book_, sheet_name(table.id, used_).c_str());
    if (sheet == nullptr) throw WriteFailure(file_, "no sheet can be made");
    lxw_row_t row = 0;
    const auto pick = [&](const scenarios::Label& label) { return zh ? label.zh : label.en; };
    for (const auto& line : {mark, pick(table.title), pick(table.note)})
      if (!line.empty()) text(sheet, row++, 0, line, bold_);
    lxw_col_t column = 0;
    for (const auto& one : table.columns) text(sheet, row, column++, pick(one), bold_);
    for (const auto& cells : table.rows) {
      ++row, column = 0;
      for (const auto& cell : cells) {
        if (const auto* label = std::get_if<scenarios::Label>(&cell.content))
          text(sheet, row, column, pick(*label), nullptr);
        else if (const double value = std::get<double>(cell.content); std::isfinite(value))
          worksheet_write_number(sheet, row, column, value, number_format(cell.digits));
        ++column;
      }
    }
  }

  void close() {
    const lxw_error error = workbook_close(book_);
    book_ = nullptr;
    if (error != LXW_NO_ERROR) throw WriteFailure(file_, lxw_strerror(error));
  }

 private:
  static void text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& words,
                   lxw_format* format) {
    worksheet_write_string(sheet, row, column, cut(words, most_cell).c_str(), format);
  }
  lxw_format* number_format(int digits) {
    const auto place = static_cast<std::size_t>(std::clamp(digits, 0, 9));
    if (formats_.size() <= place) formats_.resize(place + 1, nullptr);
    if (formats_[place] == nullptr) {
      formats_[place] = workbook_add_format(book_);
      format_set_num_format(formats_[place], digits_format(static_cast<int>(place)).c_str());
    }
    return formats_[place];
  }

  lxw_workbook* book_;
  std::filesystem::path file_;
  lxw_format* bold_ = nullptr;
  std::vector<lxw_format*> formats_;
  std::set<std::string> used_;
};

}  // namespace

bool has_spreadsheets() { return true; }

void write_spreadsheet(const std::vector<ReportTable>& tables, const std::string& mark, bool zh,
                       const std::filesystem::path& target) {
  FileAside aside(target);
  Workbook book(aside.path());
  for (const auto& table : tables) book.add(table, mark, zh);
  book.close();
  aside.commit();
}

#else

bool has_spreadsheets() { return false; }

void write_spreadsheet(const std::vector<ReportTable>&, const std::string&, bool,
                       const std::filesystem::path&) {
  throw std::logic_error("this build writes no spreadsheets");
}

#endif

}  // namespace lantian::io
