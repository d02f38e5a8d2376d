// The SO pathway when all its lines are read: shapes, buildings, factors, groups.
#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "io/aermod/area_outline.hpp"
#include "io/aermod/keyword_table.hpp"

namespace lantian::io {
namespace {

using namespace model::plume;

constexpr double degree = std::numbers::pi / 180.0;
constexpr double kilograms_per_gram = 1e-3;
/// Sizes and speeds below it stand for it [EPA2024].
constexpr double smallest = 1e-5;
constexpr DeckRange height_range{0.0, 3000.0};

/// Parameters of a source, one by one, with what they must be.
class Parameters {
 public:
  Parameters(DeckDraft& draft, std::size_t index)
      : draft_(draft), index_(index), more_(draft.drafts[index]) {}

  bool has_count(std::size_t least, std::size_t most, const char* names) {
    const std::size_t count = more_.parameters.size();
    if (count >= least && count <= most) return true;
    const std::string expected =
        least == most ? std::to_string(least) : std::to_string(least) + " … " + std::to_string(most);
    draft_.mistake("wrong_count", more_.parameters_place,
                   {{"key", "SRCPARAM " + id()},
                    {"value", std::to_string(count)},
                    {"expected", expected},
                    {"names", names}});
    return false;
  }
  double at(std::size_t n, const char* name, DeckRange range, double missing = 0.0) {
    if (n >= more_.parameters.size()) return missing;
    const double value = more_.parameters[n];
    if (std::isnan(value)) return missing;  // told already
    if (value >= range.least && value <= range.most) return value;
    draft_.mistake("out_of_range", more_.parameters_place,
                   {{"key", "SRCPARAM " + id() + " " + name},
                    {"value", std::to_string(value)},
                    {"range", range_text(range)}});
    return missing;
  }
  double emission() { return at(0, "emission", any_number) * kilograms_per_gram; }
  std::size_t count() const { return more_.parameters.size(); }
  const TextPlace& place() const { return more_.parameters_place; }
  std::string id() const { return draft_.deck.sources[index_].id; }

 private:
  DeckDraft& draft_;
  std::size_t index_;
  const SourceDraft& more_;
};

void finish_point(DeckDraft& draft, std::size_t index) {
  Parameters given(draft, index);
  if (!given.has_count(5, 5, "emission, stack height, exit temperature, exit velocity, stack diameter"))
    return;
  auto& source = draft.deck.sources[index];
  auto& point = std::get<PointSource>(source.release);
  source.emission = given.emission();
  point.height = given.at(1, "stack height", height_range);
  point.exit_temperature = given.at(2, "exit temperature", {-500.0, 5000.0});
  if (point.exit_temperature > 0.0 && point.exit_temperature < 200.0)
    draft.mistake("out_of_range", given.place(),
                  {{"key", "SRCPARAM " + source.id + " exit temperature"},
                   {"value", std::to_string(point.exit_temperature)},
                   {"range", "≤ 0, ≥ 200 K"}});
  point.exit_velocity = std::max(smallest, given.at(3, "exit velocity", {0.0, 1000.0}));
  point.diameter = std::max(smallest, given.at(4, "stack diameter", {0.0, 200.0}));
}

void finish_volume(DeckDraft& draft, std::size_t index) {
  Parameters given(draft, index);
  if (!given.has_count(4, 4, "emission, release height, initial sigma y, initial sigma z")) return;
  auto& source = draft.deck.sources[index];
  auto& volume = std::get<VolumeSource>(source.release);
  source.emission = given.emission();
  volume.height = given.at(1, "release height", height_range);
  volume.initial_sigma_y = std::max(smallest, given.at(2, "initial sigma y", not_negative));
  volume.initial_sigma_z = std::max(smallest, given.at(3, "initial sigma z", not_negative));
}

/// Outlines of AREA, LINE, AREACIRC and AREAPOLY; empty (and a mistake) where they cannot be.
Outline outline_of(DeckDraft& draft, std::size_t index, Parameters& given, double& sigma_z) {
  const auto& source = draft.deck.sources[index];
  const SourceDraft& more = draft.drafts[index];
  if (more.ends.size() < 2) return {};
  const double x = more.ends[0], y = more.ends[1];
  if (source.type == "AREA") {
    if (!given.has_count(3, 6,
                         "emission, release height, side along x, side along y, angle, initial sigma z"))
      return {};
    const double width = std::max(smallest, given.at(2, "side along x", not_negative));
    const double depth = std::max(smallest, given.at(3, "side along y", not_negative, width));
    sigma_z = given.at(5, "initial sigma z", not_negative);
    return rectangle(x, y, width, depth, given.at(4, "angle", {-360.0, 360.0}) * degree);
  }
  if (source.type == "LINE") {
    if (!given.has_count(3, 4, "emission, release height, width, initial sigma z") || more.ends.size() < 4)
      return {};
    sigma_z = given.at(3, "initial sigma z", not_negative);
    return strip({x, y}, {more.ends[2], more.ends[3]}, given.at(2, "width", {1.0, 1e5}, 1.0));
  }
  if (source.type == "AREACIRC") {
    if (!given.has_count(3, 5, "emission, release height, radius, number of vertices, initial sigma z"))
      return {};
    sigma_z = given.at(4, "initial sigma z", not_negative);
    const double radius = given.at(2, "radius", {0.5, 1e5}, 1.0);
    return circle(x, y, radius,
                  static_cast<int>(std::lround(given.at(3, "number of vertices", {3.0, 1000.0}, 20.0))));
  }
  if (!given.has_count(3, 4, "emission, release height, number of vertices, initial sigma z")) return {};
  sigma_z = given.at(3, "initial sigma z", not_negative);
  const auto count =
      static_cast<std::size_t>(std::lround(given.at(2, "number of vertices", {3.0, 1000.0}, 3.0)));
  if (more.vertices.size() != 2 * count) {
    draft.mistake("wrong_count", more.vertices.empty() ? given.place() : more.vertices_place,
                  {{"key", "AREAVERT " + source.id},
                   {"value", std::to_string(more.vertices.size())},
                   {"expected", std::to_string(2 * count)}});
    return {};
  }
  if (more.vertices[0] != x || more.vertices[1] != y)
    draft.mistake("deck_first_vertex", more.vertices_place,
                  {{"id", source.id},
                   {"value", fmt::format("{}, {}", more.vertices[0], more.vertices[1])},
                   {"expected", fmt::format("{}, {}", x, y)}});
  Outline outline;
  for (std::size_t n = 0; n < count; ++n) outline.push_back({more.vertices[2 * n], more.vertices[2 * n + 1]});
  return outline;
}

void finish_area(DeckDraft& draft, std::size_t index) {
  Parameters given(draft, index);
  auto& source = draft.deck.sources[index];
  auto& area = std::get<AreaSource>(source.release);
  double sigma_z = 0.0;
  area.vertices = outline_of(draft, index, given, sigma_z);
  if (area.vertices.empty()) return;
  source.emission = given.emission();
  area.height = given.at(1, "release height", height_range);
  area.initial_sigma_z = std::max(smallest, sigma_z);
  area.integral = model::plume::AreaIntegral::aermods_own;
  source.area = area_of(area.vertices);
  if (!(source.area > 0.0))
    return draft.mistake("out_of_range", given.place(),
                         {{"key", "area of " + source.id}, {"value", "0"}, {"range", "> 0"}});
  const Vertex centre = source.type == "AREAPOLY"   ? centroid_of(area.vertices)
                        : source.type == "AREACIRC" ? Vertex{area.x, area.y}
                                                    : middle_of(area.vertices);
  area.x = centre.x;
  area.y = centre.y;
}

void finish_building(DeckDraft& draft, std::size_t index) {
  static constexpr const char* parts[] = {"BUILDHGT", "BUILDWID", "BUILDLEN", "XBADJ", "YBADJ"};
  const SourceDraft& more = draft.drafts[index];
  auto& source = draft.deck.sources[index];
  if (more.building_place.line == 0 || !std::holds_alternative<PointSource>(source.release)) return;
  bool sound = true;
  for (std::size_t part = 0; part < 5; ++part)
    if (more.building[part].size() != 36) {
      sound = false;
      draft.mistake("wrong_count", more.building_place,
                    {{"key", parts[part] + (" " + source.id)},
                     {"value", std::to_string(more.building[part].size())},
                     {"expected", "36"}});
    }
  if (!sound) return;
  auto& buildings = std::get<PointSource>(source.release).buildings.emplace();
  for (std::size_t sector = 0; sector < 36; ++sector)
    buildings[sector] = {more.building[0][sector], more.building[1][sector], more.building[2][sector],
                         more.building[3][sector], more.building[4][sector]};
}

void finish_factors(DeckDraft& draft, std::size_t index) {
  const SourceDraft& more = draft.drafts[index];
  if (!more.variation) return;
  auto& source = draft.deck.sources[index];
  if (more.factors.size() != more.variation->count)
    return draft.mistake("wrong_count", more.factors_place,
                         {{"key", "EMISFACT " + source.id},
                          {"value", std::to_string(more.factors.size())},
                          {"expected", std::to_string(more.variation->count)}});
  if (source.hourly_file >= 0)
    return draft.mistake("both_given", more.factors_place, {{"key", "EMISFACT"}, {"other", "HOUREMIS"}});
  source.factors = {more.variation->variation, more.factors};
}

/// SO2 of urban sources decays unless the deck says otherwise [EPA2024].
constexpr double urban_so2_decay = 4.81e-5;  // s-1

void finish_decay(DeckDraft& draft, DeckSource& source) {
  const auto& control = draft.deck.control;
  std::visit(
      [&](auto& release) {
        const bool is_urban_so2 = release.urban_area >= 0 && control.pollutant == "SO2";
        if (control.regulatory)
          release.decay_rate = is_urban_so2 ? urban_so2_decay : 0.0;
        else
          release.decay_rate = control.decay_rate.value_or(is_urban_so2 ? urban_so2_decay : 0.0);
      },
      source.release);
}

}  // namespace

void finish_sources(DeckDraft& draft, const TextPlace& end) {
  auto& deck = draft.deck;
  if (deck.sources.empty()) draft.mistake("missing_key", end, {{"key", "SO LOCATION"}});
  if (deck.groups.empty() && !deck.sources.empty())
    draft.mistake("missing_key", end, {{"key", "SO SRCGROUP"}});
  if (deck.control.nitrogen != NitrogenMethod::unlimited && deck.has_own_unit && deck.unit_factor != 1e6)
    draft.mistake("deck_unit_with_no2",
                  draft.seen.contains("SO EMISUNIT") ? draft.seen["SO EMISUNIT"] : draft.seen["SO CONCUNIT"]);
  if (!draft.seen.contains("SO URBANSRC")) draft.needs("CO URBANOPT", "SO URBANSRC");
  if (deck.control.nitrogen != NitrogenMethod::ozone_limiting && !draft.has_later_nitrogen)
    for (const char* keyword : {"SO OLMGROUP", "SO NO2RATIO"}) draft.needs(keyword, "MODELOPT OLM");
  for (std::size_t n = 0; n < deck.sources.size(); ++n) {
    DeckSource& source = deck.sources[n];
    if (source.type.empty()) continue;  // told already
    if (draft.drafts[n].parameters.empty()) {
      draft.mistake("missing_key", source.place, {{"key", "SRCPARAM"}, {"table", source.id}});
      continue;
    }
    if (std::holds_alternative<PointSource>(source.release)) finish_point(draft, n);
    if (std::holds_alternative<VolumeSource>(source.release)) finish_volume(draft, n);
    if (std::holds_alternative<AreaSource>(source.release)) finish_area(draft, n);
    if (deck.control.nitrogen == NitrogenMethod::ozone_limiting && !source.stack_no2 &&
        !draft.seen.contains("CO NO2STACK"))
      draft.mistake("missing_key", source.place, {{"key", "NO2STACK, NO2RATIO"}, {"table", source.id}});
    finish_building(draft, n);
    finish_factors(draft, n);
    finish_decay(draft, source);
  }
  for (std::size_t group = 0; group < deck.olm_groups.size(); ++group)
    for (const std::size_t member : deck.olm_groups[group].sources) {
      if (deck.sources[member].olm_group >= 0)
        draft.mistake("deck_two_groups", deck.olm_groups[group].place,
                      {{"key", "OLMGROUP"}, {"value", deck.sources[member].id}});
      deck.sources[member].olm_group = static_cast<int>(group);
    }
}

}  // namespace lantian::io
