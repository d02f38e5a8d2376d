/// The stable form of the equilibrium: a solution beside the sulfates that are still solid, mixed with the
/// dry particle by humidity.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/equilibrium.hpp"
#include "model/aerosol/equilibrium_block.hpp"

namespace lantian::model::aerosol {

/// Shares of the sulfates that lane `n`, already filled, has dissolved; a dry lane is emptied.
void put_shares(EquilibriumBlock& block, int n, const InorganicAir& air);

/// `particle`, the solution with its solids, becomes the mix; every part of it is linear in the mix's weight,
/// so that charges and masses stay closed.
void mix_with_dry(const InorganicAir& air, InorganicParticle& particle);

}  // namespace lantian::model::aerosol
