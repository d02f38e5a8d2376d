/// Reads an emission inventory: the folder's tables and the time and species profiles (docs/formats.md).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "model/deposition/land_use.hpp"
#include "model/grid/grid.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::io {

/// Where plants and soil are.
struct NaturalGround {
  model::Grid grid;
  std::vector<model::LandUse> land_use;  // by column, or one for all
  model::Season season;
  double latitude = 0.0, longitude = 0.0;  // rad, of the window's middle
};

struct InventoryRequest {
  std::vector<std::filesystem::path> folders;  // tables of the same name are joined
  std::filesystem::path profiles;              // data/profiles; a folder's own table of that name replaces it
  std::string county;                          // whose sources are the case's own
  TextPlace county_place;                      // where the case names it
  std::optional<NaturalGround> natural{};      // what grows; nothing: no natural sources
  /// Longitude and latitude [degree] to the case's x and y [m].
  std::function<std::array<double, 2>(double, double)> project;
  /// Whether x and y [m] lie in the window.
  std::function<bool(double, double)> inside_window;
  std::vector<std::string> species;  // what profiles may name; empty: anything
  bool outside_allowed = false;      // tables may be links that lead out of their folder
};

/// Every mistake of every table goes to `diagnostics`; the inventory is sound only if none was added.
/// Sources are sorted by id: "E012/L1/kiln/DA001", "area/ID", "point/ID", "natural/SPECIES".
scenarios::Inventory read_inventory(const InventoryRequest& request, Diagnostics& diagnostics);

}  // namespace lantian::io
