/// The one shape of a process; see model/README.md.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <concepts>
#include <string_view>
#include <vector>

#include "model/state/forcing.hpp"
#include "model/state/mass_exchange.hpp"
#include "model/state/state.hpp"

namespace lantian::model {

/// Names of weather and state fields that a process reads and updates.
struct FieldUse {
  std::vector<std::string_view> reads, updates;
};

template <class P, class Real>
concept Process = std::copyable<P> && requires(const P process, State<Real>& state, const Forcing& forcing,
                                               Interval interval, typename P::Scratch& scratch) {
  { P::name } -> std::convertible_to<std::string_view>;
  { process.field_use() } -> std::same_as<FieldUse>;
  { process.largest_stable_step(state, forcing) } -> std::same_as<Seconds>;
  { process.advance(state, forcing, interval, scratch) } -> std::same_as<MassExchange>;
};

}  // namespace lantian::model
