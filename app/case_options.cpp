#include "app/case_options.hpp"

#include <CLI/CLI.hpp>

#include "io/messages.hpp"

namespace lantian::app {

void add_case_options(CLI::App& command, CaseOptions& options) {
  using io::translated;
  command.add_option("CASE", options.path, translated("folder of the case, or its case.toml"))->required();
  command.add_option("--season", options.choice.season, translated("take the keys of [season.NAME]"))
      ->type_name("NAME");
  auto* variant =
      command.add_option("--variant", options.choice.variant, translated("take the keys of [variant.NAME]"))
          ->type_name("NAME");
  command
      .add_flag_callback(
          "--full", [&options] { options.choice.variant = "full"; }, translated("the same as --variant full"))
      ->excludes(variant);
  command.add_flag("--allow-outside", options.choice.outside_allowed,
                   translated("allow files outside the case's folder"));
}

}  // namespace lantian::app
