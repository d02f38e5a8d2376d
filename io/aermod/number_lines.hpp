/// Lines of a file of numbers, as Fortran's free format reads them: words apart by blanks or commas.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/diagnostics.hpp"

namespace lantian::io {

/// A file beside a deck, line by line. Mistakes beyond a hundred are not collected: `is_hopeless`.
class NumberLines {
 public:
  /// Nothing is read where the file cannot be had (a mistake at `mentioned`).
  NumberLines(const std::filesystem::path& file, const TextPlace& mentioned, Diagnostics& mistakes);

  /// Goes to the next line that is not blank; false at the end.
  bool next();
  std::string_view line() const { return line_; }
  int number() const { return number_; }
  const std::vector<std::string_view>& words();  // of this line
  TextPlace place(std::string_view part) const;  // of a part of this line
  TextPlace place() const { return {file_, number_, 0}; }

  /// Word n as a number; nothing (and a mistake) where it is none.
  std::optional<double> number(std::size_t n, const char* key);
  void mistake(std::string code, const TextPlace& place,
               std::vector<std::pair<std::string, std::string>> arguments);
  bool is_hopeless() const { return told_ >= most_mistakes; }
  bool is_readable() const { return readable_; }

 private:
  static constexpr int most_mistakes = 100;
  std::string file_, text_;
  Diagnostics& mistakes_;
  bool readable_ = false, split_ = false;
  std::size_t from_ = 0;
  int number_ = 0, told_ = 0;
  std::string_view line_;
  std::vector<std::string_view> words_;
};

/// A number, with a decimal point where it has none: `decimals` places from the right, as Fortran's F8.3
/// reads it.
std::optional<double> number_of(std::string_view text, int decimals = 0);

}  // namespace lantian::io
