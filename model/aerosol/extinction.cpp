#include "model/aerosol/extinction.hpp"

#include <algorithm>
#include <array>

namespace lantian::model::aerosol {
namespace {

constexpr double to_400_scattering = 1.5128418;  // (550 / 400)^1.3
constexpr double to_400_absorption = 1.375;      // 550 / 400

/// m2 kg-1 at 550 nm in the order of AerosolIndex::fine(): scattering, but for carbon.
constexpr std::array<double, 21> efficiency = {3e3, 3e3, 3e3, 3e3, 3e3, 3e3, 3e3, 3e3, 10e3, 4e3, 4e3,
                                               1e3, 1e3, 4e3, 4e3, 4e3, 4e3, 4e3, 4e3, 4e3,  4e3};
constexpr std::size_t carbon = 8;
constexpr double coarse_efficiency = 0.6e3;

}  // namespace

template <class Real>
ParticleLight particle_light(const Real* cell, const Layout& layout, int member, const SpeciesTable& table,
                             const AerosolIndex& index, double air, double growth) {
  const auto mass = [&](int species) {
    return species < 0 ? 0.0
                       : air * table[species].molar_mass *
                             std::max(0.0, static_cast<double>(cell[layout.lane(species, member)]));
  };
  const auto fine = index.fine();
  static_assert(fine.size() == efficiency.size());
  double scattered = 0.0, absorbed = 0.0;
  for (std::size_t s = 0; s < fine.size(); ++s)
    (s == carbon ? absorbed : scattered) += efficiency[s] * mass(fine[s]);
  scattered = scattered * growth + coarse_efficiency * mass(index.PMC);
  scattered *= to_400_scattering;
  absorbed *= to_400_absorption;
  return {scattered + absorbed, absorbed};
}

template ParticleLight particle_light(const float*, const Layout&, int, const SpeciesTable&,
                                      const AerosolIndex&, double, double);
template ParticleLight particle_light(const double*, const Layout&, int, const SpeciesTable&,
                                      const AerosolIndex&, double, double);

}  // namespace lantian::model::aerosol
