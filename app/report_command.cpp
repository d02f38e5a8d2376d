// `lantian report FOLDER`: a finished run's pages anew, as PDF and as a spreadsheet.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands.hpp"
#include "io/messages.hpp"
#include "io/printed_page.hpp"
#include "io/report.hpp"
#include "io/spreadsheet.hpp"

namespace lantian::app {
namespace {

struct ReportOptions {
  std::string folder;
  bool pdf = false, xlsx = false;
};

void write(const ReportOptions& options, bool json) {
  io::Diagnostics diagnostics;
  const std::filesystem::path folder = options.folder;
  const auto program = options.pdf ? io::browser() : std::nullopt;
  if (options.pdf && !program) diagnostics.add("no_browser", {}, {});
  if (options.xlsx && !io::has_spreadsheets()) diagnostics.add("no_spreadsheets", {}, {});
  const auto read = io::read_report_tables(folder, diagnostics);
  diagnostics.throw_if_any();
  auto written = io::rewrite_report(folder, diagnostics);
  diagnostics.throw_if_any();
  const bool zh = io::language() == io::Language::zh;
  if (options.pdf)
    for (const auto& page : std::vector(written)) {
      auto target = page;
      target.replace_extension(".pdf");
      io::print_page(*program, page, zh ? "zh" : "en", target);
      written.push_back(target);
    }
  if (options.xlsx) {
    const std::string mark = !read.synthetic ? ""
                             : zh            ? "合成案例：非实测数据，非官方清单"
                                  : "SYNTHETIC case: neither observations nor an official inventory";
    io::write_spreadsheet(read.tables, mark, zh, folder / "report.xlsx");
    written.push_back(folder / "report.xlsx");
  }
  std::string list;
  for (const auto& file : written)
    list += json ? (list.empty() ? "" : ", ") + io::json_text(file.string()) : file.string() + "\n";
  fmt::print("{}", json ? "{\"written\": [" + list + "]}\n" : list);
}

}  // namespace

void add_report(CLI::App& app, const Common& common, Action& action) {
  using io::translated;
  auto* command = app.add_subcommand(
      "report", translated("write the pages of a finished run anew, from its report.json"));
  auto options = std::make_shared<ReportOptions>();
  command->add_option("folder", options->folder, translated("folder of a finished run"))
      ->required()
      ->type_name("DIR");
  command->add_flag("--pdf", options->pdf,
                    translated("print each page to a PDF beside it, by a headless chromium"));
  command->add_flag("--xlsx", options->xlsx, translated("write all tables of the report to report.xlsx"));
  command->callback([options, &common, &action] {
    action = [options, &common] {
      write(*options, common.json);
      return run::ExitCode::done;
    };
  });
}

}  // namespace lantian::app
