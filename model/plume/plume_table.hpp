/// The plume's sections along the wind as piecewise cubics in log2 of the distance: on flat ground under one
/// receptor height every receptor reads the same table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/cross_section.hpp"

namespace lantian::model::plume {

/// Functions of l = log2 x that are smooth enough to interpolate; receptor at (X, Y), distance r:
///     C = exp R(r) + W(r) [exp(A(X) - (Y/X)^2 B(X)) + exp(A2(X) - (Y/X)^2 B2(X))]
///     R  = ln[F (g_D + g_P)/(2 pi x)]      random part;   W = 1 - F      weight of the coherent one
///     A  = ln[g_D/(sqrt(2 pi) s_D)],   B = x^2/(2 s_D^2)      direct with indirect, or the stable plume
///     A2, B2                                                 penetrated plume
enum TableFunction {
  function_R,
  function_W,
  function_A,
  function_B,
  function_A2,
  function_B2,
  table_functions
};

inline constexpr int nodes_per_octave =
    16;  // positions are whole sixteenths of octaves, whatever the receptors
inline constexpr int largest_octaves = 20;  // 1 m to 1000 km
inline constexpr int sub_intervals = 13;  // of an interval that is not smooth: with 3 more nodes two vectors
inline constexpr int block_nodes = sub_intervals + 3;
inline constexpr int largest_nodes = nodes_per_octave * (largest_octaves + 1) + 24;
inline constexpr int largest_blocks = 64;
inline constexpr int block_room = block_nodes;  // intervals: some lanes may write beyond the last
inline constexpr int largest_intervals = largest_nodes + block_room * largest_blocks;

/// Fourth differences of five nodes above which a cubic around an interval is not trusted, in the table and
/// in a divided interval: it errs by a fifth of that of a kink in slope, by a third of that of a jump. Cubics
/// to one side, where the kink may sit at the last node, err by all of it (docs/theory/plumes.md).
struct Trust {
  double around, aside;
};
inline constexpr Trust in_table{1e-2, 1.5e-3}, in_parts{4e-3, 1.5e-3};
inline constexpr double negligible = 9.0;  // ln of how far below the maximum roughness does not matter
inline constexpr int stride = largest_nodes + 16;  // of a function's nodes

/// Four coefficients of each of two functions: one cache line.
struct alignas(64) CubicPair {
  double of[2][4];
};

struct PlumeTable {
  int first = 0, nodes = 0;  // position of the first node in sixteenths of octaves; how many
  int blocks = 0;
  alignas(64) double value[table_functions][stride];
  alignas(64) double block_value[table_functions][stride];
  alignas(64) double position[largest_nodes];  // of an interval's cubic, or of the first of its parts: as a
                                               // number
  CubicPair random[largest_intervals];         // R, W: not a number where the plume itself must be asked
  CubicPair coherent[largest_intervals];       // A, B
  CubicPair penetrated[largest_intervals];     // A2, B2
};

/// Room that a thread keeps from one plume to the next.
struct SharedWork {
  PlumeTable table;
};

/// ln, with a floor that keeps the logarithm of what underflows finite.
template <class V>
static V floored_log(V x) {
  return numerics::constant::ln_2_full *
         numerics::quick_log2(numerics::larger(x, numerics::broadcast<V>(1e-290)));
}

/// The six functions at distances x = 2^l.
template <class V>
static void evaluate_nodes(const PlumeOfHour& plume, double above_ground, V l, double* to, int apart) {
  using namespace numerics;
  const V x = quick_exp2(l), height = broadcast<V>(above_ground), none = broadcast<V>(0.0);
  const CrossSection<V> s =
      cross_section<Tails::kept>(plume, ReceptorGround<V>{height, height, none, none}, true, x);
  V f[table_functions];
  f[function_R] = floored_log(V(s.random_share * (s.direct + s.penetrated) / (2.0 * pi * x)));
  f[function_W] = 1.0 - s.random_share;
  const auto coherent = [&](V g, V sigma, V& a, V& b) {
    const V ratio = x / sigma;
    a = floored_log(V(g / (root_two_pi * sigma)));
    b = 0.5 * ratio * ratio;
  };
  coherent(s.direct, s.sigma_y, f[function_A], f[function_B]);
  if (plume.penetrated_share > 0.0)
    coherent(s.penetrated, s.penetrated_sigma_y, f[function_A2], f[function_B2]);
  else
    f[function_A2] = f[function_B2] = none;
  for (int n = 0; n < table_functions; ++n) __builtin_memcpy(to + n * apart, &f[n], sizeof(V));
}

/// v(-2) - 4 v(-1) + 6 v(0) - 4 v(1) + v(2), without its sign.
template <class V>
static V fourth_difference(const double* at) {
  const V far = numerics::lanes_at<V>(at - 2) + numerics::lanes_at<V>(at + 2),
          near = numerics::lanes_at<V>(at - 1) + numerics::lanes_at<V>(at + 1);
  return numerics::magnitude(V(far - 4.0 * near + 6.0 * numerics::lanes_at<V>(at)));
}

/// Whether the plume counts at any of five nodes.
template <class V>
static numerics::Mask<V> counts(const double* at, double relevant) {
  using namespace numerics;
  V most = lanes_at<V>(at - 2);
  for (int n = -1; n <= 2; ++n) most = larger(most, lanes_at<V>(at + n));
  return most > relevant;
}

/// Largest fourth difference at nodes from `at` on, of all functions in the unit in which they make errors of
/// the concentration; nothing where the plume is negligible.
template <class V>
static V roughness(const double* at, bool penetrated, double relevant) {
  using namespace numerics;
  const auto function = [&](int n) { return at + n * stride; };
  const V none = broadcast<V>(0.0);
  V worst = counts<V>(function(function_R), relevant) ? fourth_difference<V>(function(function_R)) : none;
  const V share = fourth_difference<V>(function(function_W)) /
                  larger(lanes_at<V>(function(function_W)), broadcast<V>(0.05));
  const auto coherent = [&](int a, int b) {
    const V rough_b = 4.0 * fourth_difference<V>(function(b)) / lanes_at<V>(function(b));
    const V all = larger(larger(fourth_difference<V>(function(a)), rough_b), share);
    worst = counts<V>(function(a), relevant) ? larger(worst, all) : worst;
  };
  coherent(function_A, function_B);
  if (penetrated) coherent(function_A2, function_B2);
  return worst;
}

/// Which four nodes an interval is interpolated through: those around it, or three on one side and one on the
/// other, so that a kink in the next interval does no harm; none where a kink lies in the interval itself.
enum Stencil { to_the_left = -1, around = 0, to_the_right = 1, nowhere = 2 };

/// found[0], found[1]: fourth differences at the interval's ends. Aside of a kink two of them must be small:
/// one may be so by chance where it changes its sign.
static inline Stencil stencil_of(const double* found, const Trust& trust) {
  if (found[0] <= trust.around && found[1] <= trust.around) return around;
  if (found[-1] <= trust.aside && found[-2] <= trust.aside) return to_the_left;
  return found[2] <= trust.aside && found[3] <= trust.aside ? to_the_right : nowhere;
}

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

/// Fourth differences of nodes 2 to count - 3; those before and after have the nearest one's.
template <class V>
static void fourth_differences(const double* nodes, int count, bool penetrated, double relevant,
                               double* found) {
  for (int n = 2; n < count - 2; n += numerics::lanes_of<V>)
    numerics::put_lanes(roughness<V>(nodes + n, penetrated, relevant), found + n);
  for (int n = 0; n < 2; ++n) {
    found[n] = found[2];
    found[count - 1 - n] = found[count - 3];
  }
  found[-1] = found[2];
  found[count] = found[count - 3];
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
    double l[width];
    for (int k = 0; k < width; ++k)
      l[k] = (table.first + interval + (n + k - 1) * (1.0 / sub_intervals)) * (1.0 / nodes_per_octave);
    evaluate_nodes(plume, above_ground, numerics::lanes_at<V>(l), &table.block_value[0][n], stride);
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

/// The octave from which on the coherent plume can be met by receptors no nearer than `nearest`, which lies
/// in `octave`: where the plume is narrower than a twelfth of that, they lie outside its exponent of 50.
template <class V>
static int first_octave(const PlumeOfHour& plume, double above_ground, int octave, double nearest) {
  constexpr int tried = 8, width = numerics::lanes_of<V>;
  if (octave <= 0) return 0;
  double value[table_functions][tried], l[tried];
  for (int n = 0; n < tried; ++n) l[n] = octave - 1 - n > 0 ? octave - 1 - n : 0;
  for (int n = 0; n < tried; n += width)
    evaluate_nodes(plume, above_ground, numerics::lanes_at<V>(l + n), &value[0][n], tried);
  for (int n = 0; n < tried; ++n) {
    const double x = numerics::exp2(l[n]), limit = 72.0 * x * x / (nearest * nearest);  // of B
    const bool wide =
        value[function_B][n] < limit || (plume.penetrated_share > 0.0 && value[function_B2][n] < limit);
    if (!wide) return static_cast<int>(l[n]);
  }
  return 0;
}

/// nearest, farthest: distances of the receptors from the source [m], 1 <= nearest.
template <class V>
static void fill(const PlumeOfHour& plume, double above_ground, double nearest, double farthest,
                 PlumeTable& table) {
  using namespace numerics;
  constexpr int width = lanes_of<V>;
  const bool penetrated = plume.penetrated_share > 0.0;
  const int low = static_cast<int>(whole_below(log2(nearest)));
  const int octave = first_octave<V>(plume, above_ground, low, nearest);
  const int end = static_cast<int>(whole_below(log2(farthest) * nodes_per_octave)) + 1;
  table.first = octave * nodes_per_octave - 2;
  table.nodes = end - table.first + 3;
  table.blocks = 0;
  for (int n = 0; n < table.nodes; n += width) {
    double l[width];
    for (int k = 0; k < width; ++k) l[k] = (table.first + n + k) * (1.0 / nodes_per_octave);
    evaluate_nodes(plume, above_ground, numerics::lanes_at<V>(l), &table.value[0][n], stride);
  }
  // What matters is measured by what the receptors can meet.
  const int from = low * nodes_per_octave - table.first;
  double most = -700.0;
  for (int n = from > 0 ? from : 0; n < table.nodes; ++n)
    for (const int f : {function_R, function_A, function_A2})
      if ((f != function_A2 || penetrated) && table.value[f][n] > most) most = table.value[f][n];
  const double relevant = most - negligible;

  double room[stride + 8], *const found = room + 8;
  fourth_differences<V>(table.value[0], table.nodes, penetrated, relevant, found);
  for (int n = 2; n < table.nodes - 2; n += width) fit_intervals<V>(&table.value[0][n], penetrated, table, n);
  for (int n = 2; n < table.nodes - 2; ++n) {
    table.position[n] = n;
    const Stencil stencil = stencil_of(found + n, in_table);
    if (stencil == around) continue;
    if (stencil != nowhere)
      fit_interval_aside(&table.value[0][n], stencil, penetrated, table, n);
    else if (table.blocks < largest_blocks)
      divide<V>(plume, above_ground, relevant, n, table);
    else
      leave_to_plume(table, n);
  }
}

}  // namespace lantian::model::plume
