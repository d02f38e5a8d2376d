/// A run beside what monitors reported: pair by pair where the run is of those very hours, else distributions
/// and shapes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/skill/criteria.hpp"
#include "scenarios/standards/limits.hpp"
#include "scenarios/standards/observations.hpp"

namespace lantian::scenarios {

/// The model's hourly means at one monitor, without a gap [kg m-3]; gases at 298.15 K.
struct ModelledStation {
  std::string monitor;
  std::int64_t first_hour = 0;  // beginning, hours since 1970-01-01T00:00 local
  PerItem<std::vector<double>> hours;
};

/// Which observed station stands at which monitor; `modelled` is an index.
struct StationMatch {
  const Observations* observed = nullptr;
  std::size_t modelled = 0;
};

struct StationSkill {
  std::string station, monitor;
  Skill skill;
  std::optional<QualityIndicator> quality;
  std::optional<double> yearly_quality;  // where the pairs cover enough of a year
};

/// Means by local hour of both; of pairs only the hours that both have.
struct DiurnalCycles {
  HourlyMeans observed{}, model{};
  std::optional<double> shape;  // their correlation
};

/// One item at one averaging time, "1h", "24h" or "mda8".
struct ItemSkill {
  std::size_t item = 0;
  std::string average;
  std::vector<StationSkill> stations;    // empty for a composite episode, as is what follows
  Skill all;                             // pairs of all stations
  std::vector<Verdict> verdicts;         // of all pairs
  std::optional<double> quality;         // the percentile of the stations' indicators that decides
  std::optional<double> yearly_quality;  // likewise of the yearly form
  ValueSpread observed, model;
  std::optional<DiurnalCycles> diurnal;  // of hours
};

struct ModelEvaluation {
  bool is_composite = false;
  std::vector<ItemSkill> items;  // those with values on both sides
};

/// `is_composite`: the run's episode is put together and is not of any date; then all stations are held
/// against all modelled ones. Gases of the observations are turned to 298.15 K. Days count by the rules in
/// force on them.
ModelEvaluation evaluate_model(const std::vector<StationMatch>& matches,
                               const std::vector<ModelledStation>& modelled, bool is_composite,
                               const SkillRules& rules, const Standards& standards);

}  // namespace lantian::scenarios
