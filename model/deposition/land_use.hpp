/// Shares of the ground by kind of land, and the season its plants are in.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string_view>

#include "model/quantities/time.hpp"

namespace lantian::model {

/// Wesely's kinds of land that occur on the plain [Wesely1989].
inline constexpr std::array land_use_names{
    std::string_view{"urban"},     std::string_view{"agricultural"}, std::string_view{"range"},
    std::string_view{"deciduous"}, std::string_view{"coniferous"},   std::string_view{"mixed_forest"},
    std::string_view{"water"},     std::string_view{"barren"},       std::string_view{"wetland"}};
inline constexpr std::size_t land_use_count = land_use_names.size();

/// Shares of the kinds, in the order of land_use_names; they sum to 1.
struct LandUse {
  std::array<double, land_use_count> share{};
  bool operator==(const LandUse&) const = default;
};

/// Wesely's five seasons [Wesely1989].
enum class Season { midsummer, autumn_with_crops, late_autumn, winter_snow, spring };

/// Snow on more than half the ground is winter; June-August midsummer, March-May spring, September-October
/// autumn, November-February late autumn; below 5 C as daily mean the plants rest whatever the month.
Season season_of(std::chrono::month month, double daily_mean_temperature, double snow_fraction);

}  // namespace lantian::model
