/// A deck while it is read: what is known so far, and helpers that read words and tell what is wrong with
/// them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <utility>

#include "io/aermod/deck.hpp"
#include "io/aermod/deck_lines.hpp"
#include "io/regular_file.hpp"

namespace lantian::io {

struct DeckRange {
  double least = -std::numeric_limits<double>::infinity(), most = std::numeric_limits<double>::infinity();
};
inline constexpr DeckRange any_number{}, not_negative{0.0};
inline constexpr DeckRange positive{std::numeric_limits<double>::min()};

/// One grid or polar network that is being given line by line.
struct NetworkDraft {
  std::string id;
  TextPlace place;
  bool polar = false;
  double x_origin = 0.0, y_origin = 0.0;
  TextPlace origin;                 // where it is given
  std::vector<double> along, rows;  // x or distances; y or directions
  struct Row {
    double row;
    double value;
    TextPlace place;
  };
  std::vector<Row> elevations, hills, flagpoles;
};

/// What a source needs besides, once its lines are all read.
struct SourceDraft {
  std::vector<double> ends;  // x, y of a line's ends
  std::vector<double> parameters;
  TextPlace parameters_place;
  std::array<std::vector<double>, 5> building;  // height, width, length, along, across
  TextPlace building_place;
  std::vector<double> vertices;
  TextPlace vertices_place;
  std::vector<double> factors;
  std::optional<scenarios::VariationName> variation;
  TextPlace factors_place;
};

class DeckDraft {
 public:
  DeckDraft(const std::filesystem::path& file, bool outside_allowed)
      : folder(file.parent_path().empty() ? "." : file.parent_path(), outside_allowed) {
    deck.file = file;
  }

  Deck deck;
  CaseFolder folder;
  Diagnostics mistakes;
  std::vector<SourceDraft> drafts;  // one a source
  std::map<std::string, std::size_t> source_index;
  bool sources_in_feet = false, receptors_in_feet = false;
  std::optional<NetworkDraft> network;
  std::map<std::string, TextPlace> networks;
  std::map<std::string, TextPlace> seen;  // "CO TITLEONE": where it first stood
  struct WrittenFile {
    std::string form;  // outputs of one form may share a file
    TextPlace place;
  };
  std::map<std::string, WrittenFile> written_files;
  bool has_later_nitrogen = false;  // PVMRM and others, refused already
  std::set<std::string> unused;     // what the options make no use of, told once
  std::string ozone_unit = "PPB";   // of O3VALUES

  using Arguments = std::vector<std::pair<std::string, std::string>>;
  void mistake(std::string code, const TextPlace& place, Arguments arguments = {}) {
    mistakes.add(std::move(code), place, std::move(arguments));
  }
  void note(std::string code, const TextPlace& place, Arguments arguments = {}) {
    deck.notes.push_back({std::move(code), place, std::move(arguments)});
  }

  /// A mistake where a keyword ("CO NO2STACK") stands that nothing asks for.
  void needs(const std::string& keyword, const std::string& expected) {
    if (const auto found = seen.find(keyword); found != seen.end())
      mistake("deck_needs", found->second, {{"key", keyword}, {"expected", expected}});
  }

  /// Word n of a record as a number within a range; nothing (and a mistake) otherwise.
  std::optional<double> number(const DeckRecord& record, std::size_t n, DeckRange range = any_number);
  std::optional<double> number(const std::string& key, const DeckWord& word, DeckRange range = any_number);
  std::optional<int> whole(const DeckRecord& record, std::size_t n, int least, int most);
  /// Words from n on, with repeats such as 36*25.; no more than `most` in all.
  std::vector<double> numbers(const DeckRecord& record, std::size_t n, std::size_t most,
                              DeckRange range = any_number);
  /// One of `accepted`; its index.
  std::optional<std::size_t> choice(const std::string& key, const DeckWord& word,
                                    const std::vector<std::string>& accepted);
  bool has_count(const DeckRecord& record, std::size_t least, std::size_t most);
  /// A file to be read, in the deck's folder.
  std::optional<DeckFile> input(const DeckWord& word);
  /// The sources that words from n on name: an id, a range such as STACK1-STACK10, or ALL.
  std::vector<std::size_t> sources_named(const DeckRecord& record, std::size_t n, bool all_allowed = false);
  std::vector<std::size_t> sources_named(const DeckRecord& record, const DeckWord& word);
  std::optional<std::size_t> source_named(const DeckRecord& record, const DeckWord& word);
  std::vector<std::string> source_ids() const;
  std::vector<std::string> group_ids() const;
};

/// An average as the deck's words name it: 01, 1.0 and 1 are one.
DeckWord average_word(DeckWord word);

/// "0.5 … 0.9", "> 0", "≥ 0".
std::string range_text(DeckRange range);

}  // namespace lantian::io
