/// A planned sweep in its folder: run what is open, say how far it is, gather the results.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "io/sweep/manifest.hpp"
#include "run/exit_code.hpp"
#include "run/run.hpp"

namespace lantian::run {

/// Part `index` (from 1) of `count`: every count-th batch.
struct Shard {
  int index = 1, count = 1;
};
/// "3/16"; nothing where it is none.
std::optional<Shard> shard_of(const std::string& text);

struct SweepRun {
  std::filesystem::path folder;
  std::optional<std::filesystem::path> case_path;  // else the manifest's
  Shard shard;
  int threads = 0;
  bool again = false;  // batches with failed scenarios once more
  bool shares_prefixes = true;
  double checkpoint_every = 600.0;
};

struct SweepRunSummary {
  ExitCode exit = ExitCode::done;
  int batches = 0, computed = 0, there = 0;  // of the shard
  std::vector<std::string> failed;           // scenarios, with the reason
  std::vector<std::string> rescued;          // likewise: computed in double precision instead
  std::vector<std::string> unsound;          // results that were none of their batch: computed anew
  double seconds = 0.0;
};

/// Computes the shard's batches that have no sound result, each in one go; waits for those that another
/// runner has. Throws InputErrors where program or input are not those of the plan, saying which.
SweepRunSummary run_sweep(const SweepRun& request, Progress& progress);

struct SweepStatus {
  std::size_t members = 0, scenarios = 0, batches = 0, done = 0, running = 0, stopped = 0;
  std::size_t scenarios_done = 0;
  std::vector<int> open;             // batches
  double core_hours = 0.0;           // spent on what is done, by its logs
  double core_hours_left = 0.0;      // at the rate so far, else the plan's estimate
  std::vector<std::string> foreign;  // files among the results that are none of this sweep's
};
SweepStatus status_of_sweep(const std::filesystem::path& folder);

struct SweepGather {
  std::filesystem::path folder;
  std::filesystem::path target;  // NetCDF; the table lies beside it as .csv
  bool with_series = false;      // hourly differences at the monitors
  bool partial = false;          // what is there so far
};
struct SweepGathered {
  std::size_t members = 0, missing = 0, failed = 0, rescued = 0;  // rescued: in double precision instead
  std::filesystem::path dataset, table;
};
/// Throws InputErrors: batches without result, results of another sweep, baselines that differ.
SweepGathered gather_sweep(const SweepGather& request);

}  // namespace lantian::run
