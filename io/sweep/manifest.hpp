/// The manifest of a sweep, `lantian.sweep/1`: what is to be computed, once and for all, as JSON that knows
/// its own hashes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "scenarios/study/study.hpp"

namespace lantian::io {

/// One dimension of the sweep: an axis whose entries are crossed with the others', or the samples, each of
/// which has a value on every sampled axis.
struct SweepDimension {
  std::string name, kind;          // kind: the axis's, or "sample"
  std::vector<std::string> words;  // entries of options, scenario files, weathers
  std::vector<double> numbers;     // entries of the others; of samples their numbers from 0
  struct Coordinate {
    std::string name, kind, path;
    std::vector<double> numbers;
  };
  std::vector<Coordinate> coordinates;  // of samples
  std::size_t size() const { return words.empty() ? numbers.size() : words.size(); }
};

/// A weather of the sweep with all that its runs hang on, as hashes by component.
struct SweepWeatherState {
  scenarios::SweepWeather choice;
  std::map<std::string, std::string> identity;  // "inventory", "weather", "mechanism", "build" …
  std::string baseline;                         // hash of its plan
  std::int64_t start = 0, end = 0;              // UTC s
  int spinup_hours = 0;
  std::int64_t cells = 0;
  std::map<std::string, double> shares;  // of an option's works that take part, where options are made equal
};

/// A scenario to be computed: one content, however many members have it.
struct SweepScenario {
  std::string key, plan;  // SHA-256 of all it hangs on, and of its plan
  int weather = 0;
  int member = 0;     // the first that has it
  int fork_hour = 0;  // until which it does what the baseline does
};

/// Scenarios of one weather that are stepped together; one result file.
struct SweepBatch {
  std::string id;
  int weather = 0;
  std::vector<int> scenarios;
};

/// By member; NaN where nothing was asked for.
struct SweepFigures {
  std::string currency;
  std::vector<double> cost, stops, restart;         // currency; 1; t of PM2.5
  std::map<std::string, std::vector<double>> lost;  // by product and unit
};

struct SweepEstimate {
  double lane_hours = 0.0, lane_hours_unshared = 0.0;  // simulated hours of members, the baseline among them
  double core_hours = 0.0, gigabytes = 0.0;
  int files = 0;
};

struct SweepManifest {
  std::string study_id, study_file, study_text;  // the study as it was read
  scenarios::Label label;
  std::string case_path;  // from the manifest's folder
  bool outside_allowed = false, double_precision = false, synthetic = false;
  std::uint64_t seed = 0;
  std::string sampling;  // "lhs", "sobol", "saltelli", "morris" or ""
  std::string version;
  std::vector<std::string> maps, metrics, robust_use;
  std::string across;
  std::vector<SweepDimension> dimensions;  // the last one runs fastest
  std::vector<SweepWeatherState> weathers;
  std::vector<SweepScenario> scenarios;
  std::vector<int> members;  // by member: its scenario
  SweepFigures figures;
  std::vector<SweepBatch> batches;
  SweepEstimate estimate;
  std::string hash;  // SHA-256 of all parts' hashes
};

std::string manifest_text(const SweepManifest& manifest);

/// Throws InputErrors: no such file, no JSON, another schema, parts that were edited by hand (each is named).
SweepManifest read_manifest(const std::filesystem::path& file);

}  // namespace lantian::io
