/// Land-use categories of WRF as the kinds of land that deposition knows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string_view>

#include "model/deposition/land_use.hpp"

namespace lantian::model::mesoscale {

/// Place in `land_use_names` of category 1, 2 … of a scheme as MMINLU names it: "USGS" (24 categories) or
/// "MODIFIED_IGBP_MODIS_NOAH" (21, and urban 31-33) [WRFUsers2023]. Nothing for other schemes and numbers.
std::optional<std::size_t> land_kind(std::string_view scheme, int category);

}  // namespace lantian::model::mesoscale
