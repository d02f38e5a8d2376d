/// Tables over the distance from the source, one a lane, of at most 50 rows, and which points of a path they
/// keep.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/prime/hour_profiles.hpp"

namespace lantian::model::plume::prime {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

inline constexpr int table_rows = 50;  // [EPA2024]

/// Which of `points` (counted from 1) become row 1 .. 50 [row - 1]; their distance grows from row to row
/// where there are many. The fractions must be summed in this order: they often come to a whole number
/// [EPA2024].
static inline void rows_of(int points, int (&point)[table_rows]) {
  const double surplus = 2.0 * (points - table_rows) / (table_rows * (table_rows - 1));
  double sum = 0.0;
  for (int row = 1; row < table_rows; ++row) {
    sum = (sum + 1.0) + (row - 1) * surplus;
    const double even = row * (static_cast<double>(points) / table_rows);
    point[row - 1] = points <= table_rows       ? (row < points ? row : points)
                     : points <= 2 * table_rows ? static_cast<int>(even)
                                                : static_cast<int>(sum);
  }
  point[table_rows - 1] = points;
}

/// `columns` values beside each distance, for one source-hour or for one a lane. count: rows in use; 1: only
/// the start is known. V of the look-ups: as many lanes as the table has, or any where it has one.
template <int lanes, int columns>
struct DistanceTable {
  double distance[table_rows * lanes];
  double value[columns][table_rows * lanes];
  double count[lanes];
  /// Plumes may turn back for a while in the cavity; then the last row counts.
  bool ascending = true;
  void note_order() {
    ascending = true;
    for (int n = 0; n < lanes; ++n)
      for (int row = 1; row < static_cast<int>(count[n]); ++row)
        ascending = ascending && distance[row * lanes + n] >= distance[(row - 1) * lanes + n];
  }

  /// The last row at or before x, at most the last but one, and how far it is to the next.
  template <class V>
  struct Found {
    numerics::Integers<V> index;
    V way;
  };
  template <class V>
  [[gnu::always_inline]] inline Found<V> find(V x) const {
    using namespace numerics;
    const V most = of_each<V>(count) - 2.0;
    V row = broadcast<V>(0.0);
    if (ascending) {
      for (int pivot = 8; pivot < table_rows; pivot += 8)
        row = (of_each<V>(distance + pivot * lanes) <= x) & (most >= static_cast<double>(pivot)) ? row + 8.0
                                                                                                 : row;
      for (double step = 4.0; step >= 1.0; step *= 0.5) {
        const V next = row + step;
        const Mask<V> exists = next <= most;
        const V there = gather<V>(distance, index_of<V>(exists ? next : row));
        row = exists & (there <= x) ? next : row;
      }
    } else {
      for (int next = 1; next < table_rows; ++next)
        row = (of_each<V>(distance + next * lanes) <= x) & (most >= static_cast<double>(next))
                  ? broadcast<V>(next)
                  : row;
    }
    const Integers<V> index = index_of<V>(row);
    const V low = gather<V>(distance, index), high = gather<V>(distance + lanes, index);
    return {index, (high - x) / (high - low)};
  }
  template <class V>
  [[gnu::always_inline]] inline V at(int column, const Found<V>& found) const {
    const V low = numerics::gather<V>(value[column], found.index);
    const V high = numerics::gather<V>(value[column] + lanes, found.index);
    return high - (high - low) * found.way;
  }
  template <class V>
  [[gnu::always_inline]] inline V first() const {
    return of_each<V>(distance);
  }
  template <class V>
  [[gnu::always_inline]] inline V last() const {
    return numerics::gather<V>(distance, index_of<V>(V(of_each<V>(count) - 1.0)));
  }
  template <class V>
  [[gnu::always_inline]] inline V start(int column) const {
    return of_each<V>(value[column]);
  }
  template <class V>
  [[gnu::always_inline]] inline V end(int column) const {
    return numerics::gather<V>(value[column], index_of<V>(V(of_each<V>(count) - 1.0)));
  }

  /// What one lane holds.
  DistanceTable<1, columns> of_lane(int n) const {
    DistanceTable<1, columns> table;
    table.count[0] = count[n];
    table.ascending = ascending;
    for (int row = 0; row < table_rows; ++row) {
      table.distance[row] = distance[row * lanes + n];
      for (int c = 0; c < columns; ++c) table.value[c][row] = value[c][row * lanes + n];
    }
    return table;
  }

 private:
  template <class V>
  LANTIAN_INLINE V of_each(const double* from) {
    if constexpr (lanes == 1) {
      return numerics::broadcast<V>(from[0]);
    } else {
      static_assert(lanes == numerics::lanes_of<V>);
      return lanes_from<V>([&](int n) { return from[n]; });
    }
  }
  template <class V>
  LANTIAN_INLINE numerics::Integers<V> index_of(V row) {
    if constexpr (lanes == 1)
      return numerics::integer_of(row);
    else
      return numerics::integer_of(row) * lanes + lane_numbers<V>();
  }
};

/// The plume's height over the distance: constant before the first and beyond the last point.
template <int lanes>
struct Path : DistanceTable<lanes, 1> {
  template <class V>
  [[gnu::always_inline]] inline V height_at(V x) const {
    const V within = this->at(0, this->find(x));
    const V after = x >= this->template last<V>() ? this->template end<V>(0) : within;
    return x < this->template first<V>() ? this->template start<V>(0) : after;
  }
};

#undef LANTIAN_INLINE

}  // namespace lantian::model::plume::prime
