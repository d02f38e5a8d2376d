// The RE pathway: networks of receptors and single ones.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "io/aermod/keyword_table.hpp"

namespace lantian::io {
namespace {

constexpr double metres_per_foot = 0.3048;
constexpr double degree = std::numbers::pi / 180.0;
constexpr std::size_t most_receptors = 200000;
constexpr DeckRange coordinate{-1e9, 1e9}, altitude{-1000.0, 1e5}, flagpole_range{0.0, 3000.0};

bool has_room(DeckDraft& draft, const TextPlace& place, std::size_t more) {
  const std::size_t count = draft.deck.receptors.size() + more;
  if (more <= most_receptors && count <= most_receptors) return true;
  draft.mistake(
      "too_many", place,
      {{"key", "receptors"}, {"value", std::to_string(count)}, {"limit", std::to_string(most_receptors)}});
  return false;
}

double in_metres(const DeckDraft& draft, double height) {
  return draft.receptors_in_feet ? height * metres_per_foot : height;
}

/// What of a receptor the deck's options make use of; the rest of it is told once.
DeckReceptor kept(DeckDraft& draft, double x, double y, std::optional<double> elevation,
                  std::optional<double> hill, std::optional<double> flagpole) {
  const auto& control = draft.deck.control;
  DeckReceptor receptor;
  receptor.place.x = x;
  receptor.place.y = y;
  if (control.elevated) {
    receptor.place.elevation = in_metres(draft, elevation.value_or(0.0));
    receptor.place.hill_height = in_metres(draft, hill.value_or(0.0));
  }
  if (control.flagpole) receptor.place.above_ground = flagpole.value_or(*control.flagpole);
  return receptor;
}

void note_unused(DeckDraft& draft, const TextPlace& place, const char* key, const char* why) {
  if (draft.unused.insert(key).second) draft.note("deck_idle", place, {{"key", key}, {"what", why}});
}

/// The numbers after the place: elevation, hill height and flagpole, as far as the options ask for them. A
/// flat deck with flagpoles may give the flagpole alone.
void add_single(DeckDraft& draft, const DeckRecord& record, std::size_t first, double x, double y) {
  const auto& control = draft.deck.control;
  std::vector<std::optional<double>> given(3);
  const std::size_t count = std::min<std::size_t>(record.words.size() - first, 3);
  if (!control.elevated && control.flagpole && count == 1) {
    given[2] = draft.number(record, first, flagpole_range);
  } else {
    for (std::size_t n = 0; n < count; ++n)
      given[n] = draft.number(record, first + n, n == 2 ? flagpole_range : altitude);
  }
  if (!control.elevated && count > 1)
    note_unused(draft, record.words[first].place, "receptor elevations", "the deck is FLAT");
  if (control.elevated && count == 1)
    draft.note("deck_no_hill", record.words[first].place, {{"value", record.words[first].written}});
  if (control.elevated && count == 0)
    note_unused(draft, record.place, "receptors without elevation", "they lie at 0 m");
  if (!control.flagpole && count == 3)
    note_unused(draft, record.words[first + 2].place, "flagpole heights", "the deck has no FLAGPOLE");
  if (has_room(draft, record.place, 1))
    draft.deck.receptors.push_back(kept(draft, x, y, given[0], given[1], given[2]));
}

bool is_sub_keyword(const std::string& text, bool polar) {
  static const std::vector<std::string> of_both{"STA", "END", "ELEV", "HILL", "FLAG"};
  static const std::vector<std::string> of_grid{"XYINC", "XPNTS", "YPNTS"};
  static const std::vector<std::string> of_polar{"ORIG", "DIST", "DDIR", "GDIR"};
  const auto& own = polar ? of_polar : of_grid;
  return std::find(of_both.begin(), of_both.end(), text) != of_both.end() ||
         std::find(own.begin(), own.end(), text) != own.end();
}

void read_rows(DeckDraft& draft, const DeckRecord& values, std::vector<NetworkDraft::Row>& rows,
               DeckRange range) {
  if (values.words.size() < 2)
    return draft.mistake(
        "wrong_count", values.place,
        {{"key", values.keyword}, {"value", std::to_string(values.words.size())}, {"expected", "≥ 2"}});
  const auto row = draft.number(values, 0);
  if (!row) return;
  for (const double value :
       draft.numbers(values, 1, most_receptors - std::min(rows.size(), most_receptors), range))
    rows.push_back({*row, value, values.place});
}

/// n values from `first` on in steps.
std::vector<double> steps(DeckDraft& draft, const DeckRecord& record, std::size_t at_first,
                          std::size_t at_count, std::size_t at_step) {
  const auto first = draft.number(record, at_first, coordinate),
             step = draft.number(record, at_step, coordinate);
  const auto count = draft.whole(record, at_count, 1, static_cast<int>(most_receptors));
  if (!first || !step || !count ||
      !has_room(draft, record.words[at_count].place, static_cast<std::size_t>(*count)))
    return {};
  std::vector<double> values;
  for (int n = 0; n < *count; ++n) values.push_back(*first + *step * n);
  return values;
}

void read_origin(DeckDraft& draft, NetworkDraft& network, const DeckRecord& values) {
  if (network.origin.line != 0)
    return draft.mistake("deck_once", values.place,
                         {{"key", "ORIG"}, {"line", std::to_string(network.origin.line)}});
  network.origin = values.place;
  if (!draft.has_count(values, 1, 2)) return;
  if (values.words.size() == 1) {
    const auto source = draft.source_named(values, values.words[0]);
    if (!source) return;
    std::visit([&](const auto& release) { network.x_origin = release.x, network.y_origin = release.y; },
               draft.deck.sources[*source].release);
    // AERMOD takes the corner that LOCATION gives, not the middle of an area.
    const auto& ends = draft.drafts[*source].ends;
    if (ends.size() == 2) network.x_origin = ends[0], network.y_origin = ends[1];
    return;
  }
  network.x_origin = draft.number(values, 0, coordinate).value_or(0.0);
  network.y_origin = draft.number(values, 1, coordinate).value_or(0.0);
}

void read_part(DeckDraft& draft, NetworkDraft& network, const std::string& part, const DeckRecord& values) {
  constexpr DeckRange distance{0.0, 1e7};
  if (part == "ELEV") return read_rows(draft, values, network.elevations, altitude);
  if (part == "HILL") return read_rows(draft, values, network.hills, altitude);
  if (part == "FLAG") return read_rows(draft, values, network.flagpoles, flagpole_range);
  if (part == "ORIG") return read_origin(draft, network, values);
  auto& target = part == "YPNTS" || part == "DDIR" || part == "GDIR" ? network.rows : network.along;
  if (part == "XYINC") {
    if (!draft.has_count(values, 6, 6)) return;
    network.along = steps(draft, values, 0, 1, 2);
    network.rows = steps(draft, values, 3, 4, 5);
  } else if (part == "GDIR") {
    if (!draft.has_count(values, 3, 3)) return;
    network.rows = steps(draft, values, 1, 0, 2);
    for (double& direction : network.rows)
      direction = direction > 360.0 ? direction - 360.0 : direction <= 0.0 ? direction + 360.0 : direction;
  } else {
    const auto more = draft.numbers(values, 0, most_receptors - std::min(target.size(), most_receptors),
                                    part == "DIST" ? distance : coordinate);
    target.insert(target.end(), more.begin(), more.end());
  }
}

/// Values by the order of their rows; AERMOD sorts rows, ties as written.
std::vector<double> by_rows(std::vector<NetworkDraft::Row> rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
  std::vector<double> values;
  for (const auto& row : rows) values.push_back(row.value);
  return values;
}

/// Values of each row against the points along it; then all against the network.
bool fits(DeckDraft& draft, const NetworkDraft& network, const char* part,
          const std::vector<NetworkDraft::Row>& values) {
  const std::size_t along = network.along.size(), expected = along * network.rows.size();
  if (values.empty() || values.size() == expected) return true;
  const auto tell = [&](const std::string& what, const TextPlace& place, std::size_t count,
                        std::size_t needed) {
    draft.mistake("wrong_count", place,
                  {{"key", part + (" " + network.id) + what},
                   {"value", std::to_string(count)},
                   {"expected", std::to_string(needed)}});
    return false;
  };
  std::map<double, std::pair<std::size_t, TextPlace>> rows;
  for (const auto& value : values) {
    auto& [count, place] = rows[value.row];
    ++count;
    place = value.place;
  }
  for (const auto& [row, found] : rows)
    if (found.first != along) return tell(fmt::format(" {:g}", row), found.second, found.first, along);
  return tell("", values.back().place, values.size(), expected);
}

void end_network(DeckDraft& draft, const TextPlace& place) {
  const NetworkDraft network = std::move(*draft.network);
  draft.network.reset();
  const auto& control = draft.deck.control;
  if (network.along.empty() || network.rows.empty()) {
    const std::string missing = network.polar ? network.along.empty() ? "DIST" : "GDIR"
                                : network.along.empty() && network.rows.empty() ? "XYINC"
                                : network.along.empty()                         ? "XPNTS"
                                                                                : "YPNTS";
    return draft.mistake("missing_key", place, {{"key", missing}, {"table", network.id}});
  }
  if (network.polar && network.origin.line == 0)
    draft.note("deck_idle", network.place,
               {{"key", "GRIDPOLR " + network.id}, {"what", "ORIG is missing and taken as 0, 0"}});
  const std::size_t count = network.along.size() * network.rows.size();
  if (!has_room(draft, network.place, count)) return;
  const auto elevations = by_rows(network.elevations), hills = by_rows(network.hills),
             flagpoles = by_rows(network.flagpoles);
  if (!fits(draft, network, "ELEV", network.elevations) || !fits(draft, network, "HILL", network.hills) ||
      !fits(draft, network, "FLAG", network.flagpoles))
    return;
  if (control.elevated && !elevations.empty() && hills.empty())
    return draft.mistake("missing_key", place, {{"key", "HILL"}, {"table", network.id}});
  if (control.elevated && elevations.empty())
    draft.note("deck_idle", network.place,
               {{"key", "receptors without elevation"}, {"what", "they lie at 0 m"}});
  if (!control.elevated && !elevations.empty())
    note_unused(draft, network.place, "receptor elevations", "the deck is FLAT");
  if (!control.flagpole && !flagpoles.empty())
    note_unused(draft, network.place, "flagpole heights", "the deck has no FLAGPOLE");
  std::size_t n = 0;
  const auto at = [&](const std::vector<double>& values) {
    return values.empty() ? std::nullopt : std::optional(values[n]);
  };
  for (const double row : network.rows)
    for (const double along : network.along) {
      const double x = network.polar ? network.x_origin + along * std::sin(row * degree) : along;
      const double y = network.polar ? network.y_origin + along * std::cos(row * degree) : row;
      DeckReceptor receptor = kept(draft, x, y, at(elevations), at(hills), at(flagpoles));
      receptor.network = network.id;
      draft.deck.receptors.push_back(receptor);
      ++n;
    }
}

void begin_network(DeckDraft& draft, const DeckWord& id, bool polar) {
  if (id.text.size() > 8)
    draft.mistake("deck_id", id.place, {{"key", "network"}, {"value", id.written}, {"limit", "8"}});
  if (const auto found = draft.networks.find(id.text); found != draft.networks.end())
    draft.mistake("duplicate", id.place,
                  {{"key", "network"}, {"value", id.written}, {"line", std::to_string(found->second.line)}});
  draft.networks.emplace(id.text, id.place);
  draft.network.emplace();
  draft.network->id = id.text;
  draft.network->place = id.place;
  draft.network->polar = polar;
}

/// `[network] part values…`, with as many parts in a line as there are: STA may be followed by another on
/// AERMOD's lines only where a line ends, so one part a line.
void read_network(DeckDraft& draft, const DeckRecord& record, bool polar) {
  std::size_t at = 0;
  const auto& words = record.words;
  const bool names_network =
      !is_sub_keyword(words[0].text, polar) || (words.size() > 1 && words[1].text == "STA");
  if (names_network) {
    if (draft.network && words[0].text != draft.network->id) {
      draft.mistake("deck_network_open", words[0].place,
                    {{"value", draft.network->id}, {"at", std::to_string(draft.network->place.line)}});
      draft.network.reset();
    }
    ++at;
  }
  if (at >= words.size())
    return draft.mistake("missing_key", record.place, {{"key", "STA"}, {"table", words[0].written}});
  if (!is_sub_keyword(words[at].text, polar)) {
    const std::vector<std::string> accepted =
        polar ? std::vector<std::string>{"STA", "ORIG", "DIST", "DDIR", "GDIR", "ELEV", "HILL", "FLAG", "END"}
              : std::vector<std::string>{"STA", "XYINC", "XPNTS", "YPNTS", "ELEV", "HILL", "FLAG", "END"};
    draft.choice(record.keyword, words[at], accepted);
    return;
  }
  const std::string part = words[at].text;
  if (part == "STA") {
    if (!names_network)
      return draft.mistake("missing_key", words[at].place,
                           {{"key", "network id"}, {"table", record.keyword}});
    begin_network(draft, words[0], polar);
    if (words.size() == at + 1) return;
  } else if (!draft.network || draft.network->polar != polar) {
    return draft.mistake("missing_key", words[at].place, {{"key", "STA"}, {"table", record.keyword}});
  }
  if (part == "END") return end_network(draft, words[at].place);
  DeckRecord values{record.pathway, part, words[at].place, {}, ""};
  values.words.assign(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
  if (part == "STA") {  // what follows on the same line
    values.keyword = record.keyword;
    return read_network(draft, values, polar);
  }
  if (values.words.empty())
    return draft.mistake("wrong_count", words[at].place,
                         {{"key", part}, {"value", "0"}, {"expected", "≥ 1"}});
  read_part(draft, *draft.network, part, values);
}

}  // namespace

void read_grid(DeckDraft& draft, const DeckRecord& record) { read_network(draft, record, false); }
void read_polar_grid(DeckDraft& draft, const DeckRecord& record) { read_network(draft, record, true); }

void read_discrete(DeckDraft& draft, const DeckRecord& record) {
  const auto x = draft.number(record, 0, coordinate), y = draft.number(record, 1, coordinate);
  if (x && y) add_single(draft, record, 2, *x, *y);
}

void read_discrete_polar(DeckDraft& draft, const DeckRecord& record) {
  const auto source = draft.source_named(record, record.words[0]);
  const auto distance = draft.number(record, 1, {0.0, 1e7}),
             direction = draft.number(record, 2, {-360.0, 720.0});
  if (!source || !distance || !direction) return;
  const auto& ends = draft.drafts[*source].ends;
  if (ends.size() < 2) return;
  add_single(draft, record, 3, ends[0] + *distance * std::sin(*direction * degree),
             ends[1] + *distance * std::cos(*direction * degree));
}

void finish_receptors(DeckDraft& draft, const TextPlace& end) {
  if (draft.network)
    draft.mistake("deck_network_open", end,
                  {{"value", draft.network->id}, {"at", std::to_string(draft.network->place.line)}});
  draft.network.reset();
  if (draft.deck.receptors.empty() && draft.mistakes.empty())
    draft.mistake("missing_key", end, {{"key", "RE GRIDCART, GRIDPOLR, DISCCART, DISCPOLR"}});
}

}  // namespace lantian::io
