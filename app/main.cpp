// The `lantian` command: reads the command line, calls one command, turns what went wrong into text and an
// exit code.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <new>
#include <string_view>

#include "app/command_line_mistake.hpp"
#include "app/commands.hpp"
#include "io/messages.hpp"
#include "run/version.hpp"

namespace {

using lantian::io::translated;
using lantian::run::ExitCode;

/// The language decides the help's text, so it is looked for before the command line is read.
std::string asked_language(int count, char** arguments) {
  for (int n = 1; n < count; ++n) {
    const std::string_view argument = arguments[n];
    if (argument.starts_with("--lang=")) return std::string(argument.substr(7));
    if (argument == "--lang" && n + 1 < count) return arguments[n + 1];
  }
  return "";
}

/// Also where the command line was too wrong to be read to its end.
bool asks_for_json(int count, char** arguments) {
  return std::any_of(arguments + 1, arguments + count,
                     [](const char* argument) { return std::string_view(argument) == "--json"; });
}

int code(ExitCode exit) { return static_cast<int>(exit); }

/// Bad input is the user's to mend: text to standard error, or JSON to standard output for programs.
int report_mistakes(const std::vector<lantian::io::Diagnostic>& mistakes, bool json) {
  const std::string text = json ? lantian::io::report_json(mistakes) : lantian::io::report(mistakes);
  std::fputs(text.c_str(), json ? stdout : stderr);  // not fmt::print, which throws where the disk is full
  return code(ExitCode::bad_input);
}

}  // namespace

int main(int count, char** arguments) {
  std::signal(SIGXFSZ,
              SIG_IGN);  // a file that may not grow fails like a full disk: told, nothing half written
  lantian::io::set_language(asked_language(count, arguments));
  lantian::app::Common common;
  lantian::app::Action action;
  CLI::App app(translated("lantian 蓝天: a city's air under any plan of emission cuts, hour by hour"),
               "lantian");
  app.set_help_flag("-h,--help", translated("print this help"));
  app.set_version_flag("--version", std::string("lantian ") + lantian::run::version(),
                       translated("print the version"));
  app.add_option("--lang", common.language, translated("language of messages and reports"))
      ->check(CLI::IsMember({"zh", "en"}));
  app.add_flag("--json", common.json, translated("print for programs: JSON, no progress"));
  app.require_subcommand(1);
  app.fallthrough();
  lantian::app::add_run(app, common, action);
  lantian::app::add_plan(app, common, action);
  lantian::app::add_study(app, common, action);
  lantian::app::add_sweep(app, common, action);
  lantian::app::add_measures(app, common, action);
  lantian::app::add_explain(app, common, action);
  lantian::app::add_box(app, common, action);
  lantian::app::add_aqi(app, common, action);
  lantian::app::add_evaluate(app, common, action);
  lantian::app::add_aermod(app, common, action);
  lantian::app::add_mechanism(app, common, action);
  lantian::app::add_aermod_weather(app, common, action);
  lantian::app::add_plumes(app, common, action);
  lantian::app::add_report(app, common, action);
  lantian::app::add_check(app, common, action);
  lantian::app::add_keys(app, common, action);
  try {
    app.parse(count, arguments);
    const int exit = code(action());
    return std::fflush(stdout) == 0 ? exit : code(ExitCode::run_failed);  // a full disk behind the pipe
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // help, version
    return report_mistakes({{lantian::app::command_line_mistake(error, app)}},
                           asks_for_json(count, arguments));
  } catch (const lantian::io::InputErrors& errors) {
    return report_mistakes(errors.mistakes, common.json);
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "lantian: {}\n", lantian::io::headline({"out_of_memory", {}, {}}));
    return code(ExitCode::run_failed);
  } catch (const std::exception& error) {
    fmt::print(stderr, "lantian: {}\n", lantian::io::harmless(error.what(), 2000));
    return code(ExitCode::run_failed);
  }
}
