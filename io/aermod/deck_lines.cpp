#include "io/aermod/deck_lines.hpp"

#include <algorithm>
#include <set>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/parse_tree.hpp>

#include "io/aermod/deck_text.hpp"
#include "io/aermod/keyword_table.hpp"
#include "io/syntax_mistake.hpp"

namespace lantian::io {
namespace {

namespace peg = tao::pegtl;

namespace grammar {

using namespace peg;

constexpr std::size_t head = 12;  // columns before the words

struct blank : one<' ', '\t'> {};
struct pathway : rep<2, any> {};
struct keyword : rep<8, any> {};
struct between : any {};  // columns 3 and 12
struct quoted_text : star<not_one<'"'>> {};
struct closing_quote : one<'"'> {};
struct quoted : seq<one<'"'>, quoted_text, must<closing_quote>> {};
struct word : plus<not_one<' ', '\t'>> {};
struct words : seq<star<blank>, star<sor<quoted, word>, star<blank>>, eof> {};
struct line : seq<pathway, between, keyword, between, words> {};

template <class Rule>
using kept =
    parse_tree::selector<Rule, parse_tree::store_content::on<pathway, keyword, between, quoted_text, word>>;

}  // namespace grammar

template <class Rule>
inline constexpr const char* accepted = "";
template <>
inline constexpr const char* accepted<grammar::closing_quote> = "\"";

struct Accepted {
  template <class Rule>
  static constexpr const char* of = accepted<Rule>;
};
template <class Rule>
struct Control : MistakeControl<Rule, Accepted> {};

using Node = peg::parse_tree::node;

constexpr std::size_t longest_line = 4096;  // AERMOD's own bound is 512
constexpr std::size_t most_records = 500000;
constexpr std::size_t deepest_inclusion = 4;

std::string capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string without_end_blanks(std::string text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\t')) text.pop_back();
  return text;
}

bool is_known_pathway(const std::string& name) {
  static const std::set<std::string> names{"CO", "SO", "RE", "ME", "EV", "OU"};
  return names.contains(name);
}

template <class Rule>
std::unique_ptr<Node> parsed(const std::string& text, const TextPlace& line, Diagnostics& mistakes) {
  try {
    peg::memory_input in(text, "");
    return peg::parse_tree::parse<Rule, Node, grammar::kept, peg::nothing, Control>(in);
  } catch (const SyntaxMistake& mistake) {
    const std::size_t quote = text.find_last_of('"', mistake.byte);
    mistakes.add("not_closed", {line.file, line.line, column_of(text, quote)}, {{"value", "\""}});
    return nullptr;
  }
}

DeckWord word_of(const Node& node, const std::string& text, const TextPlace& line) {
  const std::string written = node.string();
  return {capitals(written), written, {line.file, line.line, column_of(text, node.begin().byte)}};
}

class Reader {
 public:
  Reader(const CaseFolder& folder, Diagnostics& mistakes, std::vector<std::filesystem::path>& included)
      : folder_(folder), mistakes_(mistakes), included_(included) {}

  void read(const std::filesystem::path& file, const TextPlace& mentioned, std::size_t depth) {
    const auto text = read_deck_text(file, mistakes_, mentioned);
    if (!text) return;
    std::error_code failed;
    open_.push_back(std::filesystem::weakly_canonical(file, failed));
    int number = 0;
    for (std::size_t from = 0; from < text->size() && !finished_; ++number) {
      const std::size_t to = std::min(text->find('\n', from), text->size());
      line(without_end_blanks(text->substr(from, to - from)), {file.string(), number + 1, 0}, depth);
      from = to + 1;
    }
    open_.pop_back();
  }

  std::vector<DeckRecord> records;

 private:
  /// Where the head of the line stands: blanks that the first line of the deck begins with, up to 3, shift
  /// all.
  void find_shift(const std::string& text) {
    if (shift_) return;
    shift_ = std::min<std::size_t>(std::min(text.find_first_not_of(' '), text.size()), 3);
  }

  void line(const std::string& written, const TextPlace& place, std::size_t depth) {
    if (written.empty()) return;
    if (written.size() > longest_line)
      return mistakes_.add("too_many", place,
                           {{"key", "characters"},
                            {"value", std::to_string(written.size())},
                            {"limit", std::to_string(longest_line)}});
    find_shift(written);
    const std::size_t first = std::min(written.find_first_not_of(" \t"), written.size());
    if (written.compare(first, 2, "**") == 0) return;
    std::string padded = written;
    padded.resize(std::max(padded.size(), *shift_ + grammar::head), ' ');
    const std::string shifted_text = padded.substr(*shift_);  // the tree points into it
    const auto tree = parsed<grammar::line>(shifted_text, place, mistakes_);
    if (!tree) return;
    const auto& parts = tree->children;
    const auto shifted = [&](const Node& node) {
      return TextPlace{place.file, place.line, column_of(padded, node.begin().byte + *shift_)};
    };
    DeckRecord record;
    record.pathway = without_end_blanks(capitals(parts[0]->string()));
    record.keyword = without_end_blanks(capitals(parts[2]->string()));
    record.place = {place.file, place.line, static_cast<int>(first) + 1};
    if (!record.keyword.empty()) record.place = shifted(*parts[2]);
    for (std::size_t n = 4; n < parts.size(); ++n) {
      DeckWord word = word_of(*parts[n], padded, place);
      word.place = shifted(*parts[n]);
      record.words.push_back(std::move(word));
    }
    const std::size_t words_begin = *shift_ + grammar::head;
    record.rest = without_end_blanks(padded.substr(words_begin));
    record.rest.erase(0, std::min(record.rest.find_first_not_of(' '), record.rest.size()));
    if (is_echo(record)) return;
    const bool is_in_columns = parts[1]->string() == " " && parts[3]->string() == " " &&
                               record.keyword.find_first_of(" \t") == std::string::npos &&
                               record.pathway.find_first_of(" \t") == std::string::npos &&
                               (record.pathway.empty() || is_known_pathway(record.pathway));
    if (!is_in_columns) return out_of_columns(padded, first, place);
    keep(std::move(record), depth);
  }

  /// NO ECHO switches AERMOD's copy of the deck off; there is none here.
  static bool is_echo(const DeckRecord& record) { return record.pathway == "NO" && record.keyword == "ECHO"; }

  /// Names the pathway if it is what is wrong, else the word after it, with the keyword that it may be.
  void out_of_columns(const std::string& text, std::size_t first, const TextPlace& place) {
    std::size_t end = std::min(text.find_first_of(" \t", first), text.size());
    std::string word = text.substr(first, end - first);
    std::string pathway = pathway_;
    if (first == *shift_ && word.size() == 2) {
      pathway = capitals(word);
      if (!is_known_pathway(pathway))
        return mistakes_.add("unknown_word", {place.file, place.line, column_of(text, first)},
                             {{"key", "pathway"}, {"value", word}, {"accepted", "CO, SO, RE, ME, OU"}});
      if (const auto next = text.find_first_not_of(" \t", end); next != std::string::npos) {
        first = next;
        end = std::min(text.find_first_of(" \t", first), text.size());
        word = text.substr(first, end - first);
      }
    }
    std::vector<std::pair<std::string, std::string>> arguments{{"value", word}};
    if (find_keyword(pathway, capitals(word)) == nullptr)
      arguments.emplace_back("nearest", nearest_spelling(capitals(word), keyword_names(pathway)));
    if (const auto tab = text.find('\t'); tab < *shift_ + grammar::head)
      arguments.emplace_back("tab", std::to_string(tab + 1));
    mistakes_.add("deck_columns", {place.file, place.line, column_of(text, first)}, std::move(arguments));
  }

  void keep(DeckRecord record, std::size_t depth) {
    if (record.pathway.empty()) record.pathway = pathway_;
    if (record.keyword.empty()) {
      if (keyword_.empty() || keyword_ == "STARTING" || keyword_ == "FINISHED")
        return mistakes_.add("deck_no_keyword", record.place, {{"value", record.rest}});
      record.keyword = keyword_;
    }
    pathway_ = record.pathway;
    keyword_ = record.keyword;
    if (record.pathway.empty())
      return mistakes_.add("deck_no_pathway", record.place, {{"key", record.keyword}});
    if (record.keyword == "INCLUDED" &&
        (record.pathway == "SO" || record.pathway == "RE" || record.pathway == "EV"))
      return include(record, depth);
    finished_ = record.pathway == "OU" && record.keyword == "FINISHED";
    if (records.size() >= most_records) {
      finished_ = true;
      return mistakes_.add("too_many", record.place,
                           {{"key", "lines"},
                            {"value", "> " + std::to_string(most_records)},
                            {"limit", std::to_string(most_records)}});
    }
    records.push_back(std::move(record));
  }

  void include(const DeckRecord& record, std::size_t depth) {
    if (record.words.size() != 1)
      return mistakes_.add(
          "wrong_count", record.place,
          {{"key", "INCLUDED"}, {"value", std::to_string(record.words.size())}, {"expected", "1"}});
    const DeckWord& name = record.words[0];
    const auto path = folder_.resolve(name.written, name.place, mistakes_);
    if (!path) return;
    std::error_code failed;
    const auto canonical = std::filesystem::weakly_canonical(*path, failed);
    if (depth == deepest_inclusion || std::find(open_.begin(), open_.end(), canonical) != open_.end())
      return mistakes_.add("circular_reference", name.place, {{"key", "INCLUDED"}, {"value", name.written}});
    included_.push_back(*path);
    read(*path, name.place, depth + 1);
  }

  const CaseFolder& folder_;
  Diagnostics& mistakes_;
  std::vector<std::filesystem::path>& included_;
  std::vector<std::filesystem::path> open_;  // files that are being read, the outermost first
  std::optional<std::size_t> shift_;
  std::string pathway_, keyword_;
  bool finished_ = false;
};

}  // namespace

int column_of(const std::string& line, std::size_t byte) {
  int column = 1;
  for (std::size_t n = 0; n < std::min(byte, line.size()); ++n)
    column += (static_cast<unsigned char>(line[n]) & 0xC0) != 0x80;
  return column;
}

std::vector<DeckRecord> read_deck_lines(const std::filesystem::path& file, const CaseFolder& folder,
                                        Diagnostics& mistakes, std::vector<std::filesystem::path>& included) {
  Reader reader(folder, mistakes, included);
  reader.read(file, {}, 0);
  return std::move(reader.records);
}

std::vector<DeckWord> words_of_line(const std::string& line, const std::string& file, int number,
                                    Diagnostics& mistakes) {
  const std::string text = without_end_blanks(line);
  const TextPlace place{file, number, 0};
  std::vector<DeckWord> words;
  if (const auto tree = parsed<grammar::words>(text, place, mistakes))
    for (const auto& node : tree->children) words.push_back(word_of(*node, text, place));
  return words;
}

}  // namespace lantian::io
