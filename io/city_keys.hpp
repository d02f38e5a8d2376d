/// Keys of [city_field], and its window on the grid.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/case.hpp"
#include "io/projection.hpp"
#include "scenarios/plumes/city_window.hpp"

namespace lantian::io {

void describe_city_field(KeyVisitor& visitor, scenarios::CaseCityField& city);

/// Four sides or none, the west one in the west.
void check_city_field(const CaseFile& file, Diagnostics& diagnostics);

/// All cells that the case's box touches, else those that the county's outline or townships lie in. Tells a
/// box that reaches beyond the grid, and a spacing that does not divide its cells.
scenarios::CityWindow city_window(const CaseFile& file, const Projection& projection, const model::Grid& grid,
                                  const scenarios::Inventory& inventory, Diagnostics& diagnostics);

}  // namespace lantian::io
