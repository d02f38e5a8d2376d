/// What is asked of a model: goals and criteria of the literature, the objective of FAIRMODE; all of it data.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/inventory/inventory.hpp"
#include "scenarios/skill/skill.hpp"

namespace lantian::scenarios {

/// Met where the value's size lies below it (of r: above). The goal is what the best models reach, the
/// criterion what most do.
struct Bound {
  std::optional<double> goal, criterion;
};

struct SkillCriteria {
  std::string id;                  // "Emery2017"
  std::string pollutant, average;  // "O3", "mda8"
  double cutoff = 0.0;             // kg m-3: only observed values from it on count
  Bound nmb, nme, mfb, mfe, correlation;
};

struct QualityObjective {
  std::string pollutant, average;
  MeasurementUncertainty uncertainty;  // kg m-3
};

/// data/standards/skill.toml.
struct SkillRules {
  std::vector<SkillCriteria> criteria;
  std::vector<QualityObjective> objectives;
  double beta = 2.0;                  // allowed ratio of the model's error to the measurement's uncertainty
  double stations_that_count = 90.0;  // percentile of the stations' indicators
  double share_of_year = 0.75;        // pairs that the yearly form needs, of all in 365 days
  const QualityObjective* objective(const std::string& pollutant, const std::string& average) const;
};

enum class Mark { none, missed, criterion, goal };

/// One statistic beside its bound.
struct Verdict {
  std::string criteria;   // id
  std::string statistic;  // "NMB", "NME", "MFB", "MFE", "r"
  double value = 0.0;
  Bound bound;
  int count = 0;  // pairs that counted
  Mark mark = Mark::none;
};

/// How a value stands; `larger_is_better`: r.
Mark mark_of(double value, const Bound& bound, bool larger_is_better);

/// The statistics that `criteria` asks for, of these values.
std::vector<Verdict> verdicts_of(const SkillCriteria& criteria, std::span<const double> model,
                                 std::span<const double> observed);

}  // namespace lantian::scenarios
