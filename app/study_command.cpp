// `lantian study CASE STUDY`: the options of a study, made equal, with what each loses, costs and avoids.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/case_options.hpp"
#include "app/commands.hpp"
#include "io/atomic_file.hpp"
#include "io/messages.hpp"
#include "io/output_place.hpp"
#include "run/study.hpp"
#include "run/study_calendar.hpp"

namespace lantian::app {
namespace {

struct StudyOptions {
  CaseOptions of;
  std::string study, csv, calendar;
};

}  // namespace

void add_study(CLI::App& app, const Common& common, Action& action) {
  using io::translated;
  auto* command = app.add_subcommand(
      "study",
      translated("compare the options of a study at equal loss, cost or tonnes; run --study adds the air"));
  auto options = std::make_shared<StudyOptions>();
  add_case_options(*command, options->of);
  command->add_option("STUDY", options->study, translated("a study file"))->required();
  command->add_option("--csv", options->csv, translated("write the table to this file as well"))
      ->type_name("FILE");
  command
      ->add_option(
          "--calendar", options->calendar,
          translated("write lines' stops, months and who carries how much to this file as CSV; with --json "
                     "into the JSON as well"))
      ->type_name("FILE");
  command->callback([options, &common, &action] {
    action = [options, &common] {
      io::Diagnostics diagnostics;
      for (const auto& file : {options->csv, options->calendar})
        if (!file.empty()) io::check_output_file(file, diagnostics);
      auto inputs = io::read_case_inputs(options->of.path, options->of.choice, diagnostics);
      diagnostics.throw_if_any();
      const auto result = run::compare_options(inputs, options->study);
      if (!options->csv.empty()) io::write_atomically(options->csv, run::study_csv(result));
      std::string calendar;
      if (!options->calendar.empty()) {
        const auto calendars = run::study_calendars(result, inputs);
        const std::string currency = run::currency_of(result);
        io::write_atomically(options->calendar, run::calendar_csv(calendars, inputs, currency));
        if (common.json) calendar = run::calendar_json(calendars, inputs, currency);
      }
      fmt::print("{}", common.json ? run::study_json(result, calendar) : run::study_text(result, inputs));
      return run::ExitCode::done;
    };
  });
}

}  // namespace lantian::app
