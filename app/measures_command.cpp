// `lantian measures CASE`: a local plan item by item, with tonnes alone and together, and studies for its
// effect on air.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "app/case_options.hpp"
#include "app/commands.hpp"
#include "io/atomic_file.hpp"
#include "io/data_folder.hpp"
#include "io/messages.hpp"
#include "io/output_place.hpp"
#include "io/report.hpp"
#include "run/documents/plan_ledger.hpp"
#include "run/measures/plan_assessment.hpp"

namespace lantian::app {
namespace {

struct MeasuresOptions {
  CaseOptions of;
  std::string folder, page, report, sources, study, trace, strength = "central";
  std::vector<std::string> only, airs;
  bool leave_one_out = false;
};

/// The plan that the product ships for a case of its name.
std::filesystem::path shipped_plan() { return io::data_folder() / "measures" / "mengzhou-2023"; }

scenarios::Strength strength_of(const std::string& word) {
  const auto& names = scenarios::strength_names;
  return static_cast<scenarios::Strength>(std::find(names.begin(), names.end(), word) - names.begin());
}

void write(const MeasuresOptions& options, bool json) {
  io::Diagnostics diagnostics;
  for (const auto* file : {&options.page, &options.sources, &options.study, &options.trace})
    if (!file->empty()) io::check_output_file(*file, diagnostics);
  auto inputs = io::read_case_inputs(options.of.path, options.of.choice, diagnostics);
  diagnostics.throw_if_any();
  auto assessment = run::assess_plan(
      inputs, options.folder.empty() ? shipped_plan() : std::filesystem::path(options.folder));
  run::add_air(assessment, inputs, {options.airs.begin(), options.airs.end()});
  std::string study, trace;
  if (!options.study.empty())
    study = run::plan_study(assessment.folder, strength_of(options.strength), options.only,
                            options.leave_one_out);
  if (!options.trace.empty()) trace = run::trace_study(assessment, inputs);
  if (!options.report.empty()) {
    run::add_air_of_run(assessment, inputs, options.report);
    io::put_document(options.report, run::plan_ledger(assessment), "uncertainty", diagnostics);
    diagnostics.throw_if_any();
  }
  if (!options.page.empty()) io::write_atomically(options.page, run::plan_page(assessment, inputs));
  if (!options.sources.empty()) io::write_atomically(options.sources, run::overlap_csv(assessment, inputs));
  if (!options.study.empty()) io::write_atomically(options.study, study);
  if (!options.trace.empty()) io::write_atomically(options.trace, trace);
  fmt::print("{}", json ? run::plan_json(assessment, inputs) : run::plan_text(assessment, inputs));
}

}  // namespace

void add_measures(CLI::App& app, const Common& common, Action& action) {
  using io::translated;
  auto* command = app.add_subcommand(
      "measures", translated("list a local plan item by item: class, operation, tonnes alone and together"));
  auto options = std::make_shared<MeasuresOptions>();
  add_case_options(*command, options->of);
  command
      ->add_option("--measures", options->folder,
                   translated("folder of the plan; without it the Mengzhou plan of 2023"))
      ->type_name("DIR");
  command->add_option("--page", options->page, translated("write the items as a Markdown page to this file"))
      ->type_name("FILE");
  command
      ->add_option("--report", options->report,
                   translated("put the items into the report of this finished run"))
      ->type_name("DIR");
  command
      ->add_option(
          "--sources", options->sources,
          translated("write the shares on every source that several items act on as CSV to this file"))
      ->type_name("FILE");
  auto* study = command
                    ->add_option("--study", options->study,
                                 translated("write a study of the items alone and together to this file"))
                    ->type_name("FILE");
  command->add_option("--only", options->only, translated("numbers of the items that the study has"))
      ->delimiter(',')
      ->needs(study)
      ->type_name("NUMBER,…");
  command->add_option("--strength", options->strength, translated("which numbers the study has"))
      ->check(CLI::IsMember({"low", "central", "high"}))
      ->needs(study);
  command
      ->add_flag("--leave-one-out", options->leave_one_out,
                 translated("let the study also have all items but one, for each"))
      ->needs(study);
  command
      ->add_option("--trace", options->trace,
                   translated("write a study without one group of sources each, for the item that traces a "
                              "pollutant, to this file"))
      ->type_name("FILE");
  command
      ->add_option(
          "--air", options->airs,
          translated("output folder of a run of such a study: its effect on air; may be given again"))
      ->type_name("DIR");
  command->callback([options, &common, &action] {
    action = [options, &common] {
      write(*options, common.json);
      return run::ExitCode::done;
    };
  });
}

}  // namespace lantian::app
