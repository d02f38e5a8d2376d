/// Which sources may stand behind a pollutant at some stations: by mass and place, before any run.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/measures/plan_item.hpp"

namespace lantian::scenarios {

struct TracedSource {
  int source = -1;
  double mass = 0.0;                     // kg a-1 of the pollutant
  double distance = 0.0, bearing = 0.0;  // m to the nearest station; degree from it, clockwise from north
  std::string station;                   // that station
};

/// Sources (stacks, or middles of spreads) within the distance of a station, the largest first. `unknown`:
/// the first station that nobody knows.
std::vector<TracedSource> traced_sources(const SourceTrace& trace, const Inventory& inventory,
                                         const Surroundings& around, std::optional<std::string>& unknown);

/// A group of sources whose part at a station is found by a run without them: "brick" of the county, or of
/// what lies outside.
struct TracedGroup {
  std::string branch;  // first word of the industry
  bool in_county = false;
  double mass = 0.0;  // kg a-1
  int sources = 0;
};

/// All people's sources of the pollutant by branch, county and outside apart, the largest first.
std::vector<TracedGroup> traced_groups(Pollutant pollutant, const Inventory& inventory);

}  // namespace lantian::scenarios
