/// Vertical distribution of the plume at the receptor's height, with the reflections of ground and lid.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/updrafts.hpp"

namespace lantian::model::plume {

inline constexpr double root_two_pi = 2.5066282746310002, root_one_over_pi = 0.5641895835477563;

/// exp(-z^2/(2 s^2)): AERMOD takes exponents below -50 for nothing; a table along the plume keeps them, since
/// its interpolation needs a smooth function.
enum class Tails { cut, kept };

template <Tails tails, class V>
[[gnu::always_inline]] static inline V gaussian(V z, V half_per_variance) {
  const V exponent = -half_per_variance * z * z;
  if constexpr (tails == Tails::cut)
    return exponent > -50.0 ? numerics::quick_exp(exponent) : numerics::broadcast<V>(0.0);
  return numerics::quick_exp(exponent);
}

/// E(z - h) + E(z + h).
template <Tails tails, class V>
[[gnu::always_inline]] static inline V two_gaussians(V z, V h, V half_per_variance, bool at_ground) {
  if (at_ground) return 2.0 * gaussian<tails>(h, half_per_variance);
  return gaussian<tails>(V(z - h), half_per_variance) + gaussian<tails>(V(z + h), half_per_variance);
}

/// A stable plume between ground and lid [m-1], z <= lid:
///     [E(z - h) + E(z + h) + sum_i {E(z -+ (2iH - h)) + E(z -+ (2iH + h))}]/(sqrt(2 pi) s)
/// until a term is 1e-6 (at the ground 5e-7) of their sum; above the lid the first two terms. Below the
/// stack's base (z < 0) h and lid stand |z| higher [EPA2024].
template <Tails tails, class V>
static V stable_vertical_term(V z, V variance, V height, V lid) {
  using namespace numerics;
  const bool at_ground = !any(z != 0.0);
  const V below = larger(V(-z), broadcast<V>(0.0));
  const Mask<V> inside = z <= lid;
  const V h = inside ? height + below : height, top = lid + below;
  const V half = 0.5 / variance;
  const V first = two_gaussians<tails>(z, h, half, at_ground);
  const V enough = z == 0.0 ? broadcast<V>(5e-7) : broadcast<V>(1e-6);
  V sum = broadcast<V>(0.0);
  Mask<V> active = inside;
  for (int i = 1; i <= 100 && any(active); ++i) {
    const V twice = (2.0 * i) * top;
    const V term = two_gaussians<tails>(z, V(twice - h), half, at_ground) +
                   two_gaussians<tails>(z, V(twice + h), half, at_ground);
    sum = active ? sum + term : sum;
    active = active & (term > enough * sum);
  }
  return (first + sum) * square_root(half) * root_one_over_pi;
}

/// Heights of the two Gaussians of a convective plume, 1/(2 s^2), and their weights over s.
template <class V>
struct TwoPlumes {
  V height[2], half_per_variance[2], strength[2];
};

/// A convective plume below the lid [m-1]; nothing above it:
///     1/sqrt(2 pi) sum_i sum_j (lambda_j/s_j)[E_j(z - h_ij) + E_j(z + h_ij)]
/// direct: h_ij = 2 i z_i + h_j, i >= 0; indirect: h_ij = -2 i z_i + h_j, i >= 1                  [EPA2024]
template <Tails tails, bool indirect, class V>
static V convective_vertical_term(V z, const TwoPlumes<V>& plumes, double lid) {
  using namespace numerics;
  const bool at_ground = !any(z != 0.0);
  const V below = larger(V(-z), broadcast<V>(0.0));
  const V top = lid + below;
  const V enough = magnitude(z) < 1e-10 ? broadcast<V>(5e-7) : broadcast<V>(1e-6);
  V sum = broadcast<V>(0.0);
  Mask<V> active = z <= lid;
  for (int i = indirect ? 1 : 0; i <= 1000 && any(active); ++i) {
    const V image = (indirect ? -2.0 * i : 2.0 * i) * top + below;
    const V term = plumes.strength[0] * two_gaussians<tails>(z, V(image + plumes.height[0]),
                                                             plumes.half_per_variance[0], at_ground) +
                   plumes.strength[1] * two_gaussians<tails>(z, V(image + plumes.height[1]),
                                                             plumes.half_per_variance[1], at_ground);
    sum = active ? sum + term : sum;
    active = active & (term > enough * sum);
  }
  return sum * (1.0 / root_two_pi);
}

}  // namespace lantian::model::plume
