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
inline constexpr int largest_intervals = largest_nodes + sub_intervals * largest_blocks;

/// Fourth differences above which an interval is divided, and above which a part of it is not interpolated at
/// all. A kink of slope leaves an error of a twentieth of its fourth difference, a jump one of a third
/// (docs/theory/plumes.md).
inline constexpr double rough = 1e-2, broken = 3e-3;
inline constexpr double negligible = 9.0;  // ln of how far below the maximum roughness does not matter

/// Four coefficients of each of two functions: one cache line.
struct alignas(64) CubicPair {
  double of[2][4];
};

struct PlumeTable {
  int first = 0, nodes = 0;  // position of the first node in sixteenths of octaves; how many
  int blocks = 0;
  alignas(64) double value[table_functions][largest_nodes + 16];
  alignas(64) double block_value[table_functions][block_nodes];
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
static void evaluate_nodes(const PlumeOfHour& plume, double above_ground, V l, double* to, int stride) {
  using namespace numerics;
  const V x = exp2(l), height = broadcast<V>(above_ground), none = broadcast<V>(0.0);
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
  for (int n = 0; n < table_functions; ++n) __builtin_memcpy(to + n * stride, &f[n], sizeof(V));
}

/// v(-2) - 4 v(-1) + 6 v(0) - 4 v(1) + v(2), without its sign.
template <class V>
static V fourth_difference(const double* at) {
  const V far = numerics::lanes_at<V>(at - 2) + numerics::lanes_at<V>(at + 2),
          near = numerics::lanes_at<V>(at - 1) + numerics::lanes_at<V>(at + 1);
  return numerics::magnitude(V(far - 4.0 * near + 6.0 * numerics::lanes_at<V>(at)));
}

/// Largest fourth difference at nodes from `at` on, of all functions in the unit in which they make errors of
/// the concentration; nothing where the plume is negligible.
template <class V>
static V roughness(const double* at, int stride, bool penetrated, double relevant) {
  using namespace numerics;
  const auto function = [&](int n) { return at + n * stride; };
  const V r = numerics::lanes_at<V>(function(function_R)), none = broadcast<V>(0.0);
  V worst = r > relevant ? fourth_difference<V>(function(function_R)) : none;
  const V share = fourth_difference<V>(function(function_W)) /
                  larger(numerics::lanes_at<V>(function(function_W)), broadcast<V>(0.05));
  const auto coherent = [&](int a, int b) {
    const V rough_b = 4.0 * fourth_difference<V>(function(b)) / numerics::lanes_at<V>(function(b));
    const V both = larger(larger(fourth_difference<V>(function(a)), rough_b), share);
    worst = numerics::lanes_at<V>(function(a)) > relevant ? larger(worst, both) : worst;
  };
  coherent(function_A, function_B);
  if (penetrated) coherent(function_A2, function_B2);
  return worst;
}

/// Cubics of `count` intervals through nodes -1, 0, 1, 2 of each, the first interval beginning at `at`.
static inline void fit(const double* at, int stride, int count, bool penetrated, PlumeTable& table, int to) {
  const auto pair = [&](int function, CubicPair& into, int half, int n) {
    const double* v = at + function * stride + n;
    into.of[half][0] = v[0];
    into.of[half][1] = v[1] - (2.0 * v[-1] + 3.0 * v[0] + v[2]) * (1.0 / 6.0);
    into.of[half][2] = 0.5 * (v[-1] + v[1]) - v[0];
    into.of[half][3] = (v[2] - v[-1]) * (1.0 / 6.0) + 0.5 * (v[0] - v[1]);
  };
  for (int n = 0; n < count; ++n) {
    pair(function_R, table.random[to + n], 0, n);
    pair(function_W, table.random[to + n], 1, n);
    pair(function_A, table.coherent[to + n], 0, n);
    pair(function_B, table.coherent[to + n], 1, n);
    if (!penetrated) continue;
    pair(function_A2, table.penetrated[to + n], 0, n);
    pair(function_B2, table.penetrated[to + n], 1, n);
  }
}

/// An interval that is not smooth, again with 13 parts; those which even then are not are left to the plume
/// itself.
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
    evaluate_nodes(plume, above_ground, numerics::lanes_at<V>(l), &table.block_value[0][n], block_nodes);
  }
  const int to = largest_nodes + sub_intervals * table.blocks++;
  table.position[interval] = to;
  fit(&table.block_value[0][1], block_nodes, sub_intervals, penetrated, table, to);
  // Fourth differences exist at nodes 2 to 13, the parts' ends are nodes 1 to 14.
  double worst[block_nodes + width] = {};
  for (int n = 2; n < block_nodes - 2; ++n)
    worst[n] = roughness<double>(&table.block_value[0][n], block_nodes, penetrated, relevant);
  for (int n = 0; n < sub_intervals; ++n)
    if (worst[n + 1] > broken || worst[n + 2] > broken)
      table.random[to + n].of[0][0] = table.coherent[to + n].of[0][0] = __builtin_nan("");
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
  constexpr int stride = largest_nodes + 16;
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

  fit(&table.value[0][2], stride, table.nodes - 4, penetrated, table, 2);
  alignas(64) double worst[largest_nodes + 16];
  for (int n = 2; n < table.nodes - 2; n += width) {
    const V w = roughness<V>(&table.value[0][n], stride, penetrated, relevant);
    __builtin_memcpy(worst + n, &w, sizeof w);
  }
  for (int n = 2; n < table.nodes - 2; ++n) {
    table.position[n] = n;
    const bool last = n + 1 >= table.nodes - 2;
    if ((worst[n] > rough || (!last && worst[n + 1] > rough)) && table.blocks < largest_blocks)
      divide<V>(plume, above_ground, relevant, n, table);
  }
}

}  // namespace lantian::model::plume
