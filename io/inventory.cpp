#include "io/inventory.hpp"

#include <algorithm>

#include "io/inventory/reading.hpp"

namespace lantian::io {

scenarios::Inventory read_inventory(const InventoryRequest& request, Diagnostics& diagnostics) {
  inventory::Reading reading{request, diagnostics, {}, {}, {}, {}, {}, {}, {}, {}, {"natural_ground.csv"}};
  inventory::read_profiles(reading);
  inventory::read_regions(reading);
  inventory::read_outline(reading);
  inventory::read_spreads(reading);
  inventory::read_enterprises(reading);
  inventory::read_processes(reading);
  inventory::read_area(reading);
  inventory::read_points(reading);
  if (request.natural) inventory::read_natural(reading);
  reading.report_unknown_tables();
  std::sort(reading.inventory.sources.begin(), reading.inventory.sources.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  return std::move(reading.inventory);
}

}  // namespace lantian::io
