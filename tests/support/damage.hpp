/// Damage to one line of a text, as typing, copying and broken disks do it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace lantian::tests {

using Lines = std::vector<std::string>;

inline Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}
inline std::string text_of(const Lines& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

/// Damages one line of three letters or more; returns its index.
inline std::size_t damage(Lines& lines, std::mt19937& random) {
  const auto below = [&](std::size_t n) {
    return static_cast<std::size_t>(random() % std::max<std::size_t>(n, 1));
  };
  std::size_t at = below(lines.size());
  while (lines[at].size() < 3) at = below(lines.size());
  std::string& line = lines[at];
  const std::size_t byte = below(line.size());
  static const std::string odd = "abzABZ019{}[]:;,.#<>+-*/()\"'=&!|%@`\\ \t_~^";
  switch (random() % 7) {
    case 0:
      line.erase(byte, 1);
      break;
    case 1:
      line.insert(byte, 1, odd[below(odd.size())]);
      break;
    case 2:
      line[byte] = odd[below(odd.size())];
      break;
    case 3:
      line.resize(byte);
      break;
    case 4:
      line += line;
      break;
    case 5:
      if (byte + 1 < line.size()) std::swap(line[byte], line[byte + 1]);
      break;
    default:
      line.erase(byte, 3 + below(5));
  }
  return at;
}

}  // namespace lantian::tests
