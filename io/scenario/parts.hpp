/// Readers of the parts of a scenario file, one function a table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/scenario/scenario.hpp"
#include "io/scenario/table_reader.hpp"
#include "model/quantities/time.hpp"
#include "scenarios/policy/scenario.hpp"

namespace lantian::io {

inline constexpr NumberRange seeds{0.0, 2147483647.0};  // of random draws

scenarios::Window read_window(const std::string& id, TableReader& table);
scenarios::Trigger read_trigger(const std::string& id, TableReader& table, model::LocalClock clock);
/// `[words]`: what selections may name though an inventory lacks it.
scenarios::Condition read_words(TableReader& table);
scenarios::Selection read_selection(const std::string& id, TableReader& table);
/// A measure's `select`: the name of a selection, or a table that joins some.
scenarios::Selection read_selection_use(const std::string& key, TableReader& table);
scenarios::Operation read_operation(TableReader& measure);
scenarios::Cost read_cost(TableReader& measure);
std::optional<scenarios::Currency> read_currency(TableReader& root);
/// A table whose key is `["fuel", "pollutant"]`.
bool is_fuel_table(const TomlValue& node);
scenarios::FuelTable read_fuel_table(const std::string& id, const TomlValue& node, const std::string& path,
                                     ReadingContext context);
scenarios::LadderTable read_ladder(const std::string& id, const TomlValue& node, const std::string& path,
                                   ReadingContext context);
/// A scenario whose document stands in memory; `extends` is refused, since it has no folder.
ScenarioFile read_scenario_tree(const TomlValue& document, model::LocalClock clock, Diagnostics& diagnostics);
/// `schema`, `id`, `label`, `timezone`.
void read_head(TableReader& root, const std::string& schema, model::LocalClock clock,
               scenarios::Scenario& scenario);
/// What measures refer to: windows, triggers, selections, tables, words, the currency.
void read_parts(TableReader& root, model::LocalClock clock, scenarios::Scenario& scenario);
/// `[check]`.
scenarios::PlanChecks read_checks(TableReader& root);
/// A window that the measure writes out itself becomes one of `windows`, named "measure.ID".
/// `otherwise`: the label of one that has none; without it a label is needed.
scenarios::Measure read_measure(const std::string& id, TableReader& table,
                                std::map<std::string, scenarios::Window>& windows,
                                const scenarios::Label* otherwise = nullptr);

}  // namespace lantian::io
