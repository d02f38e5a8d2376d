// `lantian plan CASE`: the emission plan that a member's scenarios expand to, its hash, or how two plans
// differ.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/case_options.hpp"
#include "app/commands.hpp"
#include "io/case_inputs.hpp"
#include "io/messages.hpp"
#include "io/scenario/scenario.hpp"
#include "run/emission_ledgers.hpp"
#include "run/no_action.hpp"
#include "run/response_tables.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::app {
namespace {

struct PlanOptions {
  CaseOptions of;
  std::string member, against;
  bool hash = false, cost = false, run = false, ledger = false, society = false;
  int threads = 0;
};

const scenarios::EmissionPlan& plan_of(const io::CaseInputs& inputs, const std::string& id,
                                       const char* option) {
  std::vector<std::string> known;
  io::Diagnostics diagnostics;
  for (std::size_t n = 0; n < inputs.plans.size(); ++n) {
    known.push_back(inputs.plans[n].id);
    if (known.back() != id) continue;
    if (inputs.awaited[n].empty()) return inputs.plans[n];
    diagnostics.add("plan_needs_run", inputs.file.place("member." + std::to_string(n) + ".scenarios"),
                    {{"id", id}, {"value", scenarios::joined(inputs.awaited[n])}});
    throw io::InputErrors(diagnostics.items());
  }
  diagnostics.add("unknown_reference", {inputs.file.file, 0, 0},
                  {{"key", option}, {"value", id}, {"nearest", io::nearest_spelling(id, known)}});
  throw io::InputErrors(diagnostics.items());
}

void print(const io::CaseInputs& inputs, const PlanOptions& options) {
  const auto clock = inputs.file.contents.time.plan_clock();
  if (options.ledger) {
    fmt::print("{}",
               run::emission_ledger_csv(inputs, run::plan_ledgers(inputs, run::case_comparisons(inputs))));
    return;
  }
  if (options.society) {
    fmt::print("{}", run::society_reduction(inputs, run::society_rows(inputs)).csv);
    return;
  }
  if (options.member.empty()) {
    for (std::size_t n = 0; n < inputs.plans.size(); ++n) {
      const auto& plan = inputs.plans[n];
      if (inputs.awaited[n].empty())
        fmt::print("{:<20} {:>8} runs  {}\n", plan.id, plan.runs.size(),
                   io::plan_hash(plan, inputs.inventory));
      else
        fmt::print("{:<20} {}\n", plan.id,
                   io::translated("hangs on the no-action run ({value}): add --run",
                                  {{"value", scenarios::joined(inputs.awaited[n])}}));
    }
    return;
  }
  const auto& plan = plan_of(inputs, options.member, "--member");
  if (options.cost)
    fmt::print("{}", io::cost_csv(inputs.costs[static_cast<std::size_t>(&plan - inputs.plans.data())],
                                  inputs.inventory));
  else if (options.hash)
    fmt::print("{}\n", io::plan_hash(plan, inputs.inventory));
  else if (options.against.empty())
    fmt::print("{}", io::plan_csv(plan, inputs.inventory, clock));
  else
    fmt::print("{}", io::plan_difference_csv(plan, plan_of(inputs, options.against, "--against"),
                                             inputs.inventory, clock));
}

}  // namespace

void add_plan(CLI::App& app, const Common&, Action& action) {
  using io::translated;
  auto* command = app.add_subcommand(
      "plan", translated("print a member's emission plan, its hash, or a difference of two"));
  auto options = std::make_shared<PlanOptions>();
  add_case_options(*command, options->of);
  command->add_option("--member", options->member, translated("whose plan; without it all are listed"))
      ->type_name("ID");
  command
      ->add_option("--against", options->against,
                   translated("print where the plan differs from this member's"))
      ->type_name("ID");
  command->add_flag("--cost", options->cost,
                    translated("print what the plan costs, by measure and enterprise"));
  command->add_flag("--hash", options->hash, translated("print the plan's SHA-256 only"));
  command->add_flag("--run", options->run,
                    translated("make the no-action run first where a plan hangs on it"));
  command
      ->add_option("--threads", options->threads,
                   translated("number of threads; the results do not depend on it"))
      ->check(CLI::Range(1, 4096));
  command->add_flag("--society", options->society,
                    translated("what each warning level takes of the whole society's emission, t/d, as CSV"));
  command->add_flag("--ledger", options->ledger,
                    translated("print the emission of all plans before and after as CSV"));
  command->callback([options, &action] {
    action = [options] {
      io::Diagnostics diagnostics;
      auto inputs = io::read_case_inputs(options->of.path, options->of.choice, diagnostics);
      diagnostics.throw_if_any();
      if (options->run) run::expand_by_no_action(inputs, options->threads);
      print(inputs, *options);
      return run::ExitCode::done;
    };
  });
}

}  // namespace lantian::app
