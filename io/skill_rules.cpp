#include "io/skill_rules.hpp"

#include "io/scenario/table_reader.hpp"
#include "scenarios/standards/items.hpp"

namespace lantian::io {
namespace {

constexpr double microgram = 1e-9;  // kg
constexpr NumberRange micrograms{0.0, 1e6};

/// [goal, criterion], or [goal].
scenarios::Bound read_bound(TableReader& table, const char* key) {
  scenarios::Bound bound;
  const auto* node = table.take(key);
  if (!node) return bound;
  std::vector<double> found;
  for (const auto& item : node->items)
    if (item.kind == TomlValue::Kind::whole_number || item.kind == TomlValue::Kind::number)
      found.push_back(item.number);
  if (found.empty() || found.size() > 2 || found.size() != node->items.size()) {
    table.fault("wrong_count", key, *node, {{"expected", "2"}});
    return bound;
  }
  bound.goal = found[0];
  if (found.size() == 2) bound.criterion = found[1];
  return bound;
}

std::string read_pollutant(TableReader& table) {
  const std::vector<std::string> known(scenarios::item_names.begin(), scenarios::item_names.end());
  return table.choice("pollutant", known, "PM2p5");
}

std::string read_average(TableReader& table) { return table.choice("average", {"1h", "24h", "mda8"}, "24h"); }

double needed(TableReader& table, const char* key, NumberRange range) {
  if (!table.has(key)) table.missing(key);
  return table.number(key, 1.0, range);
}

void read_objective(TableReader& table, scenarios::SkillRules& rules) {
  scenarios::QualityObjective one;
  one.pollutant = read_pollutant(table);
  one.average = read_average(table);
  one.uncertainty.relative = needed(table, "relative", {1e-3, 10.0});
  one.uncertainty.reference = microgram * needed(table, "reference", micrograms);
  one.uncertainty.alpha = needed(table, "alpha", share);
  one.uncertainty.n_proportional = needed(table, "n_proportional", {1e-3, 1e4});
  one.uncertainty.n_constant = needed(table, "n_constant", {1e-3, 1e4});
  table.required_text("source");
  rules.objectives.push_back(std::move(one));
}

}  // namespace

scenarios::SkillRules read_skill_rules(const std::filesystem::path& file, Diagnostics& diagnostics) {
  scenarios::SkillRules rules;
  const auto document = read_toml(file, diagnostics);
  if (!document) return rules;
  std::map<std::string, TextPlace> places;
  TableReader root(*document, "", {diagnostics, places});
  root.choice("schema", {"lantian.skill/1"}, "");
  root.required_text("id");
  root.required_text("source");
  root.tables("criteria", [&](TableReader& table) {
    scenarios::SkillCriteria one;
    one.id = table.required_text("id");
    one.pollutant = read_pollutant(table);
    one.average = read_average(table);
    one.cutoff = microgram * table.number("cutoff", 0.0, micrograms);
    one.nmb = read_bound(table, "nmb");
    one.nme = read_bound(table, "nme");
    one.mfb = read_bound(table, "mfb");
    one.mfe = read_bound(table, "mfe");
    one.correlation = read_bound(table, "r");
    table.required_text("source");
    rules.criteria.push_back(std::move(one));
  });
  root.table("quality", [&](TableReader& table) {
    rules.beta = needed(table, "beta", {1e-3, 100.0});
    rules.stations_that_count = needed(table, "stations_percentile", {0.0, 100.0});
    rules.share_of_year = needed(table, "share_of_year", {0.0, 1.0});
    table.required_text("source");
    table.tables("objective", [&](TableReader& objective) { read_objective(objective, rules); });
  });
  root.finish();
  return rules;
}

}  // namespace lantian::io
