// `lantian explain CASE`: which rules made a source's factor in an hour, who is changed most, ledgers before
// and after.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/case_options.hpp"
#include "app/commands.hpp"
#include "io/case_inputs.hpp"
#include "io/messages.hpp"
#include "run/emission_ledgers.hpp"
#include "run/explain.hpp"
#include "run/no_action.hpp"

namespace lantian::app {
namespace {

struct ExplainOptions {
  CaseOptions of;
  run::ExplainRequest request;
  bool ledger = false, run = false;
  int threads = 0;
};

}  // namespace

void add_explain(CLI::App& app, const Common& common, Action& action) {
  using io::translated;
  auto* command = app.add_subcommand(
      "explain", translated("say which rules make a source's emission in an hour, and why"));
  auto options = std::make_shared<ExplainOptions>();
  auto& request = options->request;
  add_case_options(*command, options->of);
  command->add_option("--member", request.member, translated("whose plan; else the last with scenarios"))
      ->type_name("ID");
  auto* source =
      command
          ->add_option("--source", request.source,
                       translated("a source, what ids begin with, or a pattern; else those changed most"))
          ->type_name("ID");
  command->add_option("--at", request.time, translated("local time; else all hours as runs"))
      ->type_name("TIME");
  command->add_option("--pollutant", request.pollutant, translated("only this pollutant"))->type_name("NAME");
  command->add_flag("--ledger", options->ledger, translated("ledgers of all plans before and after"))
      ->excludes(source);
  command->add_flag("--run", options->run,
                    translated("make the no-action run first where a plan hangs on it"));
  command
      ->add_option("--threads", options->threads,
                   translated("number of threads; the results do not depend on it"))
      ->check(CLI::Range(1, 4096));
  command->callback([options, &common, &action] {
    action = [options, &common] {
      io::Diagnostics diagnostics;
      auto inputs = io::read_case_inputs(options->of.path, options->of.choice, diagnostics);
      diagnostics.throw_if_any();
      if (options->run) run::expand_by_no_action(inputs, options->threads);
      options->request.json = common.json;
      if (options->ledger)
        fmt::print("{}", run::emission_ledger_text(inputs,
                                                   run::plan_ledgers(inputs, run::case_comparisons(inputs))));
      else
        fmt::print("{}", run::explain(inputs, options->request));
      return run::ExitCode::done;
    };
  });
}

}  // namespace lantian::app
