/// How the run's own particles, the ground and cloud below change the light of photolysis, cell by cell and
/// member by member.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/aerosol/heterogeneous_rates.hpp"
#include "model/photolysis/two_stream.hpp"
#include "model/state/forcing.hpp"

namespace lantian::model {

/// Factors on photolysis.
struct LightFactors {
  std::vector<double> cell;    // of all members, on top of the weather's; empty: 1
  std::vector<double> member;  // cell * members + member, over the baseline's; empty: 1
};

/// off: particles dim nothing. all: each member's dim the weather's light, which knows of none. measured: the
/// same, but the weather's light was measured below the real haze, so what the baseline's particles take from
/// all sunlight is given back first; what then lacks is cloud, alike for all members.
enum class HazeDimming { off, measured, all };

/// Actual over clear-sky actinic flux below the cloud alone, from `photolysis_factor` (photolysis_factor_of)
/// of light that the haze had brought down to `transmittance` of itself. At most 1.
double photolysis_below_cloud_alone(double photolysis_factor, double transmittance);

class HazeLight {
 public:
  HazeLight() = default;
  /// Latitude and longitude of each column [rad]; albedo of the ground near 400 nm.
  HazeLight(HazeDimming dimming, double albedo, std::vector<double> latitude, std::vector<double> longitude)
      : dimming_(dimming),
        albedo_(albedo),
        latitude_(std::move(latitude)),
        longitude_(std::move(longitude)),
        table_(albedo) {}

  bool differs_between_members() const { return dimming_ != HazeDimming::off; }

  /// `particles`: of this state, for the growth of their surface; dry effective radius [m]. Light in the
  /// middle of the step; particles above the top layer count as none. The weather's photolysis_factor is that
  /// below its cloud: above all of it photolysis_above_cloud holds [Chang1987]; in it and between its decks
  /// the two are mixed by the share of the column's cloud water that lies below.
  template <class Real>
  LightFactors factors(const State<Real>& state, const Weather& weather, const Grid& grid,
                       const SpeciesTable& species, const aerosol::HeterogeneousRates& particles,
                       double dry_effective_radius, Interval interval) const;

 private:
  /// `below_cloud`: photolysis_factor of each column, from here on without haze.
  template <class Real>
  void dim(LightFactors& factors, std::vector<double>& below_cloud, const State<Real>& state,
           const Weather& weather, const Grid& grid, const SpeciesTable& species,
           const aerosol::HeterogeneousRates& particles, double dry_effective_radius, UtcSeconds time) const;
  void lift_above_cloud(LightFactors& factors, const std::vector<double>& below_cloud, const Weather& weather,
                        const Grid& grid, UtcSeconds time) const;

  HazeDimming dimming_ = HazeDimming::off;
  double albedo_ = 0.1;
  std::vector<double> latitude_, longitude_;
  photolysis::HazeTable table_;
};

}  // namespace lantian::model
