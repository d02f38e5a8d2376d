/// One cell's mole fractions as the equilibrium takes them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/aerosol_species.hpp"
#include "model/aerosol/equilibrium.hpp"

namespace lantian::model::aerosol {

/// What of the volatile species counts: with the gas, as far as the run has both halves of a pair; or the
/// particle alone.
enum class Volatiles { with_gas, in_particle };

/// `fraction(species)` [mol mol-1], 0 for species -1; `air_density` [mol m-3].
template <class Fraction>
InorganicAir air_of_cell(const AerosolIndex& index, Volatiles volatiles, double temperature,
                         double relative_humidity, double air_density, Fraction fraction) {
  const auto pair = [&](int gas, int particle) {
    if (volatiles == Volatiles::in_particle) return air_density * fraction(particle);
    return gas < 0 || particle < 0 ? 0.0 : air_density * (fraction(gas) + fraction(particle));
  };
  InorganicAir a;
  a.temperature = temperature;
  a.relative_humidity = relative_humidity;
  a.sulfate = air_density * fraction(index.ASO4);
  a.nitrate = pair(index.HNO3, index.ANO3);
  a.chloride = pair(index.HCL, index.ACL);
  a.ammonia = pair(index.NH3, index.ANH4);
  a.sodium = air_density * fraction(index.ANA);
  a.potassium = air_density * fraction(index.AK);
  a.calcium = air_density * fraction(index.ACA);
  a.magnesium = air_density * fraction(index.AMG);
  return a;
}

}  // namespace lantian::model::aerosol
