/// The air quality index of HJ 633: sub-indices by break points, their maximum, what is primary.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

/// One column of the table: a pollutant and the time over which it is averaged.
struct IndexColumn {
  std::string pollutant;            // "SO2", "NO2", "CO", "O3", "PM10", "PM2p5"
  std::string average;              // "24h", "1h", "mda8"
  double unit = 1e-9;               // kg m-3 of one unit of the break points
  std::string unit_name;            // for people
  double step = 1.0;                // published values are multiples of it, in the column's unit
  std::vector<double> breakpoints;  // ascending; may end before the indices do
};

struct IndexCategory {
  int highest = 500;            // the last index of the category
  Label level, label;           // "II" 二级, "good" 良
  std::array<int, 3> colour{};  // red, green, blue
};

/// HJ 633 of one year, as data.
struct IndexScheme {
  std::string id;
  std::int64_t first_day = 0;  // local day since which it is in force
  std::vector<double> indices;
  std::vector<IndexColumn> columns;
  std::vector<IndexCategory> categories;
  bool cap_short_columns = false;  // above a column that ends early: its last index (2026), or none (2012)
  const IndexColumn* column(const std::string& pollutant, const std::string& average) const;
};

/// Sub-index of a value in the column's own unit, rounded up; 500 above a full column. None for NaN, or above
/// a column that ends early where the scheme gives none.
std::optional<int> sub_index(const IndexScheme& scheme, const IndexColumn& column, double value);

/// A pollutant's concentration [kg m-3] over an averaging time.
struct Concentration {
  std::string pollutant, average;
  double value = 0.0;
};

struct SubIndex {
  std::string pollutant, average;
  double published = 0.0;  // rounded, in the column's unit
  int index = 0;
};

struct AirQualityIndex {
  std::optional<int> value;           // none: no valid sub-index
  std::vector<SubIndex> sub_indices;  // in the order given
  std::vector<std::string> primary;   // all that share the maximum, where it is above 50
  std::vector<std::string> exceeding;
  int category = -1;  // index into IndexScheme::categories
};

/// Index of a day: 24-h means and O3 as "mda8"; where that is beyond its column, O3 "1h" if given.
AirQualityIndex daily_index(const IndexScheme& scheme, const std::vector<Concentration>& values);

/// Index of an hour: gases by their 1-h columns, particles by the 24-h column [practice of publication].
/// Beyond the 1-h column of SO2 its "24h" holds, if given: the mean of the last 24 hours.
AirQualityIndex hourly_index(const IndexScheme& scheme, const std::vector<Concentration>& values);

}  // namespace lantian::scenarios
