/// The hours in which a window is open.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "model/quantities/time.hpp"
#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

struct WindowSpan {
  model::UtcSeconds start = 0, end = 0;
  std::string level;  // the strictest warning level in force, "" where none is asked for
  bool operator==(const WindowSpan&) const = default;
};

/// When a spell of a warning is in force: one without end holds to the end of `run`, which also anchors
/// relative ones.
Period spell_of(const Warning& warning, Period run);

/// Spans of `window` ("" is always open) in `range`, whole local hours, joined; `run` anchors relative
/// warnings.
std::vector<WindowSpan> window_spans(const Scenario& scenario, const std::string& window,
                                     model::LocalClock clock, Period run, Period range);

/// Days of one season of the window's dates: in a common year, and with 29 February where that lies inside.
struct SeasonDays {
  int common = 0, leap = 0;
};
SeasonDays season_days(const Window& window);

}  // namespace lantian::scenarios
