#include "model/chemistry/aqueous_sulfur.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "model/aerosol/equilibrium.hpp"
#include "model/aerosol/heterogeneous_rates.hpp"
#include "model/grid/parallel.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::chemistry {
namespace {

constexpr double water_density = 1000.0;                             // kg m-3
constexpr double iron_mass = 55.845e-3, manganese_mass = 54.938e-3;  // kg mol-1 [IUPAC2021]
constexpr double least_particle_water = 1e-9;  // kg m-3: drier particles hold no solution
/// A drop's acidity is found anew at the beginning of each part of the step: most happens early.
constexpr std::array parts{1.0 / 64, 1.0 / 64, 2.0 / 64, 4.0 / 64, 8.0 / 64, 16.0 / 64, 32.0 / 64};

}  // namespace

/// One row of cells.
template <class Real>
struct SulfurRow {
  const AqueousSulfur<Real>& process;
  State<Real>& state;
  const Weather& weather;
  double dt;
  std::vector<double> moved{};                         // mol: lane of produced, then of lost
  std::vector<aerosol::InorganicParticle> particle{};  // of each cell and member, where particles are wanted

  const aerosol::AerosolIndex& index() const { return process.index_; }
  const AqueousSulfurSettings& settings() const { return process.settings_; }

  double fraction(const Real* x, int species, int m) const {
    return species < 0 ? 0.0 : std::max(0.0, static_cast<double>(x[state.layout.lane(species, m)]));
  }

  bool is_cloud(std::size_t c) const {
    return !weather.drop_water.empty() && weather.drop_water[c] >= settings().least_drop_water;
  }
  double air_density(std::size_t c) const {
    return weather.air_pressure[c] / (constants::gas_constant * weather.air_temperature[c]);
  }

  void solve(int k, int j) {
    const Layout& l = state.layout;
    const std::size_t first = (static_cast<std::size_t>(k) * l.ny + j) * l.nx;
    moved.assign(2 * static_cast<std::size_t>(l.lanes), 0.0);
    if (settings().in_particles) find_equilibrium(k, j, first);
    for (int i = 0; i < l.nx; ++i) {
      const std::size_t c = first + i;
      const bool in_cloud = settings().in_cloud && is_cloud(c);
      if (!in_cloud && !settings().in_particles) continue;
      for (int m = 0; m < l.members; ++m) cell(state.at(k, j, i), m, c, i, in_cloud);
    }
  }

  void cell(Real* x, int m, std::size_t c, int i, bool in_cloud) {
    const double n = air_density(c);
    SulfurAir air{n * fraction(x, process.so2_, m), n * fraction(x, process.h2o2_, m),
                  n * fraction(x, process.o3_, m),
                  process.hono_ < 0 ? 0.0 : n * fraction(x, process.no2_, m)};
    if (air.sulfur_dioxide <= 0.0) return;
    const SulfurAir before = air;
    const Oxidised made = in_cloud ? drops(x, m, c, n, weather.drop_water[c] / water_density, air)
                                   : particles(x, m, c, n, particle[i * state.layout.members + m], air);
    if (made.sulfate <= 0.0) return;
    store(x, m, c, process.so2_, (air.sulfur_dioxide - before.sulfur_dioxide) / n);
    store(x, m, c, process.h2o2_, (air.hydrogen_peroxide - before.hydrogen_peroxide) / n);
    store(x, m, c, process.o3_, (air.ozone - before.ozone) / n);
    store(x, m, c, process.no2_, (air.nitrogen_dioxide - before.nitrogen_dioxide) / n);
    store(x, m, c, process.hono_, made.nitrous_acid / n);
    store(x, m, c, process.sulfate_, made.sulfate / n);
  }

  void find_equilibrium(int k, int j, std::size_t first) {
    const Layout& l = state.layout;
    const auto& s = index();
    std::vector<aerosol::InorganicAir> air;
    for (int i = 0; i < l.nx; ++i)
      for (int m = 0; m < l.members; ++m) {
        const double n = air_density(first + i);
        const auto of = [&](int species) { return n * fraction(state.at(k, j, i), species, m); };
        air.push_back({weather.air_temperature[first + i], weather.relative_humidity[first + i],
                       of(s.ASO4) + of(s.SULF), of(s.ANH4) + of(s.NH3), of(s.ANO3) + of(s.HNO3),
                       of(s.ACL) + of(s.HCL), of(s.ANA), of(s.AK), of(s.ACA), of(s.AMG)});
      }
    particle.resize(air.size());
    aerosol::equilibrium(air, particle);
  }

  /// Iron(III) and manganese [mol L-1] dissolved of the minerals in a volume of water.
  void add_metals(HangingWater& water, const Real* x, int m, std::size_t c, double n) const {
    if (index().ASOIL < 0) return;
    const double soil = n * fraction(x, index().ASOIL, m) * process.species_[index().ASOIL].molar_mass;
    const double per_litre = soil / (1000.0 * water.volume);
    const auto column = c % (static_cast<std::size_t>(state.layout.ny) * state.layout.nx);
    const bool is_day = weather.surface_downwelling_shortwave[column] > 0.0;
    const double ferric = is_day ? settings().ferric_by_day : settings().ferric_by_night;
    water.iron = per_litre * settings().iron * settings().dissolved_iron * ferric / iron_mass;
    water.manganese = per_litre * settings().manganese * settings().dissolved_manganese / manganese_mass;
  }

  Oxidised drops(const Real* x, int m, std::size_t c, double n, double volume, SulfurAir& air) const {
    const auto of = [&](int species) { return n * fraction(x, species, m); };
    const auto& s = index();
    DropComposition drop;
    drop.sulfate = of(s.ASO4) + of(s.SULF), drop.nitrate = of(s.ANO3) + of(s.HNO3);
    drop.chloride = of(s.ACL) + of(s.HCL), drop.ammonia = of(s.ANH4) + of(s.NH3);
    drop.bases = of(s.ANA) + of(s.AK) + 2.0 * (of(s.ACA) + of(s.AMG));
    drop.pressure = weather.air_pressure[c];
    HangingWater water;
    water.temperature = weather.air_temperature[c], water.volume = volume;
    water.radius = settings().drop_radius;
    add_metals(water, x, m, c, n);
    const SulfurChemistry chemistry(water.temperature);
    Oxidised all;
    water.hydrogen = 0.0;
    for (const double part : parts) {
      drop.sulfur_dioxide = air.sulfur_dioxide;
      water.hydrogen = chemistry.drop_hydrogen(drop, volume, water.hydrogen);
      const Oxidised made = oxidise(air, chemistry.rates(water), part * dt);
      drop.sulfate += made.sulfate;
      all.sulfate += made.sulfate, all.nitrous_acid += made.nitrous_acid;
    }
    return all;
  }

  Oxidised particles(const Real* x, int m, std::size_t c, double n, const aerosol::InorganicParticle& found,
                     SulfurAir& air) const {
    if (found.water < least_particle_water || found.hydrogen <= 0.0) return {};
    HangingWater water;
    water.temperature = weather.air_temperature[c], water.volume = found.water / water_density;
    water.hydrogen = std::clamp(found.hydrogen / (1000.0 * water.volume), 1e-9, 10.0);
    water.radius = aerosol::particle_surface(x, state.layout, m, process.species_, index(),
                                             weather.air_temperature[c], weather.air_pressure[c],
                                             weather.relative_humidity[c], settings().dry_effective_radius)
                       .radius;
    water.is_concentrated = true;
    add_metals(water, x, m, c, n);
    return oxidise(air, oxidation_rates(water), dt);
  }

  /// Adds a change [mol mol-1], and books it.
  void store(Real* x, int m, std::size_t c, int species, double change) {
    if (species < 0 || change == 0.0) return;
    const int lane = state.layout.lane(species, m);
    x[lane] = static_cast<Real>(std::max(0.0, std::max(0.0, static_cast<double>(x[lane])) + change));
    const double moles = change * state.air_amount[c];
    moved[moles > 0.0 ? lane : state.layout.lanes + lane] += moles > 0.0 ? moles : -moles;
  }
};

template <class Real>
AqueousSulfur<Real>::AqueousSulfur(const SpeciesTable& species, AqueousSulfurSettings settings)
    : species_(species), index_(species), settings_(settings) {
  const auto place = [&](const char* one) { return species.find(one).value_or(-1); };
  so2_ = place("SO2"), h2o2_ = place("H2O2"), o3_ = place("O3"), no2_ = place("NO2"), hono_ = place("HONO");
  sulfate_ = index_.ASO4 >= 0 ? index_.ASO4 : index_.SULF;
}

template <class Real>
FieldUse AqueousSulfur<Real>::field_use() const {
  return {
      {"air_temperature", "air_pressure", "relative_humidity", "drop_water", "surface_downwelling_shortwave"},
      {"SO2", "H2O2", "O3", "NO2", "HONO", "ASO4"}};
}

template <class Real>
Seconds AqueousSulfur<Real>::largest_stable_step(const State<Real>&, const Forcing&) const {
  return Seconds(std::numeric_limits<double>::infinity());
}

template <class Real>
MassExchange AqueousSulfur<Real>::advance(State<Real>& state, const Forcing& forcing, Interval interval,
                                          Scratch&) const {
  MassExchange exchange(state.layout.lanes);
  if (!active()) return exchange;
  const Layout& l = state.layout;
  const Weather& weather = forcing.weather.middle;
  const auto holds_cloud = [&](double water) { return water >= settings_.least_drop_water; };
  if (!settings_.in_particles &&
      std::none_of(weather.drop_water.begin(), weather.drop_water.end(), holds_cloud))
    return exchange;
  const std::size_t lanes = static_cast<std::size_t>(l.lanes);
  std::vector<std::vector<double>> rows(static_cast<std::size_t>(l.nz) * l.ny);
  parallel_for(static_cast<std::ptrdiff_t>(rows.size()), [&](std::ptrdiff_t r) {
    SulfurRow<Real> row{*this, state, weather, interval.dt.si()};
    row.solve(static_cast<int>(r / l.ny), static_cast<int>(r % l.ny));
    rows[r] = std::move(row.moved);
  });
  for (const auto& moved : rows)  // in the order of rows, whatever the threads
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      exchange.of(Exchange::produced)[lane] += moved[lane];
      exchange.of(Exchange::lost)[lane] += moved[lanes + lane];
    }
  return exchange;
}

template class AqueousSulfur<float>;
template class AqueousSulfur<double>;
static_assert(Process<AqueousSulfur<float>, float>);

}  // namespace lantian::model::chemistry
