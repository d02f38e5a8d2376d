/// One batch of a sweep: its scenarios stepped together beside the baseline, each from the hour on at which
/// it parts from the others.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <memory>

#include "io/sweep/batch_file.hpp"
#include "run/engine.hpp"
#include "run/run.hpp"
#include "run/sweep/weather_members.hpp"

namespace lantian::run {

/// A weather ready to run: its case read, its engine set up once for all batches.
struct SweepEngine {
  std::unique_ptr<WeatherMembers> members;
  std::unique_ptr<Engine> engine;
};
SweepEngine make_sweep_engine(std::unique_ptr<WeatherMembers> members, const std::vector<std::string>& maps);

/// A scenario of a batch with its plan.
struct BatchMember {
  std::string key;
  scenarios::EmissionPlan plan;
};

struct BatchOrder {
  std::string id;
  std::vector<BatchMember> members;
  std::vector<std::string> maps;
  std::map<std::string, std::string> provenance;
  std::filesystem::path state;     // where a restart is left and looked for
  std::filesystem::path failures;  // folder for the air that could not be solved, one in it a scenario
  bool double_precision = false;
  bool shares_prefixes = true;      // false: every scenario from the first hour on, to compare
  double checkpoint_every = 600.0;  // s of wall time
};

/// Asked to stop; a restart lies at `state` unless not even one hour was done.
struct BatchStopped {};

struct BatchDone {
  io::SweepBatchFile results;
  /// By place in the batch: why single precision (`rescued` in the results) or all failed (`failures`). The
  /// file that is named lies in the folder that holds `failures`.
  std::map<int, io::Diagnostic> unsolved;
  double lane_hours = 0.0;  // simulated hours of members, the baseline among them
  int resumed_at = 0;       // hour
};

/// Throws BatchStopped. A scenario that the model cannot solve is taken out; the others do not change by a
/// bit. Alone it would have the bits that failed, so it is computed once more beside a baseline of its own in
/// double precision, which `rescued` of the results tells; where that fails too, or the sweep is in double
/// precision already, `failures` says why.
BatchDone run_batch(SweepEngine& engine, const BatchOrder& order, Progress& progress);

}  // namespace lantian::run
