// `lantian check CASE`: reads everything, runs nothing, names every mistake.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/case_options.hpp"
#include "app/commands.hpp"
#include "io/messages.hpp"
#include "run/engine.hpp"

namespace lantian::app {

void add_check(CLI::App& app, const Common& common, Action& action) {
  auto* command = app.add_subcommand("check", io::translated("find every mistake of a case; run nothing"));
  auto options = std::make_shared<CaseOptions>();
  add_case_options(*command, *options);
  command->callback([options, &common, &action] {
    action = [options, &common] {
      const std::string file = run::check_case(options->path, options->choice);
      if (common.json)
        fmt::print("{{\n  \"mistakes\": []\n}}\n");
      else
        fmt::print("{}\n", io::translated("{file}: no mistakes", {{"file", file}}));
      return run::ExitCode::done;
    };
  });
}

}  // namespace lantian::app
