/// A runstream file of AERMOD as records: pathway, keyword and words, each with its place.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "io/regular_file.hpp"

namespace lantian::io {

/// A word in capitals, as AERMOD reads it, and as it was written, for file names and titles.
struct DeckWord {
  std::string text, written;
  TextPlace place;
};

/// One line. Blank pathway and keyword columns repeat those of the line before; included files stand where
/// they are named.
struct DeckRecord {
  std::string pathway, keyword;  // "SO", "SRCPARAM"
  TextPlace place;               // of the keyword, or of the first word where it was left blank
  std::vector<DeckWord> words;
  std::string rest;  // all from column 13 on, as written: titles
};

/// Columns are AERMOD's [EPA2024b]: the pathway in 1 and 2, the keyword in 4 to 11, words from 13,
/// all shifted by up to three blanks where the first line is. ** begins a comment. Reading ends with OU
/// FINISHED. Mistakes of the lines themselves are collected; what can be read is returned;
/// `included`: files of INCLUDED, in order. Comments and titles may be in GB 18030.
std::vector<DeckRecord> read_deck_lines(const std::filesystem::path& file, const CaseFolder& folder,
                                        Diagnostics& mistakes, std::vector<std::filesystem::path>& included);

/// The words of a line of a file beside the deck, such as hourly emissions: no pathway or keyword is looked
/// for.
std::vector<DeckWord> words_of_line(const std::string& line, const std::string& file, int number,
                                    Diagnostics& mistakes);

/// Of one line of text: character (not byte) that a byte stands at, from 1.
int column_of(const std::string& line, std::size_t byte);

}  // namespace lantian::io
