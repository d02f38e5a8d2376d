/// What a plan costs, as its evaluation needs it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/policy/cost.hpp"

namespace lantian::scenarios {

/// Of a member over the one it is held against, over the whole run.
struct PlanCost {
  std::string member, against;
  std::string currency;  // "CNY"
  int price_year = 0;
  double total = 0.0;
  std::vector<std::pair<std::string, double>> by_measure;
};

/// What `plan` costs more than `base`; nothing where no measure states a cost, or in several currencies.
std::optional<PlanCost> cost_beyond(const CostTable& plan, const CostTable& base);

/// Cost of each microgram per cubic metre that the plan takes off a mean [kg m-3]; none where it takes
/// nothing off.
inline std::optional<double> cost_per_microgram(const PlanCost& cost, double change) {
  if (!(change < 0.0)) return std::nullopt;
  return cost.total / (-change * 1e9);
}

}  // namespace lantian::scenarios
