#include "model/photolysis/haze_light.hpp"

#include <algorithm>

#include "model/aerosol/extinction.hpp"
#include "model/grid/parallel.hpp"
#include "model/mesoscale/cloud_shade.hpp"
#include "model/photolysis/solar_position.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

constexpr double table_albedo = 0.1;        // of the clear-sky rates
constexpr double least_cosine = -0.07;      // 94 degrees: no light below
constexpr double least_cloud_water = 1e-5;  // kg m-3, as of wet deposition

/// Optical depths of one member's particles layer by layer, and the share that they scatter.
template <class Real>
struct ColumnHaze {
  const State<Real>& state;
  const Weather& weather;
  const Grid& grid;
  const SpeciesTable& species;
  const aerosol::AerosolIndex& index;
  const aerosol::HeterogeneousRates& particles;
  double dry_effective_radius;
  std::vector<double> depth{};
  double total = 0.0, scattered_share = 1.0;

  void measure(int j, int i, int m) {
    const Layout& l = state.layout;
    depth.resize(grid.nz());
    double absorbed = 0.0;
    total = 0.0;
    for (int k = 0; k < grid.nz(); ++k) {
      const std::size_t c = grid.cell(k, j, i);
      const double air = weather.air_pressure[c] / (constants::gas_constant * weather.air_temperature[c]);
      const double wider = particles.radius[c * l.members + m] / dry_effective_radius;
      const auto light = aerosol::particle_light(state.at(k, j, i), l, m, species, index, air, wider * wider);
      depth[k] = light.extinction * grid.layer_depth(k);
      total += depth[k];
      absorbed += light.absorption * grid.layer_depth(k);
    }
    scattered_share = total > 0.0 ? 1.0 - absorbed / total : 1.0;
  }
};

}  // namespace

template <class Real>
LightFactors HazeLight::factors(const State<Real>& state, const Weather& weather, const Grid& grid,
                                const SpeciesTable& species, const aerosol::HeterogeneousRates& particles,
                                double dry_effective_radius, Interval interval) const {
  LightFactors factors;
  const UtcSeconds middle = interval.start + static_cast<UtcSeconds>(0.5 * interval.dt.si());
  if (dimming_ != HazeDimming::off || albedo_ != table_albedo)
    dim(factors, state, weather, grid, species, particles, dry_effective_radius, middle);
  const auto is_cloud = [](double water) { return water >= least_cloud_water; };
  if (!latitude_.empty() && std::any_of(weather.cloud_water.begin(), weather.cloud_water.end(), is_cloud))
    lift_above_cloud(factors, weather, grid, middle);
  return factors;
}

template <class Real>
void HazeLight::dim(LightFactors& factors, const State<Real>& state, const Weather& weather, const Grid& grid,
                    const SpeciesTable& species, const aerosol::HeterogeneousRates& particles,
                    double dry_effective_radius, UtcSeconds time) const {
  const aerosol::AerosolIndex index(species);
  const Layout& l = state.layout;
  const std::size_t members = static_cast<std::size_t>(l.members);
  if (albedo_ != table_albedo || dimming_ == HazeDimming::all) factors.cell.assign(grid.cells(), 1.0);
  if (dimming_ != HazeDimming::off) factors.member.assign(grid.cells() * members, 1.0);
  const auto make = [&] {
    return ColumnHaze<Real>{state, weather, grid, species, index, particles, dry_effective_radius};
  };
  parallel_for_with(grid.ny, make, [&](std::ptrdiff_t row, ColumnHaze<Real>& haze) {
    const int j = static_cast<int>(row);
    std::vector<double> baseline(grid.nz());
    for (int i = 0; i < grid.nx; ++i) {
      const std::size_t column = grid.column(j, i);
      const double sun = cosine_of_solar_zenith(time, latitude_[column], longitude_[column]);
      if (sun < least_cosine) continue;
      const double bare = table_(0.0, 0.0, 1.0, sun);  // what the ground does without particles
      for (int m = 0; m < l.members; ++m) {
        if (dimming_ != HazeDimming::off) haze.measure(j, i, m);
        double below = 0.0;
        for (int k = 0; k < grid.nz(); ++k) {
          const std::size_t c = grid.cell(k, j, i);
          if (dimming_ == HazeDimming::off) {
            factors.cell[c] = bare;
            continue;
          }
          const double here = below + 0.5 * haze.depth[k];
          const double light = table_(haze.total - here, here, haze.scattered_share, sun);
          below += haze.depth[k];
          if (m > 0) {
            factors.member[c * members + m] = light / baseline[k];
            continue;
          }
          baseline[k] = light;
          if (!factors.cell.empty()) factors.cell[c] = dimming_ == HazeDimming::all ? light : bare;
        }
      }
    }
  });
}

void HazeLight::lift_above_cloud(LightFactors& factors, const Weather& weather, const Grid& grid,
                                 UtcSeconds time) const {
  if (factors.cell.empty()) factors.cell.assign(grid.cells(), 1.0);
  parallel_for(grid.ny, [&](std::ptrdiff_t row) {
    const int j = static_cast<int>(row);
    for (int i = 0; i < grid.nx; ++i) {
      const std::size_t column = grid.column(j, i);
      int lowest = grid.nz(), highest = -1;
      double path = 0.0;  // kg m-2
      for (int k = 0; k < grid.nz(); ++k) {
        const double water = weather.cloud_water[grid.cell(k, j, i)];
        if (water < least_cloud_water) continue;
        lowest = std::min(lowest, k), highest = k;
        path += water * grid.layer_depth(k);
      }
      const double below = weather.photolysis_factor[column];
      const double depth = mesoscale::cloud_optical_depth(path);
      if (highest < 0 || below <= 0.0) continue;
      const double above = mesoscale::photolysis_above_cloud(
          depth, cosine_of_solar_zenith(time, latitude_[column], longitude_[column]));
      if (above <= below) continue;
      const double base = grid.layer_face[lowest], top = grid.layer_face[highest + 1];
      for (int k = lowest; k < grid.nz(); ++k) {
        const double share = std::min(1.0, (grid.layer_centre(k) - base) / (top - base));
        factors.cell[grid.cell(k, j, i)] *= (below + share * (above - below)) / below;
      }
    }
  });
}

template LightFactors HazeLight::factors(const State<float>&, const Weather&, const Grid&,
                                         const SpeciesTable&, const aerosol::HeterogeneousRates&, double,
                                         Interval) const;
template LightFactors HazeLight::factors(const State<double>&, const Weather&, const Grid&,
                                         const SpeciesTable&, const aerosol::HeterogeneousRates&, double,
                                         Interval) const;

}  // namespace lantian::model
