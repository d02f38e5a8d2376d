// `lantian evaluate RUN OBS.csv`: a run's folder against what monitors reported.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands.hpp"
#include "app/observation_options.hpp"
#include "io/messages.hpp"
#include "run/model_skill.hpp"

namespace lantian::app {

void add_evaluate(CLI::App& app, const Common& common, Action& action) {
  using io::translated;
  auto* command = app.add_subcommand(
      "evaluate",
      translated("a run against monitor data: bias, error, correlation, criteria, FAIRMODE's objective"));
  auto request = std::make_shared<run::SkillRequest>();
  auto& observations = request->observations;
  command->add_option("RUN", request->folder, translated("folder of a run's results"))
      ->required()
      ->type_name("DIR");
  add_observation_files(*command, observations);
  command->add_option("--member", request->member, translated("whose air; without it the baseline's"))
      ->type_name("ID");
  command
      ->add_option("--match", request->stations,
                   translated("table station,monitor; without it stations are found by id or name"))
      ->type_name("FILE");
  command->add_option("--from", request->first_day, translated("first day of the observations that counts"))
      ->type_name("DATE");
  command->add_option("--to", request->last_day, translated("last day of the observations that counts"))
      ->type_name("DATE");
  add_observation_options(*command, observations);
  command->add_option("--output", request->output, translated("folder for the tables"))->type_name("DIR");
  command->callback([request, &common, &action] {
    action = [request, &common] {
      const auto report = run::model_skill(*request);
      fmt::print("{}", common.json ? io::skill_json(report) : io::skill_text(report));
      return run::ExitCode::done;
    };
  });
}

}  // namespace lantian::app
