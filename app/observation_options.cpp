#include "app/observation_options.hpp"

#include <CLI/CLI.hpp>
#include <cmath>

#include "io/messages.hpp"

namespace lantian::app {

using io::translated;

CLI::Validator finite() {
  return CLI::Validator(
      [](std::string& text) {
        return std::isfinite(std::stod(text)) ? std::string() : text + " not in range";
      },
      "");
}

void add_observation_files(CLI::App& command, io::ObservationRequest& observations) {
  command.add_option("OBS", observations.files, translated("tables of monitor data, hourly or daily"))
      ->required()
      ->type_name("FILE");
}

void add_observation_options(CLI::App& command, io::ObservationRequest& observations) {
  command
      .add_option_function<std::string>(
          "--hours",
          [&observations](const std::string& word) { observations.hours_are_ending = word == "ending"; },
          translated("what a time names: the beginning or the ending of its hour"))
      ->check(CLI::IsMember({"beginning", "ending"}));
  command
      .add_option("--gas-temperature", observations.gas_temperature,
                  translated("state that gases are given at, K; without it that of their date"))
      ->check(CLI::Range(273.0, 299.0) & finite());
  command.add_flag("--skip-invalid", observations.skip_invalid,
                   translated("leave out values that cannot be, and list them"));
}

}  // namespace lantian::app
