#include "io/aermod/deck_draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/fortran_number.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::io {
namespace {

constexpr std::size_t longest_id = 12;

/// An id split as AERMOD compares ranges: letters, number, rest.
struct SplitId {
  std::string letters, rest;
  unsigned long long number = 0;
};

SplitId split(const std::string& id) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto first = std::find_if(id.begin(), id.end(), is_digit);
  const auto last = std::find_if_not(first, id.end(), is_digit);
  const std::string digits(first, last);
  return {std::string(id.begin(), first), std::string(last, id.end()),
          digits.empty() || digits.size() > longest_id ? 0ULL : std::stoull(digits)};
}

bool is_between(const SplitId& id, const SplitId& low, const SplitId& high) {
  return id.letters >= low.letters && id.letters <= high.letters && id.number >= low.number &&
         id.number <= high.number && id.rest >= low.rest && id.rest <= high.rest;
}

}  // namespace

DeckWord average_word(DeckWord word) {
  const auto hours = fortran_number(word.text);
  if (hours && *hours >= 0.0 && *hours <= 1000.0 && *hours == std::round(*hours))
    word.text = std::to_string(static_cast<int>(*hours));
  return word;
}

std::string range_text(DeckRange range) {
  const bool has_least = std::isfinite(range.least), has_most = std::isfinite(range.most);
  if (has_least && has_most) return fmt::format("{:g} … {:g}", range.least, range.most);
  if (has_least) return range.least == positive.least ? "> 0" : fmt::format("≥ {:g}", range.least);
  return has_most ? fmt::format("≤ {:g}", range.most) : "";
}

std::optional<double> DeckDraft::number(const std::string& key, const DeckWord& word, DeckRange range) {
  const auto value = fortran_number(word.text);
  if (!value) {
    mistake("not_a_number", word.place, {{"key", key}, {"value", word.written}});
    return std::nullopt;
  }
  if (!(*value >= range.least && *value <= range.most)) {
    mistake("out_of_range", word.place,
            {{"key", key}, {"value", word.written}, {"range", range_text(range)}});
    return std::nullopt;
  }
  return value;
}

std::optional<double> DeckDraft::number(const DeckRecord& record, std::size_t n, DeckRange range) {
  return number(record.keyword, record.words[n], range);
}

std::optional<int> DeckDraft::whole(const DeckRecord& record, std::size_t n, int least, int most) {
  const auto value = number(record, n, {static_cast<double>(least), static_cast<double>(most)});
  if (!value) return std::nullopt;
  if (*value != std::round(*value)) {
    mistake("not_whole", record.words[n].place,
            {{"key", record.keyword}, {"value", record.words[n].written}});
    return std::nullopt;
  }
  return static_cast<int>(*value);
}

std::vector<double> DeckDraft::numbers(const DeckRecord& record, std::size_t n, std::size_t most,
                                       DeckRange range) {
  std::vector<double> values;
  for (; n < record.words.size(); ++n) {
    const DeckWord& word = record.words[n];
    const auto repeated = repeated_number(word.text);
    if (!repeated || repeated->times == 0) {
      mistake("not_a_number", word.place, {{"key", record.keyword}, {"value", word.written}});
      continue;
    }
    if (!(repeated->value >= range.least && repeated->value <= range.most))
      mistake("out_of_range", word.place,
              {{"key", record.keyword}, {"value", word.written}, {"range", range_text(range)}});
    if (repeated->times > most - values.size()) {
      mistake("too_many", word.place,
              {{"key", record.keyword}, {"value", word.written}, {"limit", std::to_string(most)}});
      values.resize(most, repeated->value);  // as many as there may be: told once
      break;
    }
    values.insert(values.end(), repeated->times, repeated->value);
  }
  return values;
}

std::optional<std::size_t> DeckDraft::choice(const std::string& key, const DeckWord& word,
                                             const std::vector<std::string>& accepted) {
  const auto found = std::find(accepted.begin(), accepted.end(), word.text);
  if (found != accepted.end()) return static_cast<std::size_t>(found - accepted.begin());
  mistake("unknown_word", word.place,
          {{"key", key},
           {"value", word.written},
           {"accepted", scenarios::joined(accepted)},
           {"nearest", nearest_spelling(word.text, accepted)}});
  return std::nullopt;
}

bool DeckDraft::has_count(const DeckRecord& record, std::size_t least, std::size_t most) {
  const std::size_t count = record.words.size();
  if (count >= least && count <= most) return true;
  const std::string expected = least == most ? std::to_string(least)
                               : most == std::numeric_limits<std::size_t>::max()
                                   ? fmt::format("≥ {}", least)
                                   : fmt::format("{} … {}", least, most);
  mistake("wrong_count", count > most ? record.words[most].place : record.place,
          {{"key", record.keyword}, {"value", std::to_string(count)}, {"expected", expected}});
  return false;
}

std::optional<DeckFile> DeckDraft::input(const DeckWord& word) {
  const auto path = folder.resolve(word.written, word.place, mistakes);
  if (!path || !is_regular_file(*path, mistakes, word.place)) return std::nullopt;
  return DeckFile{*path, word.place};
}

std::vector<std::string> DeckDraft::source_ids() const {
  std::vector<std::string> ids;
  for (const auto& source : deck.sources) ids.push_back(source.id);
  return ids;
}

std::vector<std::string> DeckDraft::group_ids() const {
  std::vector<std::string> ids;
  for (const auto& group : deck.groups) ids.push_back(group.id);
  return ids;
}

std::optional<std::size_t> DeckDraft::source_named(const DeckRecord& record, const DeckWord& word) {
  if (const auto found = source_index.find(word.text); found != source_index.end()) return found->second;
  mistake("unknown_reference", word.place,
          {{"key", record.keyword},
           {"value", word.written},
           {"nearest", nearest_spelling(word.text, source_ids())}});
  return std::nullopt;
}

std::vector<std::size_t> DeckDraft::sources_named(const DeckRecord& record, const DeckWord& word) {
  const std::size_t dash = word.text.find('-');
  if (source_index.contains(word.text) || dash == std::string::npos || dash == 0) {
    const auto one = source_named(record, word);
    return one ? std::vector{*one} : std::vector<std::size_t>{};
  }
  const SplitId low = split(word.text.substr(0, dash)), high = split(word.text.substr(dash + 1));
  std::vector<std::size_t> found;
  for (std::size_t n = 0; n < deck.sources.size(); ++n)
    if (is_between(split(deck.sources[n].id), low, high)) found.push_back(n);
  if (found.empty())
    mistake("unknown_reference", word.place, {{"key", record.keyword}, {"value", word.written}});
  return found;
}

std::vector<std::size_t> DeckDraft::sources_named(const DeckRecord& record, std::size_t n, bool all_allowed) {
  std::vector<std::size_t> found;
  for (; n < record.words.size(); ++n) {
    if (all_allowed && record.words[n].text == "ALL") {
      for (std::size_t s = 0; s < deck.sources.size(); ++s) found.push_back(s);
      continue;
    }
    const auto some = sources_named(record, record.words[n]);
    found.insert(found.end(), some.begin(), some.end());
  }
  return found;
}

}  // namespace lantian::io
