#include "model/aerosol/equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/aerosol/equilibrium_block.hpp"
#include "model/aerosol/older_model.hpp"
#include "model/aerosol/older_model_stable.hpp"
#include "model/aerosol/salts.hpp"
#include "model/aerosol/stable_mix.hpp"
#include "model/numerics/instruction_set.hpp"

namespace lantian::model::aerosol {
namespace {

using Solver = void (*)(EquilibriumBlock&);

Solver fastest_solver() {
  static const Solver chosen =
      fastest_instruction_set() == InstructionSet::v4 ? &solve_equilibrium_v4 : &solve_equilibrium_v3;
  return chosen;
}

void put(EquilibriumBlock& b, int n, const InorganicAir& air) {
  b.temperature[n] = air.temperature;
  b.relative_humidity[n] = air.relative_humidity;
  b.sulfate[n] = air.sulfate;
  b.ammonia[n] = air.ammonia;
  b.nitrate[n] = air.nitrate;
  b.chloride[n] = air.chloride;
  b.sodium[n] = air.sodium;
  b.potassium[n] = air.potassium;
  b.calcium[n] = air.calcium;
  b.magnesium[n] = air.magnesium;
  if (b.has_solids) put_shares(b, n, air);
}

InorganicParticle taken(const EquilibriumBlock& b, int n) {
  return {b.NH4[n],    b.NO3[n],         b.Cl[n],
          b.H[n],      b.HSO4[n],        b.water[n],
          b.change[n], b.evaluations[n], b.change[n] <= b.tolerance};
}

}  // namespace

void equilibrium(std::span<const InorganicAir> air, std::span<InorganicParticle> particle,
                 Convention convention, double tolerance, Phase phase) {
  if (convention == Convention::older_model) {
    for (std::size_t n = 0; n < air.size(); ++n)
      particle[n] = phase == Phase::stable ? older_model_stable_equilibrium(air[n], tolerance)
                                           : older_model_equilibrium(air[n], tolerance);
    return;
  }
  const Solver solve = fastest_solver();
  EquilibriumBlock block{};
  block.tolerance = tolerance;
  block.has_solids = phase == Phase::stable;
  constexpr std::size_t width = EquilibriumBlock::width;
  for (std::size_t first = 0; first < air.size(); first += width) {
    const std::size_t count = std::min(width, air.size() - first);
    for (std::size_t n = 0; n < width; ++n)  // lanes left over repeat the last one
      put(block, static_cast<int>(n), air[first + std::min(n, count - 1)]);
    solve(block);
    for (std::size_t n = 0; n < count; ++n) {
      particle[first + n] = taken(block, static_cast<int>(n));
      if (block.has_solids) mix_with_dry(air[first + n], particle[first + n]);
    }
  }
}

double InorganicParticle::ph() const {
  constexpr double least_water = 1e-12;  // kg m-3: ten times what stands for no water
  if (!(water > least_water && hydrogen > 0.0)) return std::numeric_limits<double>::quiet_NaN();
  return -std::log10(hydrogen / water);
}

double particle_water(const InorganicAir& air) {
  const Totals<double> t{air.sulfate, air.ammonia,   air.nitrate, air.chloride,
                         air.sodium,  air.potassium, air.calcium, air.magnesium};
  const auto salts = fixed_salts(t, air.relative_humidity);
  return water_content(salts, air.ammonia, air.nitrate, air.chloride);
}

}  // namespace lantian::model::aerosol
