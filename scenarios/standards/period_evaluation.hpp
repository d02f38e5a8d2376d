/// What is said of a month, a quarter or a year: means, percentiles, validity, attainment, days by category,
/// composite index.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "scenarios/standards/calendar_period.hpp"
#include "scenarios/standards/judged_days.hpp"

namespace lantian::scenarios {

/// Local days from first to last, both included.
struct DaySpan {
  std::int64_t first = 0, last = -1;
  bool holds(std::int64_t day) const { return day >= first && day <= last; }
};

/// What is left of a period up to the day on which the data end.
DaySpan span_until(const CalendarPeriod& period, std::int64_t last_day);

/// One item over a period; concentrations are kg m-3, not rounded.
struct ItemOfPeriod {
  int valid_days = 0;
  bool is_valid = false;  // enough days, month by month
  std::optional<double> mean, percentile;
  std::optional<double> annual_limit, daily_limit;  // class 2; the percentile is held against the daily one
  int exceeding_days = 0;
  std::optional<double> attainment;                              // share of valid days within the daily limit
  std::optional<double> mean_exceedance, percentile_exceedance;  // (C - S) / S where C is above S
  std::optional<bool> attains;  // whole valid years: the mean and the percentile hold their limits
  std::optional<double> single_index;
  /// What the composite index and comparisons take: the mean or the percentile.
  std::optional<double> statistic(const ItemRule& rule) const;
};

struct CompositeIndex {
  std::string scheme;
  bool is_verified = false;
  std::optional<double> value;       // none: an item is missing; not rounded
  std::vector<std::size_t> leading;  // items with the largest term
};

inline constexpr std::size_t category_count = 6;

struct PeriodEvaluation {
  CalendarPeriod period;
  DaySpan span;
  bool is_whole = false;      // the span is the whole period
  bool dust_removed = false;  // dust days are left out of PM10, PM2.5 and the composite index
  int dust_days = 0;          // with data, in the span
  std::string limits, index_scheme, assessment;  // ids
  double gas_temperature = 0.0;                  // K
  PerItem<ItemOfPeriod> items;
  std::vector<CompositeIndex> composites;
  int valid_days = 0;                                                     // all six items valid
  int incomplete_days = 0;                                                // some are
  std::array<int, category_count> categories{}, incomplete_categories{};  // the latter: at least so bad
  int good_days = 0, heavy_days = 0;                                      // of the valid days
  PerItem<int> primary_days{};  // of the valid days; ties count for each
  std::optional<double> good_rate() const;
  bool is_valid() const;  // all six items are
};

/// `days`: a place's, ascending, without gaps, all judged by `judge`'s one standing day. `dust_days`: left
/// out of PM10 and PM2.5 if `remove_dust`; a day so left out still counts as valid.
PeriodEvaluation evaluate_period(const std::vector<JudgedDay>& days, const CalendarPeriod& period,
                                 DaySpan span, const Judge& judge, const std::set<std::int64_t>& dust_days,
                                 bool remove_dust);

/// Whether two periods may be compared: the earlier has three quarters of the later one's days at least. It
/// may still be invalid by itself. [our own rule: HJ 663 says nothing of it]
bool is_comparable(const ItemOfPeriod& now, const ItemOfPeriod& before);
bool is_comparable(const PeriodEvaluation& now, const PeriodEvaluation& before);  // each item

/// Change of a period's own value on an earlier one's; none where there is none or it may not be compared.
std::optional<double> change_of_item(const PeriodEvaluation& now,
                                     const std::optional<PeriodEvaluation>& before, std::size_t item,
                                     std::optional<double> ItemOfPeriod::*value);
std::optional<double> change_of_index(const PeriodEvaluation& now,
                                      const std::optional<PeriodEvaluation>& before);
/// Difference of the good-day rates.
std::optional<double> change_of_good_rate(const PeriodEvaluation& now,
                                          const std::optional<PeriodEvaluation>& before);

/// (now - before) / before; none where either is missing or `before` is 0.
std::optional<double> relative_change(const std::optional<double>& now, const std::optional<double>& before);

/// A concentration [kg m-3] as it is published, in the rule's unit.
double published(double value, const ItemRule& rule);

}  // namespace lantian::scenarios
