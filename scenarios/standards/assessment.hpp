/// HJ 663 of one year, as data: when a day, month or year is valid, what is taken of a period, the composite
/// index.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/standards/items.hpp"
#include "scenarios/standards/statistics.hpp"

namespace lantian::scenarios {

/// One item: its daily value, what is taken of the days of a period, how it is published.
struct ItemRule {
  std::string average;                 // of the daily value: "24h", "mda8"
  double percentile = 0.0;             // of the daily values, 0 to 100
  bool index_takes_percentile = true;  // else the mean
  double unit = 1e-9;                  // kg m-3 of one published unit
  std::string unit_name;               // for people
  double step = 1.0;                   // published values are multiples of it, in that unit
};

/// Sum over the items of weight times single index.
struct CompositeScheme {
  std::string id;
  bool is_verified = false;
  double step = 0.01;  // published values are multiples of it
  PerItem<double> weights{};
};

/// From `critical` on, Spearman's coefficient over so many years is a trend.
struct CriticalValue {
  int years = 0;
  double coefficient = 0.0;
};

struct Assessment {
  std::string id;
  std::int64_t first_day = 0;  // local day since which it is in force
  Validity validity;
  PerItem<ItemRule> items;
  std::vector<CompositeScheme> composites;  // the first ranks
  int good_up_to = 100, heavy_above = 200;  // AQI of a day
  int moving_average_years = 0;             // 0: none
  std::vector<CriticalValue> trend;         // years ascending
};

}  // namespace lantian::scenarios
