/// What is asked of each member of a sweep: the metrics by name, and how one summarises them over an axis.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace lantian::scenarios {

/// A metric of a member. Where it comes from: the air of its run, its plan, or both.
struct Metric {
  enum class From { air, plan, both };
  std::string name, unit, meaning;
  From from = From::air;
  bool more_is_better = false;
};

/// pm25_mean, …; emitted_SO2, … by pollutant.
const std::vector<Metric>& metrics();
std::vector<std::string> metric_names();

/// "mean", "worst", "max_regret", "cvar0.9": of metrics of which less is better.
struct RobustUse {
  enum class Kind { mean, worst, max_regret, cvar };
  Kind kind = Kind::mean;
  double level = 0.0;  // cvar: the mean of the worst 1 - level
};
std::optional<RobustUse> robust_use_of(const std::string& word);

/// A dimension of a sweep, the last one running fastest.
struct SweepExtent {
  std::size_t size = 1;
  bool is_state = false;  // of the world, which nobody decides
};

/// Options, scenario files and listed parameters are decided; weathers, compliances, draws and all that is
/// sampled are states of the world. `kind`: an axis's, or "sample".
bool is_state_of_the_world(const std::string& kind);

/// By member: its value less the least of all decisions under the same weather and the same other states; a
/// NaN is no decision to compare with.
std::vector<double> regrets(const std::vector<double>& values, const std::vector<SweepExtent>& extents);

/// Over `values` of one choice under several weathers; the worst are the largest. For max_regret `values` are
/// regrets already. NaN where any is. cvar takes the mean of the worst share, the last one in part
/// [RockafellarUryasev2002].
double robust(const RobustUse& use, std::vector<double> values);

}  // namespace lantian::scenarios
