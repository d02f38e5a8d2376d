/// What a plan costs, by measure and enterprise: lost and moved output, stops, mass avoided, capital, work.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "scenarios/policy/emission_plan.hpp"
#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

class CommonGround;

/// Of one measure at one enterprise within the run.
struct CostRow {
  std::string measure;
  int enterprise = -1;
  std::string product, unit;  // of the output
  double lost = 0.0;          // product units, output that a shift could not place included
  double moved = 0.0;         // product units made in other hours
  double made_up = 0.0;       // product units made in the run for hours that lost them; `lost` is less by it
  double unplaced = 0.0;      // product units lost in the run that a make-up finds no hour for
  double later = 0.0;         // product units lost in the run and made up after it; `lost` holds them
  double lost_hours = 0.0;    // hours of full output, all lines together, not placed ones included
  double moved_hours = 0.0;   // likewise
  double stops = 0.0;         // of lines within the run, each by its compliance
  double avoided = 0.0;       // kg of the pollutant that the measure's price is for
  double job_hours = 0.0;
  double cost = 0.0;  // in the scenario's currency
};

struct CostTable {
  std::vector<CostRow> rows;         // by measure, then by enterprise's id
  std::vector<Currency> currencies;  // of the scenarios that state one, each once
};

/// What is made up counts against what is lost, when it is made: `lost` may be below 0 in a run after the
/// stop. A lost unit is charged once, to the measure that held the line's output lowest at that time. Lines
/// make what their most limited source lets through. Mass avoided is counted stage by stage; where measures
/// multiply in a stage each has an equal part. Measures without `cost` have rows too, at no cost. `common`:
/// as in `expand`.
CostTable cost_of(const EmissionPlan& plan, const std::vector<Scenario>& scenarios,
                  const Inventory& inventory, const Surroundings& around,
                  const CommonGround* common = nullptr);

/// Prices per unit of another output than the lines', enterprises without the figure that is asked for.
std::vector<Finding> check_cost(const Measure& measure, const std::vector<int>& sources,
                                const Inventory& inventory);

}  // namespace lantian::scenarios
