/// Annual masses of an inventory by category, region, grade and industry.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>

#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

/// kg a-1 after controls. Every source counts once in each table, so each table sums to `total`; "" holds
/// sources without an enterprise (grade) or without the entry. Natural sources have no annual mass.
struct InventoryTotals {
  PollutantMasses total{}, total_uncontrolled{}, county{};
  std::map<std::string, PollutantMasses> by_category, by_region, by_grade, by_industry;
};
InventoryTotals inventory_totals(const Inventory& inventory);

/// The first `levels` levels of a dotted category: ("a.b.c.d", 2) is "a.b".
std::string category_at(const std::string& category, int levels);

PollutantMasses& operator+=(PollutantMasses& sum, const PollutantMasses& mass);

}  // namespace lantian::scenarios
