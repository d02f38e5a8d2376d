/// Values that a plan's item writes for three strengths, `{ low, central, high, source }`, and where each of
/// its numbers comes from.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "io/toml_value.hpp"
#include "scenarios/measures/plan_item.hpp"

namespace lantian::io {

/// The tree with one value in place of each three, and without the sources of its numbers.
TomlValue at_strength(const TomlValue& written, scenarios::Strength strength);

/// Every number below `node` with its source: its own, or that of the nearest table around it. Mistakes:
/// numbers without any, `low` without `high`. Numbers of `select` and `window` need none.
std::vector<scenarios::PlanNumber> sourced_numbers(const TomlValue& node, const std::string& path,
                                                   Diagnostics& diagnostics);

}  // namespace lantian::io
