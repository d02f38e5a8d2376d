/// Scenario files `lantian.scenario/1`: read with every mistake in its place, expanded into a member's plan.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "io/toml_value.hpp"
#include "model/quantities/time.hpp"
#include "scenarios/policy/cost.hpp"
#include "scenarios/policy/dormant.hpp"
#include "scenarios/policy/expansion.hpp"

namespace lantian::io {

/// A scenario and where each dotted key of it stands; keys of extended files stand in those.
struct ScenarioFile {
  scenarios::Scenario scenario;
  std::map<std::string, TextPlace> places;
  Diagnostics notes{};  // what is no mistake but must not pass in silence
};

/// From text; `extends` is refused, since text has no folder.
ScenarioFile read_scenario_text(const std::string& text, const std::string& file, model::LocalClock clock,
                                Diagnostics& diagnostics);

/// A change of numbers in a document between parsing and reading, as a sweep makes.
using DocumentEdit = std::function<void(TomlValue&)>;

/// From a file and those that it extends, which must lie in the same folder or below. What a child names
/// again replaces what it inherits; what two of them name must mean the same. `edit` sees each document.
ScenarioFile read_scenario(const std::filesystem::path& path, model::LocalClock clock,
                           Diagnostics& diagnostics, const TextPlace& mentioned = {},
                           const DocumentEdit& edit = {});

/// The member's plan; nothing where anything was wrong, with the place of each mistake. `notes`: what is none
/// but must not pass in silence.
std::optional<scenarios::EmissionPlan> expand_plan(const std::vector<ScenarioFile>& files,
                                                   const scenarios::Inventory& inventory,
                                                   const scenarios::Surroundings& around,
                                                   Diagnostics& diagnostics, Diagnostics* notes = nullptr);

/// Tells what only the meaning shows, at its place. `other`: the file of the other place, where there is one.
void report(const scenarios::Finding& finding, const ScenarioFile& file, Diagnostics& diagnostics,
            const ScenarioFile* other = nullptr);

/// The sources that measures of any member make, dormant, into the inventory that all share.
void add_dormant(const std::vector<ScenarioFile>& files, scenarios::Inventory& inventory,
                 const scenarios::Surroundings& around, const scenarios::Placing& placing,
                 Diagnostics& diagnostics);

/// What a member's plan costs, by measure and enterprise, as CSV.
std::string cost_csv(const scenarios::CostTable& costs, const scenarios::Inventory& inventory);

/// SHA-256 of the plan's canonical text, lower-case hexadecimal.
std::string plan_hash(const scenarios::EmissionPlan& plan, const scenarios::Inventory& inventory);

/// The plan as CSV, local times; one row a run.
std::string plan_csv(const scenarios::EmissionPlan& plan, const scenarios::Inventory& inventory,
                     model::LocalClock clock);

/// What differs between two plans as CSV.
std::string plan_difference_csv(const scenarios::EmissionPlan& first, const scenarios::EmissionPlan& second,
                                const scenarios::Inventory& inventory, model::LocalClock clock);

}  // namespace lantian::io
