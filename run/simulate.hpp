/// The hours of a run: emissions, deposition, steps, means; stops and goes on at any hour.
// SPDX-License-Identifier: Apache-2.0
#pragma once
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
};

/// A model's failure in words: where in the case's own terms. The air that could not be solved is left in
/// `folder`, where that is there.
std::string told(const model::NumericalFailure& failure, const Engine& engine, bool double_precision,
                 const std::filesystem::path& folder);

template <class Real>
Simulated simulate(const Engine& engine, const Request& request, const std::filesystem::path& folder,
                   std::map<std::string, std::string> identity, Progress& progress);

}  // namespace lantian::run
