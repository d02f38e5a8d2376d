/// Mistakes in what the user gave: collected, all of them, each with its place; text is made at the edge
/// only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace lantian::io {

struct TextPlace {
  std::string file;          // as the user would type it
  int line = 0, column = 0;  // 1-based; 0: the file as a whole
};

/// `code` is stable ("unknown_key", "out_of_range", …): each code has one message template in
/// io/messages.cpp, whose named fields {key}, {value}, {accepted}, {nearest} … are filled from `arguments`.
struct Diagnostic {
  std::string code;
  TextPlace place;
  std::vector<std::pair<std::string, std::string>> arguments;
};

/// Collects while readers go on; `throw_if_any` ends the reading.
class Diagnostics {
 public:
  void add(std::string code, TextPlace place,
           std::vector<std::pair<std::string, std::string>> arguments = {}) {
    items_.push_back({std::move(code), std::move(place), std::move(arguments)});
  }
  bool empty() const { return items_.empty(); }
  const std::vector<Diagnostic>& items() const { return items_; }
  void throw_if_any() const;

 private:
  std::vector<Diagnostic> items_;
};

/// Bad input: exit code 2. `mistakes` in file order.
class InputErrors : public std::exception {
 public:
  explicit InputErrors(std::vector<Diagnostic> found) : mistakes(std::move(found)) {}
  const char* what() const noexcept override { return "mistakes in the input"; }
  std::vector<Diagnostic> mistakes;
};

inline void Diagnostics::throw_if_any() const {
  if (!items_.empty()) throw InputErrors(items_);
}

/// The nearest of `candidates` by edit distance, or "" where none is within a third of the letters.
std::string nearest_spelling(const std::string& word, const std::vector<std::string>& candidates);

}  // namespace lantian::io
