/// A deck of AERMOD from its files to its results: read, compute, write.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "run/aermod/hourly_concentrations.hpp"
#include "run/exit_code.hpp"
#include "run/run.hpp"
#include "scenarios/dispersion/dispersion_results.hpp"

namespace lantian::run {

struct DeckRequest {
  std::filesystem::path deck;
  std::filesystem::path output;  // empty: the deck's name without its ending, in out/
  int threads = 0;               // 0: as many as there are processors
  bool outside_allowed = false;  // files outside the deck's folder
  bool hourly = false;           // every hour into the NetCDF file
  model::plume::Evaluation evaluation = model::plume::Evaluation::shared;
};

struct DeckSummary {
  ExitCode exit = ExitCode::done;
  io::Deck deck;
  scenarios::DispersionResults results;
  std::filesystem::path folder;
  std::vector<std::string> files;  // in the folder
};

/// All files of a deck. Throws InputErrors with all mistakes.
DeckInputs read_deck_inputs(const std::filesystem::path& deck, bool outside_allowed = false);

/// Nothing is written where there is a mistake (InputErrors) or the run is stopped.
DeckSummary run_deck(const DeckRequest& request, Progress& progress);

}  // namespace lantian::run
