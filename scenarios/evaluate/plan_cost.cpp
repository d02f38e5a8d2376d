#include "scenarios/evaluate/plan_cost.hpp"

#include <map>

namespace lantian::scenarios {

std::optional<PlanCost> cost_beyond(const CostTable& plan, const CostTable& base) {
  if (plan.currencies.size() != 1 || base.currencies.size() > 1) return std::nullopt;
  const Currency& currency = plan.currencies.front();
  if (!base.currencies.empty() && (base.currencies.front().code != currency.code ||
                                   base.currencies.front().price_year != currency.price_year))
    return std::nullopt;
  std::map<std::string, double> by_measure;
  for (const auto& row : plan.rows) by_measure[row.measure] += row.cost;
  for (const auto& row : base.rows) by_measure[row.measure] -= row.cost;
  PlanCost cost;
  cost.currency = currency.code;
  cost.price_year = currency.price_year;
  for (const auto& [measure, money] : by_measure) {
    cost.total += money;
    if (money != 0.0) cost.by_measure.emplace_back(measure, money);
  }
  if (cost.by_measure.empty()) return std::nullopt;  // nobody states a price: that is not a cost of 0
  return cost;
}

}  // namespace lantian::scenarios
