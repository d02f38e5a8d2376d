/// The standards that the product ships, and series of monitor data made up for a test.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>

#include "io/standards.hpp"
#include "scenarios/standards/judged_days.hpp"
#include "tests/support/places.hpp"

namespace lantian::tests {

inline const scenarios::Standards& shipped_standards() {
  static const scenarios::Standards read = [] {
    io::Diagnostics mistakes;
    auto found = io::read_standards(source_root() / "data" / "standards", mistakes);
    EXPECT_TRUE(mistakes.empty());
    return found;
  }();
  return read;
}

inline std::int64_t day(int year, unsigned month, unsigned number) {
  using namespace std::chrono;
  return sys_days{std::chrono::year{year} / month / number}.time_since_epoch().count();
}

inline constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Published units of the six items, kg m-3.
inline constexpr scenarios::PerItem<double> units{1e-9, 1e-9, 1e-9, 1e-9, 1e-6, 1e-9};

/// A daily series; `values(n)` are the six items of the n-th day in published units.
template <class Values>
scenarios::Observations daily_series(const std::string& station, std::int64_t first, int days,
                                     Values values) {
  scenarios::Observations series;
  series.station = series.area = station;
  series.resolution = scenarios::Resolution::day;
  series.first = first;
  for (int n = 0; n < days; ++n) {
    const scenarios::PerItem<double> of_day = values(n);
    for (std::size_t item = 0; item < scenarios::item_count; ++item)
      series.values[item].push_back(of_day[item] * units[item]);
  }
  series.given_index.assign(static_cast<std::size_t>(days), -1);
  return series;
}

/// An hourly series of whole days from local midnight; `values(h)` are the six items of the h-th hour.
template <class Values>
scenarios::Observations hourly_series(const std::string& station, std::int64_t first_day, int hours,
                                      Values values) {
  auto series = daily_series(station, first_day * 24, hours, values);
  series.resolution = scenarios::Resolution::hour;
  series.area = "";
  return series;
}

}  // namespace lantian::tests
