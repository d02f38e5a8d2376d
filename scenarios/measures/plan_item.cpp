#include "scenarios/measures/plan_item.hpp"

#include <algorithm>

namespace lantian::scenarios {

bool must_act(const std::string& item_class) { return item_class.find_first_of("DC") != std::string::npos; }

std::vector<std::size_t> taking_order(const ActionPlan& plan) {
  std::vector<std::size_t> order;
  for (std::size_t n = 0; n < plan.items.size(); ++n)
    if (!plan.items[n].measures.empty()) order.push_back(n);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return plan.items[a].step < plan.items[b].step; });
  return order;
}

}  // namespace lantian::scenarios
