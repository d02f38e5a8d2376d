// `lantian check CASE`: reads everything, runs nothing, names every mistake.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/case_options.hpp"
#include "app/commands.hpp"
#include "io/messages.hpp"
#include "run/engine.hpp"

namespace lantian::app {

namespace {

/// `, "notes": […]` where there are any.
std::string notes_json(const io::Diagnostics& notes) {
  std::string list;
  for (const auto& note : notes.items())
    list += (list.empty() ? "\n    " : ",\n    ") + io::json_text(io::headline(note));
  return list.empty() ? "" : ",\n  \"notes\": [" + list + "\n  ]";
}

}  // namespace

void add_check(CLI::App& app, const Common& common, Action& action) {
  auto* command = app.add_subcommand("check", io::translated("find every mistake of a case; run nothing"));
  auto options = std::make_shared<CaseOptions>();
  add_case_options(*command, *options);
  command->callback([options, &common, &action] {
    action = [options, &common] {
      const run::Checked checked = run::check_case(options->path, options->choice);
      if (common.json) {
        fmt::print("{{\n  \"mistakes\": []{}\n}}\n", notes_json(checked.notes));
      } else {
        for (const auto& note : checked.notes.items()) fmt::print("{}\n", io::headline(note));
        fmt::print("{}\n", io::translated("{file}: no mistakes", {{"file", checked.file}}));
      }
      return run::ExitCode::done;
    };
  });
}

}  // namespace lantian::app
