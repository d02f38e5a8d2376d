#include "model/aerosol/particulate_matter.hpp"

#include <algorithm>

#include "model/aerosol/equilibrium.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::aerosol {

template <class Real>
ParticulateMatter particulate_matter(const Real* cell, const Layout& layout, int member,
                                     const SpeciesTable& table, const AerosolIndex& index, double temperature,
                                     double pressure) {
  const double n = pressure / (constants::gas_constant * temperature);
  const auto moles = [&](int s) {
    return s < 0 ? 0.0 : n * std::max(0.0, static_cast<double>(cell[layout.lane(s, member)]));
  };
  const auto mass = [&](int s) { return s < 0 ? 0.0 : moles(s) * table[s].molar_mass; };
  ParticulateMatter pm;
  pm.sulfate = mass(index.ASO4);
  pm.nitrate = mass(index.ANO3);
  pm.ammonium = mass(index.ANH4);
  pm.chloride = mass(index.ACL);
  pm.base_cations = mass(index.ANA) + mass(index.AK) + mass(index.ACA) + mass(index.AMG);
  pm.elemental_carbon = mass(index.AEC);
  pm.primary_organic = mass(index.APOA) + mass(index.ASVPO);
  pm.secondary_organic = mass(index.ASOA) + mass(index.AAVB0) + mass(index.AAVB1) + mass(index.AAVB2) +
                         mass(index.AAVB3) + mass(index.ABVB0) + mass(index.ABVB1) + mass(index.ABVB2);
  pm.mineral = mass(index.ASOIL);
  pm.other = mass(index.AOTHR);
  pm.coarse = mass(index.PMC);
  pm.pm2p5 = pm.sulfate + pm.nitrate + pm.ammonium + pm.chloride + pm.base_cations + pm.elemental_carbon +
             pm.primary_organic + pm.secondary_organic + pm.mineral + pm.other;
  pm.pm10 = pm.pm2p5 + pm.coarse;
  pm.residual_water = particle_water({temperature, filter_relative_humidity, moles(index.ASO4),
                                      moles(index.ANH4), moles(index.ANO3), moles(index.ACL),
                                      moles(index.ANA), moles(index.AK), moles(index.ACA), moles(index.AMG)});
  return pm;
}

template ParticulateMatter particulate_matter(const float*, const Layout&, int, const SpeciesTable&,
                                              const AerosolIndex&, double, double);
template ParticulateMatter particulate_matter(const double*, const Layout&, int, const SpeciesTable&,
                                              const AerosolIndex&, double, double);

}  // namespace lantian::model::aerosol
