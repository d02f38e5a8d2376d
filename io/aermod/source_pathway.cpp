// The SO pathway: what each keyword says of sources and groups.
#include <algorithm>

#include "io/aermod/keyword_table.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::io {
namespace {

constexpr double metres_per_foot = 0.3048;
constexpr std::size_t most_sources = 50000;
constexpr std::size_t most_vertices = 1000;

struct SourceType {
  const char* name;
  std::size_t coordinates;  // before the elevation
  const char* later = "";   // what is not in this version
};
const SourceType source_types[] = {{"POINT", 2},
                                   {"POINTCAP", 2},
                                   {"POINTHOR", 2},
                                   {"VOLUME", 2},
                                   {"AREA", 2},
                                   {"AREAPOLY", 2},
                                   {"AREACIRC", 2},
                                   {"LINE", 4},
                                   {"RLINE", 4, "RLINE sources, barriers and depressed roads"},
                                   {"RLINEXT", 6, "RLINE sources, barriers and depressed roads"},
                                   {"OPENPIT", 2, "open pits"},
                                   {"OPEN_PIT", 2, "open pits"},
                                   {"OPEN-PIT", 2, "open pits"},
                                   {"BUOYLINE", 4, "buoyant line sources"},
                                   {"SWPOINT", 2, "experimental building downwash and platforms"}};

bool is_duplicate(DeckDraft& draft, const DeckWord& word) {
  const auto found = draft.source_index.find(word.text);
  if (found == draft.source_index.end()) return false;
  draft.mistake("duplicate", word.place,
                {{"key", "LOCATION"},
                 {"value", word.written},
                 {"line", std::to_string(draft.deck.sources[found->second].place.line)}});
  return true;
}

bool is_background(const DeckWord& word) { return word.text == "BACKGROUND" || word.text == "BACKGRND"; }

bool id_is_sound(DeckDraft& draft, const std::string& key, const DeckWord& word, std::size_t longest) {
  const bool reserved = is_background(word);
  if (!reserved && !word.text.empty() && word.text.size() <= longest) return true;
  draft.mistake("deck_id", word.place,
                {{"key", key}, {"value", word.written}, {"limit", std::to_string(longest)}});
  return false;
}

/// The group of a name; made where there is none.
DeckGroup& group_of(std::vector<DeckGroup>& groups, const std::string& id, const TextPlace& place) {
  const auto found =
      std::find_if(groups.begin(), groups.end(), [&](const DeckGroup& group) { return group.id == id; });
  return found != groups.end() ? *found : groups.emplace_back(DeckGroup{id, place, {}});
}

void add_members(DeckGroup& group, const std::vector<std::size_t>& members) {
  for (const std::size_t member : members)
    if (std::find(group.sources.begin(), group.sources.end(), member) == group.sources.end())
      group.sources.push_back(member);
}

void all_members(DeckDraft& draft, DeckGroup& group) {
  group.sources.resize(draft.deck.sources.size());
  for (std::size_t n = 0; n < group.sources.size(); ++n) group.sources[n] = n;
}

}  // namespace

void read_elevation_unit(DeckDraft& draft, const DeckRecord& record) {
  const bool of_sources = record.pathway == "SO";
  const auto unit = draft.choice("ELEVUNIT", record.words[0], {"METERS", "FEET"});
  const bool too_late =
      of_sources ? !draft.deck.sources.empty() : !draft.deck.receptors.empty() || draft.network;
  if (too_late)
    draft.mistake("deck_order", record.place,
                  {{"key", "ELEVUNIT"}, {"expected", record.pathway + " STARTING"}});
  if (unit) (of_sources ? draft.sources_in_feet : draft.receptors_in_feet) = *unit == 1;
}

void read_location(DeckDraft& draft, const DeckRecord& record) {
  const DeckWord &id = record.words[0], &type = record.words[1];
  const auto* known = std::find_if(std::begin(source_types), std::end(source_types),
                                   [&](const SourceType& one) { return type.text == one.name; });
  if (!id_is_sound(draft, "LOCATION", id, 12) || is_duplicate(draft, id)) return;
  if (draft.deck.sources.size() == most_sources)
    return draft.mistake("too_many", record.place,
                         {{"key", "LOCATION"},
                          {"value", "> " + std::to_string(most_sources)},
                          {"limit", std::to_string(most_sources)}});
  draft.source_index.emplace(id.text, draft.deck.sources.size());
  DeckSource& source = draft.deck.sources.emplace_back();
  SourceDraft& more = draft.drafts.emplace_back();
  source.id = id.text;
  source.place = id.place;
  if (known == std::end(source_types)) {
    std::vector<std::string> names;
    for (const auto& one : source_types)
      if (*one.later == '\0') names.emplace_back(one.name);
    draft.choice("LOCATION", type, names);
    return;
  }
  if (*known->later != '\0')
    return draft.mistake("deck_later", type.place,
                         {{"key", "LOCATION " + type.written}, {"what", known->later}});
  source.type = known->name;
  const std::size_t coordinates = 2 + known->coordinates;
  if (!draft.has_count(record, coordinates, coordinates + 1)) return;
  for (std::size_t n = 2; n < coordinates; ++n)
    if (const auto value = draft.number(record, n, {-1e9, 1e9})) more.ends.push_back(*value);
  const auto& control = draft.deck.control;
  double elevation = 0.0;
  bool flat = !control.elevated;
  if (record.words.size() > coordinates) {
    const DeckWord& word = record.words[coordinates];
    if (word.text == "FLAT") {
      flat = true;
      if (!control.flat) draft.mistake("deck_flat_source", word.place, {{"value", id.written}});
    } else if (const auto value = draft.number(record, coordinates, {-9998.0, 1e5})) {
      elevation = *value * (draft.sources_in_feet ? metres_per_foot : 1.0);
    }
  } else if (control.elevated) {
    draft.note("deck_no_elevation", record.place, {{"value", id.written}});
  }
  model::plume::Release release;
  release.base_elevation = elevation;
  release.flat = flat;
  if (more.ends.size() >= 2) release.x = more.ends[0], release.y = more.ends[1];
  if (source.type.starts_with("POINT")) {
    model::plume::PointSource point;
    point.kind = source.type == "POINTCAP"   ? model::plume::StackKind::capped
                 : source.type == "POINTHOR" ? model::plume::StackKind::horizontal
                                             : model::plume::StackKind::vertical;
    point.stack_tip_downwash = control.stack_tip_downwash;
    source.release = point;
  } else if (source.type == "VOLUME") {
    source.release.emplace<model::plume::VolumeSource>();
  } else {
    source.release.emplace<model::plume::AreaSource>();
  }
  std::visit([&](auto& shape) { static_cast<model::plume::Release&>(shape) = release; }, source.release);
}

void read_source_parameters(DeckDraft& draft, const DeckRecord& record) {
  const auto index = draft.source_named(record, record.words[0]);
  if (!index) return;
  SourceDraft& more = draft.drafts[*index];
  if (!more.parameters.empty())
    return draft.mistake("duplicate", record.words[0].place,
                         {{"key", "SRCPARAM"},
                          {"value", record.words[0].written},
                          {"line", std::to_string(more.parameters_place.line)}});
  more.parameters_place = record.place;
  for (std::size_t n = 1; n < record.words.size(); ++n)
    more.parameters.push_back(
        draft.number(record, n, {-1e12, 1e12}).value_or(std::numeric_limits<double>::quiet_NaN()));
}

void read_building(DeckDraft& draft, const DeckRecord& record) {
  static const std::vector<std::string> parts{"BUILDHGT", "BUILDWID", "BUILDLEN", "XBADJ", "YBADJ"};
  constexpr std::size_t sectors = 36;
  const auto part =
      static_cast<std::size_t>(std::find(parts.begin(), parts.end(), record.keyword) - parts.begin());
  const auto named = draft.sources_named(record, record.words[0]);
  const auto values =
      draft.numbers(record, 1, sectors, part < 3 ? DeckRange{0.0, 1e5} : DeckRange{-1e5, 1e5});
  for (const std::size_t index : named) {
    SourceDraft& more = draft.drafts[index];
    more.building_place = record.place;
    if (!draft.deck.sources[index].type.empty() && !draft.deck.sources[index].type.starts_with("POINT"))
      return draft.mistake("deck_not_a_stack", record.words[0].place,
                           {{"key", record.keyword}, {"value", draft.deck.sources[index].id}});
    auto& known = more.building[part];
    if (known.size() + values.size() > sectors)
      return draft.mistake("wrong_count", record.place,
                           {{"key", record.keyword + " " + draft.deck.sources[index].id},
                            {"value", std::to_string(known.size() + values.size())},
                            {"expected", std::to_string(sectors)}});
    known.insert(known.end(), values.begin(), values.end());
  }
}

void read_vertices(DeckDraft& draft, const DeckRecord& record) {
  const auto index = draft.source_named(record, record.words[0]);
  if (!index) return;
  SourceDraft& more = draft.drafts[*index];
  more.vertices_place = record.place;
  const auto values = draft.numbers(record, 1, 2 * most_vertices - more.vertices.size(), {-1e9, 1e9});
  more.vertices.insert(more.vertices.end(), values.begin(), values.end());
}

void read_emission_factors(DeckDraft& draft, const DeckRecord& record) {
  std::vector<std::string> names;
  for (const auto& known : scenarios::variation_names)
    if (known.variation != scenarios::Variation::annual) names.emplace_back(known.name);
  const auto named = draft.sources_named(record, record.words[0]);
  const auto chosen = draft.choice("EMISFACT", record.words[1], names);
  if (!chosen) return;
  const auto variation = *scenarios::variation_named(record.words[1].text);
  const auto values = draft.numbers(record, 2, variation.count, not_negative);
  for (const std::size_t index : named) {
    SourceDraft& more = draft.drafts[index];
    if (more.variation && more.variation->name != variation.name)
      return draft.mistake("deck_two_variations", record.words[1].place,
                           {{"key", "EMISFACT"},
                            {"id", draft.deck.sources[index].id},
                            {"value", record.words[1].written},
                            {"at", std::to_string(more.factors_place.line)}});
    more.variation = variation;
    more.factors_place = record.place;
    if (more.factors.size() + values.size() > variation.count)
      return draft.mistake("wrong_count", record.place,
                           {{"key", "EMISFACT " + draft.deck.sources[index].id},
                            {"value", std::to_string(more.factors.size() + values.size())},
                            {"expected", std::to_string(variation.count)}});
    more.factors.insert(more.factors.end(), values.begin(), values.end());
  }
}

void read_emission_unit(DeckDraft& draft, const DeckRecord& record) {
  if (draft.deck.has_own_unit)
    return draft.mistake("both_given", record.place, {{"key", "EMISUNIT"}, {"other", "CONCUNIT"}});
  draft.deck.has_own_unit = true;
  if (const auto factor = draft.number(record, 0, positive)) draft.deck.unit_factor = *factor;
  draft.deck.emission_unit = record.words[1].written;
  draft.deck.concentration_unit = record.words[2].written;
}

void read_hourly_emission(DeckDraft& draft, const DeckRecord& record) {
  const auto file = draft.input(record.words[0]);
  const auto named = draft.sources_named(record, 1, true);
  if (!file) return;
  auto& files = draft.deck.hourly_files;
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const DeckFile& one) { return one.path == file->path; });
  const int index = static_cast<int>(found - files.begin());
  if (found == files.end()) files.push_back(*file);
  for (const std::size_t source : named) draft.deck.sources[source].hourly_file = index;
}

void read_source_nitrogen(DeckDraft& draft, const DeckRecord& record) {
  const auto share = draft.number(record, 1, {0.0, 1.0});
  for (const std::size_t index : draft.sources_named(record, record.words[0]))
    if (share) draft.deck.sources[index].stack_no2 = *share;
}

void read_urban_sources(DeckDraft& draft, const DeckRecord& record) {
  const auto& areas = draft.deck.control.urban_areas;
  if (areas.empty()) return draft.mistake("deck_no_city", record.place);
  int area = 0;
  std::size_t first = 0;
  if (!areas[0].id.empty()) {
    std::vector<std::string> ids;
    for (const auto& one : areas) ids.push_back(one.id);
    const auto chosen = draft.choice("URBANSRC", record.words[0], ids);
    if (!chosen) return;
    area = static_cast<int>(*chosen);
    first = 1;
  }
  for (const std::size_t index : draft.sources_named(record, first, true))
    std::visit([&](auto& release) { release.urban_area = area; }, draft.deck.sources[index].release);
}

void read_group(DeckDraft& draft, const DeckRecord& record) {
  const DeckWord& id = record.words[0];
  for (const DeckWord& word : record.words)
    if (is_background(word))
      return draft.mistake(
          "deck_later", word.place,
          {{"key", "SRCGROUP " + word.written}, {"what", "background concentrations from the deck"}});
  if (!id_is_sound(draft, "SRCGROUP", id, 8)) return;
  DeckGroup& group = group_of(draft.deck.groups, id.text, id.place);
  if (id.text == "ALL") {
    all_members(draft, group);
    if (record.words.size() > 1 && record.words[1].text != "NOBACKGROUND")
      draft.choice("SRCGROUP ALL", record.words[1], {"NOBACKGROUND"});
    return;
  }
  if (record.words.size() == 1)
    return draft.mistake("wrong_count", id.place, {{"key", "SRCGROUP"}, {"value", "1"}, {"expected", "≥ 2"}});
  add_members(group, draft.sources_named(record, 1));
}

void read_limiting_group(DeckDraft& draft, const DeckRecord& record) {
  const DeckWord& id = record.words[0];
  if (!id_is_sound(draft, "OLMGROUP", id, 8)) return;
  DeckGroup& group = group_of(draft.deck.olm_groups, id.text, id.place);
  if (id.text == "ALL" && record.words.size() == 1)
    all_members(draft, group);
  else if (record.words.size() == 1)
    draft.mistake("wrong_count", id.place, {{"key", "OLMGROUP"}, {"value", "1"}, {"expected", "≥ 2"}});
  else
    add_members(group, draft.sources_named(record, 1));
}

}  // namespace lantian::io
