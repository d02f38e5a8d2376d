#include "scenarios/dispersion/emission_factors.hpp"

#include <algorithm>

namespace lantian::scenarios {
namespace {

/// 0 weekday, 1 Saturday, 2 Sunday.
int kind_of_day(const LocalHour& hour) { return std::max(0, hour.weekday() - 5); }

int wind_class(double wind_speed, const WindClasses& classes) {
  return static_cast<int>(
      std::find_if(classes.begin(), classes.end(), [&](double bound) { return wind_speed <= bound; }) -
      classes.begin());
}

int place_of(Variation variation, const LocalHour& hour, double wind_speed, const WindClasses& classes) {
  const int clock = hour.hour - 1, season = hour.season() - 1, month = hour.month - 1,
            day7 = hour.weekday() - 1;
  switch (variation) {
    case Variation::annual:
      return 0;
    case Variation::season:
      return season;
    case Variation::month:
      return month;
    case Variation::hour_of_day:
      return clock;
    case Variation::wind_speed:
      return wind_class(wind_speed, classes);
    case Variation::season_hour:
      return clock + 24 * season;
    case Variation::hour_day3:
      return clock + 24 * kind_of_day(hour);
    case Variation::hour_day7:
      return clock + 24 * day7;
    case Variation::season_hour_day3:
      return clock + 24 * season + 96 * kind_of_day(hour);
    case Variation::season_hour_day7:
      return clock + 24 * season + 96 * day7;
    case Variation::month_hour_day3:
      return clock + 24 * month + 288 * kind_of_day(hour);
    case Variation::month_hour_day7:
      return clock + 24 * month + 288 * day7;
  }
  return 0;
}

}  // namespace

std::optional<VariationName> variation_named(std::string_view name) {
  for (const auto& known : variation_names)
    if (known.name == name) return known;
  return std::nullopt;
}

double VaryingFactors::at(const LocalHour& hour, double wind_speed, const WindClasses& classes) const {
  return factors[static_cast<std::size_t>(place_of(variation, hour, wind_speed, classes))];
}

}  // namespace lantian::scenarios
