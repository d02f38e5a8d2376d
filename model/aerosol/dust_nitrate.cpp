#include "model/aerosol/dust_nitrate.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "model/aerosol/heterogeneous_rates.hpp"
#include "model/grid/parallel.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::aerosol {
namespace {

constexpr double molar_mass_nitric_acid = 63.012e-3;  // kg mol-1 [IUPAC2013]
constexpr double molar_mass_calcium = 40.078e-3, molar_mass_calcite = 100.086e-3;

struct Node {
  double humidity, probability;
};
constexpr std::array nodes{Node{0.1, 0.003}, Node{0.2, 0.011}, Node{0.3, 0.019}, Node{0.4, 0.0445},
                           Node{0.5, 0.07},  Node{0.6, 0.1},   Node{0.7, 0.13},  Node{0.8, 0.2}};

}  // namespace

double nitric_acid_on_calcite(double rh) {
  if (rh <= nodes.front().humidity) return nodes.front().probability;
  for (std::size_t n = 1; n < nodes.size(); ++n)
    if (rh <= nodes[n].humidity) {
      const double weight = (rh - nodes[n - 1].humidity) / (nodes[n].humidity - nodes[n - 1].humidity);
      return nodes[n - 1].probability + weight * (nodes[n].probability - nodes[n - 1].probability);
    }
  return nodes.back().probability;
}

double dust_uptake_rate(const CoarseDust& dust, double mass, double temperature, double relative_humidity) {
  const double calcite = dust.calcium * molar_mass_calcite / molar_mass_calcium;
  const double surface = 3.0 * mass / (dust.density * dust.radius);  // m2 m-3
  return uptake_rate(calcite * nitric_acid_on_calcite(relative_humidity), surface, dust.radius,
                     molar_mass_nitric_acid, temperature);
}

double taken_up(double rate, double acid, double room, double capacity, double dt) {
  if (rate <= 0.0 || acid <= 0.0 || room <= 0.0) return 0.0;
  const double per_amount = rate / capacity * dt;
  const double d = std::max((room - acid) * per_amount, -600.0);  // beyond that all room is taken anyhow
  const double mean = std::abs(d) < 1e-9 ? 1.0 - 0.5 * d : -std::expm1(-d) / d;
  const double y = acid * per_amount * mean;
  return std::min({room * (y / (1.0 + y)), acid, room});
}

template <class Real>
DustNitrate<Real>::DustNitrate(const SpeciesTable& table, CoarseDust dust)
    : acid_(table.find("HNO3").value_or(-1)),
      dust_species_(table.find("PMC").value_or(-1)),
      nitrate_(table.find("ANO3K").value_or(-1)),
      dust_molar_mass_(dust_species_ < 0 ? 0.0 : table[dust_species_].molar_mass),
      dust_(dust) {}

template <class Real>
FieldUse DustNitrate<Real>::field_use() const {
  return {{"air_temperature", "air_pressure", "relative_humidity", "PMC"}, {"HNO3", "ANO3K"}};
}

template <class Real>
Seconds DustNitrate<Real>::largest_stable_step(const State<Real>&, const Forcing&) const {
  return Seconds(std::numeric_limits<double>::infinity());
}

template <class Real>
MassExchange DustNitrate<Real>::advance(State<Real>& state, const Forcing& forcing, Interval interval,
                                        Scratch&) const {
  const Layout& l = state.layout;
  MassExchange exchange(l.lanes);
  if (acid_ < 0 || dust_species_ < 0 || nitrate_ < 0) return exchange;
  const Weather& weather = forcing.weather.middle;
  const double capacity_per_dust = 2.0 * dust_.calcium * dust_molar_mass_ / molar_mass_calcium;
  std::vector<std::vector<double>> moved(static_cast<std::size_t>(l.nz) * l.ny,
                                         std::vector<double>(l.members, 0.0));
  parallel_for(static_cast<std::ptrdiff_t>(moved.size()), [&](std::ptrdiff_t row) {
    const int k = static_cast<int>(row / l.ny), j = static_cast<int>(row % l.ny);
    for (int i = 0; i < l.nx; ++i) {
      const std::size_t c = static_cast<std::size_t>(row) * l.nx + i;
      const double t = weather.air_temperature[c];
      const double air = weather.air_pressure[c] / (constants::gas_constant * t);  // mol m-3
      // Loss per mole fraction of dust.
      const double rate = dust_uptake_rate(dust_, air * dust_molar_mass_, t, weather.relative_humidity[c]);
      Real* x = state.at(k, j, i);
      for (int m = 0; m < l.members; ++m) {
        const auto of = [&](int s) { return std::max(0.0, static_cast<double>(x[l.lane(s, m)])); };
        const double dust = of(dust_species_), acid = of(acid_), nitrate = of(nitrate_);
        const double capacity = capacity_per_dust * dust;
        const double taken = taken_up(rate * dust, acid, capacity - nitrate, capacity, interval.dt.si());
        if (taken <= 0.0) continue;
        const Real after = static_cast<Real>(std::min(nitrate + taken, nitrate + acid));
        x[l.lane(nitrate_, m)] = after;
        x[l.lane(acid_, m)] = static_cast<Real>(std::max(0.0, nitrate + acid - static_cast<double>(after)));
        moved[row][m] += (static_cast<double>(after) - nitrate) * state.air_amount[c];
      }
    }
  });
  for (const auto& row : moved)  // in the order of rows, whatever the threads
    for (int m = 0; m < l.members; ++m) {
      exchange.of(Exchange::lost)[l.lane(acid_, m)] += row[m];
      exchange.of(Exchange::produced)[l.lane(nitrate_, m)] += row[m];
    }
  return exchange;
}

template class DustNitrate<float>;
template class DustNitrate<double>;

}  // namespace lantian::model::aerosol
