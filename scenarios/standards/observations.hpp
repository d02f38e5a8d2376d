/// What monitors reported, hour by hour or day by day, as it was written down.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/standards/items.hpp"

namespace lantian::scenarios {

enum class Resolution { hour, day };

/// One station's series without gaps in time; NaN where there is no value. A city-wide series is a station of
/// its city's name.
struct Observations {
  std::string station;
  std::string area;          // city or county; "": the input names none
  bool is_evaluated = true;  // background points are not part of the area's mean
  Resolution resolution = Resolution::hour;
  std::int64_t first = 0;                 // hours (beginning) or days since 1970-01-01T00:00, local
  PerItem<std::vector<double>> values;    // kg m-3; days: 24-h means, O3 the MDA8
  std::vector<double> ozone_1h;           // kg m-3; days: the largest hour, where it is given
  std::vector<int> given_index;           // AQI that stands in the input; -1: none
  std::optional<double> gas_temperature;  // K, of the state gases are written at; none: that of the date

  std::size_t size() const { return values[0].size(); }
  std::int64_t first_day() const;
  std::int64_t last_day() const;
  bool has_value(std::size_t at) const;
};

/// Takes out spells in which all items stand still for at least `stuck_hours` records: a monitor that hangs,
/// or a name that an archive went on repeating. At least three items are needed to tell. Returns the number
/// of records taken out.
inline constexpr int stuck_hours = 24;
int remove_stuck_hours(Observations& observations);

/// Records whose PM2.5 is above PM10, which cannot be: two instruments that disagree.
int inverted_particles(const Observations& observations);

/// The hours that have a value at all, of one item.
int count_values(const Observations& observations, std::size_t item);

}  // namespace lantian::scenarios
