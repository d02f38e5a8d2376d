/// How far an enterprise keeps a rule: the mean of what the scenario says, or a draw of its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "scenarios/policy/scenario.hpp"

namespace lantian::scenarios {

/// A uniform number in (0, 1) of its own for each draw, measure and enterprise: Philox4x32-10 [Salmon2011]
/// keyed by `draw`, counted by FNV-1a hashes of the two ids. Neither order nor company changes it.
double uniform_draw(std::uint64_t draw, const std::string& measure, const std::string& enterprise);

/// The value below which the share `u` of the distribution lies, rounded to 6 decimals, so that the last bits
/// of a machine's library of functions do not show.
double quantile(const Compliance& compliance, double u);

/// Without `draw` the mean, to the bit; a plain number is never drawn.
double compliance_of(const Compliance& compliance, std::optional<std::uint64_t> draw,
                     const std::string& measure, const std::string& enterprise);

}  // namespace lantian::scenarios
