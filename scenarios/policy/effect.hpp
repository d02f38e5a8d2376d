/// What one measure does to each of its sources, before measures are combined.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/policy/emission_plan.hpp"
#include "scenarios/policy/ground.hpp"
#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/window.hpp"

namespace lantian::scenarios {

/// A factor on a span, for one pollutant or all.
struct SourceEffect {
  int source = -1;
  Stage stage = Stage::activity;
  std::optional<Pollutant> pollutant;
  model::UtcSeconds start = 0, end = 0;
  double factor = 1.0;
  bool operator==(const SourceEffect&) const = default;
};

/// Effects of `measure` on `sources` within the run; ladders without a value are added to `findings`.
std::vector<SourceEffect> effects_of(const Measure& measure, const std::vector<int>& sources,
                                     const Ground& ground, std::vector<Finding>& findings);

}  // namespace lantian::scenarios
