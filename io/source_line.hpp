/// The line of a file that a message is about, with a caret under the place.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"

namespace lantian::io {

class SourceLines {
 public:
  /// "   14 | stack_height = …" with the line before it and carets; "" where the file or the line is not to
  /// be had.
  std::string excerpt(const TextPlace& place);

 private:
  const std::vector<std::string>& lines(const std::string& file);
  std::map<std::string, std::vector<std::string>> files_;
};

/// Columns that `text` takes on a terminal: Chinese characters take two.
int display_width(std::string_view text);

}  // namespace lantian::io
