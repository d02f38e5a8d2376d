// `lantian run CASE`: reads, simulates, writes; shows how far it is, prints the ledger, leaves a restart when
// stopped.
#include "run/run.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "app/case_options.hpp"
#include "app/commands.hpp"
#include "app/terminal_progress.hpp"
#include "io/messages.hpp"

namespace lantian::app {
namespace {

void print_ledger(const run::Summary& summary) {
  static constexpr std::array shown{"N", "S", "CO", "AEC", "PMC", "PML", "PMG"};
  fmt::print("{}\n{:<16}{:<8}{:>12}{:>11}{:>11}{:>12}{:>11}{:>12}{:>11}{:>11}{:>11}{:>10}\n",
             io::translated("mass ledger, t over the whole run"), "", "", "initial", "emitted", "produced",
             "in", "lost", "out", "deposited", "washed out", "final", "residual");
  for (const auto& row : summary.ledger)
    if (std::find(shown.begin(), shown.end(), row.species) != shown.end())
      fmt::print(
          "{:<16}{:<8}{:>12.3f}{:>11.3f}{:>11.3f}{:>12.3f}{:>11.3f}{:>12.3f}{:>11.3f}{:>11.3f}{:>11.3f}{:>10."
          "1e}\n",
          row.member, row.species, row.initial / 1e3, row.emitted / 1e3, row.produced / 1e3,
          row.flowed_in / 1e3, row.lost / 1e3, row.flowed_out / 1e3, row.deposited / 1e3,
          row.washed_out / 1e3, row.final / 1e3, row.relative_residual);
  for (const auto& row : summary.not_in_grid)
    fmt::print("{}\n", io::translated(
                           "{pollutant}: of {all} t emitted, {outside} t lie beyond the window, {none} t no "
                           "species stands for",
                           {{"pollutant", row.pollutant},
                            {"all", fmt::format("{:.3f}", row.all / 1e3)},
                            {"outside", fmt::format("{:.3f}", row.outside / 1e3)},
                            {"none", fmt::format("{:.3f}", row.not_carried / 1e3)}}));
  fmt::print("{}: {:.1e}\n", io::translated("largest residual of all species and members"),
             summary.largest_residual);
}

/// A loop that does not settle is no failure, but nobody may overlook it.
void print_loops(const run::Summary& summary) {
  for (const auto& loop : summary.loops) {
    const std::string runs = std::to_string(loop.runs);
    if (loop.end == "settled")
      fmt::print("{}\n", io::translated("{id}: its warnings settled after {count} runs of its own air",
                                        {{"id", loop.member}, {"count", runs}}));
    else if (loop.end == "swinging")
      fmt::print(
          "*** {}\n",
          io::translated("{id}: its warnings DO NOT SETTLE: after {count} runs they swing "
                         "between {all} calendars; the strictest is in force",
                         {{"id", loop.member}, {"count", runs}, {"all", std::to_string(loop.cycle.size())}}));
    else
      fmt::print("*** {}\n",
                 io::translated("{id}: its warnings DO NOT SETTLE: no calendar came back in {count} "
                                "runs; the strictest is in force",
                                {{"id", loop.member}, {"count", runs}}));
    fmt::print("    {}: {}\n", io::translated("called by the air without rules"), loop.open);
    for (const auto& one : loop.cycle) fmt::print("    {}: {}\n", io::translated("in the cycle"), one);
    fmt::print("    {}: {}\n", io::translated("in force"), loop.in_force);
  }
}

void print_text(const run::Summary& summary) {
  if (summary.stopped_in_plumes) {
    fmt::print("{}: {}\n",
               io::translated("stopped among the plumes: the grid's results are whole, those of plumes and "
                              "city field are not there"),
               summary.folder.string());
    return;
  }
  if (summary.exit == run::ExitCode::stopped && !summary.restart) {
    fmt::print("{}\n", io::translated("stopped in the no-action run, before the members: nothing is kept"));
    return;
  }
  print_ledger(summary);
  for (const auto& [name, seconds] : summary.seconds) fmt::print("  {:<24}{:>8.1f} s\n", name, seconds);
  if (summary.no_action_fields)
    fmt::print("  {:<24}sha256 {}\n", io::translated("no-action run"), *summary.no_action_fields);
  for (const auto& [member, hash] : summary.field_hashes) fmt::print("  {:<24}sha256 {}\n", member, hash);
  print_loops(summary);
  if (summary.unconverged_aerosols > 0)
    fmt::print("{}\n",
               io::translated("{count} of {all} particle equilibria did not converge; their mass is kept",
                              {{"count", std::to_string(summary.unconverged_aerosols)},
                               {"all", std::to_string(summary.solved_aerosols)}}));
  if (summary.organic_precursors) {
    std::string names;
    for (const auto& name : *summary.organic_precursors) names += (names.empty() ? "" : ", ") + name;
    fmt::print("{}\n", names.empty()
                           ? io::translated(io::template_of("organic_without_precursors"))
                           : io::translated("organic aerosol forms from {names}", {{"names", names}}));
  }
  if (summary.restart)
    fmt::print("{}\n",
               io::translated("stopped; go on with --restart {file}", {{"file", summary.restart->string()}}));
  else if (summary.report)
    fmt::print("{}: {}\n", io::translated("report"), summary.report->string());
  else
    fmt::print("{}: {}\n", io::translated("results (this build writes no report.html)"),
               summary.folder.string());
}

void print_json(const run::Summary& summary) {
  fmt::print("{{\"exit\": {}, \"folder\": {}, \"largest_residual\": {}, ", static_cast<int>(summary.exit),
             io::json_text(summary.folder.string()), summary.largest_residual);
  if (summary.no_action_fields) fmt::print("\"no_action\": \"{}\", ", *summary.no_action_fields);
  if (!summary.loops.empty()) {
    fmt::print("\"closed_loops\": [");
    const char* between = "";
    for (const auto& loop : summary.loops) {
      fmt::print("{}{{\"member\": {}, \"end\": \"{}\", \"runs\": {}, \"open\": {}, \"in_force\": {}}}",
                 between, io::json_text(loop.member), loop.end, loop.runs, io::json_text(loop.open),
                 io::json_text(loop.in_force));
      between = ", ";
    }
    fmt::print("], ");
  }
  fmt::print("\"fields\": {{");
  const char* separator = "";
  for (const auto& [member, hash] : summary.field_hashes) {
    fmt::print("{}{}: \"{}\"", separator, io::json_text(member), hash);
    separator = ", ";
  }
  fmt::print("}}, \"seconds\": {{");
  separator = "";
  for (const auto& [name, seconds] : summary.seconds) {
    fmt::print("{}{}: {}", separator, io::json_text(name), seconds);
    separator = ", ";
  }
  fmt::print("}}}}\n");
}

}  // namespace

void add_run(CLI::App& app, const Common& common, Action& action) {
  using io::translated;
  auto* command =
      app.add_subcommand("run", translated("simulate a case, all members, and write the results"));
  auto options = std::make_shared<CaseOptions>();
  auto request = std::make_shared<run::Request>();
  add_case_options(*command, *options);
  command->add_option("--output", request->output, translated("folder for the results"))->type_name("DIR");
  command
      ->add_option("--threads", request->threads,
                   translated("number of threads; the results do not depend on it"))
      ->check(CLI::Range(1, 4096));
  command->add_option("--members", request->members, translated("only these members, by id"))->delimiter(',');
  command->add_option("--restart", request->restart, translated("go on from a restart file"))
      ->type_name("FILE");
  command
      ->add_option("--stop-at", request->stop_after_hours,
                   translated("stop after this hour and leave a restart"))
      ->check(CLI::PositiveNumber);
  command
      ->add_option("--study", request->study,
                   translated("the options of this study instead of the case's members"))
      ->type_name("FILE");
  command->add_flag("--uncertainty", request->uncertainty,
                    translated("run again at the ends of what is least known: eight more runs"));
  command->add_flag("--double", request->double_precision, translated("double precision, for verification"));
  command->callback([options, request, &common, &action] {
    action = [options, request, &common] {
      request->case_path = options->path;
      request->choice = options->choice;
      const StopOnSignal stop;
      TerminalProgress progress(!common.json);
      const run::Summary summary = run::run_case(*request, progress);
      common.json ? print_json(summary) : print_text(summary);
      return summary.exit;
    };
  });
}

}  // namespace lantian::app
