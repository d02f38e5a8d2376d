/// Deaths of an episode that a plan avoids, by short-term functions; the long-term function for seasons and
/// years, never both.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/evaluate/township_days.hpp"

namespace lantian::scenarios {

/// A short-term function: percent more deaths per 10 ug m-3 of a day's value, with its 95 % interval.
struct ConcentrationResponse {
  std::string id, pollutant, average;
  Label label;
  double central = 0.0, low = 0.0, high = 0.0;  // percent per 10 ug m-3
};

/// The global exposure mortality model for non-accidental death above 25 years of age [Burnett2018].
struct LongTermFunction {
  double theta = 0.0, theta_error = 0.0, alpha = 1.0, mu = 0.0, nu = 1.0;  // alpha, mu, nu in ug m-3
  double counterfactual = 0.0;                                             // ug m-3
  int least_days = 90;                                                     // a shorter window is refused
};

struct HealthTable {
  double deaths_per_person_and_year = 0.0;
  std::vector<ConcentrationResponse> short_term;
  LongTermFunction long_term;
};

/// Deaths, all ages and causes that the functions count, over the days.
struct AvoidedDeaths {
  std::string member, against, response;
  int days = 0;
  double population = 0.0;
  double central = 0.0, low = 0.0, high = 0.0;
};

/// Sum over days and townships of people x deaths a day x (1 - exp(-beta dC)), beta = ln(1 + r) / 10 ug m-3.
std::vector<AvoidedDeaths> avoided_deaths(const std::vector<TownshipDays>& pairs,
                                          const std::vector<Settlement>& people, const HealthTable& table);

/// Hazard ratio of a long-term mean [ug m-3] over the counterfactual: exp(theta ln(1 + z/alpha) /
/// (1 + exp(-(z - mu)/nu))), z = max(0, C - counterfactual).
double hazard_ratio(const LongTermFunction& function, double concentration);

/// Deaths a year that a lower long-term mean avoids; nothing for a window of fewer than `least_days`: an
/// episode says nothing about it.
std::optional<double> avoided_deaths_a_year(const HealthTable& table, int days, double population,
                                            double before, double after);

}  // namespace lantian::scenarios
