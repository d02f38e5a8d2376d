/// A study as its author wrote it: options that are to be compared fairly, over what and by what.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"
#include "scenarios/study/sampling.hpp"

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

/// A weather of a sweep: the season and variant of the case that stand for it, and the date plans begin at.
struct SweepWeather {
  std::string id, season, variant, plan_start;
  bool operator==(const SweepWeather&) const = default;
};

/// An axis of a sweep: a list of its own kind, or samples of a distribution.
struct SweepAxis {
  enum class Kind { option, scenario, weather, compliance, draw, parameter };
  Kind kind = Kind::option;
  std::string name;                             // of the dimension
  std::string path;                             // parameter: which number, "option.rotate.measure.0.op.share"
  std::vector<std::string> words;               // option: ids; scenario: names of its entries
  std::vector<std::vector<std::string>> files;  // scenario: by entry, the case's files
  std::vector<SweepWeather> weathers;           //
  std::vector<double> numbers;                  // compliance, draw, parameter
  std::optional<Sampling> sampling;             // instead of `numbers`
  Distribution distribution;                    // that samples are drawn from
};

/// A condition on the air: `most` bounds it, or `most_rise` its change by the cuts, both in kg m-3.
struct AirCondition {
  std::string metric;  // "pm25_24h", "pm25_mean", "mda8_o3"
  std::string at;      // "all_national_stations", "city_mean"
  std::optional<double> most, most_rise;
  std::string across_weathers;  // "mean", "max" or "cvar0.8"
};

/// Which cuts to choose, and by what: measures whose strength is free, one goal, the air's conditions.
struct Optimisation {
  std::vector<std::string> decide;  // "measure.ID" of the base, "option.ID"
  std::string minimise;             // "cost", "exposure", "peak", "number_of_enterprises"
  std::vector<AirCondition> subject;
  bool monotone_grade = false;                          // no grade does more than a worse one
  std::optional<double> most_share_of_cost_per_county;  // of the whole cost
  int full_model_runs = 0;                              // that verify the choice
  std::optional<double> gap;                            // relative, at which the search may stop
  std::optional<int> most_nodes;                        // of the search tree: work, never wall clock
};

struct Study {
  std::string id;
  Label label;
  std::optional<Period> period;  // evaluated; none: the case's own
  std::vector<Option> options;   // by id
  std::optional<Equalise> equalise;
  std::vector<SweepAxis> axes;
  std::vector<std::string> maps;  // quantities whose mean is kept as a map
  std::uint64_t seed = 0;
  std::vector<std::string> metrics;     // asked for by [score]
  std::string across;                   // axis over which [score] is robust
  std::vector<std::string> robust_use;  // "mean", "cvar0.9", "max_regret"
  std::optional<Optimisation> optimisation = {};
};

/// The part of a scenario that its measures refer to, directly or through others.
Scenario referred_part(const Scenario& scenario);

/// The same scenario with a share of the works taking part: every compliance is that many times its mean.
Scenario taking_part(Scenario scenario, double share);

}  // namespace lantian::scenarios
