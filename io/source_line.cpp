#include "io/source_line.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/messages.hpp"
#include "io/regular_file.hpp"

namespace lantian::io {
namespace {

constexpr std::size_t widest = 100;  // characters of a line that are shown

/// One string per character of UTF-8.
std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> found;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0) == 0x80 && !found.empty())
      found.back() += byte;
    else
      found.emplace_back(1, byte);
  }
  return found;
}

bool is_wide(std::string_view character) {
  if (character.size() < 3) return false;
  const auto byte = [&](std::size_t n) { return static_cast<unsigned char>(character[n]); };
  const unsigned code =
      character.size() == 3 ? (byte(0) & 0xFu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu) : 0x20000u;
  return (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
         (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
         (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60) ||
         (code >= 0xFFE0 && code <= 0xFFE6) || code >= 0x20000;
}

/// Characters from `start` that belong to the value or key that begins there.
std::size_t extent(const std::vector<std::string>& line, std::size_t start) {
  const std::string& first = line[start];
  std::size_t end = start + 1;
  if (first == "\"" || first == "'") {
    while (end < line.size() && line[end] != first) ++end;
    return std::min(end + 1, line.size()) - start;
  }
  if (first == "[") {
    while (end < line.size() && line[end - 1] != "]") ++end;
    return end - start;
  }
  while (end < line.size() && std::string(",]}=#;").find(line[end]) == std::string::npos) ++end;
  while (end > start + 1 && line[end - 1] == " ") --end;
  return end - start;
}

std::string shown(const std::vector<std::string>& line, std::size_t from, std::size_t to) {
  std::string text = from > 0 ? "…" : "";
  for (std::size_t n = from; n < std::min(to, line.size()); ++n)
    text += line[n] == "\t" ? " " : harmless(line[n]);
  return text + (to < line.size() ? "…" : "");
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  for (const auto& character : characters(std::string(text))) width += is_wide(character) ? 2 : 1;
  return width;
}

const std::vector<std::string>& SourceLines::lines(const std::string& file) {
  const auto known = files_.find(file);
  if (known != files_.end()) return known->second;
  Diagnostics ignored;  // what is wrong with the file has its own message
  std::vector<std::string> found;
  if (const auto text = read_text_file(file, ignored))
    for (std::size_t from = 0; from < text->size();) {
      const std::size_t to = std::min(text->find('\n', from), text->size());
      found.push_back(text->substr(from, to - from));
      if (found.back().ends_with('\r')) found.back().pop_back();
      from = to + 1;
    }
  return files_.emplace(file, std::move(found)).first->second;
}

std::string SourceLines::excerpt(const TextPlace& place) {
  if (place.line <= 0) return "";
  const auto& all = lines(place.file);
  const auto number = static_cast<std::size_t>(place.line);
  if (number > all.size()) return "";
  const auto line = characters(all[number - 1]);
  const std::size_t start = place.column > 0 ? static_cast<std::size_t>(place.column) - 1 : 0;
  const std::size_t from = start > widest / 2 && line.size() > widest ? start - widest / 2 : 0;
  std::string text;
  if (number > 1 && from == 0)
    text += fmt::format("{:>5} | {}\n", number - 1, shown(characters(all[number - 2]), 0, widest));
  text += fmt::format("{:>5} | {}\n", number, shown(line, from, from + widest));
  if (place.column <= 0 || start >= line.size()) return text;
  const int before = display_width(
      shown({line.begin(), line.begin() + static_cast<std::ptrdiff_t>(start)}, from, widest + from));
  const std::size_t length = std::min(extent(line, start), from + widest - start);
  std::string marked;
  for (std::size_t n = start; n < start + length; ++n) marked += line[n];
  return text + fmt::format("      | {}{}\n", std::string(static_cast<std::size_t>(before), ' '),
                            std::string(static_cast<std::size_t>(display_width(marked)), '^'));
}

}  // namespace lantian::io
