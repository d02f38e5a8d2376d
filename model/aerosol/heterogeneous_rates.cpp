#include "model/aerosol/heterogeneous_rates.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/aerosol/air_of_cell.hpp"
#include "model/grid/parallel.hpp"
#include "model/numerics/vector_math.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::aerosol {
namespace {

constexpr double molar_mass_n2o5 = 108.010e-3, molar_mass_no2 = 46.0055e-3;  // kg mol-1 [IUPAC2013]
constexpr double molar_mass_ho2 = 33.006e-3, molar_mass_no3 = 62.004e-3, molar_mass_so2 = 64.058e-3;
constexpr double molar_mass_water = 18.015e-3;
constexpr double water_density = 1000.0;  // kg m-3
constexpr std::size_t ions = 8;           // the first of AerosolIndex::fine()

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
  if (scheme == N2O5Uptake::none || scheme == N2O5Uptake::bertram_thornton_2009) return 0.0;
  return scheme == N2O5Uptake::davis_2008 ? davis(particle, temperature, relative_humidity)
                                          : evans_jacob(particle, temperature, relative_humidity);
}

double bertram_thornton_uptake(const Solution& s) {
  if (s.water <= 0.0) return 0.0;
  const double k = 1.15e6 * (1.0 - numerics::exp(-0.13 * s.water));
  const double forward = 0.06 * s.water + 29.0 * s.chloride;
  return 3.2e-8 * k * (forward / (s.nitrate + forward));
}

double nitryl_chloride_yield_per_chloride(const Solution& s) {
  const double all = 450.0 * s.chloride + s.water;
  return all > 0.0 ? 450.0 / all : 0.0;
}

double so2_uptake_probability(double relative_humidity) {
  const double wet = std::clamp((relative_humidity - 0.4) / 0.1, 0.0, 1.0);  // no film of water below 40 %
  return 2e-5 * wet + 3e-5 * std::clamp((relative_humidity - 0.5) / 0.5, 0.0, 1.0);
}

double uptake_rate(double reaction_probability, double surface, double radius, double molar_mass,
                   double temperature, double diffusivity) {
  if (reaction_probability <= 0.0 || surface <= 0.0) return 0.0;
  const double speed = std::sqrt(8.0 * constants::gas_constant * temperature / (constants::pi * molar_mass));
  return surface / (radius / diffusivity + 4.0 / (reaction_probability * speed));
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
  double dry = 0.0, dry_ions = 0.0;  // m3 m-3
  for (std::size_t s = 0; s < fine.size(); ++s) {
    if (fine[s] >= 0)
      dry += n * amount(cell, layout, fine[s], member) * table[fine[s]].molar_mass / density[s];
    if (s + 1 == ions) dry_ions = dry;
  }
  if (dry <= 0.0) return {0.0, dry_effective_radius, 0.0, 0.0};
  ParticleSurface s;
  s.water = particle_water(air_of_cell(index, Volatiles::in_particle, temperature, relative_humidity, n,
                                       [&](int species) { return amount(cell, layout, species, member); }));
  const double wet = dry + s.water / water_density;
  s.solution = dry_ions + s.water / water_density;
  s.radius = dry_effective_radius * numerics::cbrt(wet / dry);
  s.surface = 3.0 * wet / s.radius;
  return s;
}

namespace {

/// Molarities of one member's particles; mole fractions times `n`, mol of air in a cubic metre, are mol m-3.
template <class Real>
Solution solution_of(const Real* x, const Layout& l, int m, const AerosolIndex& index,
                     const ParticleSurface& particle, double n) {
  if (particle.solution <= 0.0) return {};
  const double litres = 1000.0 * particle.solution;
  return {particle.water / molar_mass_water / litres, n * amount(x, l, index.ANO3, m) / litres,
          n * amount(x, l, index.ACL, m) / litres};
}

/// Rates of N2O5 at one cell and member.
template <class Real>
void fill_n2o5(HeterogeneousRates& rates, std::size_t at, const HeterogeneousSettings& settings,
               const Real* x, const Layout& l, int m, const AerosolIndex& index, const ParticleSurface& s,
               double t, double rh, double n) {
  const UptakeComposition composition{amount(x, l, index.ASO4, m), amount(x, l, index.ANO3, m),
                                      amount(x, l, index.ANH4, m)};
  double gamma = n2o5_uptake(settings.n2o5_uptake, composition, t, rh);
  Solution solution;
  if (settings.nitryl_chloride || settings.n2o5_uptake == N2O5Uptake::bertram_thornton_2009)
    solution = solution_of(x, l, m, index, s, n);
  if (settings.n2o5_uptake == N2O5Uptake::bertram_thornton_2009) gamma = bertram_thornton_uptake(solution);
  const double rate = uptake_rate(gamma, s.surface, s.radius, molar_mass_n2o5, t);
  if (!settings.nitryl_chloride) {
    rates.n2o5[at] = rate;
    return;
  }
  const double per_chloride = nitryl_chloride_yield_per_chloride(solution);
  rates.n2o5[at] = rate * (1.0 - per_chloride * solution.chloride);
  // L mol-1 of solution to cm3 molecule-1 of air
  constexpr double molecules = constants::avogadro * 1e-6;
  rates.n2o5_chloride[at] = s.solution > 0.0 ? rate * per_chloride / (1000.0 * s.solution * molecules) : 0.0;
}

}  // namespace

template <class Real>
HeterogeneousRates heterogeneous_rates(const State<Real>& state, const Weather& weather, const Grid& grid,
                                       const SpeciesTable& table, const HeterogeneousSettings& settings) {
  const AerosolIndex index(table);
  const Layout& l = state.layout;
  HeterogeneousRates rates;
  const std::size_t size = grid.cells() * l.members;
  for (auto* all : {&rates.n2o5, &rates.no2, &rates.surface, &rates.radius}) all->resize(size);
  if (settings.nitryl_chloride) rates.n2o5_chloride.resize(size);
  if (settings.ho2_uptake > 0.0) rates.ho2.resize(size);
  if (settings.no3_uptake > 0.0) rates.no3.resize(size);
  if (settings.so2_uptake) rates.so2.resize(size);
  parallel_for(static_cast<std::ptrdiff_t>(l.nz) * l.ny, [&](std::ptrdiff_t row) {
    const int k = static_cast<int>(row / l.ny), j = static_cast<int>(row % l.ny);
    for (int i = 0; i < l.nx; ++i) {
      const std::size_t c = grid.cell(k, j, i), column = grid.column(j, i);
      const double t = weather.air_temperature[c], rh = weather.relative_humidity[c];
      const double n = weather.air_pressure[c] / (constants::gas_constant * t);
      const double so2 = so2_uptake_probability(rh);
      const double ground =
          k > 0 ? 0.0
                : ground_nitrous_acid_rate(of_column(settings.leaf_area_index, column),
                                           of_column(settings.urban_fraction, column), grid.layer_depth(0));
      const Real* x = state.at(k, j, i);
      for (int m = 0; m < l.members; ++m) {
        const std::size_t at = c * l.members + m;
        const ParticleSurface s = particle_surface(x, l, m, table, index, t, weather.air_pressure[c], rh,
                                                   settings.dry_effective_radius);
        const auto rate = [&](double gamma, double molar_mass) {
          return uptake_rate(gamma, s.surface, s.radius, molar_mass, t);
        };
        fill_n2o5(rates, at, settings, x, l, m, index, s, t, rh, n);
        rates.surface[at] = s.surface;
        rates.radius[at] = s.radius;
        rates.no2[at] = rate(settings.no2_uptake, molar_mass_no2) + ground;
        if (!rates.ho2.empty()) rates.ho2[at] = rate(settings.ho2_uptake, molar_mass_ho2);
        if (!rates.no3.empty()) rates.no3[at] = rate(settings.no3_uptake, molar_mass_no3);
        if (!rates.so2.empty()) rates.so2[at] = rate(so2, molar_mass_so2);
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
