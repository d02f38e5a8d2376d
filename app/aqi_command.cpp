// `lantian aqi OBS.csv`: monitor data judged by the standards; prints a bulletin, writes tables.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands.hpp"
#include "app/observation_options.hpp"
#include "io/messages.hpp"
#include "run/monitor_bulletin.hpp"

namespace lantian::app {

void add_aqi(CLI::App& app, const Common& common, Action& action) {
  using io::translated;
  auto* command = app.add_subcommand(
      "aqi", translated("judge monitor data by the air quality standards: AQI, statistics, index, ranking"));
  auto request = std::make_shared<run::BulletinRequest>();
  auto& observations = request->observations;
  add_observation_files(*command, observations);
  command
      ->add_option("--standard", request->standard,
                   translated("judge all days as this standard does; without it each day by its date's"))
      ->type_name("ID");
  command->add_option("--period", request->period, translated("bulletin of 2025, 2025-Q4 or 2025-11"))
      ->type_name("PERIOD");
  command->add_option("--place", request->place, translated("bulletin of one city or station only"))
      ->type_name("NAME");
  command->add_option("--area", request->area_name, translated("name of the area that the stations make"))
      ->type_name("NAME");
  command->add_option("--stations", observations.stations, translated("table of the evaluation points"))
      ->type_name("FILE");
  command
      ->add_option("--dust-days", request->dust_days,
                   translated("table of days with sand and dust, for statistics without them"))
      ->type_name("FILE");
  add_observation_options(*command, observations);
  command
      ->add_option("--improvement-weight", request->improvement_weight,
                   translated("weight of the change on the year before in the ranking, 0 to 1"))
      ->check(CLI::Range(0.0, 1.0) & finite());
  command->add_option("--output", request->output, translated("folder for the tables"))->type_name("DIR");
  command->callback([request, &common, &action] {
    action = [request, &common] {
      const auto report = run::monitor_bulletin(*request);
      fmt::print("{}", common.json ? io::bulletin_json(report) : io::bulletin_text(report));
      return run::ExitCode::done;
    };
  });
}

}  // namespace lantian::app
