// `lantian aermod-weather FILE.epw|CASE`: AERMOD's `.SFC` and `.PFL` by lantian's own boundary layer.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <memory>

#include "app/commands.hpp"
#include "io/messages.hpp"
#include "run/aermod_weather.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::app {
namespace {

/// "agricultural=0.8,urban=0.2" as shares of the kinds of land.
model::LandUse land_use_of(const std::vector<std::string>& parts) {
  const auto& kinds = model::land_use_names;
  const std::vector<std::string> known(kinds.begin(), kinds.end());
  io::Diagnostics diagnostics;
  model::LandUse land_use;
  double sum = 0.0;
  for (const auto& part : parts) {
    const auto at = part.find('=');
    const std::string name = part.substr(0, at);
    const auto kind = std::find(known.begin(), known.end(), name);
    const auto share = io::read_number(at == std::string::npos ? "" : part.substr(at + 1));
    if (kind == known.end())
      diagnostics.add("unknown_word", {},
                      {{"key", "--land-use"},
                       {"value", name},
                       {"nearest", io::nearest_spelling(name, known)},
                       {"accepted", scenarios::joined(known)}});
    else if (share.fault != io::ReadingFault::none || share.value < 0.0)
      diagnostics.add("not_a_number", {}, {{"key", "--land-use " + name}, {"value", part}});
    else
      land_use.share[static_cast<std::size_t>(kind - known.begin())] += share.value, sum += share.value;
  }
  if (diagnostics.empty() && std::abs(sum - 1.0) > 1e-6)
    diagnostics.add("shares_not_one", {}, {{"key", "--land-use"}, {"value", std::to_string(sum)}});
  diagnostics.throw_if_any();
  return land_use;
}

std::string summary_text(const run::AermodWeatherSummary& made) {
  return io::translated("{all} hours, of them {convective} convective and {calm} calm: {surface}, {profile}",
                        {{"all", std::to_string(made.hours)},
                         {"convective", std::to_string(made.convective)},
                         {"calm", std::to_string(made.calm)},
                         {"surface", made.surface.string()},
                         {"profile", made.profile.string()}});
}

std::string summary_json(const run::AermodWeatherSummary& made) {
  return fmt::format("{{\"hours\": {}, \"convective\": {}, \"calm\": {}, \"surface\": {}, \"profile\": {}}}",
                     made.hours, made.convective, made.calm, io::json_text(made.surface.string()),
                     io::json_text(made.profile.string()));
}

void add_ground_options(CLI::App& command, run::AermodWeatherRequest& request,
                        std::vector<std::string>& land_use) {
  using io::translated;
  auto& ground = request.ground;
  command.add_option("--year", request.year, translated("year that the days of an EPW file are given"))
      ->check(CLI::Range(1950, 2049));
  command
      .add_option(
          "--land-use", land_use,
          translated("kinds of land about the mast, urban=0.2,agricultural=0.8: AERMET's tables by season"))
      ->delimiter(',')
      ->type_name("KIND=SHARE");
  command
      .add_option("--roughness", ground.roughness_length, translated("roughness length about the mast, m"))
      ->check(CLI::Range(1e-4, 4.9));
  command.add_option("--albedo", ground.albedo, translated("albedo under a high sun"))
      ->check(CLI::Range(0.0, 0.95));
  command.add_option("--bowen", ground.bowen_ratio, translated("Bowen ratio by day"))
      ->check(CLI::Range(0.01, 20.0));
  auto& air = request.upper_air;
  command
      .add_option("--inversion", air.inversion_strength,
                  translated("morning inversion over an EPW file's mast, K"))
      ->check(CLI::Range(0.0, 20.0));
  command.add_option("--inversion-depth", air.inversion_depth, translated("its depth, m; 300 if left out"))
      ->check(CLI::Range(20.0, 2000.0));
  command
      .add_option("--lapse", air.lapse, translated("fall of temperature above it, K/m; 0.0065 if left out"))
      ->check(CLI::Range(-0.02, 0.0097));
}

}  // namespace

void add_aermod_weather(CLI::App& app, const Common& common, Action& action) {
  using io::translated;
  auto* command = app.add_subcommand(
      "aermod-weather", translated("make AERMOD's .SFC and .PFL from an EPW file or a case's weather"));
  auto request = std::make_shared<run::AermodWeatherRequest>();
  auto land_use = std::make_shared<std::vector<std::string>>();
  command->add_option("SOURCE", request->source, translated("an EPW file, or a case"))->required();
  command->add_option("--output", request->output, translated("folder for the results"))
      ->required()
      ->type_name("DIR");
  command->add_option("--season", request->choice.season, translated("take the keys of [season.NAME]"))
      ->type_name("NAME");
  command->add_option("--variant", request->choice.variant, translated("take the keys of [variant.NAME]"))
      ->type_name("NAME");
  add_ground_options(*command, *request, *land_use);
  command
      ->add_option("--heights", request->heights,
                   translated("further levels of the profile above the mast, m"))
      ->delimiter(',')
      ->check(CLI::Range(1.0, 4000.0));
  command->callback([request, land_use, &common, &action] {
    action = [request, land_use, &common] {
      if (!land_use->empty()) request->ground.land_use = land_use_of(*land_use);
      std::sort(request->heights.begin(), request->heights.end());
      const auto made = run::make_aermod_weather(*request);
      fmt::print("{}\n", common.json ? summary_json(made) : summary_text(made));
      return run::ExitCode::done;
    };
  });
}

}  // namespace lantian::app
