/// Hourly weather of a run and what a step needs of it at any time: the same numbers whether or not the run
/// was stopped in between.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <vector>

#include "model/grid/grid.hpp"
#include "model/state/forcing.hpp"

namespace lantian::run {

/// Copies share the instants.
class WeatherSeries {
 public:
  /// `hours`: ascending instants; throws std::invalid_argument where there are fewer than two.
  WeatherSeries(const model::Grid& grid, std::vector<model::Weather> hours);

  model::UtcSeconds first() const { return hours_->front().time; }
  model::UtcSeconds last() const { return hours_->back().time; }

  /// Linear between the instants; throws std::out_of_range beyond them.
  model::Weather at(model::UtcSeconds time) const;
  /// The middle of [start, end) and the air at its end.
  model::StepWeather step(model::UtcSeconds start, model::UtcSeconds end) const;

 private:
  model::Grid grid_;
  std::shared_ptr<const std::vector<model::Weather>> hours_;
};

}  // namespace lantian::run
