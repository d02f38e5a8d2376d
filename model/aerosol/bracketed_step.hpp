/// One unknown by bracketing while the others follow: for the few airs that mixing sends round in circles.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/anderson.hpp"

namespace lantian::model::aerosol {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

/// Where the residual was last positive (low) and negative (high); 0 as residual: not met yet.
template <class V>
struct Bracket {
  V low, high, at_low, at_high;
};

/// The next trial of an unknown whose residual is positive far below its root and negative far above it:
/// steps of half a unit until the residual has changed its sign, then regula falsi with halved weights
/// (Illinois). A bracket that has closed without a root, because the others moved meanwhile, is opened again.
template <class V>
LANTIAN_INLINE V next_in_bracket(Bracket<V>& b, V u, V residual) {
  const auto below = residual > 0.0;
  const V old_low = b.at_low, old_high = b.at_high;
  b.low = below ? u : b.low;
  b.high = below ? b.high : u;
  b.at_low = below ? residual : (old_high < 0.0 ? 0.5 * old_low : old_low);
  b.at_high = below ? (old_low > 0.0 ? 0.5 * old_high : old_high) : residual;
  const V width = b.high - b.low;
  const V falsi = b.low + width * (b.at_low / (b.at_low - b.at_high));
  const V inside = largest(b.low + 0.02 * width, least(b.high - 0.02 * width, falsi));
  const V open = u + (below ? largest(residual, V{} + 0.5) : least(residual, V{} - 0.5));
  const V next = b.at_low > 0.0 ? (b.at_high < 0.0 ? inside : open) : open;
  const auto closed = magnitude(width) < 1e-14 * magnitude(u);
  b.at_low = closed ? V{} + 0.0 : b.at_low;
  b.at_high = closed ? V{} + 0.0 : b.at_high;
  return next;
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::aerosol
