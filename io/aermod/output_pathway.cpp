// The OU pathway: tables and files of results.
#include <algorithm>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/parse_tree.hpp>

#include "io/aermod/keyword_table.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::io {
namespace {

namespace peg = tao::pegtl;

namespace grammar {

using namespace peg;

struct number : rep_min_max<1, 3, digit> {};
struct ordinal
    : seq<number, opt<sor<string<'S', 'T'>, string<'N', 'D'>, string<'R', 'D'>, string<'T', 'H'>>>> {};
struct spelled : sor<string<'F', 'I', 'R', 'S', 'T'>, string<'S', 'E', 'C', 'O', 'N', 'D'>,
                     string<'T', 'H', 'I', 'R', 'D'>, string<'F', 'O', 'U', 'R', 'T', 'H'>,
                     string<'F', 'I', 'F', 'T', 'H'>, string<'S', 'I', 'X', 'T', 'H'>,
                     string<'S', 'E', 'V', 'E', 'N', 'T', 'H'>, string<'E', 'I', 'G', 'H', 'T', 'H'>,
                     string<'N', 'I', 'N', 'T', 'H'>, string<'T', 'E', 'N', 'T', 'H'>> {};
struct rank : sor<spelled, ordinal> {};
struct ranks : seq<rank, opt<one<'-'>, rank>, eof> {};

template <class Rule>
using kept = parse_tree::selector<Rule, parse_tree::store_content::on<spelled, number>>;

}  // namespace grammar

using Node = peg::parse_tree::node;

constexpr std::size_t most_ranks = 999, most_values = 100000, most_files = 500;

std::size_t rank_of(const Node& node) {
  static const std::vector<std::string> spelled{"FIRST", "SECOND",  "THIRD",  "FOURTH", "FIFTH",
                                                "SIXTH", "SEVENTH", "EIGHTH", "NINTH",  "TENTH"};
  const auto found = std::find(spelled.begin(), spelled.end(), node.string());
  return found != spelled.end() ? static_cast<std::size_t>(found - spelled.begin()) + 1
                                : static_cast<std::size_t>(std::stoul(node.string()));
}

/// FIRST, 3RD, 4-12; nothing (and a mistake) where it is none of these.
std::optional<std::pair<std::size_t, std::size_t>> ranks_of(DeckDraft& draft, const std::string& key,
                                                            const DeckWord& word) {
  peg::memory_input in(word.text, "");
  if (const auto tree = peg::parse_tree::parse<grammar::ranks, Node, grammar::kept>(in)) {
    const std::size_t first = rank_of(*tree->children.front()), last = rank_of(*tree->children.back());
    if (first >= 1 && last >= first && last <= most_ranks) return std::pair(first, last);
  }
  draft.mistake("deck_ranks", word.place, {{"key", key}, {"value", word.written}});
  return std::nullopt;
}

std::string name_of(int average) {
  if (average == scenarios::whole_month) return "MONTH";
  if (average == period_average) return "PERIOD";
  return average == annual_average ? "ANNUAL" : std::to_string(average);
}

/// An average that the deck computes.
std::optional<int> average_of(DeckDraft& draft, const std::string& key, const DeckWord& written,
                              bool long_ones) {
  const auto& control = draft.deck.control;
  const DeckWord word = average_word(written);
  std::vector<int> averages = control.averages;
  if (long_ones && control.period) averages.push_back(period_average);
  if (long_ones && control.annual) averages.push_back(annual_average);
  std::vector<std::string> names;
  for (const int average : averages) names.push_back(name_of(average));
  if (names.empty()) {
    if (control.period || control.annual)  // else AVERTIME's own mistake is told
      draft.mistake("missing_key", word.place, {{"key", "CO AVERTIME " + word.written}});
    return std::nullopt;
  }
  const auto chosen = draft.choice(key, word, names);
  return chosen ? std::optional(averages[*chosen]) : std::nullopt;
}

std::vector<int> averages_of(DeckDraft& draft, const DeckRecord& record) {
  if (record.words[0].text == "ALLAVE") return draft.deck.control.averages;
  const auto one = average_of(draft, record.keyword, record.words[0], false);
  return one ? std::vector{*one} : std::vector<int>{};
}

std::optional<std::size_t> output_group_of(DeckDraft& draft, const std::string& key, const DeckWord& word) {
  if (draft.deck.groups.empty()) return std::nullopt;  // told already: SRCGROUP is missing
  return draft.choice(key, word, draft.group_ids());
}

/// A name inside the run's folder.
bool is_inside(const std::filesystem::path& name) {
  if (name.empty() || name.is_absolute() || !name.has_filename()) return false;
  return std::none_of(name.begin(), name.end(), [](const auto& part) { return part == ".." || part == "."; });
}

/// `form`: outputs that share it may go into one file, one after another, as in AERMOD; none where empty.
std::optional<std::string> file_of(DeckDraft& draft, const std::string& key, const DeckWord& word,
                                   const std::string& form = "") {
  if (!is_inside(word.written) || word.written.size() > 200) {
    draft.mistake("deck_output_outside", word.place, {{"key", key}, {"value", word.written}});
    return std::nullopt;
  }
  const std::string name = std::filesystem::path(word.written).lexically_normal().string();
  const auto [known, is_new] = draft.written_files.emplace(name, DeckDraft::WrittenFile{form, word.place});
  if (is_new || (!form.empty() && known->second.form == form)) return name;
  draft.mistake("duplicate", word.place,
                {{"key", key}, {"value", word.written}, {"line", std::to_string(known->second.place.line)}});
  return std::nullopt;
}

bool is_same(const DeckOutput& a, const DeckOutput& b) {
  return a.kind == b.kind && a.average == b.average && a.group == b.group && a.rank == b.rank &&
         a.file == b.file;
}

struct OutputKind {
  const char* name;
  DeckOutput::Kind kind;
};
const OutputKind output_kinds[] = {{"PLOTFILE", DeckOutput::Kind::plot},
                                   {"POSTFILE", DeckOutput::Kind::post},
                                   {"MAXIFILE", DeckOutput::Kind::threshold},
                                   {"RANKFILE", DeckOutput::Kind::rank},
                                   {"SEASONHR", DeckOutput::Kind::season_hours}};

/// Words of an output file in order: what stands before its name. A Fortran unit may follow it.
class OutputWords {
 public:
  OutputWords(DeckDraft& draft, const DeckRecord& record) : draft_(draft), record_(record) {}

  const DeckWord* next() {
    if (at_ < record_.words.size()) return &record_.words[at_++];
    if (!short_)
      draft_.mistake("wrong_count", record_.place,
                     {{"key", record_.keyword},
                      {"value", std::to_string(record_.words.size())},
                      {"expected", "≥ " + std::to_string(record_.words.size() + 1)}});
    short_ = true;
    return nullptr;
  }
  std::size_t place() const { return at_; }
  bool is_sound() const { return !short_; }

  /// The unit number, which only Fortran needs.
  void finish() {
    if (at_ < record_.words.size()) draft_.number(record_, at_++, {0.0, 99999.0});
    if (at_ < record_.words.size())
      draft_.mistake("wrong_count", record_.words[at_].place,
                     {{"key", record_.keyword},
                      {"value", std::to_string(record_.words.size())},
                      {"expected", std::to_string(at_)}});
  }

 private:
  DeckDraft& draft_;
  const DeckRecord& record_;
  std::size_t at_ = 0;
  bool short_ = false;
};

/// RECTABLE, above it, has the rank.
bool is_tabulated(const DeckTables& tables, int average, std::size_t rank) {
  return std::any_of(tables.ranks.begin(), tables.ranks.end(), [&](const auto& table) {
    return table.first == average && table.second.contains(rank);
  });
}

}  // namespace

void read_rank_table(DeckDraft& draft, const DeckRecord& record) {
  const auto averages = averages_of(draft, record);
  std::set<std::size_t> ranks;
  for (std::size_t n = 1; n < record.words.size(); ++n)
    if (const auto range = ranks_of(draft, "RECTABLE", record.words[n]))
      for (std::size_t rank = range->first; rank <= range->second; ++rank) ranks.insert(rank);
  for (const int average : averages) draft.deck.tables.ranks.emplace_back(average, ranks);
}

void read_most_table(DeckDraft& draft, const DeckRecord& record) {
  const auto most = draft.whole(record, 1, 1, static_cast<int>(most_values));
  for (const int average : averages_of(draft, record))
    if (most) draft.deck.tables.most.emplace_back(average, static_cast<std::size_t>(*most));
}

void read_day_table(DeckDraft& draft, const DeckRecord& record) {
  for (const DeckWord& word : record.words) {
    DeckRecord one = record;
    one.words = {word};
    for (const int average : averages_of(draft, one)) draft.deck.tables.days.insert(average);
  }
}

void read_output_file(DeckDraft& draft, const DeckRecord& record) {
  const std::string& key = record.keyword;
  DeckOutput output;
  output.place = record.place;
  for (const auto& known : output_kinds)
    if (key == known.name) output.kind = known.kind;
  OutputWords words(draft, record);
  std::optional<int> average = 1;
  std::optional<std::size_t> group = 0;
  bool sound = true;
  if (output.kind != DeckOutput::Kind::season_hours) {
    const bool long_ones = output.kind == DeckOutput::Kind::plot || output.kind == DeckOutput::Kind::post;
    if (const auto* word = words.next()) average = average_of(draft, key, *word, long_ones);
  }
  if (output.kind != DeckOutput::Kind::rank)
    if (const auto* word = words.next()) group = output_group_of(draft, key, *word);
  const bool is_long = average && (*average == period_average || *average == annual_average);
  if (output.kind == DeckOutput::Kind::plot && !is_long)
    if (const auto* word = words.next()) {
      const auto rank = ranks_of(draft, key, *word);
      sound &= rank.has_value();
      if (rank) output.rank = rank->first;
      if (rank && average && !is_tabulated(draft.deck.tables, *average, rank->first)) {
        const std::string wanted = name_of(*average) + " " + word->written;
        draft.mistake("deck_needs", word->place,
                      {{"key", "PLOTFILE " + wanted}, {"expected", "RECTABLE " + wanted}});
      }
    }
  if (output.kind == DeckOutput::Kind::post)
    if (const auto* word = words.next()) {
      const auto form = draft.choice(key, *word, {"PLOT", "UNFORM"});
      output.binary = form && *form == 1;
    }
  if (output.kind == DeckOutput::Kind::threshold)
    if (words.next() != nullptr) output.threshold = draft.number(record, words.place() - 1).value_or(0.0);
  if (output.kind == DeckOutput::Kind::rank)
    if (words.next() != nullptr)
      output.values = static_cast<std::size_t>(
          draft.whole(record, words.place() - 1, 1, static_cast<int>(most_values)).value_or(1));
  const auto* name = words.next();
  const std::string form =
      output.kind == DeckOutput::Kind::season_hours ? "" : key + (output.binary ? " UNFORM" : "");
  const auto file = name != nullptr ? file_of(draft, key, *name, form) : std::nullopt;
  words.finish();
  if (!average || !group || !file || !sound || !words.is_sound()) return;
  if (draft.deck.outputs.size() == most_files)
    return draft.mistake(
        "too_many", record.place,
        {{"key", "OU"}, {"value", "> " + std::to_string(most_files)}, {"limit", std::to_string(most_files)}});
  output.average = *average;
  output.average_name = name_of(*average);
  output.group = *group;
  output.file = *file;
  const auto& known = draft.deck.outputs;
  const auto same =
      std::find_if(known.begin(), known.end(), [&](const auto& one) { return is_same(one, output); });
  if (same != known.end())
    return draft.mistake("duplicate", name->place,
                         {{"key", key}, {"value", *file}, {"line", std::to_string(same->place.line)}});
  draft.deck.outputs.push_back(output);
}

void read_summary_file(DeckDraft& draft, const DeckRecord& record) {
  draft.deck.tables.summary_place = record.words[0].place;
  if (const auto file = file_of(draft, "SUMMFILE", record.words[0])) draft.deck.tables.summary = *file;
}

void read_file_form(DeckDraft& draft, const DeckRecord& record) {
  DeckWord word = record.words[0];
  word.text = word.text.substr(0, 3);  // AERMOD looks at three letters: EXPONENT
  if (const auto form = draft.choice("FILEFORM", word, {"FIX", "EXP"}))
    draft.deck.tables.exponents = *form == 1;
}

void read_no_header(DeckDraft& draft, const DeckRecord& record) {
  std::vector<std::string> names{"ALL"};
  for (const auto& known : output_kinds) names.emplace_back(known.name);
  for (const DeckWord& word : record.words) {
    const auto chosen = draft.choice("NOHEADER", word, names);
    if (!chosen) continue;
    for (const auto& known : output_kinds)
      if (*chosen == 0 || word.text == known.name) draft.deck.tables.without_header.insert(known.kind);
  }
}

void finish_outputs(DeckDraft&, const TextPlace&) {}

}  // namespace lantian::io
