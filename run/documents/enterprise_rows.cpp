#include "run/documents/enterprise_rows.hpp"

#include <algorithm>
#include <map>

#include "io/csv_text.hpp"
#include "run/documents/measure_rows.hpp"
#include "run/report_cells.hpp"
#include "scenarios/evaluate/plant_sheets.hpp"
#include "scenarios/policy/measure_cuts.hpp"

namespace lantian::run {

namespace {

using scenarios::pollutant_count;

/// What each enterprise of the county emits without any rule.
std::map<int, EnterpriseRow> bases(const Engine& engine, scenarios::Period evaluated) {
  std::map<int, EnterpriseRow> rows;
  for (const auto& [enterprise, mass] :
       scenarios::masses_of_works(engine.inputs.inventory, engine.inputs.around, evaluated))
    rows[enterprise].enterprise = enterprise, rows[enterprise].base = mass;
  return rows;
}

}  // namespace

std::vector<EnterpriseRow> enterprise_rows(const Engine& engine, scenarios::Period evaluated) {
  const auto base = bases(engine, evaluated);
  const auto& inputs = engine.inputs;
  std::vector<EnterpriseRow> all;
  for (const auto& member : engine.members) {
    if (member.exclude != scenarios::Exclusion::none) continue;
    const auto place = static_cast<std::size_t>(member.plan - inputs.plans.data());
    auto rows = base;
    for (const auto& cut :
         scenarios::measure_cuts(*member.plan, inputs.inventory, io::surroundings_of_member(inputs, place),
                                 evaluated, scenarios::all_pollutants())) {
      const auto row = rows.find(inputs.inventory.sources[static_cast<std::size_t>(cut.source)].enterprise);
      if (row == rows.end()) continue;
      for (std::size_t p = 0; p < pollutant_count; ++p) row->second.cut[p] += cut.avoided[p];
    }
    const auto priced = priced_measures(engine, place);
    for (const auto& cost : inputs.costs[place].rows)
      if (const auto row = rows.find(cost.enterprise); row != rows.end()) {
        if (priced.contains(cost.measure)) add_stated(row->second.cost, cost.cost);
        row->second.lost_hours += cost.lost_hours;
      }
    for (auto& [enterprise, row] : rows) {
      row.member = member.id;
      all.push_back(row);
    }
  }
  return all;
}

std::vector<EnterpriseRow> added_burden(const std::vector<EnterpriseRow>& rows,
                                        const scenarios::Comparison& comparison) {
  std::vector<EnterpriseRow> added;
  for (auto row : rows) {
    if (row.member != comparison.member) continue;
    for (const auto& other : rows) {
      if (other.member != comparison.against || other.enterprise != row.enterprise) continue;
      for (std::size_t p = 0; p < pollutant_count; ++p)
        row.base[p] -= other.cut[p], row.cut[p] -= other.cut[p];
      add_stated(row.cost, other.cost, -1.0);
      row.lost_hours -= other.lost_hours;
    }
    added.push_back(std::move(row));
  }
  return added;
}

std::string enterprises_csv(const Engine& engine, const std::vector<EnterpriseRow>& rows) {
  std::string text = "member,enterprise,cost [currency],lost hours [h]";
  for (const auto name : scenarios::pollutant_names)
    text += "," + std::string(name) + " base [t]," + std::string(name) + " cut [t]";
  text += '\n';
  for (const auto& row : rows) {
    text += io::csv_cell(row.member) + ',' +
            io::csv_cell(engine.inputs.inventory.enterprises[static_cast<std::size_t>(row.enterprise)].id) +
            ',' + (row.cost ? ten_digits(*row.cost) : "") + ',' + ten_digits(row.lost_hours);
    for (std::size_t p = 0; p < pollutant_count; ++p)
      text += ',' + ten_digits(row.base[p] * tonnes_of_kilogram) + ',' +
              ten_digits(row.cut[p] * tonnes_of_kilogram);
    text += '\n';
  }
  return text;
}

}  // namespace lantian::run
