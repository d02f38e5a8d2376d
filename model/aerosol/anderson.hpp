/// Anderson's mixing for a few unknowns, each lane by itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/activity.hpp"

namespace lantian::model::aerosol {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

template <class V, int unknowns>
struct Unknown {
  V part[unknowns];
};

template <class V>
LANTIAN_INLINE V magnitude(V x) {
  return x < 0.0 ? -x : x;
}

template <class V, int unknowns>
LANTIAN_INLINE V dot(const Unknown<V, unknowns>& x, const Unknown<V, unknowns>& y) {
  V sum = x.part[0] * y.part[0];
  for (int n = 1; n < unknowns; ++n) sum = sum + x.part[n] * y.part[n];
  return sum;
}

/// The last differences of images and of residuals, newest first.
template <class V, int unknowns, int memory>
struct History {
  Unknown<V, unknowns> image[memory], residual[memory];
  Unknown<V, unknowns> last_image, last_residual;
};

template <class V, int unknowns, int memory>
LANTIAN_INLINE void remember(History<V, unknowns, memory>& past, const Unknown<V, unknowns>& image,
                             const Unknown<V, unknowns>& residual) {
  for (int m = memory - 1; m > 0; --m) {
    past.image[m] = past.image[m - 1];
    past.residual[m] = past.residual[m - 1];
  }
  for (int k = 0; k < unknowns; ++k) {
    past.image[0].part[k] = image.part[k] - past.last_image.part[k];
    past.residual[0].part[k] = residual.part[k] - past.last_residual.part[k];
  }
}

/// Weights that make the mix of residuals least: normal equations, L D L', a trace of Tikhonov. An empty
/// column gets 0.
template <class V, int unknowns, int memory>
LANTIAN_INLINE void weights(const History<V, unknowns, memory>& past, const Unknown<V, unknowns>& r,
                            V (&w)[memory]) {
  V a[memory][memory], b[memory];
  for (int i = 0; i < memory; ++i) {
    b[i] = dot(past.residual[i], r);
    for (int j = 0; j <= i; ++j) a[i][j] = dot(past.residual[i], past.residual[j]);
    a[i][i] = a[i][i] * (1.0 + 1e-13) + 1e-200;
  }
  for (int i = 0; i < memory; ++i)
    for (int j = 0; j <= i; ++j) {
      V sum = a[i][j];
      for (int k = 0; k < j; ++k) sum = sum - a[i][k] * a[j][k] * a[k][k];
      a[i][j] = i == j ? largest(sum, 1e-14 * a[i][i]) : sum / a[j][j];
    }
  for (int i = 0; i < memory; ++i)
    for (int k = 0; k < i; ++k) b[i] = b[i] - a[i][k] * b[k];
  for (int i = memory - 1; i >= 0; --i) {
    w[i] = b[i] / a[i][i];
    for (int k = i + 1; k < memory; ++k) w[i] = w[i] - a[k][i] * w[k];
  }
}

/// The mixed step, or half the plain one where that is longer than 4 or no number.
template <class V, int unknowns, int memory>
LANTIAN_INLINE Unknown<V, unknowns> mixed(const History<V, unknowns, memory>& past,
                                          const Unknown<V, unknowns>& u, const Unknown<V, unknowns>& image,
                                          const Unknown<V, unknowns>& r) {
  V w[memory];
  weights(past, r, w);
  Unknown<V, unknowns> next;
  V longest = V{} + 0.0, sum = V{} + 0.0;
  for (int n = 0; n < unknowns; ++n) {
    V correction = past.image[0].part[n] * w[0];
    for (int m = 1; m < memory; ++m) correction = correction + past.image[m].part[n] * w[m];
    next.part[n] = image.part[n] - correction;
    const V step = magnitude(next.part[n] - u.part[n]);
    longest = largest(longest, step);
    sum = sum + step;
  }
  for (int n = 0; n < unknowns; ++n) {
    const V half = u.part[n] + 0.5 * r.part[n];
    const V safe = longest > 4.0 ? half : next.part[n];
    next.part[n] = sum == sum ? safe : half;
  }
  return next;
}

static constexpr int most_evaluations = 320, restart_every = 40, plain_from = 80, plain_to = 160;

/// The next trial after the `n`th residual. A few airs send the mixing round in circles: so now and then its
/// memory is emptied and the step shortened. In strong acid the residual can pass close to zero without
/// reaching it; a stretch of plain steps walks on from there to where it does.
template <class V, int unknowns, int memory>
LANTIAN_INLINE void advance(History<V, unknowns, memory>& past, Unknown<V, unknowns>& u,
                            const Unknown<V, unknowns>& image, const Unknown<V, unknowns>& r, int n) {
  const bool plain = n == 0 || (n > plain_from && n <= plain_to);
  if (n % restart_every == 0 || plain) {
    past = {};
    const double step = plain ? 1.0 : 0.3;
    for (int k = 0; k < unknowns; ++k) u.part[k] = u.part[k] + step * r.part[k];
  } else {
    remember(past, image, r);
    u = mixed(past, u, image, r);
  }
  past.last_image = image;
  past.last_residual = r;
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::aerosol
