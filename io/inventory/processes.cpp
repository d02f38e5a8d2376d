// Processes of enterprises and their emission factors, as sources.
#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "io/inventory/reading.hpp"
#include "io/units.hpp"

namespace lantian::io::inventory {
namespace {

constexpr double fugitive_radius = 200.0;  // m about the enterprise, where no spread is named
constexpr double fugitive_top = 20.0;      // m

std::string key_of(const Row& row) {
  return row.cell("enterprise") + "/" + row.cell("line") + "/" + row.cell("process") + "/" +
         row.cell("outlet");
}

/// The line's index; reports an unknown enterprise or line.
int line_of(const Reading& reading, const Row& row) {
  const int enterprise = reading.reference(row, "enterprise", reading.enterprises);
  const auto found = reading.lines.find(row.cell("enterprise") + "/" + row.text("line"));
  if (found != reading.lines.end()) return found->second;
  std::vector<std::string> near;
  for (const auto& line : reading.inventory.lines)
    if (line.enterprise == enterprise) near.push_back(line.id);
  if (enterprise >= 0 && row.is_given("line"))
    row.fault("unknown_reference", "line", {{"nearest", nearest_spelling(row.cell("line"), near)}});
  return -1;
}

/// The disc about the enterprise, made at first need.
int own_spread(Reading& reading, const scenarios::Enterprise& enterprise) {
  const std::string id = "enterprise/" + enterprise.id;
  const auto found = std::find(reading.spreads.begin(), reading.spreads.end(), id);
  if (found != reading.spreads.end()) return static_cast<int>(found - reading.spreads.begin());
  scenarios::Spread spread;
  spread.id = id;
  spread.discs.push_back({enterprise.place, fugitive_radius, 1.0});
  spread.top = fugitive_top;
  reading.spreads.push_back(id);
  reading.inventory.spreads.push_back(std::move(spread));
  return static_cast<int>(reading.spreads.size()) - 1;
}

void set_release(Reading& reading, const Row& row, scenarios::Source& source) {
  const std::string outlet = row.text("outlet");
  source.fugitive = outlet == "fugitive";
  if (!source.fugitive) {
    if (row.is_given("spread")) row.fault("spread_of_a_stack", "spread");
    const auto found = reading.outlets.find(row.cell("enterprise") + "/" + outlet);
    if (found == reading.outlets.end()) {
      std::vector<std::string> near{"fugitive"};
      for (const auto& [key, value] : reading.outlets)
        if (key.starts_with(row.cell("enterprise") + "/")) near.push_back(key.substr(key.find('/') + 1));
      if (source.enterprise >= 0 && !outlet.empty())
        row.fault("unknown_reference", "outlet", {{"nearest", nearest_spelling(outlet, near)}});
      return;
    }
    source.stack = found->second.stack;
    source.place = found->second.place;
    source.measured = found->second.gas;
  } else if (row.is_given("spread")) {
    source.spread = reading.reference(row, "spread", reading.spreads);
  } else if (source.enterprise >= 0) {
    const auto& enterprise = reading.inventory.enterprises[static_cast<std::size_t>(source.enterprise)];
    source.spread = own_spread(reading, enterprise);
    source.place = enterprise.place;
  }
}

scenarios::Source process_source(Reading& reading, const Row& row) {
  scenarios::Source source;
  source.id = key_of(row);
  source.line = line_of(reading, row);
  const auto& names = reading.enterprises;
  const auto found = std::find(names.begin(), names.end(), row.cell("enterprise"));
  if (found != names.end()) {
    source.enterprise = static_cast<int>(found - names.begin());
    const auto& enterprise = reading.inventory.enterprises[static_cast<std::size_t>(source.enterprise)];
    source.industry = enterprise.industry;
    source.region = enterprise.region;
    source.tags = enterprise.tags;
  }
  source.process = row.text("process");
  source.category = row.text("category");
  source.fuel = row.cell("fuel");
  source.device = row.cell("device");
  source.provenance = row.cell("source");
  source.temporal = reading.reference(row, "temporal", reading.temporal);
  source.speciation = reading.reference(row, "speciation", reading.speciation);
  source.in_county = reading.in_county(source.region);
  set_release(reading, row, source);
  return source;
}

/// Adds one factor row's mass to its source.
void add_factor(const Reading& reading, const Row& row, scenarios::Source& source) {
  const std::size_t pollutant = row.one_of("pollutant", scenarios::pollutant_names);
  const double factor = row.number("factor", {0.0});
  const double removal = row.number_or("removal", 0.0, {0.0, 1.0});
  const std::string unit = row.text("factor_unit");
  if (source.line < 0 || unit.empty()) return;
  const auto& line = reading.inventory.lines[static_cast<std::size_t>(source.line)];
  const auto kilograms = kilograms_per_unit(unit, line.activity_unit);
  if (!kilograms) {
    row.fault("factor_unit", "factor_unit",
              {{"unit", line.activity_unit}, {"accepted", "kg/" + line.activity_unit + ", kg/1000, …"}});
    return;
  }
  const double mass = line.activity * (factor * *kilograms);
  source.uncontrolled[pollutant] += mass;
  source.annual_mass[pollutant] += mass * (1.0 - removal);
}

struct Processes {
  std::vector<scenarios::Source> sources;
  std::vector<Row> rows;
  std::vector<std::string> keys;
  std::unordered_map<std::string, std::size_t> by_key;
  std::vector<bool> has_factor;
};

void read_factors(const Reading& reading, Processes& processes) {
  const auto table = reading.table("factors.csv",
                                   joined(text_columns({"enterprise", "line", "process", "outlet",
                                                        "pollutant", "factor_unit", "device", "source"}),
                                          {{"factor", "1"}, {"removal", "1"}}),
                                   true);
  table.require_unique({"enterprise", "line", "process", "outlet", "pollutant"});
  for (const Row& row : table.rows()) {
    const std::string key = key_of(row);
    if (const auto found = processes.by_key.find(key); found != processes.by_key.end()) {
      processes.has_factor[found->second] = true;
      add_factor(reading, row, processes.sources[found->second]);
    } else {
      reading.diagnostics.add("unknown_reference", row.place("process"),
                              {{"key", "enterprise/line/process/outlet"},
                               {"value", key},
                               {"nearest", nearest_spelling(key, processes.keys)}});
    }
  }
}

}  // namespace

std::optional<double> kilograms_per_unit(const std::string& factor_unit, const std::string& line_unit) {
  const auto slash = factor_unit.find('/');
  if (slash == std::string::npos) return std::nullopt;
  const auto kilograms = conversion(factor_unit.substr(0, slash), "kg");
  std::string below = factor_unit.substr(slash + 1);
  double count = 1.0;
  const auto [rest, failed] = std::from_chars(below.data(), below.data() + below.size(), count);
  if (failed == std::errc{}) below.erase(0, static_cast<std::size_t>(rest - below.data()));
  below.erase(0, below.find_first_not_of(' '));
  double units = 1.0;
  if (below != line_unit && !(below.empty() && failed == std::errc{})) {
    const auto to_line = conversion(below, line_unit);
    if (!to_line) return std::nullopt;
    units = to_line->factor;
  }
  if (!kilograms || !(count * units > 0.0)) return std::nullopt;
  return kilograms->factor / (count * units);
}

void read_processes(Reading& reading) {
  const auto table =
      reading.table("processes.csv",
                    text_columns({"enterprise", "line", "process", "outlet", "category", "fuel", "device",
                                  "temporal", "speciation", "spread", "source"}),
                    true);
  table.require_unique({"enterprise", "line", "process", "outlet"});
  Processes processes;
  for (const Row& row : table.rows()) {
    processes.sources.push_back(process_source(reading, row));
    processes.rows.push_back(row);
    processes.keys.push_back(processes.sources.back().id);
    processes.by_key.emplace(processes.keys.back(), processes.keys.size() - 1);
  }
  processes.has_factor.assign(processes.sources.size(), false);
  read_factors(reading, processes);
  for (std::size_t n = 0; n < processes.sources.size(); ++n) {
    if (!processes.has_factor[n]) processes.rows[n].fault("process_without_factor", "process");
    reading.check_sizes(processes.rows[n], "process", processes.sources[n]);
    reading.inventory.sources.push_back(std::move(processes.sources[n]));
  }
}

}  // namespace lantian::io::inventory
