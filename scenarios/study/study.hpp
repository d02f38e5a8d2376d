/// A study as its author wrote it: options that are to be compared fairly, over what and by what.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

struct Option {
  std::string id;
  Label label;
  Scenario scenario;  // its measures and what they refer to
};

/// What the options must have in common before they are compared.
enum class EqualBy { lost_output, cost, emitted };

/// The share of its works that takes part is solved for each of `options`, so that they all lose, cost or
/// avoid what `reference` does.
struct Equalise {
  EqualBy by = EqualBy::lost_output;
  Pollutant pollutant = Pollutant::PM2p5;  // emitted
  std::string reference;
  std::vector<std::string> options;
};

/// An axis of a sweep: words, numbers, or so many samples of a distribution.
struct SweepAxis {
  std::string name;
  std::vector<std::string> values;
  int samples = 0;  // Latin hypercube
  double low = 0.0, high = 1.0;
};

struct Study {
  std::string id;
  Label label;
  std::optional<Period> period;  // evaluated; none: the case's own
  std::vector<Option> options;   // by id
  std::optional<Equalise> equalise;
  std::vector<SweepAxis> axes;
  std::uint64_t seed = 0;
  std::vector<std::string> metrics;     // asked for by [score]
  std::string across;                   // axis over which [score] is robust
  std::vector<std::string> robust_use;  // "mean", "cvar0.9", "max_regret"
};

/// The part of a scenario that its measures refer to, directly or through others.
Scenario referred_part(const Scenario& scenario);

/// The same scenario with a share of the works taking part: every compliance is that many times its mean.
Scenario taking_part(Scenario scenario, double share);

}  // namespace lantian::scenarios
