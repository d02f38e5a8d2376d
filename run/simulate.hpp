/// The hours of a run: emissions, deposition, steps, means; stops and goes on at any hour.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>

#include "model/numerics/numerical_failure.hpp"
#include "run/engine.hpp"
#include "run/record.hpp"
#include "run/run.hpp"

namespace lantian::run {

struct Simulated {
  Record record;
  bool stopped = false;
  std::optional<std::filesystem::path> restart;
  std::map<std::string, std::string> field_hashes;
  std::vector<std::pair<std::string, double>> seconds;
  std::int64_t unconverged_aerosols = 0, solved_aerosols = 0;
  std::vector<model::OutputQuantity> quantities;
  std::optional<io::RestartFile> state;
};

/// A part of a run: from its beginning or from a state, to its end or to an hour.
struct Leg {
  const io::RestartFile* from = nullptr;
  std::optional<int> until_hour;                // since the case's start
  std::map<std::string, std::string> identity;  // of the state that is left
  /// Hears each hour that is done, and how to have the state then.
  std::function<void(int hour, const std::function<io::RestartFile()>& state)> after_hour;
};

/// Where it ends before the run's end, `Simulated::stopped` is set and `state` is what goes on.
template <class Real>
Simulated simulate_leg(const Engine& engine, const Leg& leg, Progress& progress);

/// A model's failure: where in the case's own terms. The air that could not be solved is left in `folder`,
/// where that is there.
io::Diagnostic diagnostic_of(const model::NumericalFailure& failure, const Engine& engine,
                             bool double_precision, const std::filesystem::path& folder);
/// The same in words.
std::string told(const model::NumericalFailure& failure, const Engine& engine, bool double_precision,
                 const std::filesystem::path& folder);

template <class Real>
Simulated simulate(const Engine& engine, const Request& request, const std::filesystem::path& folder,
                   std::map<std::string, std::string> identity, Progress& progress);

}  // namespace lantian::run
