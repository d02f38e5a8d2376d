/// Coarse particles and dust fall from layer to layer by their own weight.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>
#include <vector>

#include "model/state/process.hpp"
#include "model/state/species.hpp"

namespace lantian::model {

/// Implicit and upwind, from the top down: any step is stable, nothing turns negative, and what leaves a
/// layer is what the next one gets. The ground takes nothing here: its share is the deposition velocity's,
/// which holds the fall already. Air above the top falls in with the boundary's value.
///     (m_k + F_k) q_k' = m_k q_k + F_{k+1} q_{k+1}',   F_k = m_k v_k dt / h_k,   F_0 = 0
template <class Real>
struct Settling {
  static constexpr std::string_view name = "settling";
  struct Faller {
    int species;
    SpeciesKind kind;
  };
  Grid grid;
  std::vector<Faller> fallers;  // coarse and larger; finer particles fall a few centimetres an hour

  Settling() = default;
  Settling(Grid g, const SpeciesTable& species);

  struct Scratch {
    std::vector<double> flow;  // what fell in through the top, (row, lane) [mol]
  };

  FieldUse field_use() const;
  /// Unlimited: implicit.
  Seconds largest_stable_step(const State<Real>& state, const Forcing& forcing) const;
  MassExchange advance(State<Real>& state, const Forcing& forcing, Interval interval, Scratch& scratch) const;
};

}  // namespace lantian::model
