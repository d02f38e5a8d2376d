// `lantian aermod DECK`: a deck of AERMOD, computed by the plume engine.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands.hpp"
#include "app/terminal_progress.hpp"
#include "io/aermod/listing.hpp"
#include "io/messages.hpp"
#include "run/aermod/run_deck.hpp"

namespace lantian::app {
namespace {

run::ExitCode print(const run::DeckSummary& summary, bool json) {
  if (summary.exit == run::ExitCode::stopped) {
    fmt::print("{}\n", io::translated("stopped: nothing is kept"));
  } else if (!summary.deck.control.run) {
    if (json) {
      fmt::print("{{\n  \"mistakes\": []\n}}\n");
    } else {
      for (const auto& note : summary.deck.notes) fmt::print("{}\n", io::headline(note));
      fmt::print("{}\n", io::translated("{file}: no mistakes", {{"file", summary.deck.file.string()}}));
    }
  } else if (json) {
    fmt::print("{}", io::deck_json(summary.deck, summary.results, summary.folder.string(), summary.files));
  } else {
    fmt::print("{}", io::deck_summary(summary.deck, summary.results));
    fmt::print("{}: {}\n", io::translated("results"), summary.folder.string());
    for (const auto& file : summary.files) fmt::print("  {}\n", file);
  }
  return summary.exit;
}

}  // namespace

void add_aermod(CLI::App& app, const Common& common, Action& action) {
  using io::translated;
  auto* command = app.add_subcommand(
      "aermod", translated("compute a deck of AERMOD: its sources, receptors, weather, tables"));
  auto request = std::make_shared<run::DeckRequest>();
  command->add_option("DECK", request->deck, translated("the runstream file (.inp)"))
      ->required()
      ->type_name("FILE");
  command
      ->add_option("--output", request->output,
                   translated("folder for the results; a deck writes nowhere else"))
      ->type_name("DIR");
  command
      ->add_option("--threads", request->threads,
                   translated("number of threads; the results do not depend on it"))
      ->check(CLI::Range(1, 4096));
  command->add_flag("--hourly", request->hourly, translated("put every hour into the NetCDF file too"));
  command->add_flag("--allow-outside", request->outside_allowed,
                    translated("allow files outside the deck's folder"));
  command->callback([request, &common, &action] {
    action = [request, &common] {
      const StopOnSignal stop;
      TerminalProgress progress(!common.json);
      return print(run::run_deck(*request, progress), common.json);
    };
  });
}

}  // namespace lantian::app
