#include "io/text_table.hpp"

#include <algorithm>

#include "io/source_line.hpp"

namespace lantian::io {

std::string text_table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<int> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], display_width(row[c]));
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string blanks(static_cast<std::size_t>(widths[c] - display_width(row[c])), ' ');
      line += c == 0 ? row[c] + blanks : "  " + blanks + row[c];
    }
    while (line.ends_with(' ')) line.pop_back();
    text += "  " + line + "\n";
  }
  return text;
}

}  // namespace lantian::io
