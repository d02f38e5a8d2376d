// `lantian keys`: the reference of case.toml, made from the same list that reads it.
#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "app/commands.hpp"
#include "io/case.hpp"
#include "io/messages.hpp"

namespace lantian::app {

void add_keys(CLI::App& app, const Common&, Action& action) {
  auto* command =
      app.add_subcommand("keys", io::translated("print every key of case.toml and what it means"));
  command->callback([&action] {
    action = [] {
      fmt::print("{}", io::case_reference_page());
      return run::ExitCode::done;
    };
  });
}

}  // namespace lantian::app
