// `lantian plumes CASE`: the plumes of a case's stacks and yards at its places and on its map, without the
// grid.
#include "run/plumes/plumes.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/case_options.hpp"
#include "app/commands.hpp"
#include "app/terminal_progress.hpp"
#include "io/messages.hpp"

namespace lantian::app {
namespace {

void print_text(const run::PlumesSummary& made) {
  fmt::print("{}\n",
             io::translated("{hours} hours, {outlets} outlets, {places} places and {points} points of a map: "
                            "{folder}",
                            {{"hours", std::to_string(made.hours)},
                             {"outlets", std::to_string(made.outlets)},
                             {"places", std::to_string(made.places)},
                             {"points", std::to_string(made.points)},
                             {"folder", made.folder.string()}}));
  if (made.matrix_was_there)
    fmt::print("{}\n", io::translated("the matrix was there: nothing but products was computed"));
  fmt::print("  {:.1f} s\n", made.seconds);
}

void print_json(const run::PlumesSummary& made) {
  fmt::print(
      "{{\"folder\": {}, \"hours\": {}, \"outlets\": {}, \"places\": {}, \"points\": {}, "
      "\"matrix_was_there\": {}, "
      "\"seconds\": {:.3f}}}\n",
      io::json_text(made.folder.string()), made.hours, made.outlets, made.places, made.points,
      made.matrix_was_there, made.seconds);
}

}  // namespace

void add_plumes(CLI::App& app, const Common& common, Action& action) {
  using io::translated;
  auto* command = app.add_subcommand(
      "plumes", translated("compute the plumes of a case's stacks, yards and roads alone, without its grid"));
  auto options = std::make_shared<CaseOptions>();
  auto request = std::make_shared<run::PlumesRequest>();
  add_case_options(*command, *options);
  command->add_option("--output", request->output, translated("folder for the results"))
      ->required()
      ->type_name("DIR");
  command
      ->add_option("--threads", request->threads,
                   translated("number of threads; the results do not depend on it"))
      ->check(CLI::Range(1, 4096));
  command->add_option("--members", request->members, translated("only these members, by id"))->delimiter(',');
  command
      ->add_option(
          "--matrix", request->matrix,
          translated("keep the concentration per emission in this file, or use it where it is there"))
      ->type_name("FILE");
  command->callback([options, request, &common, &action] {
    action = [options, request, &common] {
      request->case_path = options->path;
      request->choice = options->choice;
      const StopOnSignal stop;
      TerminalProgress progress(!common.json);
      try {
        const auto made = run::run_plumes(*request, progress);
        common.json ? print_json(made) : print_text(made);
        return run::ExitCode::done;
      } catch (const run::PlumesStopped&) {
        if (!common.json) fmt::print("{}\n", translated("stopped: nothing is written"));
        return run::ExitCode::stopped;
      }
    };
  });
}

}  // namespace lantian::app
