#include "model/aerosol/heterogeneous_rates.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/aerosol/equilibrium.hpp"
#include "model/grid/parallel.hpp"
#include "model/numerics/vector_math.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::aerosol {
namespace {

constexpr double gas_diffusivity = 1e-5;  // m2 s-1, N2O5 and NO2 in air near the ground [JacobD2000]
constexpr double molar_mass_n2o5 = 108.010e-3, molar_mass_no2 = 46.0055e-3;  // kg mol-1 [IUPAC2013]
constexpr double water_density = 1000.0;                                     // kg m-3

/// Densities [kg m-3] in the order of AerosolIndex::fine(): ions as ammonium sulfate [TangMunkelwitz1994],
/// carbon [BondBergstrom2006], organics [TurpinLim2001], minerals as quartz.
constexpr std::array<double, 21> density = {1770, 1770, 1770, 1770, 1770, 1770, 1770, 1770, 1800, 1400, 1400,
                                            1800, 2650, 1400, 1400, 1400, 1400, 1400, 1400, 1400, 1400};

double logistic(double y) { return 1.0 / (1.0 + numerics::exp(-y)); }

/// [Davis2008] equations for aqueous particles; particles stay aqueous at all humidities here, as in the
/// equilibrium.
double davis(const UptakeComposition& c, double t, double rh) {
  const double acid = c.sulfate + c.nitrate;
  if (acid <= 0.0) return 0.0;
  const double nitrate = c.nitrate / acid;
  const double neutral = std::max(0.0, std::min(1.0 - nitrate, c.ammonium / acid - 1.0));
  const double bisulfate = 1.0 - neutral - nitrate;
  const double on_neutral = -3.64849 + 9.553 * std::min(0.0, rh - 0.46);
  const double on_bisulfate = on_neutral + 0.97579 - 0.20427 * std::max(0.0, t - 291.0);
  return bisulfate * std::min(logistic(on_bisulfate), 0.08585) +
         neutral * std::min(logistic(on_neutral), 0.053) +
         nitrate * std::min(logistic(-8.10774 + 4.902 * rh), 0.0154);
}

/// Sulfate [EvansJacob2005], times 0.1 + 0.9 of sulfate's mass among sulfate and nitrate [Riemer2003].
double evans_jacob(const UptakeComposition& c, double t, double rh) {
  constexpr double sulfate_mass = 96.06, nitrate_mass = 62.004;  // g mol-1
  const double mass = c.sulfate * sulfate_mass + c.nitrate * nitrate_mass;
  if (mass <= 0.0) return 0.0;
  const double humid = 2.79e-4 + rh * (1.3e-2 + rh * (-3.43e-2 + rh * 7.52e-2));
  const double beta = t >= 282.0 ? 0.04 * (294.0 - t) : 0.48;
  return humid * numerics::exp10(beta) * (0.1 + 0.9 * c.sulfate * sulfate_mass / mass);
}

template <class Real>
double amount(const Real* cell, const Layout& l, int species, int member) {
  return species < 0 ? 0.0 : std::max(0.0, static_cast<double>(cell[l.lane(species, member)]));
}

double of_column(const std::vector<double>& values, std::size_t column) {
  return values.empty() ? 0.0 : values[values.size() == 1 ? 0 : column];
}

}  // namespace

double n2o5_uptake(N2O5Uptake scheme, const UptakeComposition& particle, double temperature,
                   double relative_humidity) {
  if (scheme == N2O5Uptake::none) return 0.0;
  return scheme == N2O5Uptake::davis_2008 ? davis(particle, temperature, relative_humidity)
                                          : evans_jacob(particle, temperature, relative_humidity);
}

double uptake_rate(double reaction_probability, double surface, double radius, double molar_mass,
                   double temperature) {
  if (reaction_probability <= 0.0 || surface <= 0.0) return 0.0;
  const double speed = std::sqrt(8.0 * constants::gas_constant * temperature / (constants::pi * molar_mass));
  return surface / (radius / gas_diffusivity + 4.0 / (reaction_probability * speed));
}

double ground_nitrous_acid_rate(double leaf_area_index, double urban_fraction, double layer_depth) {
  // m s-1 times leaves of both sides and 0.2 m2 of walls a cubic metre [PleimRan2011]
  return 5e-5 * (2.0 * leaf_area_index / layer_depth + 0.2 * urban_fraction);
}

template <class Real>
ParticleSurface particle_surface(const Real* cell, const Layout& layout, int member,
                                 const SpeciesTable& table, const AerosolIndex& index, double temperature,
                                 double pressure, double relative_humidity, double dry_effective_radius) {
  const double n = pressure / (constants::gas_constant * temperature);
  const auto fine = index.fine();
  double dry = 0.0;  // m3 m-3
  for (std::size_t s = 0; s < fine.size(); ++s)
    if (fine[s] >= 0)
      dry += n * amount(cell, layout, fine[s], member) * table[fine[s]].molar_mass / density[s];
  if (dry <= 0.0) return {0.0, dry_effective_radius, 0.0};
  const auto of = [&](int species) { return n * amount(cell, layout, species, member); };
  const InorganicAir air{temperature,   relative_humidity, of(index.ASO4), of(index.ANH4), of(index.ANO3),
                         of(index.ACL), of(index.ANA),     of(index.AK),   of(index.ACA),  of(index.AMG)};
  ParticleSurface s;
  s.water = particle_water(air);
  const double wet = dry + s.water / water_density;
  s.radius = dry_effective_radius * numerics::cbrt(wet / dry);
  s.surface = 3.0 * wet / s.radius;
  return s;
}

template <class Real>
HeterogeneousRates heterogeneous_rates(const State<Real>& state, const Weather& weather, const Grid& grid,
                                       const SpeciesTable& table, const HeterogeneousSettings& settings) {
  const AerosolIndex index(table);
  const Layout& l = state.layout;
  HeterogeneousRates rates;
  rates.n2o5.resize(grid.cells() * l.members);
  rates.no2.resize(grid.cells() * l.members);
  parallel_for(static_cast<std::ptrdiff_t>(l.nz) * l.ny, [&](std::ptrdiff_t row) {
    const int k = static_cast<int>(row / l.ny), j = static_cast<int>(row % l.ny);
    for (int i = 0; i < l.nx; ++i) {
      const std::size_t c = grid.cell(k, j, i), column = grid.column(j, i);
      const double t = weather.air_temperature[c], rh = weather.relative_humidity[c];
      const double ground =
          k > 0 ? 0.0
                : ground_nitrous_acid_rate(of_column(settings.leaf_area_index, column),
                                           of_column(settings.urban_fraction, column), grid.layer_depth(0));
      const Real* x = state.at(k, j, i);
      for (int m = 0; m < l.members; ++m) {
        const ParticleSurface s = particle_surface(x, l, m, table, index, t, weather.air_pressure[c], rh,
                                                   settings.dry_effective_radius);
        const UptakeComposition composition{amount(x, l, index.ASO4, m), amount(x, l, index.ANO3, m),
                                            amount(x, l, index.ANH4, m)};
        const double gamma = n2o5_uptake(settings.n2o5_uptake, composition, t, rh);
        rates.n2o5[c * l.members + m] = uptake_rate(gamma, s.surface, s.radius, molar_mass_n2o5, t);
        rates.no2[c * l.members + m] =
            uptake_rate(settings.no2_uptake, s.surface, s.radius, molar_mass_no2, t) + ground;
      }
    }
  });
  return rates;
}

template ParticleSurface particle_surface(const float*, const Layout&, int, const SpeciesTable&,
                                          const AerosolIndex&, double, double, double, double);
template ParticleSurface particle_surface(const double*, const Layout&, int, const SpeciesTable&,
                                          const AerosolIndex&, double, double, double, double);
template HeterogeneousRates heterogeneous_rates(const State<float>&, const Weather&, const Grid&,
                                                const SpeciesTable&, const HeterogeneousSettings&);
template HeterogeneousRates heterogeneous_rates(const State<double>&, const Weather&, const Grid&,
                                                const SpeciesTable&, const HeterogeneousSettings&);

}  // namespace lantian::model::aerosol
