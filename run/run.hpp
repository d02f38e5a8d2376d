/// One run from a case to its results: what the command line and Python share. Start here, then run.cpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/case.hpp"
#include "run/exit_code.hpp"

namespace lantian::run {

struct Request {
  std::filesystem::path case_path;
  io::CaseChoice choice;
  std::optional<std::filesystem::path> output;   // else the case's own, below the current folder
  int threads = 0;                               // 0: all
  std::vector<std::string> members;              // ids; empty: all
  bool double_precision = false;                 // for verification
  std::optional<std::filesystem::path> restart;  // go on from this file
  std::optional<int> stop_after_hours;           // since the case's start; leaves a restart
  std::optional<std::filesystem::path> study;    // its options instead of the case's members
  bool uncertainty = false;                      // runs again at the ends of what is least known
};

/// Hears how a run goes on, and may ask it to stop at the next hour.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void begin(int /*hours*/, int /*members*/) {}
  virtual void hour(int /*done*/, int /*hours*/) {}
  /// Hours of the plumes or of the city field, after those of the grid; 0 done: they begin.
  virtual void plumes(int /*done*/, int /*hours*/) {}
  virtual void step() {}  // begins; may throw to leave the hour
  virtual bool stop_requested() { return false; }
};

/// A species of a member over the whole run, kg; N and S in the families "N" and "S" [kg of the element].
struct LedgerRow {
  std::string member, species;
  double initial = 0.0, emitted = 0.0, produced = 0.0, flowed_in = 0.0, clipped = 0.0;
  double lost = 0.0, flowed_out = 0.0, deposited = 0.0, washed_out = 0.0, final = 0.0;
  double relative_residual = 0.0;
};

/// How the warnings of a member in a closed loop ended (run/closed_loops.hpp); calendars in words.
struct LoopEnding {
  std::string member, end;         // "settled", "swinging", "unsettled"
  int runs = 0;                    // of the member's air before the run itself
  std::string open, in_force;      // calendar by the air without rules, and the one that the run went by
  std::vector<std::string> cycle;  // swinging: the calendars it swings between
};

struct Summary {
  ExitCode exit = ExitCode::done;
  std::filesystem::path folder;
  std::optional<std::filesystem::path> report, restart;
  bool stopped_in_plumes = false;  // the grid's results are whole, plumes and city field are not there
  std::vector<std::string> members;
  std::vector<LedgerRow> ledger;
  double largest_residual = 0.0;  // of all rows
  struct NotInGrid {
    std::string pollutant;
    double outside = 0.0, not_carried = 0.0, all = 0.0;
  };
  std::vector<NotInGrid> not_in_grid;  // kg of the first member's emission that the grid does not hold
  std::optional<std::string> no_action_fields;  // of the run before the plans, where they hung on it
  std::vector<LoopEnding> loops;
  std::map<std::string, std::string>
      field_hashes;  // by member: SHA-256 of final mole fractions, hourly means
  std::vector<std::pair<std::string, double>> seconds;  // wall time by part of the run
  std::int64_t unconverged_aerosols = 0, solved_aerosols = 0;
  std::optional<std::vector<std::string>> organic_precursors;  // as in run/engine.hpp
};

/// Throws io::InputErrors (bad input), io::WriteFailure and model failures (run failed).
Summary run_case(const Request& request, Progress& progress);

}  // namespace lantian::run
