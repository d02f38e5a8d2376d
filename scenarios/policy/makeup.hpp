/// Output made afterwards: what a stop or a limit loses, made in later hours outside its window.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <vector>

#include "scenarios/policy/load_curve.hpp"
#include "scenarios/policy/window.hpp"

namespace lantian::scenarios {

/// Of one plant. Output in hours of its mean yearly output; that of hours outside `run` is counted only where
/// it says so.
struct MadeUp {
  std::vector<LoadStep> steps;  // hours above full load, whole, ascending, apart; emission as output
  double owed = 0.0;            // of the run's hours, to be made again
  double placed = 0.0;          // of it, finds an hour in `range`
  double later = 0.0;           // of `placed`, after the run
  double planned = 0.0;         // made in the run, for whatever hour
};

/// `curve`: what the plant does under its orders in `range`, whole local hours; `spans`: the window's in it;
/// `rate`: usual output of the hour that begins at a time. The share of what hour i loses is made in hours
/// i < j <= i + most_delay that lie outside the window and at full load, the oldest loss first, each of them
/// up to `most_rate` times its usual output. Sum of `placed` and what finds no hour is `owed`, to rounding.
MadeUp made_up(const std::vector<LoadStep>& curve, const std::vector<WindowSpan>& spans, const MakeUp& makeup,
               const std::function<double(model::UtcSeconds)>& rate, Period range, Period run);

/// Time before a run whose losses may still be made up in it or take the room that later ones want.
model::UtcSeconds memory(const MakeUp& makeup);

}  // namespace lantian::scenarios
