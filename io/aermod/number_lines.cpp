#include "io/aermod/number_lines.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tao/pegtl.hpp>

#include "io/aermod/deck_lines.hpp"
#include "io/fortran_number.hpp"
#include "io/regular_file.hpp"

namespace lantian::io {
namespace {

namespace peg = tao::pegtl;

namespace grammar {

using namespace peg;

struct gap : star<one<' ', '\t', ',', '\r'>> {};
struct word : plus<not_one<' ', '\t', ',', '\r'>> {};
struct words : seq<gap, star<word, gap>, eof> {};

}  // namespace grammar

template <class Rule>
struct Action : peg::nothing<Rule> {};
template <>
struct Action<grammar::word> {
  template <class Input>
  static void apply(const Input& in, std::vector<std::string_view>& words) {
    words.push_back(in.string_view());
  }
};

}  // namespace

NumberLines::NumberLines(const std::filesystem::path& file, const TextPlace& mentioned, Diagnostics& mistakes)
    : file_(file.string()), mistakes_(mistakes) {
  if (auto text = read_text_file(file, mistakes, mentioned)) {
    text_ = std::move(*text);
    readable_ = true;
  }
}

bool NumberLines::next() {
  while (from_ < text_.size()) {
    const std::size_t to = std::min(text_.find('\n', from_), text_.size());
    line_ = std::string_view(text_).substr(from_, to - from_);
    from_ = to + 1;
    ++number_;
    split_ = false;
    if (line_.find_first_not_of(" \t\r") != std::string_view::npos) return true;
  }
  return false;
}

const std::vector<std::string_view>& NumberLines::words() {
  if (split_) return words_;
  words_.clear();
  peg::memory_input in(line_.data(), line_.size(), "");
  peg::parse<grammar::words, Action>(in, words_);
  split_ = true;
  return words_;
}

TextPlace NumberLines::place(std::string_view part) const {
  return {file_, number_,
          column_of(std::string(line_), static_cast<std::size_t>(part.data() - line_.data()))};
}

void NumberLines::mistake(std::string code, const TextPlace& place,
                          std::vector<std::pair<std::string, std::string>> arguments) {
  if (told_ < most_mistakes) mistakes_.add(std::move(code), place, std::move(arguments));
  ++told_;
}

std::optional<double> NumberLines::number(std::size_t n, const char* key) {
  const std::string_view word = words()[n];
  const auto value = number_of(word);
  if (!value) mistake("not_a_number", place(word), {{"key", key}, {"value", std::string(word)}});
  return value;
}

std::optional<double> number_of(std::string_view text, int decimals) {
  double value = 0.0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_plain = fault == std::errc() && end == text.data() + text.size() && std::isfinite(value);
  const auto read = is_plain ? std::optional(value) : fortran_number(std::string(text));
  if (!read || decimals == 0 || text.find_first_of(".eEdD") != std::string_view::npos) return read;
  return *read / std::pow(10.0, decimals);
}

}  // namespace lantian::io
