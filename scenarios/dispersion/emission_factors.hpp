/// Factors by which an emission varies with the calendar and the wind, as AERMOD's EMISFACT names them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "scenarios/dispersion/local_hour.hpp"

namespace lantian::scenarios {

/// Names and lengths are AERMOD's [EPA2024b]: the hour runs fastest, then season or month, then
/// the kind of day.
enum class Variation {
  annual,
  season,
  month,
  hour_of_day,
  wind_speed,
  season_hour,
  hour_day3,  // weekdays, Saturday, Sunday
  hour_day7,  // Monday to Sunday
  season_hour_day3,
  season_hour_day7,
  month_hour_day3,
  month_hour_day7,
};

struct VariationName {
  std::string_view name;
  Variation variation;
  std::size_t count;  // of factors
};
inline constexpr std::array<VariationName, 12> variation_names{
    {{"ANNUAL", Variation::annual, 1},
     {"SEASON", Variation::season, 4},
     {"MONTH", Variation::month, 12},
     {"HROFDY", Variation::hour_of_day, 24},
     {"WSPEED", Variation::wind_speed, 6},
     {"SEASHR", Variation::season_hour, 96},
     {"HRDOW", Variation::hour_day3, 72},
     {"HRDOW7", Variation::hour_day7, 168},
     {"SHRDOW", Variation::season_hour_day3, 288},
     {"SHRDOW7", Variation::season_hour_day7, 672},
     {"MHRDOW", Variation::month_hour_day3, 864},
     {"MHRDOW7", Variation::month_hour_day7, 2016}}};
std::optional<VariationName> variation_named(std::string_view name);

/// Upper bounds of the five lower classes of wind speed, m s-1 [EPA2024b].
using WindClasses = std::array<double, 5>;
inline constexpr WindClasses usual_wind_classes{1.54, 3.09, 5.14, 8.23, 10.8};

struct VaryingFactors {
  Variation variation = Variation::annual;
  std::vector<double> factors{1.0};

  /// The factor of an hour; wind_speed [m s-1] is that of the surface file.
  double at(const LocalHour& hour, double wind_speed, const WindClasses& classes) const;
};

}  // namespace lantian::scenarios
