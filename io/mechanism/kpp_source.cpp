#include "io/mechanism/kpp_source.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "io/fortran_number.hpp"

namespace lantian::io {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::size_t find_word(const std::string& text, const std::string& word, std::size_t from) {
  const auto same = [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; };
  const auto at = std::search(text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size())),
                              text.end(), word.begin(), word.end(), same);
  return at == text.end() ? std::string::npos : static_cast<std::size_t>(at - text.begin());
}

}  // namespace

KppSource::KppSource(std::string file, std::string text, MechanismDraft& draft)
    : file_(std::move(file)), written_(std::move(text)), text_(written_), line_begin_{0} {
  for (std::size_t n = 0; n < text_.size(); ++n)
    if (text_[n] == '\n') line_begin_.push_back(n + 1);
  blank_inlined_code(draft);
  blank_comments(draft);
}

TextPlace KppSource::place(std::size_t byte) const {
  const auto line = std::upper_bound(line_begin_.begin(), line_begin_.end(), byte) - 1;
  int column = 1;
  for (std::size_t n = *line; n < std::min(byte, written_.size()); ++n)
    column += !is_continuation(written_[n]);
  return {file_, static_cast<int>(line - line_begin_.begin()) + 1, column};
}

void KppSource::blank(std::size_t from, std::size_t to) {
  for (std::size_t n = from; n < std::min(to, text_.size()); ++n)
    if (text_[n] != '\n') text_[n] = ' ';
}

void KppSource::blank_inlined_code(MechanismDraft& draft) {
  const std::string opening = "#INLINE", closing = "#ENDINLINE";
  for (std::size_t at = 0; (at = find_word(text_, opening, at)) != std::string::npos;) {
    const std::size_t end = find_word(text_, closing, at);
    if (end == std::string::npos) draft.mistake("not_closed", place(at), {{"value", opening}});
    const std::size_t to = end == std::string::npos ? text_.size() : end + closing.size();
    blank(at, to);
    at = to;
  }
}

void KppSource::blank_comments(MechanismDraft& draft) {
  for (std::size_t at = 0; at < text_.size(); ++at) {
    if (text_[at] == '{') {
      const std::size_t end = text_.find('}', at);
      if (end == std::string::npos) draft.mistake("not_closed", place(at), {{"value", "{"}});
      blank(at, end == std::string::npos ? text_.size() : end + 1);
    } else if (text_.compare(at, 2, "//") == 0) {
      blank(at, text_.find('\n', at));
    }
  }
}

std::optional<double> kpp_number(std::string text) {
  if (const auto suffix = text.find('_'); suffix != std::string::npos) text.resize(suffix);
  return fortran_number(std::move(text));
}

std::string kpp_word_at(const std::string& text, std::size_t byte) {
  const auto belongs = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  std::size_t end = byte;
  while (end < text.size() && belongs(text[end])) ++end;
  return byte >= text.size() ? "" : text.substr(byte, std::max<std::size_t>(end - byte, 1));
}

}  // namespace lantian::io
