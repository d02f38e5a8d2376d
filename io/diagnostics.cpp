#include "io/diagnostics.hpp"

#include <algorithm>
#include <numeric>

namespace lantian::io {
namespace {

/// Characters of UTF-8 text as code points, so that one Chinese letter counts as one.
std::vector<char32_t> letters(const std::string& text) {
  std::vector<char32_t> found;
  for (const unsigned char byte : text) {
    if ((byte & 0xC0) == 0x80 && !found.empty())
      found.back() = (found.back() << 6) | (byte & 0x3Fu);
    else
      found.push_back(byte);
  }
  return found;
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from `a` to `b`.
std::size_t edit_distance(const std::vector<char32_t>& a, const std::vector<char32_t>& b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace

std::string nearest_spelling(const std::string& word, const std::vector<std::string>& candidates) {
  const auto written = letters(word);
  std::string nearest;
  std::size_t least = written.size() / 3 + 1;
  for (const auto& candidate : candidates) {
    const std::size_t distance = edit_distance(written, letters(candidate));
    if (distance < least) least = distance, nearest = candidate;
  }
  return nearest;
}

}  // namespace lantian::io
