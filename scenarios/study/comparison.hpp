/// What each option of a study loses, costs and avoids, made equal where the study asks for it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "scenarios/policy/cost.hpp"
#include "scenarios/policy/expansion.hpp"
#include "scenarios/study/study.hpp"

namespace lantian::scenarios {

/// Of one option over the study's period, against no option.
struct OptionFigures {
  std::string id;
  double share = 1.0;                  // of its works that take part
  std::map<std::string, double> lost;  // output by product and unit, what is made up taken off
  /// Likewise: made up in the period, owed but found no hour, made up after the period.
  std::map<std::string, double> made_up, unplaced, later;
  double cost = 0.0;           // in the study's currency
  double stops = 0.0;          // of lines
  PollutantMasses avoided{};   // kg
  PollutantMasses restarts{};  // kg emitted while kilns heat up, part of what is not avoided
  double residual = 0.0;       // of what is made equal, relative to the reference's
  bool is_reached = true;      // false: even with all works it stays below the reference
  double missing = 0.0;        // then, in the comparison's unit
  EmissionPlan plan;
  CostTable costs;  // of the plan, the base's included
};

struct StudyComparison {
  std::vector<OptionFigures> options;  // the reference first where there is one, else by id
  std::string unit;                    // of what is made equal: "t", "CNY", "kg PM2p5"; "" where nothing is
  // Figures hold only where both are empty; `scenario` is the option's place, or the base's among its files.
  std::vector<Finding> findings, base_findings;
};

/// `base`: scenarios in force whatever option is taken.
StudyComparison compare(const Study& study, const std::vector<Scenario>& base, const Inventory& inventory,
                        const Surroundings& around);

/// Cost, stops and output of a plan's table beyond its base's, added to `figures`.
void add_cost_beyond(const CostTable& table, const CostTable& base, OptionFigures& figures);

/// kg over the run that `plan` emits less than `than`; `county_only`: of sources in the county.
PollutantMasses emitted_less(const EmissionPlan& plan, const EmissionPlan& than, const Inventory& inventory,
                             const Surroundings& around, bool county_only = false);

/// The same scenario of kilns that emit nothing while they heat up.
Scenario without_heat_up(Scenario scenario);

/// A root of a function that rises from `low` to `high`, to 1e-9 of `scale`; Illinois's regula falsi, at most
/// 100 steps [DowellJarratt1971]. Where the function jumps over zero: the side above it.
double rising_root(const std::function<double(double)>& f, double low, double high, double scale);

}  // namespace lantian::scenarios
