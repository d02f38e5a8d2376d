/// What comparisons are worth to people: days, peaks, exposure, deaths, money; and a name for each
/// difference.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "scenarios/evaluate/avoided_days.hpp"
#include "scenarios/evaluate/delta_range.hpp"
#include "scenarios/evaluate/exposure.hpp"
#include "scenarios/evaluate/health.hpp"
#include "scenarios/evaluate/peaks.hpp"
#include "scenarios/evaluate/plan_cost.hpp"

namespace lantian::scenarios {

/// A run's series at monitors and in townships, and what they are judged by.
struct AppraisalInputs {
  const Question& question;
  const std::vector<Monitor>& monitors;
  const std::vector<MonitorSeries>& at_monitors;
  const std::vector<MonitorSeries>& in_townships;  // `monitor` is the township
  std::vector<Settlement> people;                  // empty: no exposure, no deaths
  const Standards& standards;
  const HealthTable& health;
};

struct Appraisal {
  std::vector<AvoidedDays> avoided;
  std::vector<Peak> peaks;
  std::vector<Exposure> exposures;
  std::vector<AvoidedDeaths> deaths;
  std::vector<PlanCost> costs;  // empty where no measure states a cost
};
Appraisal appraise(const AppraisalInputs& inputs);

std::string name_of(const Effect& effect);
std::string name_of(const Peak& peak);
std::string name_of(const Exposure& exposure);
std::string name_of(const AvoidedDeaths& deaths);

/// Every difference of a run by its name, for runs that are to be compared.
std::map<std::string, double> deltas(const std::vector<Effect>& effects, const Appraisal& appraisal);

}  // namespace lantian::scenarios
