/// Which reaction turns a species over fastest: named where a box of air cannot be solved.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>

#include "model/chemistry/mechanism.hpp"
#include "model/chemistry/solver_tables.hpp"

namespace lantian::model::chemistry {

/// The reaction that makes or destroys most of `species`; -1 where none does. `constants`: by rate of
/// `tables`, given species multiplied in; `density`: by species of the mechanism [molecule cm-3].
int busiest_reaction(const Mechanism& mechanism, const SolverTables& tables,
                     std::span<const double> constants, std::span<const double> density, int species);

}  // namespace lantian::model::chemistry
