// Sources outside the enterprise tables: areas and roads, lone stacks, plants and soil; and their spreads.
#include <algorithm>
#include <array>

#include "io/inventory/reading.hpp"
#include "scenarios/emission/natural_ground.hpp"

namespace lantian::io::inventory {
namespace {

constexpr std::array<std::string_view, 2> kinds{"disc", "segment"};
constexpr std::array<std::string_view, 3> laws{"isoprene", "terpenes", "soil_no"};

std::vector<Column> mass_columns() {
  std::vector<Column> columns;
  for (const auto name : scenarios::pollutant_names) columns.push_back({std::string(name), "kg/year"});
  return columns;
}

/// A misspelt word would serve nobody in silence.
void check_served(const Reading& reading, const Row& row) {
  std::vector<std::string> known = reading.enterprises;
  for (const auto& enterprise : reading.inventory.enterprises) {
    const std::string& industry = enterprise.industry;
    for (auto end = industry.find('.'); end != std::string::npos; end = industry.find('.', end + 1))
      known.push_back(industry.substr(0, end));
    known.push_back(industry);
  }
  for (const auto& word : row.list("serves"))
    if (std::find(known.begin(), known.end(), word) == known.end())
      row.fault("unknown_reference", "serves", {{"nearest", nearest_spelling(word, known)}});
}

/// What area and point rows have in common.
scenarios::Source source_of(const Reading& reading, const Row& row, const std::string& prefix) {
  scenarios::Source source;
  source.id = prefix + row.text("id");
  source.industry = row.text("industry");
  source.process = row.text("process");
  source.category = row.text("category");
  reading.reference(row, "region", reading.regions);
  source.region = row.cell("region");
  source.fuel = row.cell("fuel");
  source.standard = row.cell("standard");
  source.tags = row.list("tags");
  source.serves = row.list("serves");
  source.provenance = row.cell("source");
  source.temporal = reading.reference(row, "temporal", reading.temporal);
  source.speciation = reading.reference(row, "speciation", reading.speciation);
  source.in_county = reading.in_county(source.region);
  for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
    source.annual_mass[p] = row.number_or(scenarios::pollutant_names[p], 0.0, {0.0});
  source.uncontrolled = source.annual_mass;  // area and lone stacks are given after controls
  reading.check_sizes(row, "id", source);
  if (!source.serves.empty()) check_served(reading, row);
  return source;
}

const std::vector<std::string> source_words{"id",       "name_zh",    "name_en", "industry", "process",
                                            "category", "region",     "fuel",    "standard", "tags",
                                            "temporal", "speciation", "source"};

/// Industries and enterprises that a source carries for; the column may be missing.
const std::vector<Column> served_columns{{"serves", "", true}};

void add_spread_row(const Reading& reading, const Row& row, scenarios::Spread& spread) {
  const double weight = row.number("weight", {0.0});
  if (row.one_of("kind", kinds) == 0)
    spread.discs.push_back({reading.place(row), row.number("radius", {1.0, 2e5}), weight});
  else
    spread.segments.push_back({reading.place(row), reading.place(row, "to_"), weight});
}

/// All rows of an id have one height range.
void set_heights(const Row& row, bool first, scenarios::Spread& spread) {
  const double bottom = row.number("bottom", {0.0, 500.0}), top = row.number("top", {0.0, 500.0});
  if (first) {
    spread.bottom = bottom, spread.top = top;
    if (top < bottom) row.fault("not_ascending", "top", {{"accepted", "≥ " + row.cell("bottom")}});
  } else if (bottom != spread.bottom) {
    row.fault("differs_within_id", "bottom", {{"id", spread.id}});
  } else if (top != spread.top) {
    row.fault("differs_within_id", "top", {{"id", spread.id}});
  }
}

}  // namespace

void read_spreads(Reading& reading) {
  auto columns = joined(text_columns({"id", "kind", "source"}), place_columns);
  columns = joined(columns, {{"to_longitude", "degree_east"},
                             {"to_latitude", "degree_north"},
                             {"radius", "m"},
                             {"weight", "1"},
                             {"bottom", "m"},
                             {"top", "m"}});
  const auto table = reading.table("spreads.csv", columns, true);
  auto& spreads = reading.inventory.spreads;
  std::vector<Row> first;
  for (const Row& row : table.rows()) {
    const std::string id = row.text("id");
    const auto found = std::find(reading.spreads.begin(), reading.spreads.end(), id);
    const auto index = static_cast<std::size_t>(found - reading.spreads.begin());
    const bool is_new = found == reading.spreads.end();
    if (is_new) {
      reading.spreads.push_back(id);
      spreads.emplace_back().id = id;
      first.push_back(row);
    }
    set_heights(row, is_new, spreads[index]);
    add_spread_row(reading, row, spreads[index]);
  }
  for (std::size_t n = 0; n < first.size(); ++n) {
    double sum = 0.0;
    for (const auto& disc : spreads[n].discs) sum += disc.weight;
    for (const auto& segment : spreads[n].segments) sum += segment.weight;
    if (sum <= 0.0) first[n].fault("weights_are_zero", "weight", {{"id", spreads[n].id}});
  }
}

void read_area(Reading& reading) {
  auto words = source_words;
  words.push_back("spread");
  const auto table =
      reading.table("area.csv", joined(joined(text_columns(words), mass_columns()), served_columns), true);
  table.require_unique({"id"});
  for (const Row& row : table.rows()) {
    auto source = source_of(reading, row, "area/");
    source.fugitive = true;
    source.spread = reading.reference(row, "spread", reading.spreads);
    reading.inventory.sources.push_back(std::move(source));
  }
}

void read_points(Reading& reading) {
  const auto columns =
      joined(joined(joined(joined(text_columns(source_words), place_columns), stack_columns), mass_columns()),
             served_columns);
  const auto table = reading.table("points.csv", columns, false);
  table.require_unique({"id"});
  for (const Row& row : table.rows()) {
    auto source = source_of(reading, row, "point/");
    source.stack = reading.stack(row);
    source.place = reading.place_in_window(row);
    reading.inventory.sources.push_back(std::move(source));
  }
}

void read_natural(Reading& reading) {
  const auto table = reading.profile_table(
      "natural_ground.csv",
      joined(text_columns({"law", "species", "kind", "source"}), {{"rate_at_standard", "kg/m2/s"}}));
  table.require_unique({"species", "kind"});
  std::vector<scenarios::NaturalFactor> factors;
  for (const Row row : table) {
    scenarios::NaturalFactor factor;
    factor.law = laws[row.one_of("law", laws)];
    factor.species = row.text("species");
    reading.check_species(row, factor.species);
    factor.kind = row.one_of("kind", model::land_use_names);
    factor.rate = row.number("rate_at_standard", {0.0});
    factor.source = row.cell("source");
    factors.push_back(std::move(factor));
  }
  const NaturalGround& ground = *reading.request.natural;
  reading.inventory.latitude = ground.latitude, reading.inventory.longitude = ground.longitude;
  scenarios::add_natural_ground(reading.inventory, ground.grid, ground.land_use, ground.season, factors);
}

}  // namespace lantian::io::inventory
