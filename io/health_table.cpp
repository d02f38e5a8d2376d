#include "io/health_table.hpp"

#include "io/scenario/table_reader.hpp"

namespace lantian::io {

namespace {

constexpr NumberRange percents{-100.0, 1000.0}, micrograms{0.0, 1e6}, positive{1e-6, 1e6};

/// Central value, low and high end of the interval.
void read_percent(TableReader& table, scenarios::ConcentrationResponse& response) {
  const auto* node = table.take("percent");
  if (!node) return table.missing("percent");
  std::vector<double> found;
  for (const auto& item : node->items)
    if (item.kind == TomlValue::Kind::whole_number || item.kind == TomlValue::Kind::number)
      found.push_back(item.number);
  if (node->items.size() != 3 || found.size() != 3)
    return table.fault("wrong_count", "percent", *node, {{"expected", "3"}});
  response.central = found[0];
  response.low = found[1];
  response.high = found[2];
  if (response.low > response.central || response.central > response.high)
    table.fault("not_ascending", "percent", *node, {});
}

double needed(TableReader& table, const char* key, NumberRange range) {
  if (!table.has(key)) table.missing(key);
  return table.number(key, 1.0, range);
}

}  // namespace

scenarios::HealthTable read_health_table(const std::filesystem::path& file, Diagnostics& diagnostics) {
  scenarios::HealthTable health;
  const auto document = read_toml(file, diagnostics);
  if (!document) return health;
  std::map<std::string, TextPlace> places;
  TableReader root(*document, "", {diagnostics, places});
  root.choice("schema", {"lantian.health/1"}, "");
  root.required_text("id");
  root.required_text("source");
  health.deaths_per_person_and_year = needed(root, "deaths_per_person_and_year", {0.0, 1.0});
  root.tables("short_term", [&](TableReader& table) {
    scenarios::ConcentrationResponse response;
    response.id = table.required_text("id");
    response.pollutant = table.choice("pollutant", {"PM2p5", "O3"}, "PM2p5");
    response.average = table.choice("average", {"24h", "mda8"}, "24h");
    response.label = table.label("label");
    read_percent(table, response);
    table.required_text("source");
    health.short_term.push_back(std::move(response));
  });
  root.table("long_term", [&](TableReader& table) {
    auto& gemm = health.long_term;
    gemm.theta = needed(table, "theta", percents);
    gemm.theta_error = needed(table, "theta_error", percents);
    gemm.alpha = needed(table, "alpha", positive);
    gemm.mu = needed(table, "mu", micrograms);
    gemm.nu = needed(table, "nu", positive);
    gemm.counterfactual = needed(table, "counterfactual", micrograms);
    gemm.least_days = table.whole("least_days", gemm.least_days, {1.0, 3660.0});
  });
  root.finish();
  return health;
}

}  // namespace lantian::io
