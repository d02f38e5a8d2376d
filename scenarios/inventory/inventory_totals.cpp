#include "scenarios/inventory/inventory_totals.hpp"

namespace lantian::scenarios {

PollutantMasses& operator+=(PollutantMasses& sum, const PollutantMasses& mass) {
  for (std::size_t p = 0; p < pollutant_count; ++p) sum[p] += mass[p];
  return sum;
}

InventoryTotals inventory_totals(const Inventory& inventory) {
  InventoryTotals totals;
  for (const auto& source : inventory.sources) {
    if (source.dormant) continue;  // no mass of the base year
    totals.total += source.annual_mass;
    totals.total_uncontrolled += source.uncontrolled;
    if (source.in_county) totals.county += source.annual_mass;
    totals.by_category[source.category] += source.annual_mass;
    totals.by_region[source.region] += source.annual_mass;
    totals.by_industry[source.industry] += source.annual_mass;
    const auto enterprise = static_cast<std::size_t>(source.enterprise);
    totals.by_grade[source.enterprise < 0 ? "" : inventory.enterprises[enterprise].grade] +=
        source.annual_mass;
  }
  return totals;
}

std::string category_at(const std::string& category, int levels) {
  std::size_t end = 0;
  for (int level = 0; level < levels && end != std::string::npos; ++level)
    end = category.find('.', end + (level > 0));
  return category.substr(0, end);
}

}  // namespace lantian::scenarios
