/// What carries for works follows their output: lorries, loaders.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/policy/effect.hpp"

namespace lantian::scenarios {

using Follower = std::pair<int, std::shared_ptr<const Steps>>;

/// Whether a source of an enterprise is among the industries and enterprises that `serves` names.
bool is_served(const Source& works, const std::vector<std::string>& serves, const Inventory& inventory);

/// The share of output that the lines which each target serves still make under the measure whose own effects
/// are `made`: lines of one product unit by their activity, the units by their number of lines. A target that
/// serves nothing is told at `key`.
std::vector<Follower> followers(const std::vector<int>& targets, const MeasureEffects& made,
                                const Inventory& inventory, Told& told, const std::string& key);

}  // namespace lantian::scenarios
