/// The highest values of a series at many places, with the hours at which they ended.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "scenarios/dispersion/local_hour.hpp"

namespace lantian::scenarios {

/// What an average lacked: nothing, calm hours, missing hours, both; AERMOD prints it as ' ', c, m, b.
enum class Lacking : char { nothing = ' ', calms = 'c', missing = 'm', both = 'b' };

struct RankedValue {
  double value = 0.0;
  std::int32_t ending = none;  // LocalHour::count of its last hour
  Lacking lacking = Lacking::nothing;

  static constexpr std::int32_t none = std::numeric_limits<std::int32_t>::min();
  bool is_there() const { return ending != none; }
};

/// `ranks` highest values of each cell, falling. Equal ones keep the order in which they came; zeros are
/// none.
class HighestValues {
 public:
  HighestValues(std::size_t cells, std::size_t ranks) : ranks_(ranks), values_(cells * ranks) {}
  std::size_t ranks() const { return ranks_; }
  void add(std::size_t cell, const RankedValue& value);
  std::span<const RankedValue> of(std::size_t cell) const { return {values_.data() + cell * ranks_, ranks_}; }

 private:
  std::size_t ranks_;
  std::vector<RankedValue> values_;
};

/// A value that is among the highest of a group at all receptors.
struct OverallValue : RankedValue {
  std::size_t receptor = 0;
};

/// The highest values of a group wherever they were, falling.
class OverallHighest {
 public:
  explicit OverallHighest(std::size_t most) : most_(most) {}
  void add(const OverallValue& value);
  const std::vector<OverallValue>& values() const { return values_; }

 private:
  std::size_t most_;
  std::vector<OverallValue> values_;
};

}  // namespace lantian::scenarios
