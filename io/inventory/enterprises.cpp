// Regions, enterprises, lines and outlets.
#include <algorithm>
#include <array>

#include "io/inventory/reading.hpp"

namespace lantian::io::inventory {
namespace {

constexpr std::array<std::string_view, 7> grades{"A", "B", "B-", "C", "D", "leading", "non_leading"};

void read_lines(Reading& reading) {
  const auto table = reading.table(
      "lines.csv",
      joined(text_columns({"enterprise", "id", "name_zh", "name_en", "product", "unit", "source"}),
             {{"capacity", "unit/year"}, {"activity", "unit/year"}, {"rota_group", "", true}}),
      true);
  table.require_unique({"enterprise", "id"});
  for (const Row& row : table.rows()) {
    scenarios::Line line;
    line.id = row.text("id");
    line.enterprise = reading.reference(row, "enterprise", reading.enterprises);
    line.label = {row.cell("name_en"), row.cell("name_zh")};
    line.product = row.text("product");
    line.activity_unit = row.text("unit");
    line.capacity = row.number("capacity", {0.0});
    line.activity = row.number("activity", {0.0});
    line.rota_group = row.cell("rota_group");
    reading.lines.emplace(row.cell("enterprise") + "/" + line.id,
                          static_cast<int>(reading.inventory.lines.size()));
    reading.inventory.lines.push_back(std::move(line));
  }
}

/// What was measured in flue gas; each column may be missing. `PM_measured` stands for all primary particles.
const std::vector<Column> gas_columns{{"SO2_measured", "kg/m3", true},
                                      {"NOx_measured", "kg/m3", true},
                                      {"CO_measured", "kg/m3", true},
                                      {"VOC_measured", "kg/m3", true},
                                      {"NH3_measured", "kg/m3", true},
                                      {"PM_measured", "kg/m3", true},
                                      {"oxygen", "1", true}};

scenarios::MeasuredGas measured_gas(const Row& row) {
  using scenarios::Pollutant;
  scenarios::MeasuredGas gas;
  const auto set = [&](std::string_view column, std::initializer_list<Pollutant> pollutants) {
    const double value = row.number_or(column, 0.0, {0.0, 1.0});
    for (const Pollutant p : pollutants) gas.concentration[static_cast<std::size_t>(p)] = value;
  };
  set("SO2_measured", {Pollutant::SO2});
  set("NOx_measured", {Pollutant::NOx});
  set("CO_measured", {Pollutant::CO});
  set("VOC_measured", {Pollutant::VOC});
  set("NH3_measured", {Pollutant::NH3});
  set("PM_measured", {Pollutant::PM10, Pollutant::PM2p5, Pollutant::BC, Pollutant::OC, Pollutant::TSP});
  gas.oxygen = row.number_or("oxygen", 0.0, {0.0, 0.205});
  return gas;
}

void read_outlets(Reading& reading) {
  const auto table = reading.table(
      "outlets.csv",
      joined(joined(joined(text_columns({"enterprise", "id", "source"}), place_columns), stack_columns),
             gas_columns),
      true);
  table.require_unique({"enterprise", "id"});
  for (const Row& row : table.rows()) {
    reading.reference(row, "enterprise", reading.enterprises);
    if (row.text("id") == "fugitive") row.fault("reserved_word", "id");
    reading.outlets.emplace(row.cell("enterprise") + "/" + row.cell("id"),
                            Outlet{reading.stack(row), reading.place_in_window(row), measured_gas(row)});
  }
}

/// Figures that measures' costs may name: `per_output_hour = "enterprise.NAME"`.
void read_costs(Reading& reading) {
  const auto table = reading.table(
      "costs.csv", joined(text_columns({"enterprise", "name", "unit", "source"}), {{"value", "1"}}), false);
  table.require_unique({"enterprise", "name"});
  for (const Row& row : table.rows())
    reading.inventory.costs.push_back({reading.reference(row, "enterprise", reading.enterprises),
                                       row.text("name"), row.number("value", {0.0}), row.text("unit")});
}

}  // namespace

void read_regions(Reading& reading) {
  auto columns = joined(text_columns({"id", "name_zh", "name_en", "county", "source"}), place_columns);
  columns.push_back({"population", "1", true});
  columns.push_back({"population_source", "", true});
  const auto table = reading.table("regions.csv", columns, true);
  table.require_unique({"id"});
  std::vector<std::string> counties;
  for (const Row& row : table.rows()) {
    scenarios::Region region;
    region.id = row.text("id");
    region.label = {row.cell("name_en"), row.cell("name_zh")};
    region.county = row.text("county");
    region.place = reading.place(row);
    region.population = row.optional_number("population", {0.0, 1e8});
    if (region.population) row.text("population_source");
    reading.regions.push_back(region.id);
    counties.push_back(region.county);
    reading.inventory.regions.push_back(std::move(region));
  }
  const auto& county = reading.request.county;
  if (!table.empty() && std::find(counties.begin(), counties.end(), county) == counties.end())
    reading.diagnostics.add(
        "unknown_reference", reading.request.county_place,
        {{"key", "county"}, {"value", county}, {"nearest", nearest_spelling(county, counties)}});
}

void read_outline(Reading& reading) {
  const auto table = reading.table("outline.csv", joined(text_columns({"source"}), place_columns), false);
  for (const Row& row : table.rows()) reading.inventory.outline.push_back(reading.place(row));
}

void read_enterprises(Reading& reading) {
  const auto table = reading.table(
      "enterprises.csv",
      joined(text_columns({"id", "name_zh", "name_en", "industry", "grade", "region", "tags", "source"}),
             place_columns),
      true);
  table.require_unique({"id"});
  for (const Row& row : table.rows()) {
    scenarios::Enterprise enterprise;
    enterprise.id = row.text("id");
    enterprise.label = {row.cell("name_en"), row.cell("name_zh")};
    enterprise.industry = row.text("industry");
    if (row.is_given("grade")) enterprise.grade = grades[row.one_of("grade", grades)];
    reading.reference(row, "region", reading.regions);
    enterprise.region = row.cell("region");
    enterprise.tags = row.list("tags");
    enterprise.place = reading.place_in_window(row);
    enterprise.source = row.cell("source");
    reading.enterprises.push_back(enterprise.id);
    reading.inventory.enterprises.push_back(std::move(enterprise));
  }
  read_lines(reading);
  read_outlets(reading);
  read_costs(reading);
}

}  // namespace lantian::io::inventory
