/// How the table along a plume is filled: nodes, cubics, and what to do at kinks and jumps.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/receptor_view.hpp"
#include "model/plume/table_cubics.hpp"

namespace lantian::model::plume {

/// Nodes at lanes' positions in sixteenths of octaves from the table's first.
template <class V>
static void evaluate_at(const PlumeOfHour& plume, double above_ground, const PlumeTable& table,
                        const double* position, double* to) {
  const V l = (numerics::lanes_at<V>(position) + table.first) * (1.0 / nodes_per_octave);
  evaluate_nodes(plume, above_ground, l, to, stride);
}

/// An interval that is not smooth, again with 13 parts; where even a part is not, the plume itself will be
/// asked.
template <class V>
static void divide(const PlumeOfHour& plume, double above_ground, double relevant, int interval,
                   PlumeTable& table) {
  using namespace numerics;
  constexpr int width = lanes_of<V>;
  const bool penetrated = plume.penetrated_share > 0.0;
  for (int n = 0; n < block_nodes; n += width) {
    double position[width];
    for (int k = 0; k < width; ++k) position[k] = interval + (n + k - 1) * (1.0 / sub_intervals);
    evaluate_at<V>(plume, above_ground, table, position, &table.block_value[0][n]);
  }
  const int to = largest_nodes + block_room * table.blocks++;
  table.position[interval] = to;
  for (int n = 0; n < sub_intervals; n += width)
    fit_intervals<V>(&table.block_value[0][n + 1], penetrated, table, to + n);
  double room[block_nodes + 16], *const found = room + 8;
  fourth_differences<V>(table.block_value[0], block_nodes, penetrated, relevant, found);
  for (int n = 0; n < sub_intervals; ++n) {
    const Stencil stencil = stencil_of(found + n + 1, in_parts);
    if (stencil == nowhere)
      leave_to_plume(table, to + n);
    else if (stencil != around)
      fit_interval_aside(&table.block_value[0][n + 1], stencil, penetrated, table, to + n);
  }
}

/// How far the table is from nodes (exact, of all functions) within an interval, in the unit of roughness().
static inline double misfit(const PlumeTable& table, int interval, double way, const double* exact,
                            bool penetrated, double relevant) {
  const auto cubic = [way](const double* c) { return ((c[3] * way + c[2]) * way + c[1]) * way + c[0]; };
  const auto error = [&](const CubicPair* pairs, int half, int function) {
    return numerics::magnitude(cubic(pairs[interval].of[half]) - exact[function * stride]);
  };
  double worst = exact[function_R] > relevant ? error(table.random, 0, function_R) : 0.0;
  const auto coherent = [&](const CubicPair* pairs, int a, int b) {
    if (!(exact[a * stride] > relevant)) return;
    const double share =
        error(table.random, 1, function_W) / numerics::larger(exact[function_W * stride], 0.05);
    worst = numerics::larger(worst, numerics::larger(share, error(pairs, 0, a)));
    worst = numerics::larger(worst, 4.0 * error(pairs, 1, b) / exact[b * stride]);
  };
  coherent(table.coherent, function_A, function_B);
  if (penetrated) coherent(table.penetrated, function_A2, function_B2);
  return worst;
}

struct Doubt {
  int interval;
  Stencil stencil;
};

/// Cubics to one side are tried at a point, three quarters of the way to the kink; where they fail, and where
/// there is none, the interval is divided.
template <class V>
static void resolve_doubts(const PlumeOfHour& plume, double above_ground, double relevant,
                           const Doubt* doubts, int count, PlumeTable& table) {
  constexpr int width = numerics::lanes_of<V>, together = 8;
  constexpr double tolerated = 6e-4;
  const bool penetrated = plume.penetrated_share > 0.0;
  const auto split = [&](int interval) {
    if (table.blocks < largest_blocks)
      divide<V>(plume, above_ground, relevant, interval, table);
    else
      leave_to_plume(table, interval);
  };
  const auto try_at = [](Stencil stencil) { return stencil == to_the_left ? 0.75 : 0.25; };
  int tried[together], number = 0;
  for (int n = 0; n < count; ++n) {
    if (doubts[n].stencil == nowhere)
      split(doubts[n].interval);
    else
      tried[number++] = n;
    if (number == 0 || (number < together && n + 1 < count)) continue;
    double position[together];
    for (int k = 0; k < together; ++k) {
      const Doubt& doubt = doubts[tried[k < number ? k : number - 1]];
      position[k] = doubt.interval + try_at(doubt.stencil);
    }
    double exact[table_functions][stride];
    for (int k = 0; k < number; k += width)
      evaluate_at<V>(plume, above_ground, table, position + k, &exact[0][k]);
    for (int k = 0; k < number; ++k) {
      const Doubt& doubt = doubts[tried[k]];
      if (!(misfit(table, doubt.interval, try_at(doubt.stencil), &exact[0][k], penetrated, relevant) <=
            tolerated))
        split(doubt.interval);
    }
    number = 0;
  }
}

/// The octave from which on the coherent plume can be met by receptors beyond 2^octave m: where the plume is
/// narrower than a twelfth of that, they lie outside its exponent of 50.
template <class V>
static int first_octave(const PlumeOfHour& plume, double above_ground, int octave) {
  constexpr int tried = 8, width = numerics::lanes_of<V>;
  if (octave <= 0) return 0;
  double value[table_functions][tried], l[tried];
  for (int n = 0; n < tried; ++n) l[n] = octave - 1 - n > 0 ? octave - 1 - n : 0;
  for (int n = 0; n < tried; n += width)
    evaluate_nodes(plume, above_ground, numerics::lanes_at<V>(l + n), &value[0][n], tried);
  for (int n = 0; n < tried; ++n) {
    const double limit = 72.0 * numerics::exp2(2.0 * (l[n] - octave));  // of B
    const bool wide =
        value[function_B][n] < limit || (plume.penetrated_share > 0.0 && value[function_B2][n] < limit);
    if (!wide) return static_cast<int>(l[n]);
  }
  return 0;
}

/// Nodes of a list, as many at a time as lanes.
template <class V>
static void evaluate_listed(const PlumeOfHour& plume, double above_ground, const int* list, int count,
                            PlumeTable& table) {
  constexpr int width = numerics::lanes_of<V>;
  double value[table_functions][stride];
  for (int first = 0; first < count; first += width) {
    double position[width];
    for (int k = 0; k < width; ++k) position[k] = list[first + k < count ? first + k : count - 1];
    evaluate_at<V>(plume, above_ground, table, position, value[0]);
    for (int f = 0; f < table_functions; ++f)
      for (int k = 0; k < width && first + k < count; ++k) table.value[f][list[first + k]] = value[f][k];
  }
}

/// All nodes of the table; where the plume is nothing at both ends of half an octave, straight lines between.
/// From node `from` on receptors can meet the plume: the largest logarithm of the concentration there.
template <class V>
static double fill_nodes(const PlumeOfHour& plume, double above_ground, int from, PlumeTable& table) {
  constexpr double nothing = 20.0;
  const bool penetrated = plume.penetrated_share > 0.0;
  int *anchor = table.anchor, *listed = table.listed, anchors = 0, count = 0;
  for (int n = 0; n < table.nodes; ++n)
    if (n == 0 || n + 1 == table.nodes || (table.first + n) % (nodes_per_octave / 2) == 0)
      anchor[anchors++] = n;
  evaluate_listed<V>(plume, above_ground, anchor, anchors, table);
  const auto strength = [&](int n) {
    const double most = numerics::larger(table.value[function_R][n], table.value[function_A][n]);
    return penetrated ? numerics::larger(most, table.value[function_A2][n]) : most;
  };
  double most = -700.0;
  for (int k = 0; k < anchors; ++k)
    if (anchor[k] >= from) most = numerics::larger(most, strength(anchor[k]));
  for (int k = 0; k + 1 < anchors; ++k) {
    const int low = anchor[k], high = anchor[k + 1];
    const bool counts = strength(low) > most - nothing || strength(high) > most - nothing;
    for (int n = low + 1; n < high; ++n) {
      if (counts) {
        listed[count++] = n;
        continue;
      }
      const double way = (n - low) / static_cast<double>(high - low);
      for (auto& value : table.value) value[n] = value[low] + way * (value[high] - value[low]);
    }
  }
  evaluate_listed<V>(plume, above_ground, listed, count, table);
  for (int k = 0; k < count; ++k)
    if (listed[k] >= from) most = numerics::larger(most, strength(listed[k]));
  return most;
}

/// The octave that the nearest receptor lies in, and the node, in sixteenths of octaves, beyond the farthest.
struct TableRange {
  int octave, end;
  bool operator==(const TableRange&) const = default;
};
static inline TableRange range_of(const DistanceView& distances) {
  using namespace numerics;
  return {static_cast<int>(whole_below(log2(distances.nearest))),
          static_cast<int>(whole_below(log2(distances.farthest) * nodes_per_octave)) + 1};
}

template <class V>
static void fill(const PlumeOfHour& plume, double above_ground, const TableRange& range, PlumeTable& table) {
  using namespace numerics;
  constexpr int width = lanes_of<V>;
  const bool penetrated = plume.penetrated_share > 0.0;
  table.first = first_octave<V>(plume, above_ground, range.octave) * nodes_per_octave - 2;
  table.nodes = range.end - table.first + 3;
  table.blocks = 0;
  const double relevant =
      fill_nodes<V>(plume, above_ground, range.octave * nodes_per_octave - table.first, table) - negligible;

  double room[stride + 8], *const found = room + 8;
  fourth_differences<V>(table.value[0], table.nodes, penetrated, relevant, found);
  for (int n = 2; n < table.nodes - 2; n += width) fit_intervals<V>(&table.value[0][n], penetrated, table, n);
  Doubt doubts[largest_nodes];
  int count = 0;
  for (int n = 2; n < table.nodes - 2; ++n) {
    table.position[n] = n;
    const Stencil stencil = stencil_of(found + n, in_table);
    if (stencil == around) continue;
    if (stencil != nowhere) fit_interval_aside(&table.value[0][n], stencil, penetrated, table, n);
    doubts[count++] = {n, stencil};
  }
  resolve_doubts<V>(plume, above_ground, relevant, doubts, count, table);
}

/// Room that a thread keeps from one plume to the next, and the table in it with all that it depends on:
/// sources that release alike find it filled.
struct SharedWork {
  PlumeTable table;
  PlumeOfHour plume;
  double above_ground = 0.0;
  TableRange range{0, -1};
};

/// The table of a plume, filled unless it is the last one's.
template <class V>
static const PlumeTable& table_of(const PlumeOfHour& plume, double above_ground, const TableRange& range,
                                  SharedWork& work) {
  if (work.plume == plume && work.above_ground == above_ground && work.range == range) return work.table;
  work.plume = plume;
  work.above_ground = above_ground;
  work.range = range;
  fill<V>(plume, above_ground, range, work.table);
  return work.table;
}

}  // namespace lantian::model::plume
