#include "model/deposition/wet_deposition.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "model/deposition/gas_properties.hpp"
#include "model/deposition/rain.hpp"
#include "model/grid/parallel.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

constexpr double water_density = 1000.0;  // kg m-3
constexpr double freezing = 273.15;       // K: colder layers have snow, which gases hardly enter
constexpr double glaciated = 258.15;      // K: colder cloud is taken as ice
/// M atm-1: at 1 mm/h, rain lowers the air's content of a gas less soluble than this by less than 1 % a day.
constexpr double least_henry = 1.0;

/// H R T: moles in a volume of water over moles in the same volume of air.
double partition(double henry, double T) {
  constexpr double litre_atmospheres = 0.082057;  // R [L atm mol-1 K-1]
  return henry * litre_atmospheres * T;
}

/// How one species leaves one layer: exp(-x) of the excess over `back` times what the rain brings stays.
struct Wash {
  double kept = 1.0;
  double back = 0.0;  // mole fraction in equilibrium, per mole that the rain holds
};

/// A column in which it rains.
template <class Real>
struct RainingColumn {
  using Process = WetDeposition<Real>;
  const Process& process;
  State<Real>& state;
  const Weather& weather;
  double dt;
  int j = 0, i = 0;
  std::vector<double> rain;  // mol that the rain holds, per lane
  std::vector<Wash> washes;  // of the layer, per species

  struct Layer {
    int k;
    double air, temperature, pressure, humidity, depth;
    double cloud_water;    // kg m-3, 0 where there is none
    double precipitation;  // kg m-2 s-1, through the upper face
  };

  double cloud_water(int k) const {
    if (weather.cloud_water.empty()) return 0.0;
    const double water = weather.cloud_water[process.grid.cell(k, j, i)];
    return water >= process.least_cloud_water ? water : 0.0;
  }

  void wash() {
    const Layout& l = state.layout;
    const double at_ground = weather.precipitation_rate[process.grid.column(j, i)];
    rain.assign(l.lanes, 0.0), washes.resize(l.species);
    double path = 0.0;  // kg m-2
    for (int k = 0; k < l.nz; ++k) path += cloud_water(k) * process.grid.layer_depth(k);
    double above = 0.0;
    for (int k = l.nz - 1; k >= 0; --k) {
      const std::size_t cell = process.grid.cell(k, j, i);
      const Layer layer{k,
                        state.air_amount[cell],
                        weather.air_temperature[cell],
                        weather.air_pressure[cell],
                        weather.relative_humidity[cell],
                        process.grid.layer_depth(k),
                        cloud_water(k),
                        path > 0.0 ? at_ground * std::min(1.0, above / path) : at_ground};
      if (layer.cloud_water > 0.0)
        in_cloud(layer, std::max(path / at_ground, process.shortest_wash_time));
      else if (layer.precipitation > 0.0)
        below_cloud(layer);
      else
        continue;  // above the cloud
      leave(layer);
      above += layer.cloud_water * layer.depth;
    }
  }

  void in_cloud(const Layer& layer, double wash_time) {
    const double all = std::exp(-dt / wash_time);
    for (std::size_t s = 0; s < washes.size(); ++s) {
      const auto& one = process.solutes[s];
      washes[s] = {one.kind == SpeciesKind::gas ? dissolved_kept(layer, wash_time, one.solubility) : all,
                   0.0};
    }
  }

  double dissolved_kept(const Layer& layer, double wash_time, const GasSolubility& gas) const {
    const bool enters = layer.temperature >= glaciated || gas.sticks_to_ice;
    if (!enters || gas.henry == 0.0) return 1.0;
    const double ratio = partition(gas.effective(layer.temperature, process.ph), layer.temperature) *
                         layer.cloud_water / water_density;
    return std::exp(-ratio / (1.0 + ratio) * dt / wash_time);
  }

  void below_cloud(const Layer& layer) {
    const RainDrop drop = rain_drop(layer.precipitation);
    const GasWashout reach(drop, layer.precipitation, layer.temperature, layer.pressure);
    std::array<std::optional<double>, species_kind_count> of_kind;
    for (std::size_t s = 0; s < washes.size(); ++s) {
      const auto& one = process.solutes[s];
      if (one.kind == SpeciesKind::gas) {
        washes[s] = gas_wash(layer, reach, one);
        continue;
      }
      auto& kept = of_kind[static_cast<std::size_t>(one.kind)];
      if (!kept)
        kept = std::exp(-dt * particle_washout_rate(drop, layer.precipitation, one.kind, layer.temperature,
                                                    layer.pressure, layer.humidity));
      washes[s] = {*kept, 0.0};
    }
  }

  /// In a layer of depth h, drops come nearer to equilibrium by exp(-n), n = 6 K h / (D U H R T).
  Wash gas_wash(const Layer& layer, const GasWashout& reach, const typename Process::Solute& one) const {
    if (layer.temperature < freezing && !one.solubility.sticks_to_ice) return {};
    if (one.solubility.henry == 0.0) return {};
    const double reached = reach.rate(one.diffusivity_ratio) * dt;
    if (one.solubility.irreversible) return {std::exp(-reached), 0.0};
    const double henry = one.solubility.effective(layer.temperature, process.ph);
    if (henry < least_henry) return {};
    const double water = layer.precipitation * dt / (water_density * layer.depth);  // m3 per m3 of air
    const double capacity = partition(henry, layer.temperature) * water;
    return {std::exp(std::expm1(-reached / capacity) * capacity), 1.0 / (layer.air * capacity)};
  }

  void leave(const Layer& layer) {
    const Layout& l = state.layout;
    Real* const q = state.at(layer.k, j, i);
    for (int s = 0; s < l.species; ++s) {
      const Wash wash = washes[s];
      if (wash.kept == 1.0) continue;
      for (int lane = l.lane(s, 0); lane < l.lane(s + 1, 0); ++lane) {
        const double before = static_cast<double>(q[lane]), balance = wash.back * rain[lane];
        q[lane] = static_cast<Real>(balance + (before - balance) * wash.kept);
        rain[lane] += layer.air * (before - static_cast<double>(q[lane]));
      }
    }
  }
};

}  // namespace

template <class Real>
WetDeposition<Real>::WetDeposition(Grid g, const SpeciesTable& species) : grid(std::move(g)) {
  for (const Species& one : species) {
    const double ratio = gas_uptake(one.name).value_or(GasUptake{}).diffusivity_ratio;
    solutes.push_back(
        {one.kind, one.kind == SpeciesKind::gas ? gas_solubility(one.name) : GasSolubility{}, ratio});
  }
}

template <class Real>
FieldUse WetDeposition<Real>::field_use() const {
  return {{"cloud_water", "precipitation_rate", "air_temperature", "air_pressure", "relative_humidity",
           "air_amount"},
          {"mole_fraction"}};
}

template <class Real>
Seconds WetDeposition<Real>::largest_stable_step(const State<Real>&, const Forcing&) const {
  return Seconds(std::numeric_limits<double>::infinity());
}

template <class Real>
MassExchange WetDeposition<Real>::advance(State<Real>& state, const Forcing& forcing, Interval interval,
                                          Scratch& scratch) const {
  const Layout& l = state.layout;
  const Weather& weather = forcing.weather.middle;
  const auto rains = [](double rate) { return rate > 0.0; };
  if (std::none_of(weather.precipitation_rate.begin(), weather.precipitation_rate.end(), rains)) return {};
  scratch.flow.assign(static_cast<std::size_t>(l.ny) * l.lanes, 0.0);
  parallel_for(l.ny, [&](std::ptrdiff_t row) {
    const int j = static_cast<int>(row);
    double* const flow = scratch.flow.data() + row * l.lanes;
    RainingColumn<Real> column{*this, state, weather, interval.dt.si(), j, 0, {}, {}};
    for (column.i = 0; column.i < l.nx; ++column.i) {
      const std::size_t at = grid.column(j, column.i);
      if (!rains(weather.precipitation_rate[at])) continue;
      column.wash();
      for (int v = 0; v < l.lanes; ++v) flow[v] += column.rain[v];
      if (scratch.dustfall != nullptr) scratch.dustfall->add(at, column.rain.data());
    }
  });
  MassExchange moved(l.lanes);
  double* const washed = moved.of(Exchange::washed_out);
  for (int j = 0; j < l.ny; ++j)
    for (int v = 0; v < l.lanes; ++v) washed[v] += scratch.flow[static_cast<std::size_t>(j) * l.lanes + v];
  return moved;
}

template struct WetDeposition<float>;
template struct WetDeposition<double>;
static_assert(Process<WetDeposition<float>, float>);

}  // namespace lantian::model
