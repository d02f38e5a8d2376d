#include "io/aermod/deck.hpp"

#include <algorithm>

#include "io/aermod/keyword_table.hpp"

namespace lantian::io {
namespace {

struct PathwayRule {
  const char* name;
  void (*finish)(DeckDraft&, const TextPlace& end);
};
const PathwayRule pathways[] = {{"CO", finish_control},
                                {"SO", finish_sources},
                                {"RE", finish_receptors},
                                {"ME", finish_weather},
                                {"OU", finish_outputs}};
constexpr std::size_t pathway_count = 5;

class DeckReader {
 public:
  explicit DeckReader(DeckDraft& draft) : draft_(draft) {}

  void read(const std::vector<DeckRecord>& records) {
    for (const DeckRecord& record : records) {
      last_ = record.place;
      if (record.keyword == "STARTING")
        start(record);
      else if (record.keyword == "FINISHED")
        finish(record);
      else
        keyword(record);
    }
    if (open_) unfinished(last_);
    for (std::size_t n = next_; n < pathway_count; ++n)
      draft_.mistake("deck_no_such_pathway", {draft_.deck.file.string(), 0, 0}, {{"key", pathways[n].name}});
  }

 private:
  void unfinished(const TextPlace& place) {
    draft_.mistake("deck_unfinished", place, {{"key", open_->name}, {"at", std::to_string(opened_.line)}});
    close(place);
  }

  void start(const DeckRecord& record) {
    if (record.pathway == "EV") return events(record);
    if (open_) unfinished(record.place);
    const auto* found = std::find_if(std::begin(pathways), std::end(pathways),
                                     [&](const PathwayRule& rule) { return record.pathway == rule.name; });
    const auto index = static_cast<std::size_t>(found - pathways);
    if (index != next_)
      draft_.mistake(
          "deck_order", record.place,
          {{"key", record.pathway + " STARTING"},
           {"expected", next_ < pathway_count ? pathways[next_].name + std::string(" STARTING") : ""}});
    if (index >= pathway_count) return;
    open_ = found;
    opened_ = record.place;
    next_ = std::max(next_, index + 1);
  }

  void finish(const DeckRecord& record) {
    if (record.pathway == "EV") return events(record);
    if (!open_ || record.pathway != open_->name)
      return draft_.mistake("deck_order", record.place,
                            {{"key", record.pathway + " FINISHED"},
                             {"expected", open_ ? open_->name + std::string(" FINISHED") : ""}});
    close(record.place);
  }

  /// Told once, at the first line of the pathway.
  void events(const DeckRecord& record) {
    if (std::exchange(has_events_, true)) return;
    draft_.mistake(
        "deck_later", record.place,
        {{"key", "EV " + record.keyword}, {"what", "event processing (EVENTFIL and the EV pathway)"}});
  }

  void close(const TextPlace& place) {
    open_->finish(draft_, place);
    open_ = nullptr;
  }

  void keyword(const DeckRecord& record) {
    if (record.pathway == "EV") return events(record);
    const DeckKeyword* known = find_keyword(record.pathway, record.keyword);
    if (known == nullptr) return unknown(record);
    if (!open_ || record.pathway != open_->name)
      return draft_.mistake("deck_order", record.place,
                            {{"key", record.pathway + " " + record.keyword},
                             {"expected", record.pathway + " STARTING … " + record.pathway + " FINISHED"}});
    const auto [first, is_first] = draft_.seen.emplace(record.pathway + " " + record.keyword, record.place);
    if (!is_first && !known->repeats)
      return draft_.mistake("deck_once", record.place,
                            {{"key", record.keyword}, {"line", std::to_string(first->second.line)}});
    if (record.pathway == "SO" && record.keyword != "SRCGROUP" && draft_.seen.contains("SO SRCGROUP"))
      draft_.mistake("deck_order", record.place,
                     {{"key", record.keyword}, {"expected", "SRCGROUP, SO FINISHED"}});
    if (known->reader == nullptr) return not_read(record, *known, is_first);
    if (draft_.has_count(record, known->least, known->most)) known->reader(draft_, record);
  }

  void not_read(const DeckRecord& record, const DeckKeyword& known, bool is_first) {
    const DeckDraft::Arguments arguments{{"key", record.keyword}, {"what", known.what}};
    if (!known.idle)
      draft_.mistake("deck_later", record.place, arguments);
    else if (is_first)
      draft_.note("deck_idle", record.place, arguments);
  }

  void unknown(const DeckRecord& record) {
    std::string elsewhere;
    for (const auto& keyword : deck_keywords())
      if (keyword.name == record.keyword)
        elsewhere += (elsewhere.empty() ? "" : ", ") + std::string(keyword.pathway);
    draft_.mistake(
        "deck_keyword", record.place,
        {{"key", record.pathway},
         {"value", record.keyword},
         {"expected", elsewhere},
         {"nearest",
          elsewhere.empty() ? nearest_spelling(record.keyword, keyword_names(record.pathway)) : ""}});
  }

  DeckDraft& draft_;
  const PathwayRule* open_ = nullptr;
  TextPlace opened_, last_;
  std::size_t next_ = 0;
  bool has_events_ = false;
};

}  // namespace

std::vector<std::filesystem::path> input_files(const Deck& deck) {
  std::vector<std::filesystem::path> files{deck.file, deck.weather.surface.path, deck.weather.profile.path};
  files.insert(files.end(), deck.included.begin(), deck.included.end());
  for (const DeckFile& hourly : deck.hourly_files) files.push_back(hourly.path);
  if (deck.control.ozone.file) files.push_back(deck.control.ozone.file->path);
  return files;
}

Deck read_deck(const std::filesystem::path& file, bool outside_allowed) {
  DeckDraft draft(file, outside_allowed);
  const auto records = read_deck_lines(file, draft.folder, draft.mistakes, draft.deck.included);
  if (records.empty()) {
    if (draft.mistakes.empty()) draft.mistake("deck_empty", {file.string(), 0, 0});
    draft.mistakes.throw_if_any();
  }
  DeckReader(draft).read(records);
  draft.mistakes.throw_if_any();
  return std::move(draft.deck);
}

}  // namespace lantian::io
