/// Sources that measures would make: they lie dormant in the inventory that all members share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

/// Longitude and latitude [degree] to the case's place.
using Placing = std::function<Place(double longitude, double latitude)>;

/// The place named, or the township's own; nothing where the inventory has no such township.
std::optional<Place> place_at(const Destination& to, const Inventory& inventory, const Placing& placing);

/// For each source that a `relocate` or `add` of the scenarios takes, a copy at its new place: id
/// "<source>@<measure>", dormant. Scenarios of all members together; sources stay sorted by id. Mistakes:
/// unknown townships, one measure id with two destinations.
std::vector<Finding> add_dormant(const std::vector<Scenario>& scenarios, Inventory& inventory,
                                 const Surroundings& around, const Placing& placing);

/// For each source the dormant one that `measure` makes of it; -1 none.
std::vector<int> made_by(const std::string& measure, const Inventory& inventory);

/// Whose copy a dormant source is, and the measure that makes it.
struct Origin {
  int source = -1;
  std::string measure;
};
/// Nothing for a source that is no copy.
std::optional<Origin> origin_of(int source, const Inventory& inventory);

/// The destination of a measure that moves or adds; null for others.
const Destination* destination_of(const Measure& measure);

}  // namespace lantian::scenarios
