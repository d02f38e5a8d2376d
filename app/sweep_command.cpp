// `lantian sweep plan|run|status|gather|script|analyse`: thousands of scenarios, each computed once.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <memory>

#include "app/case_options.hpp"
#include "app/commands.hpp"
#include "app/sweep_jobs.hpp"
#include "app/terminal_progress.hpp"
#include "io/atomic_file.hpp"
#include "io/messages.hpp"
#include "run/sweep/analyse.hpp"
#include "run/sweep/plan.hpp"
#include "run/sweep/scripts.hpp"
#include "run/sweep/sweep.hpp"

namespace lantian::app {
namespace {

using io::translated;

void print_plan(const io::SweepManifest& m, bool json) {
  const auto& e = m.estimate;
  const double shared = e.lane_hours_unshared > 0.0 ? e.lane_hours / e.lane_hours_unshared : 1.0;
  if (json) {
    fmt::print(
        "{{\"members\": {}, \"scenarios\": {}, \"batches\": {}, \"core_hours\": {:.6g}, \"gigabytes\": "
        "{:.6g}, "
        "\"files\": {}, \"member_hours\": {}, \"manifest\": \"{}\"}}\n",
        m.members.size(), m.scenarios.size(), m.batches.size(), e.core_hours, e.gigabytes, e.files,
        e.lane_hours, m.hash);
    return;
  }
  fmt::print("{}\n", translated("{members} members, {scenarios} different scenarios, {batches} batches",
                                {{"members", std::to_string(m.members.size())},
                                 {"scenarios", std::to_string(m.scenarios.size())},
                                 {"batches", std::to_string(m.batches.size())}}));
  for (const auto& d : m.dimensions) {
    std::string names;
    for (const auto& c : d.coordinates) names += (names.empty() ? "" : ", ") + c.name;
    fmt::print("  {:<20}{:>8}{}\n", d.name, d.size(), names.empty() ? "" : "  " + names);
  }
  fmt::print(
      "{}\n",
      translated("about {hours} core-hours, {size} GB, {files} files; {share} % of what single runs beside "
                 "their baselines would take",
                 {{"hours", fmt::format("{:.3g}", e.core_hours)},
                  {"size", fmt::format("{:.3g}", e.gigabytes)},
                  {"files", std::to_string(e.files)},
                  {"share", fmt::format("{:.0f}", 100.0 * shared)}}));
}

void add_plan_of(CLI::App& sweep, const Common& common, Action& action) {
  auto* command = sweep.add_subcommand("plan", translated("make the manifest of a study's sweep"));
  auto options = std::make_shared<CaseOptions>();
  auto request = std::make_shared<run::SweepRequest>();
  add_case_options(*command, *options);
  command->add_option("STUDY", request->study, translated("a study file"))->required();
  command->add_option("--output", request->folder, translated("folder of the sweep"))
      ->type_name("DIR")
      ->required();
  command
      ->add_option("--batch", request->batch_size, translated("scenarios at most that are stepped together"))
      ->check(CLI::Range(1, 256));
  command
      ->add_option("--core-seconds", request->core_seconds,
                   translated("core-seconds of a cell, member and day, for the estimate"))
      ->check(CLI::PositiveNumber);
  command->add_flag("--double", request->double_precision, translated("double precision, for verification"));
  command
      ->add_option("--threads", request->threads,
                   translated("number of threads; the results do not depend on it"))
      ->check(CLI::Range(1, 4096));
  command->callback([options, request, &common, &action] {
    action = [options, request, &common] {
      request->case_path = options->path;
      request->choice = options->choice;
      print_plan(run::plan_sweep(*request), common.json);
      return run::ExitCode::done;
    };
  });
}

void add_run_of(CLI::App& sweep, const Common& common, Action& action) {
  auto* command = sweep.add_subcommand("run", translated("compute what a sweep still lacks"));
  auto request = std::make_shared<run::SweepRun>();
  auto shard = std::make_shared<std::string>("1/1");
  auto jobs = std::make_shared<int>(1);
  auto no_prefix = std::make_shared<bool>(false);
  command->add_option("SWEEP", request->folder, translated("folder of the sweep"))->required();
  command->add_option("--shard", *shard, translated("only this part of the batches, i/n"))->type_name("i/n");
  command->add_option("--jobs", *jobs, translated("processes side by side on this machine"))
      ->check(CLI::Range(1, 1024));
  command
      ->add_option("--threads", request->threads,
                   translated("number of threads; the results do not depend on it"))
      ->check(CLI::Range(1, 4096));
  command
      ->add_option("--case", request->case_path,
                   translated("the case, where it lies elsewhere than when planned"))
      ->type_name("DIR");
  command
      ->add_option("--checkpoint", request->checkpoint_every,
                   translated("seconds between restarts that are kept"))
      ->check(CLI::NonNegativeNumber);
  command->add_flag("--again", request->again, translated("batches with failed scenarios once more"));
  command->add_flag("--no-prefix", *no_prefix,
                    translated("every scenario from the first hour on, for comparison"));
  command->callback([request, shard, jobs, no_prefix, &common, &action] {
    action = [request, shard, jobs, no_prefix, &common] {
      const auto part = run::shard_of(*shard);
      io::Diagnostics diagnostics;
      if (!part) diagnostics.add("bad_shard", {}, {{"value", *shard}});
      diagnostics.throw_if_any();
      request->shard = *part;
      request->shares_prefixes = !*no_prefix;
      const StopOnSignal stop;
      if (*jobs > 1) return run_jobs(*request, *jobs, common.json);
      TerminalProgress progress(!common.json);
      const auto summary = run::run_sweep(*request, progress);
      if (common.json)
        fmt::print(
            "{{\"exit\": {}, \"batches\": {}, \"computed\": {}, \"there\": {}, \"failed\": {}, "
            "\"in_double_precision\": {}, \"seconds\": {:.3f}}}\n",
            static_cast<int>(summary.exit), summary.batches, summary.computed, summary.there,
            summary.failed.size(), summary.rescued.size(), summary.seconds);
      else
        fmt::print("{}\n", translated("{computed} of {all} batches computed, {there} were there, {seconds} s",
                                      {{"computed", std::to_string(summary.computed)},
                                       {"all", std::to_string(summary.batches)},
                                       {"there", std::to_string(summary.there)},
                                       {"seconds", fmt::format("{:.1f}", summary.seconds)}}));
      for (const auto& unsound : summary.unsound)
        fmt::print(stderr, "lantian: {}\n", io::harmless(unsound, 2000));
      for (const auto& failure : summary.failed)
        fmt::print(stderr, "lantian: {}\n", io::harmless(failure, 2000));
      for (const auto& rescued : summary.rescued)
        fmt::print(stderr, "lantian: {} {}\n", translated("computed in double precision instead:"),
                   io::harmless(rescued, 2000));
      return summary.exit;
    };
  });
}

void add_status_of(CLI::App& sweep, const Common& common, Action& action) {
  auto* command = sweep.add_subcommand("status", translated("say how far a sweep is"));
  auto folder = std::make_shared<std::string>();
  command->add_option("SWEEP", *folder, translated("folder of the sweep"))->required();
  command->callback([folder, &common, &action] {
    action = [folder, &common] {
      const auto s = run::status_of_sweep(*folder);
      if (common.json) {
        fmt::print(
            "{{\"members\": {}, \"scenarios\": {}, \"scenarios_done\": {}, \"batches\": {}, \"done\": {}, "
            "\"running\": {}, \"stopped\": {}, \"core_hours\": {:.6g}, \"core_hours_left\": {:.6g}, "
            "\"foreign\": {}}}\n",
            s.members, s.scenarios, s.scenarios_done, s.batches, s.done, s.running, s.stopped, s.core_hours,
            s.core_hours_left, s.foreign.size());
        return run::ExitCode::done;
      }
      fmt::print("{}\n",
                 translated("{done} of {all} batches done ({scenarios} of {of} scenarios), {running} being "
                            "computed, {stopped} stopped with a restart",
                            {{"done", std::to_string(s.done)},
                             {"all", std::to_string(s.batches)},
                             {"scenarios", std::to_string(s.scenarios_done)},
                             {"of", std::to_string(s.scenarios)},
                             {"running", std::to_string(s.running)},
                             {"stopped", std::to_string(s.stopped)}}));
      fmt::print("{}\n", translated("{spent} core-hours spent, about {left} to go",
                                    {{"spent", fmt::format("{:.3g}", s.core_hours)},
                                     {"left", fmt::format("{:.3g}", s.core_hours_left)}}));
      for (const auto& name : s.foreign)
        fmt::print("{}\n", translated("{value} is no result of this sweep", {{"value", name}}));
      return run::ExitCode::done;
    };
  });
}

void add_gather_of(CLI::App& sweep, const Common& common, Action& action) {
  auto* command =
      sweep.add_subcommand("gather", translated("make one data set and one table of a sweep's results"));
  auto request = std::make_shared<run::SweepGather>();
  command->add_option("SWEEP", request->folder, translated("folder of the sweep"))->required();
  command
      ->add_option("--output", request->target, translated("the data set; without it sweep.nc in the folder"))
      ->type_name("FILE");
  command->add_flag("--series", request->with_series, translated("hourly changes at the monitors as well"));
  command->add_flag("--partial", request->partial, translated("what there is so far"));
  command->callback([request, &common, &action] {
    action = [request, &common] {
      if (request->target.empty()) request->target = request->folder / "sweep.nc";
      const auto g = run::gather_sweep(*request);
      if (common.json)
        fmt::print(
            "{{\"members\": {}, \"missing\": {}, \"failed\": {}, \"in_double_precision\": {}, \"dataset\": "
            "{}, "
            "\"table\": {}}}\n",
            g.members, g.missing, g.failed, g.rescued, io::json_text(g.dataset.string()),
            io::json_text(g.table.string()));
      else
        fmt::print("{}\n",
                   translated("{members} members, {missing} missing, {failed} failed: {dataset}, {table}",
                              {{"members", std::to_string(g.members)},
                               {"missing", std::to_string(g.missing)},
                               {"failed", std::to_string(g.failed)},
                               {"dataset", g.dataset.string()},
                               {"table", g.table.string()}}));
      if (!common.json && g.rescued > 0)
        fmt::print("{}\n",
                   translated("{count} of them in double precision: the sweep's numbers do not solve them",
                              {{"count", std::to_string(g.rescued)}}));
      return run::ExitCode::done;
    };
  });
}

/// NaN: the metric has no values, as a mean over days in a run of hours.
bool has_numbers(const io::SweepGroup& group) {
  return std::any_of(group.sobol.begin(), group.sobol.end(),
                     [](const auto& one) { return !std::isnan(one.second.total); }) ||
         std::any_of(group.morris.begin(), group.morris.end(),
                     [](const auto& one) { return !std::isnan(one.second.mean_size); });
}

void print_analysis(const io::SweepAnalysis& analysis, const std::filesystem::path& file) {
  for (const auto& metric : analysis.metrics)
    for (const auto& group : metric.groups) {
      if (group.sobol.empty() && group.morris.empty()) continue;
      std::string entries;
      for (const auto& [axis, entry] : group.entries) entries += "  " + axis + " " + entry;
      if (!has_numbers(group)) {
        fmt::print("{}{}: {}\n", metric.name, entries, translated("no values, or all the same"));
        continue;
      }
      fmt::print("{} [{}]{}\n", metric.name, metric.unit, entries);
      for (const auto& [axis, index] : group.sobol)
        fmt::print("  {:<40} S {:>6.3f} ± {:.3f}   ST {:>6.3f} ± {:.3f}\n", axis, index.first,
                   index.first_range, index.total, index.total_range);
      for (const auto& [axis, effects] : group.morris)
        fmt::print("  {:<40} µ {:>10.4g}   µ* {:>10.4g}   σ {:>10.4g}\n", axis, effects.mean,
                   effects.mean_size, effects.deviation);
    }
  fmt::print("{}\n", file.string());
}

void add_script_of(CLI::App& sweep, Action& action) {
  auto* command =
      sweep.add_subcommand("script", translated("print a script that hands the shards to a scheduler"));
  auto request = std::make_shared<run::ScriptRequest>();
  command->add_option("SWEEP", request->folder, translated("folder of the sweep"))->required();
  command->add_option("--engine", request->engine, translated("slurm, parallel or snakemake"))
      ->check(CLI::IsMember({"slurm", "parallel", "snakemake"}));
  command->add_option("--shards", request->shards, translated("number of shards; without it one a batch"))
      ->check(CLI::Range(1, 1000000));
  command->add_option("--threads", request->threads, translated("threads of a shard"))
      ->check(CLI::Range(1, 4096));
  command->add_option("--jobs", request->jobs, translated("processes side by side on this machine"))
      ->check(CLI::Range(1, 1024));
  command->add_option("--hours", request->hours, translated("limit of a shard's time"))
      ->check(CLI::PositiveNumber);
  command->callback([request, &action] {
    action = [request] {
      const auto manifest = io::read_manifest(request->folder / run::manifest_name);
      request->program = std::filesystem::read_symlink("/proc/self/exe");
      fmt::print("{}", run::script_of(*request, manifest));
      return run::ExitCode::done;
    };
  });
}

void add_analyse_of(CLI::App& sweep, const Common& common, Action& action) {
  auto* command = sweep.add_subcommand(
      "analyse",
      translated("say what the sampled inputs do: Sobol indices, elementary effects, responses, fronts"));
  auto folder = std::make_shared<std::string>();
  auto target = std::make_shared<std::string>();
  command->add_option("SWEEP", *folder, translated("folder of the sweep"))->required();
  command->add_option("--output", *target, translated("the analysis; without it analysis.json in the folder"))
      ->type_name("FILE");
  command->callback([folder, target, &common, &action] {
    action = [folder, target, &common] {
      const auto analysis = run::analysis_of(run::metrics_of_sweep(*folder));
      const std::filesystem::path file =
          std::filesystem::path(target->empty() ? *folder + "/analysis.json" : *target);
      io::write_atomically(file, io::analysis_text(analysis));
      if (common.json)
        fmt::print("{}", io::analysis_text(analysis));
      else
        print_analysis(analysis, file);
      return run::ExitCode::done;
    };
  });
}

}  // namespace

void add_sweep(CLI::App& app, const Common& common, Action& action) {
  auto* sweep = app.add_subcommand(
      "sweep",
      translated(
          "thousands of scenarios over axes of a study, each computed once, in parts that can be killed"));
  sweep->require_subcommand(1);
  sweep->fallthrough();
  add_plan_of(*sweep, common, action);
  add_run_of(*sweep, common, action);
  add_status_of(*sweep, common, action);
  add_gather_of(*sweep, common, action);
  add_script_of(*sweep, action);
  add_analyse_of(*sweep, common, action);
}

}  // namespace lantian::app
