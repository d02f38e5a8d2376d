/// Averages of hourly concentrations as AERMOD forms them: fixed blocks of hours, the month, the whole
/// period, years.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "scenarios/dispersion/ranked_values.hpp"

namespace lantian::scenarios {

enum class HourUse { computed, calm, missing };

struct HourCount {
  int all = 0, calm = 0, missing = 0;
  void add(HourUse use);
  int valid() const { return all - calm - missing; }
  Lacking lacking() const;
};

/// Hours that a mean is divided by: those with a value, but at least three quarters of all.
///     max(N_valid, nint(0.75 N + 0.4))                                              [EPA2024b]
double averaging_hours(const HourCount& count);

inline constexpr int whole_month = 720;  // instead of a number of hours

/// One average that has just ended. `values` per cell, in the unit of the hours.
struct EndedAverage {
  int hours = 1;  // or whole_month
  LocalHour ending;
  HourCount count;
  std::span<const double> values;
};

/// Cells are what the caller numbers: groups times receptors. A block of n hours ends with each hour that n
/// divides; the month with its last hour. Calm and missing hours add nothing.
class BlockAverages {
 public:
  BlockAverages(std::vector<int> hours, std::size_t cells);

  /// `values`: one a cell; may be empty where the hour was not computed. `ended` is called once for each
  /// average that ends, in the order given.
  void add(const LocalHour& hour, HourUse use, std::span<const double> values,
           const std::function<void(std::size_t, const EndedAverage&)>& ended);

 private:
  struct Block {
    int hours;
    HourCount count;
    std::vector<double> sums;
  };
  std::vector<Block> blocks_;
  std::size_t cells_;
};

/// Mean over all hours with a value; of several years the simple mean of their means.
class LongMean {
 public:
  explicit LongMean(std::size_t cells) : sums_(cells) {}
  void add(HourUse use, std::span<const double> values);
  /// The mean of what was added since the last call; NaN where nothing has a value. Begins anew.
  std::vector<double> take();
  const HourCount& count() const { return count_; }

 private:
  HourCount count_;
  std::vector<double> sums_;
};

/// Means by season and hour of the day.
class SeasonHours {
 public:
  explicit SeasonHours(std::size_t cells);
  void add(const LocalHour& hour, HourUse use, std::span<const double> values);
  /// season 1 to 4, hour 1 to 24.
  int hours(int season, int hour) const { return count_[slot(season, hour)].valid(); }
  double mean(int season, int hour, std::size_t cell) const;

 private:
  static std::size_t slot(int season, int hour) {
    return static_cast<std::size_t>((season - 1) * 24 + hour - 1);
  }
  std::size_t cells_;
  std::vector<HourCount> count_;
  std::vector<double> sums_;
};

}  // namespace lantian::scenarios
