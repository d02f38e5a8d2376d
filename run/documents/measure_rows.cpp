#include "run/documents/measure_rows.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "io/csv_text.hpp"
#include "run/report_cells.hpp"
#include "scenarios/policy/measure_cuts.hpp"

namespace lantian::run {

namespace {

using scenarios::Measure;
using scenarios::pollutant_count;

/// Ids of a member's measures in the order of its plan's single rules.
std::vector<std::string> rule_ids(const Engine& engine, std::size_t place) {
  std::set<std::string> ids;
  for (const auto& scenario : io::scenarios_of_member(engine.inputs, place))
    for (const auto& [id, measure] : scenario.measures) ids.insert(id);
  return {ids.begin(), ids.end()};
}

void add_cuts(std::map<std::string, MeasureRow>& rows, const Engine& engine, std::size_t place,
              scenarios::Period evaluated) {
  const auto& plan = engine.inputs.plans[place];
  const auto ids = rule_ids(engine, place);
  const auto& sources = engine.inputs.inventory.sources;
  for (const auto& cut : scenarios::measure_cuts(plan, engine.inputs.inventory,
                                                 io::surroundings_of_member(engine.inputs, place), evaluated,
                                                 scenarios::all_pollutants())) {
    const auto& source = sources[static_cast<std::size_t>(cut.source)];
    if (source.natural) continue;
    auto& row = rows[ids[static_cast<std::size_t>(cut.rule)]];
    for (std::size_t p = 0; p < pollutant_count; ++p) {
      row.all[p] += cut.avoided[p];
      if (source.in_county) row.county[p] += cut.avoided[p];
    }
    if (source.enterprise >= 0) row.enterprises.push_back(source.enterprise);
  }
}

}  // namespace

std::set<std::string> priced_measures(const Engine& engine, std::size_t place) {
  std::set<std::string> priced;
  if (engine.inputs.costs[place].currencies.size() > 1) return priced;
  for (const auto& scenario : io::scenarios_of_member(engine.inputs, place))
    for (const auto& [id, measure] : scenario.measures)
      if (measure.cost.is_given) priced.insert(id);
  return priced;
}

std::vector<MeasureRow> measure_rows(const Engine& engine, scenarios::Period evaluated) {
  std::vector<MeasureRow> all;
  for (const auto& member : engine.members) {
    if (member.exclude != scenarios::Exclusion::none) continue;
    const std::size_t place = place_of(engine.inputs, member.id);
    std::map<std::string, MeasureRow> rows;
    for (const auto& scenario : io::scenarios_of_member(engine.inputs, place))
      for (const auto& [id, measure] : scenario.measures) {
        auto& row = rows[id];
        row.label = measure.label, row.compliance = measure.compliance.mean;
      }
    add_cuts(rows, engine, place, evaluated);
    for (const auto& id : priced_measures(engine, place)) rows[id].cost = 0.0;
    for (const auto& cost : engine.inputs.costs[place].rows) {
      auto& row = rows[cost.measure];
      if (row.cost) *row.cost += cost.cost;
      row.lost_hours += cost.lost_hours, row.stops += cost.stops;
      row.job_hours += cost.job_hours;
    }
    for (auto& [id, row] : rows) {
      row.member = member.id, row.measure = id;
      std::sort(row.enterprises.begin(), row.enterprises.end());
      row.enterprises.erase(std::unique(row.enterprises.begin(), row.enterprises.end()),
                            row.enterprises.end());
      all.push_back(std::move(row));
    }
  }
  return all;
}

std::vector<MeasureRow> added_measures(const std::vector<MeasureRow>& rows,
                                       const scenarios::Comparison& comparison) {
  std::vector<MeasureRow> added;
  const auto none = [](const scenarios::PollutantMasses& masses) {
    return std::all_of(masses.begin(), masses.end(), [](double mass) { return mass == 0.0; });
  };
  for (auto row : rows) {
    if (row.member != comparison.member) continue;
    for (const auto& other : rows) {
      if (other.member != comparison.against || other.measure != row.measure) continue;
      for (std::size_t p = 0; p < pollutant_count; ++p)
        row.county[p] -= other.county[p], row.all[p] -= other.all[p];
      add_stated(row.cost, other.cost, -1.0);
      row.lost_hours -= other.lost_hours, row.stops -= other.stops;
      row.job_hours -= other.job_hours;
      if (none(row.all) && row.cost.value_or(0.0) == 0.0 && row.lost_hours == 0.0) row.member.clear();
    }
    if (!row.member.empty()) added.push_back(std::move(row));
  }
  return added;
}

std::string measures_csv(const std::vector<MeasureRow>& rows) {
  std::string text = "member,measure,compliance [1],cost [currency],lost hours [h],stops [1],work lost [h]";
  for (const char* scope : {"county", "all"})
    for (const auto name : scenarios::pollutant_names)
      text += "," + std::string(name) + " cut " + scope + " [t]";
  text += '\n';
  for (const auto& row : rows) {
    text += io::csv_cell(row.member) + ',' + io::csv_cell(row.measure);
    text += ',' + ten_digits(row.compliance) + ',' + (row.cost ? ten_digits(*row.cost) : "");
    for (const double value : {row.lost_hours, row.stops, row.job_hours}) text += ',' + ten_digits(value);
    for (const auto* masses : {&row.county, &row.all})
      for (const double mass : *masses) text += ',' + ten_digits(mass * tonnes_of_kilogram);
    text += '\n';
  }
  return text;
}

}  // namespace lantian::run
