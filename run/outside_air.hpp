/// A member's own share of the air that comes in over the window's edge: what a region's joint response
/// leaves.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/case_inputs.hpp"
#include "io/diagnostics.hpp"
#include "model/state/forcing.hpp"
#include "model/state/layout.hpp"
#include "model/state/species.hpp"
#include "model/state/state.hpp"

namespace lantian::run {

/// Mole fractions of `species` beyond the window times `factor` from `from` on.
struct OutsideFactor {
  int species = -1;
  double factor = 1.0;
  model::UtcSeconds from = 0;
};

/// Of a member of the case; "particles" are all that are no gases; nothing named: all but O3. Later entries
/// take precedence. Empty where the member has the case's own air. Names must have passed `check_outside`.
std::vector<OutsideFactor> outside_factors(const scenarios::CaseMember& member,
                                           const model::SpeciesTable& species, model::UtcSeconds start);

/// Species that a member names and the run does not have.
void check_outside(const io::CaseInputs& inputs, const model::SpeciesTable& species,
                   io::Diagnostics& diagnostics);

/// `factors` by member. The bits of members without any stay.
void scale_outside(const std::vector<const std::vector<OutsideFactor>*>& factors, const model::Layout& layout,
                   model::UtcSeconds time, model::BoundaryValues& air);

/// The air in the window at the start has come from outside: factors that hold then hold for it.
template <class Real>
void scale_initial(const std::vector<const std::vector<OutsideFactor>*>& factors, model::State<Real>& state);

}  // namespace lantian::run
