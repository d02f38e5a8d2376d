/// What every command that reads monitor data asks of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/observations.hpp"

namespace CLI {
class App;
class Validator;
}  // namespace CLI

namespace lantian::app {

/// Ranges let "nan" pass.
CLI::Validator finite();

/// OBS: the tables.
void add_observation_files(CLI::App& command, io::ObservationRequest& observations);
/// --hours, --gas-temperature, --skip-invalid. `observations` must outlive the command.
void add_observation_options(CLI::App& command, io::ObservationRequest& observations);

}  // namespace lantian::app
