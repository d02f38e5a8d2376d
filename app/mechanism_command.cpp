// `lantian mechanism FILE`: what a mechanism holds, what does not balance in it, how it is solved.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands.hpp"
#include "io/mechanism_report.hpp"
#include "io/messages.hpp"

namespace lantian::app {

void add_mechanism(CLI::App& app, const Common& common, Action& action) {
  auto* command = app.add_subcommand(
      "mechanism", io::translated("say what a gas mechanism holds, what does not balance, how it is solved"));
  auto name = std::make_shared<std::string>();
  command
      ->add_option("FILE", *name,
                   io::translated("a file (.yaml, .json, .eqn, .kpp, .def), cb6r3 or teaching"))
      ->required()
      ->type_name("FILE");
  command->callback([name, &common, &action] {
    action = [name, &common] {
      const auto file = io::read_mechanism_file(io::shipped_mechanism(*name).value_or(*name));
      fmt::print("{}", common.json ? io::mechanism_json(file) : io::mechanism_text(file));
      return run::ExitCode::done;
    };
  });
}

}  // namespace lantian::app
