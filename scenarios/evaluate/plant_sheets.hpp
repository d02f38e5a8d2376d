/// What each works has to do under each level of a warning: the sheet of a plant in an emergency list.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

/// One measure at one works under one level, a mean over the days of the run where the works keeps to it.
struct PlantDuty {
  std::string level, measure;  // level "": rules that hold without a warning
  Label label;                 // of the measure
  int enterprise = -1;         // index
  PollutantMasses before{};    // kg d-1 of the works without any rule
  PollutantMasses cut{};       // kg d-1 that the measure takes away
  double lost_hours = 0.0;     // h d-1 of full output
  bool has_cost = false;       // whether the measure states one
  double cost = 0.0;           // d-1, in the scenario's currency
};

/// kg in the period of each works of the county, by its index, without any rule.
std::map<int, PollutantMasses> masses_of_works(const Inventory& inventory, const Surroundings& around,
                                               Period period);

/// Of the county's works, for the rules without a warning and for every level, that level in force throughout
/// as in society_reduction.hpp; by works, then level from the weakest, then measure. What holds without a
/// warning holds under each level too, with what the level's own measures leave of it. Empty where no trigger
/// has a level.
std::vector<PlantDuty> plant_duties(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                                    const Surroundings& around);

}  // namespace lantian::scenarios
