/// A folder of `plan.toml` and one file an item: a local plan as scenarios, every mistake at its place.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <vector>

#include "io/scenario/scenario.hpp"
#include "io/toml_value.hpp"
#include "scenarios/measures/plan_item.hpp"

namespace lantian::io {

/// One item's file.
struct PlanItemFile {
  scenarios::PlanItem item;
  TomlValue document;                             // as written
  scenarios::ByStrength<ScenarioFile> scenarios;  // its measures; empty where it has none
  ScenarioFile growth;                            // measures without operation: what would grow
};

struct PlanFolder {
  scenarios::ActionPlan plan;
  std::string timezone;             // as written
  std::vector<PlanItemFile> items;  // as `plan.items`
  TextPlace period_place;

  /// The files of items that have measures, in the order in which they are taken.
  std::vector<ScenarioFile> scenarios(scenarios::Strength strength) const;
};

/// Throws nothing: ends with diagnostics where the folder lacks its list, an item is missing or given twice,
/// or two items use one name.
PlanFolder read_plan_folder(const std::filesystem::path& folder, model::LocalClock clock,
                            Diagnostics& diagnostics);

/// `plan`: its id and time zone stand in the item's scenarios.
PlanItemFile read_plan_item(const std::filesystem::path& path, const PlanFolder& plan,
                            model::LocalClock clock, Diagnostics& diagnostics);

}  // namespace lantian::io
