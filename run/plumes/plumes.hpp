/// The plumes of a case, beside its grid or by themselves. Start here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/case.hpp"
#include "run/plumes/plume_increments.hpp"
#include "run/simulate.hpp"

namespace lantian::run {

/// After a grid run whose case asks for plumes: with the grid's ozone, files into its folder. Throws
/// PlumesStopped.
void write_plumes(const Engine& engine, const Simulated& simulated,
                  const std::map<std::string, std::string>& identity, const std::filesystem::path& folder,
                  Progress& progress);

struct PlumesRequest {
  std::filesystem::path case_path;
  io::CaseChoice choice;
  std::filesystem::path output;
  int threads = 0;                              // 0: all
  std::vector<std::string> members;             // ids; empty: all
  std::optional<std::filesystem::path> matrix;  // kept there, and used where it is there already
};

struct PlumesSummary {
  std::filesystem::path folder;
  std::vector<std::string> members;
  std::size_t outlets = 0, places = 0, points = 0;
  int hours = 0;
  bool matrix_was_there = false;
  double seconds = 0.0;
};

/// The plumes alone, without NO2, which needs the grid's ozone. Whether or not the case's own runs have them.
/// Throws io::InputErrors with all mistakes, PlumesStopped where `progress` asks; nothing is written then.
PlumesSummary run_plumes(const PlumesRequest& request, Progress& progress);

}  // namespace lantian::run
