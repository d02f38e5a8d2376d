/// What kind of plant a source is: how long it must stand still once it stops, and what can be switched.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

/// Hours that a plant of this kind stands still at least: kilns and furnaces cool and heat up over days, so
/// none runs by day or night only. 0 where nothing is known.
int least_stop_hours(const Source& source);

/// Up to three ids of electric plants of the same trade that can be switched by the hour.
std::string switchable_instead(const Source& source, const Inventory& inventory);

}  // namespace lantian::scenarios
