#include "model/photolysis/haze_light.hpp"

#include <algorithm>

#include "model/aerosol/extinction.hpp"
#include "model/boundary_layer/clear_sky.hpp"
#include "model/grid/parallel.hpp"
#include "model/mesoscale/cloud_shade.hpp"
#include "model/numerics/vector_math.hpp"
#include "model/photolysis/solar_position.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

constexpr double table_albedo = 0.1;        // of the clear-sky rates
constexpr double least_cosine = -0.07;      // 94 degrees: no light below
constexpr double least_cloud_water = 1e-5;  // kg m-3, as of wet deposition
// From 400 nm to 700 nm, which stands for all sunlight: Angstrom exponents as of particle_light.
constexpr double scattering_of_all = 0.48311, absorption_of_all = 0.57143;  // (400 / 700)^1.3, 400 / 700
constexpr double lowest_sun = 0.05;                                         // cosine, as of the table of haze
constexpr double albedo_of_all = 0.2;  // of fields and towns for all sunlight [Stull1988]

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
  double total = 0.0, scattered_share = 1.0, all_sunlight = 0.0, scattered_share_of_all = 1.0;

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
    const double absorbed_of_all = absorbed * absorption_of_all;
    all_sunlight = (total - absorbed) * scattering_of_all + absorbed_of_all;
    scattered_share_of_all = all_sunlight > 0.0 ? 1.0 - absorbed_of_all / all_sunlight : 1.0;
  }

  /// What these particles leave of all sunlight on the ground.
  double transmittance(double sun) const {
    return photolysis::sunlight_under_haze(
        {all_sunlight, 0.0, scattered_share_of_all, std::max(sun, lowest_sun), albedo_of_all});
  }
};

}  // namespace

double photolysis_below_cloud_alone(double photolysis_factor, double transmittance) {
  return std::min(1.0, photolysis_factor / numerics::pow(transmittance, photolysis_exponent));
}

template <class Real>
LightFactors HazeLight::factors(const State<Real>& state, const Weather& weather, const Grid& grid,
                                const SpeciesTable& species, const aerosol::HeterogeneousRates& particles,
                                double dry_effective_radius, Interval interval) const {
  LightFactors factors;
  const UtcSeconds middle = interval.start + static_cast<UtcSeconds>(0.5 * interval.dt.si());
  std::vector<double> below_cloud = weather.photolysis_factor;
  if (dimming_ != HazeDimming::off || albedo_ != table_albedo)
    dim(factors, below_cloud, state, weather, grid, species, particles, dry_effective_radius, middle);
  const auto is_cloud = [](double water) { return water >= least_cloud_water; };
  if (!latitude_.empty() && std::any_of(weather.cloud_water.begin(), weather.cloud_water.end(), is_cloud))
    lift_above_cloud(factors, below_cloud, weather, grid, middle);
  return factors;
}

template <class Real>
void HazeLight::dim(LightFactors& factors, std::vector<double>& below_cloud, const State<Real>& state,
                    const Weather& weather, const Grid& grid, const SpeciesTable& species,
                    const aerosol::HeterogeneousRates& particles, double dry_effective_radius,
                    UtcSeconds time) const {
  const aerosol::AerosolIndex index(species);
  const Layout& l = state.layout;
  const std::size_t members = static_cast<std::size_t>(l.members);
  factors.cell.assign(grid.cells(), 1.0);
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
      if (dimming_ == HazeDimming::off) {
        const double bare = table_(0.0, 0.0, 1.0, sun);  // what the ground does without particles
        for (int k = 0; k < grid.nz(); ++k) factors.cell[grid.cell(k, j, i)] = bare;
        continue;
      }
      for (int m = 0; m < l.members; ++m) {
        haze.measure(j, i, m);
        double cleared = 1.0;  // light below the cloud alone over that of the weather
        if (m == 0 && dimming_ == HazeDimming::measured) {
          const double measured = below_cloud[column];
          below_cloud[column] = photolysis_below_cloud_alone(measured, haze.transmittance(sun));
          cleared = below_cloud[column] / measured;
        }
        double below = 0.0;
        for (int k = 0; k < grid.nz(); ++k) {
          const std::size_t c = grid.cell(k, j, i);
          const double here = below + 0.5 * haze.depth[k];
          const double light = table_(haze.total - here, here, haze.scattered_share, sun);
          below += haze.depth[k];
          if (m > 0) {
            factors.member[c * members + m] = light / baseline[k];
            continue;
          }
          baseline[k] = light;
          factors.cell[c] = light * cleared;
        }
      }
    }
  });
}

void HazeLight::lift_above_cloud(LightFactors& factors, const std::vector<double>& below_cloud,
                                 const Weather& weather, const Grid& grid, UtcSeconds time) const {
  if (factors.cell.empty()) factors.cell.assign(grid.cells(), 1.0);
  parallel_for(grid.ny, [&](std::ptrdiff_t row) {
    const int j = static_cast<int>(row);
    for (int i = 0; i < grid.nx; ++i) {
      const std::size_t column = grid.column(j, i);
      const auto held = [&](int k) {  // kg m-2
        const double water = weather.cloud_water[grid.cell(k, j, i)];
        return water < least_cloud_water ? 0.0 : water * grid.layer_depth(k);
      };
      double path = 0.0;
      for (int k = 0; k < grid.nz(); ++k) path += held(k);
      const double below = below_cloud[column];
      if (path <= 0.0 || below <= 0.0) continue;
      const double above = mesoscale::photolysis_above_cloud(
          mesoscale::cloud_optical_depth(path),
          cosine_of_solar_zenith(time, latitude_[column], longitude_[column]));
      if (above <= below) continue;
      double passed = 0.0;
      for (int k = 0; k < grid.nz(); ++k) {
        const double share = (passed + 0.5 * held(k)) / path;
        passed += held(k);
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
