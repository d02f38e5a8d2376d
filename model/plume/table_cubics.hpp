/// Cubics through four nodes of the table, around an interval or to one side of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/table_smoothness.hpp"

namespace lantian::model::plume {

/// The cubic of an interval from nodes of one function, v its first end: c[0] + c[1] t + c[2] t^2 + c[3] t^3.
template <class V>
static void fit_around(const double* v, V* c) {
  using numerics::lanes_at;
  const V before = lanes_at<V>(v - 1), here = lanes_at<V>(v), next = lanes_at<V>(v + 1),
          after = lanes_at<V>(v + 2);
  c[0] = here;
  c[1] = next - (2.0 * before + 3.0 * here + after) * (1.0 / 6.0);
  c[2] = 0.5 * (before + next) - here;
  c[3] = (after - before) * (1.0 / 6.0) + 0.5 * (here - next);
}
/// The same from one side: nodes 0, 1, 2, 3, or mirrored 1, 0, -1, -2.
static inline void fit_aside(const double* v, Stencil stencil, double* c) {
  const bool right = stencil == to_the_right;
  const double* first = right ? v : v + 1;
  const int step = right ? 1 : -1;
  const double p0 = first[0], p1 = first[step], p2 = first[2 * step], p3 = first[3 * step];
  const double d1 = p1 - p0, d2 = p2 - 2.0 * p1 + p0, d3 = p3 - 3.0 * (p2 - p1) - p0;
  const double a = d1 - 0.5 * d2 + d3 * (1.0 / 3.0), b = 0.5 * (d2 - d3), e = d3 * (1.0 / 6.0);
  c[0] = v[0];
  c[1] = right ? a : -(a + 2.0 * b + 3.0 * e);
  c[2] = right ? b : b + 3.0 * e;
  c[3] = right ? e : -e;
}

struct PairOfFunctions {
  int first, second;
  CubicPair* cubics;
};
/// body(pair) for each pair of functions of the plume.
template <class Body>
static void for_each_pair(PlumeTable& table, bool penetrated, Body&& body) {
  body(PairOfFunctions{function_R, function_W, table.random});
  body(PairOfFunctions{function_A, function_B, table.coherent});
  if (penetrated) body(PairOfFunctions{function_A2, function_B2, table.penetrated});
}

/// Intervals `to`, `to` + 1 ... of the table, as many as lanes, from the nodes around each; at: the first's
/// first end.
template <class V>
static void fit_intervals(const double* at, bool penetrated, PlumeTable& table, int to) {
  for_each_pair(table, penetrated, [&](const PairOfFunctions& pair) {
    numerics::Records<V> both;
    fit_around(at + pair.first * stride, both.field);
    fit_around(at + pair.second * stride, both.field + 4);
    numerics::put_records(both, pair.cubics[to].of[0]);
  });
}
static inline void fit_interval_aside(const double* at, Stencil stencil, bool penetrated, PlumeTable& table,
                                      int to) {
  for_each_pair(table, penetrated, [&](const PairOfFunctions& pair) {
    fit_aside(at + pair.first * stride, stencil, pair.cubics[to].of[0]);
    fit_aside(at + pair.second * stride, stencil, pair.cubics[to].of[1]);
  });
}

/// Marks an interval that no cubic describes.
static inline void leave_to_plume(PlumeTable& table, int interval) {
  for (CubicPair* pairs : {table.random, table.coherent, table.penetrated})
    pairs[interval].of[0][0] = __builtin_nan("");
}

}  // namespace lantian::model::plume
