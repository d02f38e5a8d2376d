/// Hourly weather of a run and what a step needs of it at any time: the same numbers whether or not the run
/// was stopped in between.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>

#include "model/grid/grid.hpp"
#include "model/state/forcing.hpp"

namespace lantian::run {

/// Makes an instant when it is asked for and keeps the last few. Copies share them.
class WeatherSeries {
 public:
  /// Throws std::invalid_argument where there are fewer than two instants.
  WeatherSeries(const model::Grid& grid, model::WeatherInstants instants);

  model::UtcSeconds first() const;
  model::UtcSeconds last() const;

  /// Linear between the instants; throws std::out_of_range beyond them. One thread at a time.
  model::Weather at(model::UtcSeconds time) const;
  /// The middle of [start, end) and the air at its end.
  model::StepWeather step(model::UtcSeconds start, model::UtcSeconds end) const;

 private:
  struct Kept;
  model::Grid grid_;
  std::shared_ptr<Kept> kept_;
};

}  // namespace lantian::run
