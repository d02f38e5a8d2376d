#include "io/csv_text.hpp"
#include "io/local_time.hpp"
#include "io/scenario/scenario.hpp"
#include "io/sha256.hpp"
#include "scenarios/policy/plan_text.hpp"
#include "scenarios/policy/rounding.hpp"

namespace lantian::io {

std::string plan_hash(const scenarios::EmissionPlan& plan, const scenarios::Inventory& inventory) {
  return sha256(scenarios::canonical_text(plan, inventory));
}

std::string plan_csv(const scenarios::EmissionPlan& plan, const scenarios::Inventory& inventory,
                     model::LocalClock clock) {
  std::string csv = "source,start,end,stage,pollutant,factor [1],measure\n";
  for (const auto& run : plan.runs) {
    csv += csv_cell(inventory.sources[static_cast<std::size_t>(run.source)].id) + ',';
    csv += local_time_text(run.start, clock.offset) + ',' + local_time_text(run.end, clock.offset) + ',';
    csv += scenarios::stage_name(run.stage);
    csv += ',';
    csv += run.pollutant ? scenarios::pollutant_names[static_cast<std::size_t>(*run.pollutant)] : "all";
    csv += ',' + scenarios::exact_text(run.factor) + ',';
    csv += csv_cell(run.rule < 0 ? "" : plan.rules[static_cast<std::size_t>(run.rule)]) + '\n';
  }
  return csv;
}

std::string plan_difference_csv(const scenarios::EmissionPlan& first, const scenarios::EmissionPlan& second,
                                const scenarios::Inventory& inventory, model::LocalClock clock) {
  std::string csv =
      "source,start,end,pollutant," + csv_cell(first.id + " [1]") + ',' + csv_cell(second.id + " [1]") + '\n';
  for (const auto& d : scenarios::difference(first, second)) {
    csv += csv_cell(inventory.sources[static_cast<std::size_t>(d.source)].id) + ',';
    csv += local_time_text(d.start, clock.offset) + ',' + local_time_text(d.end, clock.offset) + ',';
    csv += scenarios::pollutant_names[static_cast<std::size_t>(d.pollutant)];
    csv += ',' + scenarios::exact_text(d.first) + ',' + scenarios::exact_text(d.second) + '\n';
  }
  return csv;
}

std::string cost_csv(const scenarios::CostTable& costs, const scenarios::Inventory& inventory) {
  std::string currency;
  for (const auto& one : costs.currencies)
    currency += (currency.empty() ? "" : " ") + one.code + " of " + std::to_string(one.price_year);
  std::string csv =
      "measure,enterprise,unit,lost output [unit],moved output [unit],lost hours [h],moved hours [h],stops "
      "[1],"
      "avoided [kg],work lost [h],";
  csv += csv_cell("cost [" + (currency.empty() ? "-" : currency) + "]") + '\n';
  for (const auto& row : costs.rows) {
    csv += csv_cell(row.measure) + ',';
    if (row.enterprise >= 0)
      csv += csv_cell(inventory.enterprises[static_cast<std::size_t>(row.enterprise)].id);
    csv += ',' + csv_cell(row.unit);
    for (const double value : {row.lost, row.moved, row.lost_hours, row.moved_hours, row.stops, row.avoided,
                               row.job_hours, row.cost})
      csv += ',' + scenarios::exact_text(scenarios::to_digits(value, 9));
    csv += '\n';
  }
  return csv;
}

}  // namespace lantian::io
