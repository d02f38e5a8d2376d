#include "io/inventory/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <system_error>

#include "scenarios/inventory/speciation.hpp"

namespace lantian::io::inventory {
namespace {

constexpr double rounding = 1.001;  // tables hold rounded masses
constexpr double farthest = 2e6;    // m from the projection's origin: no city's window is that far away

std::string tons(double kilograms) { return fmt::format("{:.6g} t", kilograms / 1000.0); }

bool is_there(const std::filesystem::path& path) {
  std::error_code failed;
  return std::filesystem::symlink_status(path, failed).type() != std::filesystem::file_type::not_found;
}

}  // namespace

std::vector<Row> JoinedTable::rows() const {
  std::vector<Row> all;
  for (const auto& table : tables_)
    for (const Row row : table) all.push_back(row);
  return all;
}

void JoinedTable::require_unique(const std::vector<std::string>& columns) const {
  std::map<std::vector<std::string>, TextPlace> first;
  for (const Row& row : rows()) {
    std::vector<std::string> key;
    std::string shown;
    for (const auto& column : columns) {
      key.push_back(row.cell(column));
      shown += (shown.empty() ? "" : "/") + key.back();
    }
    if (shown.empty()) continue;  // an empty id is a mistake of its own
    const auto [earlier, is_new] = first.emplace(key, row.place());
    if (is_new) continue;
    const TextPlace &here = row.place(), &there = earlier->second;
    const std::string line = std::to_string(there.line);
    row.fault("duplicate", columns.back(),
              {{"id", shown}, {"line", there.file == here.file ? line : there.file + ":" + line}});
  }
}

std::optional<Table> Reading::table_in(const std::filesystem::path& folder, const std::string& name,
                                       const std::vector<Column>& columns) const {
  if (!is_there(folder / name)) return std::nullopt;
  const CaseFolder within(folder, request.outside_allowed);  // a link may lead elsewhere
  if (!within.resolve(name, {(folder / name).string(), 0, 0}, diagnostics)) return Table();
  return Table::read(folder / name, columns, diagnostics);
}

JoinedTable Reading::table(const std::string& name, const std::vector<Column>& columns, bool needed) const {
  JoinedTable tables;
  bool found = false;
  asked.insert(name);
  for (const auto& folder : request.folders)
    if (auto table = table_in(folder, name, columns)) {
      tables.add(std::move(*table));
      found = true;
    }
  if (!found && needed && !request.folders.empty())
    tables.add(Table::read(request.folders.front() / name, columns, diagnostics));
  return tables;
}

Table Reading::profile_table(const std::string& name, const std::vector<Column>& columns) const {
  asked.insert(name);
  for (const auto& folder : request.folders)
    if (auto table = table_in(folder, name, columns)) return std::move(*table);
  return Table::read(request.profiles / name, columns, diagnostics);
}

void Reading::report_unknown_tables() const {
  const std::vector<std::string> known(asked.begin(), asked.end());
  std::string accepted;
  for (const auto& name : known) accepted += (accepted.empty() ? "" : ", ") + name;
  std::set<std::filesystem::path> unknown;
  for (const auto& folder : request.folders)
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (entry.path().extension() == ".csv" && !asked.contains(entry.path().filename().string()))
        unknown.insert(entry.path());
  for (const auto& path : unknown)
    diagnostics.add("unknown_table", {path.string(), 0, 0},
                    {{"value", path.filename().string()},
                     {"nearest", nearest_spelling(path.filename().string(), known)},
                     {"accepted", accepted}});
}

int Reading::reference(const Row& row, std::string_view column, const std::vector<std::string>& ids) const {
  const auto found = row.reference(column, ids);
  return found ? static_cast<int>(*found) : -1;
}

scenarios::Place Reading::place(const Row& row, const std::string& prefix) const {
  const std::size_t before = diagnostics.items().size();
  scenarios::Place place;
  place.longitude = row.number(prefix + "longitude", {-180.0, 180.0});
  place.latitude = row.number(prefix + "latitude", {-90.0, 90.0});
  const auto xy = request.project(place.longitude, place.latitude);
  place.x = xy[0], place.y = xy[1];
  const bool near = std::abs(place.x) < farthest && std::abs(place.y) < farthest;  // false for NaN
  if (!near && diagnostics.items().size() == before && row.is_given(prefix + "longitude") &&
      row.is_given(prefix + "latitude"))
    report_outside(row, prefix);
  if (!near) place.x = place.y = 0.0;
  return place;
}

scenarios::Place Reading::place_in_window(const Row& row) const {
  const std::size_t before = diagnostics.items().size();
  const auto found = place(row);
  if (diagnostics.items().size() == before && row.is_given("longitude") && row.is_given("latitude") &&
      !request.inside_window(found.x, found.y))
    report_outside(row, "");
  return found;
}

void Reading::report_outside(const Row& row, const std::string& prefix) const {
  diagnostics.add("outside_window", row.place(prefix + "longitude"),
                  {{"key", prefix + "longitude, " + prefix + "latitude"},
                   {"value", row.cell(prefix + "longitude") + ", " + row.cell(prefix + "latitude")}});
}

scenarios::Stack Reading::stack(const Row& row) const {
  scenarios::Stack stack;
  stack.height = row.number("height", {0.0, 500.0});
  stack.diameter = row.number("diameter", {0.01, 50.0});
  stack.exit_temperature = row.number("exit_temperature", {223.15, 2273.15});
  stack.exit_velocity = row.number("exit_velocity", {0.0, 100.0});
  return stack;
}

bool Reading::in_county(const std::string& region) const {
  const auto found = std::find(regions.begin(), regions.end(), region);
  if (found == regions.end()) return false;
  return inventory.regions[static_cast<std::size_t>(found - regions.begin())].county == request.county;
}

void Reading::check_species(const Row& row, const std::string& species) const {
  const auto& known = request.species;
  if (species.empty() || known.empty()) return;
  if (std::find(known.begin(), known.end(), species) == known.end())
    row.fault("unknown_species", "species", {{"nearest", nearest_spelling(species, known)}});
}

void Reading::check_sizes(const Row& row, std::string_view column, const scenarios::Source& source) const {
  using scenarios::Pollutant;
  const auto mass = [&](Pollutant p) { return source.annual_mass[static_cast<std::size_t>(p)]; };
  const auto check = [&](const char* part, double held, const char* whole, double holds) {
    if (held > holds * rounding)
      diagnostics.add("part_exceeds_whole", row.place(column),
                      {{"key", part}, {"value", tons(held)}, {"whole", whole}, {"limit", tons(holds)}});
  };
  check("PM2p5", mass(Pollutant::PM2p5), "PM10", mass(Pollutant::PM10));
  if (mass(Pollutant::TSP) > 0.0) check("PM10", mass(Pollutant::PM10), "TSP", mass(Pollutant::TSP));
  if (source.speciation < 0) return;
  const double ratio = scenarios::organic_mass_ratio(
      inventory.speciation_profiles[static_cast<std::size_t>(source.speciation)]);
  check("BC + organic mass", mass(Pollutant::BC) + ratio * mass(Pollutant::OC), "PM2p5",
        mass(Pollutant::PM2p5));
}

std::vector<Column> joined(std::vector<Column> first, const std::vector<Column>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

std::vector<Column> text_columns(const std::vector<std::string>& names) {
  std::vector<Column> columns;
  for (const auto& name : names) columns.push_back({name, ""});
  return columns;
}

}  // namespace lantian::io::inventory
