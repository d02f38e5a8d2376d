// `lantian box BOX`: a box of air by any mechanism; with [isopleths] the field of its precursors.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "app/commands.hpp"
#include "io/atomic_file.hpp"
#include "io/messages.hpp"
#include "io/output_place.hpp"
#include "io/page.hpp"
#include "run/box/box.hpp"

namespace lantian::app {
namespace {

struct BoxOptions {
  std::string box, output;
};

run::ExitCode run_box(const BoxOptions& options, bool json) {
  const io::BoxFile box = io::read_box(options.box);
  const std::filesystem::path folder = options.output;
  if (!options.output.empty()) {
    io::Diagnostics diagnostics;
    io::check_output_folder(folder, diagnostics);
    diagnostics.throw_if_any();
    std::filesystem::create_directories(folder);
  }
  if (!box.isopleths) {
    const auto series = run::simulate_box(box);
    if (!options.output.empty()) io::write_atomically(folder / "box.csv", run::box_csv(box, series));
    fmt::print("{}", json ? run::box_json(box, series) : run::box_text(box, series));
    return run::ExitCode::done;
  }
  const auto field = run::simulate_isopleths(box);
  const std::string data = run::isopleth_json(box, field);
  fmt::print("{}", json ? data : run::isopleth_text(box, field));
  if (options.output.empty()) return run::ExitCode::done;
  io::write_atomically(folder / "isopleths.csv", run::isopleth_csv(box, field));
  io::write_page("isopleths", data, folder / "isopleths.html");
  if (!json && io::has_page("isopleths"))
    fmt::print("{}: {}\n", io::translated("picture"), (folder / "isopleths.html").string());
  return run::ExitCode::done;
}

}  // namespace

void add_box(CLI::App& app, const Common& common, Action& action) {
  using io::translated;
  auto* command = app.add_subcommand(
      "box", translated("a box of air by any mechanism: hour by hour, or isopleths over NOx and VOC"));
  auto options = std::make_shared<BoxOptions>();
  command->add_option("BOX", options->box, translated("a box file"))->required();
  command->add_option("--output", options->output, translated("write tables and picture into this folder"))
      ->type_name("DIR");
  command->callback([options, &common, &action] {
    action = [options, &common] { return run_box(*options, common.json); };
  });
}

}  // namespace lantian::app
