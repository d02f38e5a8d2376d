/// The commands of `lantian`: each adds itself to the command line and says what to call.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>

#include "run/exit_code.hpp"

namespace CLI {
class App;
}

namespace lantian::app {

/// Options that every command has.
struct Common {
  std::string language;  // "zh", "en" or "" for the environment's
  bool json = false;     // for programs: one JSON object on standard output
};

using Action = std::function<run::ExitCode()>;

/// Each sets `action` if its command was given.
void add_run(CLI::App& app, const Common& common, Action& action);
void add_plan(CLI::App& app, const Common& common, Action& action);
void add_study(CLI::App& app, const Common& common, Action& action);
void add_sweep(CLI::App& app, const Common& common, Action& action);
void add_measures(CLI::App& app, const Common& common, Action& action);
void add_explain(CLI::App& app, const Common& common, Action& action);
void add_box(CLI::App& app, const Common& common, Action& action);
void add_aqi(CLI::App& app, const Common& common, Action& action);
void add_evaluate(CLI::App& app, const Common& common, Action& action);
void add_aermod(CLI::App& app, const Common& common, Action& action);
void add_mechanism(CLI::App& app, const Common& common, Action& action);
void add_check(CLI::App& app, const Common& common, Action& action);
void add_aermod_weather(CLI::App& app, const Common& common, Action& action);
void add_plumes(CLI::App& app, const Common& common, Action& action);
void add_report(CLI::App& app, const Common& common, Action& action);
void add_keys(CLI::App& app, const Common& common, Action& action);

}  // namespace lantian::app
