// The ME pathway: weather files and which of their hours are taken.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/parse_tree.hpp>

#include "io/aermod/aermet_files.hpp"
#include "io/aermod/keyword_table.hpp"

namespace lantian::io {
namespace {

namespace peg = tao::pegtl;

namespace grammar {

using namespace peg;

struct digits : rep_min_max<1, 3, digit> {};
struct date : seq<digits, opt<one<'/'>, digits>> {};  // 36, or 2/5
struct range : seq<date, opt<one<'-'>, date>, eof> {};

template <class Rule>
using kept = parse_tree::selector<Rule, parse_tree::store_content::on<date, digits>>;

}  // namespace grammar

using Node = peg::parse_tree::node;

constexpr double degree = std::numbers::pi / 180.0;
constexpr double metres_per_foot = 0.3048;
constexpr int leap_year = 2000;  // days are counted in one, so that 29 February has a number

/// The day of a leap year that a date names; 0 where it names none.
int day_of(const Node& date) {
  const int first = std::stoi(date.children[0]->string());
  if (date.children.size() == 1) return first <= 366 ? first : 0;
  const scenarios::LocalHour hour{leap_year, first, std::stoi(date.children[1]->string()), 1};
  return hour.is_sound() ? hour.day_of_year() : 0;
}

std::optional<DeckDate> date_at(DeckDraft& draft, const DeckRecord& record, std::size_t n, int hour) {
  const auto year = draft.whole(record, n, 0, 9999), month = draft.whole(record, n + 1, 1, 12),
             day = draft.whole(record, n + 2, 1, 31);
  if (!year || !month || !day) return std::nullopt;
  const DeckDate date{{*year, *month, *day, hour}, record.words[n].place};
  const scenarios::LocalHour checked{*year < 100 ? leap_year : *year, *month, *day, hour};
  if (checked.is_sound()) return date;
  draft.mistake("deck_no_such_day", record.words[n].place,
                {{"key", record.keyword}, {"value", date.hour.text()}});
  return std::nullopt;
}

}  // namespace

void read_weather_file(DeckDraft& draft, const DeckRecord& record) {
  auto& weather = draft.deck.weather;
  const bool is_surface = record.keyword == "SURFFILE";
  if (record.words.size() == 2) draft.choice(record.keyword, record.words[1], {"FREE"});
  if (const auto file = draft.input(record.words[0]))
    (is_surface ? weather.surface : weather.profile) = *file;
}

void read_station(DeckDraft& draft, const DeckRecord& record) {
  const auto year = draft.whole(record, 1, 0, 9999);
  if (record.keyword != "SURFDATA" || !year) return;
  draft.deck.weather.first_year = *year >= 100 ? *year : *year >= 50 ? 1900 + *year : 2000 + *year;
}

void read_base_elevation(DeckDraft& draft, const DeckRecord& record) {
  const auto height = draft.number(record, 0, {-1000.0, 30000.0});
  std::optional<std::size_t> unit = 0;
  if (record.words.size() == 2) unit = draft.choice("PROFBASE", record.words[1], {"METERS", "FEET"});
  if (height && unit) draft.deck.weather.base_elevation = *unit == 0 ? *height : *height * metres_per_foot;
}

void read_start_and_end(DeckDraft& draft, const DeckRecord& record) {
  auto& weather = draft.deck.weather;
  if (record.words.size() == 7)
    return draft.mistake("wrong_count", record.place,
                         {{"key", "STARTEND"}, {"value", "7"}, {"expected", "6, 8"}});
  const bool has_hours = record.words.size() == 8;
  const auto first_hour = has_hours ? draft.whole(record, 3, 1, 24) : std::optional(1);
  const auto last_hour = has_hours ? draft.whole(record, 7, 1, 24) : std::optional(24);
  if (!first_hour || !last_hour) return;
  weather.start = date_at(draft, record, 0, *first_hour);
  weather.end = date_at(draft, record, has_hours ? 4 : 3, *last_hour);
}

void read_days(DeckDraft& draft, const DeckRecord& record) {
  for (const DeckWord& word : record.words) {
    peg::memory_input in(word.text, "");
    const auto tree = peg::parse_tree::parse<grammar::range, Node, grammar::kept>(in);
    const int first = tree ? day_of(*tree->children.front()) : 0,
              last = tree ? day_of(*tree->children.back()) : 0;
    if (first < 1 || last < first) {
      draft.mistake("deck_days", word.place, {{"key", "DAYRANGE"}, {"value", word.written}});
      continue;
    }
    // A number of the year means another date in leap years; dates do not: both are kept as they were given.
    const bool is_date = tree->children.front()->children.size() == 2;
    for (int day = first; day <= last; ++day)
      (is_date ? draft.deck.weather.dates : draft.deck.weather.days).insert(day);
  }
}

void read_wind_rotation(DeckDraft& draft, const DeckRecord& record) {
  if (const auto angle = draft.number(record, 0, {-180.0, 180.0}))
    draft.deck.weather.rotation = *angle * degree;
}

void read_wind_classes(DeckDraft& draft, const DeckRecord& record) {
  double before = 0.0;
  for (std::size_t n = 0; n < 5; ++n) {
    const auto bound = draft.number(record, n, {1.0, 20.0});
    if (!bound) continue;
    if (*bound <= before)
      draft.mistake("not_ascending", record.words[n].place,
                    {{"key", "WINDCATS"}, {"value", record.words[n].written}});
    before = draft.deck.weather.wind_classes[n] = *bound;
  }
}

void read_years(DeckDraft& draft, const DeckRecord& record) {
  if (const auto years = draft.whole(record, 0, 1, 100)) draft.deck.weather.years = *years;
}

void read_turbulence_option(DeckDraft& draft, const DeckRecord& record) {
  const std::string& name = record.keyword;
  auto& weather = draft.deck.weather;
  for (const char* other :
       {"NOTURB", "NOTURBST", "NOTURBCO", "NOSA", "NOSW", "NOSAST", "NOSWST", "NOSACO", "NOSWCO"})
    if (other != name && draft.seen.contains(std::string("ME ") + other))
      return draft.mistake("both_given", record.place, {{"key", name}, {"other", other}});
  // DFAULT keeps two of the nine [EPA2024b].
  if (draft.deck.control.regulatory && name != "NOTURB" && name != "NOTURBST")
    return draft.note("deck_idle", record.place, {{"key", name}, {"what", "DFAULT does without it"}});
  const bool stable = !name.ends_with("CO"), convective = !name.ends_with("ST");
  const bool theta = name.starts_with("NOTURB") || name.starts_with("NOSA");
  const bool vertical = name.starts_with("NOTURB") || name.starts_with("NOSW");
  for (const bool is_stable : {false, true}) {
    if (!(is_stable ? stable : convective)) continue;
    weather.no_sigma_theta[is_stable] |= theta;
    weather.no_sigma_w[is_stable] |= vertical;
  }
}

void finish_weather(DeckDraft& draft, const TextPlace& end) {
  for (const char* needed : {"SURFFILE", "PROFFILE", "SURFDATA", "UAIRDATA", "PROFBASE"})
    if (!draft.seen.contains(std::string("ME ") + needed))
      draft.mistake("missing_key", end, {{"key", std::string("ME ") + needed}});
  auto& weather = draft.deck.weather;
  for (auto* date : {&weather.start, &weather.end})
    if (*date) (*date)->hour.year = full_year((*date)->hour.year, weather.first_year);
  if (weather.start && weather.end && weather.end->hour < weather.start->hour)
    draft.mistake("ends_before_start", weather.end->place,
                  {{"key", "STARTEND"}, {"value", weather.end->hour.text()}});
}

}  // namespace lantian::io
