/// What a batch keeps of its members: metrics, hourly differences at the monitors, maps.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>

#include "io/sweep/batch_file.hpp"
#include "run/simulate.hpp"

namespace lantian::run {

inline constexpr std::array sweep_quantities{"PM2p5", "PM10", "O3", "NO2", "SO2", "CO"};

/// Fills a batch's results lane by lane.
class BatchResults {
 public:
  BatchResults(const Engine& engine, const std::vector<std::string>& maps, std::size_t scenarios,
               io::SweepBatchFile& results);

  /// Lane `lane` of a finished run as the baseline (-1, first of all) or as a scenario of the batch. The
  /// run's members are still those of the engine.
  void take(const Simulated& simulated, int lane, int scenario);
  /// A scenario of another run, against the baseline of that run, its lane 0; `baseline` stays the batch's.
  void take_apart(const Simulated& simulated, int lane, int scenario);

 private:
  const Engine& engine_;
  io::SweepBatchFile& results_;
  /// What a lane has at the monitors and as maps [kg m-3].
  struct Air {
    std::vector<double> series, maps;
  };
  /// Sets the row of metrics of `scenario`.
  Air air_of(const Simulated& simulated, int lane, int scenario);
  void put(const Air& own, const Air& baseline, int scenario);
  Air baseline_;
};

}  // namespace lantian::run
