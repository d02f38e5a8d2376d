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
  int anchor[largest_nodes], listed[largest_nodes];  // nodes: at half octaves, and those between that count
  CubicPair random[largest_intervals];      // R, W: not a number where the plume itself must be asked
  CubicPair coherent[largest_intervals];    // A, B
  CubicPair penetrated[largest_intervals];  // A2, B2
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

}  // namespace lantian::model::plume
