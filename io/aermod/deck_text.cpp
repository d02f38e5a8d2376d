#include "io/aermod/deck_text.hpp"

#include <iconv.h>

#include <algorithm>
#include <sstream>

#include "io/regular_file.hpp"

namespace lantian::io {
namespace {

/// Nothing where the bytes are not GB 18030, or the system cannot tell.
std::optional<std::string> from_gb18030(std::string bytes) {
  const iconv_t converter = ::iconv_open("UTF-8", "GB18030");
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string text(2 * bytes.size(), '\0');  // two bytes become three at most
  char *in = bytes.data(), *out = text.data();
  std::size_t in_left = bytes.size(), out_left = text.size();
  const bool done = ::iconv(converter, &in, &in_left, &out, &out_left) != static_cast<std::size_t>(-1);
  ::iconv_close(converter);
  if (!done || in_left > 0) return std::nullopt;
  text.resize(text.size() - out_left);
  return text;
}

/// A comment or a title: words that only people read.
bool is_free_text(const std::string& line) {
  std::istringstream words(line);
  for (std::string word; words >> word;) {
    if (word.starts_with("**")) return true;
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    if (word != "CO") return word == "TITLEONE" || word == "TITLETWO";
  }
  return false;
}

}  // namespace

std::optional<std::string> read_deck_text(const std::filesystem::path& file, Diagnostics& mistakes,
                                          const TextPlace& mentioned) {
  const auto bytes = read_regular_file(file, mistakes, mentioned);
  if (!bytes) return std::nullopt;
  if (first_bad_byte(*bytes) == std::string::npos || bytes->find('\0') != std::string::npos)
    return read_text_file(file, mistakes, mentioned);
  std::string text;
  int number = 0;
  for (std::size_t from = 0; from < bytes->size();) {
    const std::size_t to = std::min(bytes->find('\n', from), bytes->size());
    const std::string line = bytes->substr(from, to - from);
    ++number;
    const bool is_utf8 = first_bad_byte(line) == std::string::npos;
    const auto decoded = is_utf8 ? line : is_free_text(line) ? from_gb18030(line) : std::nullopt;
    if (!decoded) {
      mistakes.add("deck_encoding", {file.string(), number, 0});
      return std::nullopt;
    }
    text += *decoded + "\n";
    from = to + 1;
  }
  return text;
}

}  // namespace lantian::io
