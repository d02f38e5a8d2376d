/// What plans are expanded against beside the inventory: the run's time, and what rules may ask of air and
/// weather.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/quantities/time.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

/// [start, end) of a run or of what is asked for.
struct Period {
  model::UtcSeconds start = 0, end = 0;
};

/// Series by name, one value an hour from `start` on, in the units of policy texts (ug/m3, degC, AQI points);
/// NaN where nothing is known.
struct Signals {
  model::UtcSeconds start = 0;
  std::map<std::string, std::vector<double>> hourly;
  /// Keys that the no-action run is still to give: what hangs on them counts as open, warnings as called at
  /// every level in turn, so that mistakes show. Plans made so hold for nothing.
  std::set<std::string> awaited{};
};

struct Surroundings {
  model::LocalClock clock;
  Period run;
  std::vector<std::string> industries{};  // names that are known beside the inventory's own
  Signals signals{};
  std::map<std::string, Place> places{};  // beside the inventory's own regions and enterprises
  std::optional<std::uint64_t> draw{};    // number of the draw of compliances; none: their means
};

}  // namespace lantian::scenarios
